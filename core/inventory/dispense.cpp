// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/dispense.h"
#include "core/encounters/encounter.h"
#include "core/inventory/ledger.h"
#include "core/security/policy.h"

#include <algorithm>

namespace yigong {

namespace {

struct FilledRequest
{
    DispenseRequest request;
    bool needsTwo = false;
};

/// The request with what its line says.
Result<FilledRequest> filledIn(const Snapshot &snapshot, DispenseRequest request, QDate today)
{
    if (request.line.isNone()) {
        YIGONG_LET(needsTwo, requirePrescribed(snapshot, request.drug, nullptr, today));
        return FilledRequest{std::move(request), needsTwo};
    }
    YIGONG_LET(line, snapshot.get<MedicationRequest>(request.line));
    YIGONG_LET(needsTwo, requirePrescribed(snapshot, line.drug, &line, today));
    YIGONG_LET(already, dispensedOf(snapshot, line.id));
    if (already + request.amount > line.quantity)
        return fail(ErrorKind::AlreadyDispensed, {}, {line.id.text()});
    request.drug = line.drug;
    request.name = line.name;
    request.unit = line.unit;
    request.patient = line.patient;
    request.encounter = line.encounter;
    return FilledRequest{std::move(request), needsTwo};
}

Result<void> check(const DispenseRequest &request)
{
    if (request.amount.units <= 0 || request.amount > mostUnits)
        return fail(ErrorKind::OutOfRange, QStringLiteral("quantity"),
                    {QString::number(request.amount.units), QStringLiteral("1"), QString::number(mostUnits.units)});
    if (request.drug.isEmpty())
        return fail(ErrorKind::UnknownDrug, QStringLiteral("drug"), {request.drug});
    if (request.patient.isNone())
        return fail(ErrorKind::Required, QStringLiteral("patient"));
    return {};
}

/// The batch that is charged with what the ledger lacks.
Result<StockBatch> batchOnTheShelf(Transaction &tx, const DispensePlan &plan, const std::vector<BatchBalance> &balances,
                                   const QString &drug)
{
    if (!plan.portions.empty())
        return plan.portions.front().batch;
    for (const BatchBalance &balance : balances)
        if (balance.isUsableOn(tx.today()))
            return balance.batch;
    StockBatch batch;
    batch.site = tx.actor().site;
    batch.drug = drug;
    batch.lot = unknownLot();
    batch.id = StockBatch::idOf(batch.site, drug, batch.lot, batch.expiry);
    YIGONG_LET(known, tx.find<StockBatch>(batch.id));
    if (!known)
        YIGONG_TRY(tx.insert(batch));
    return batch;
}

Result<void> takeRest(Transaction &tx, DispensePlan &plan, const std::vector<BatchBalance> &balances,
                      const QString &drug)
{
    YIGONG_LET(batch, batchOnTheShelf(tx, plan, balances, drug));
    if (plan.portions.empty())
        plan.portions.push_back({batch, {}});
    plan.portions.front().amount = plan.portions.front().amount + plan.missing;
    return {};
}

Result<Id> post(Transaction &tx, const DispenseRequest &request, const std::vector<Portion> &portions)
{
    StockDocument document;
    document.kind = StockDocumentKind::Dispense;
    document.patient = request.patient;
    document.encounter = request.encounter;
    document.reason = request.overrideReason.simplified();
    std::vector<StockMovement> sides;
    for (const Portion &portion : portions)
        for (StockMovement &side : sidesOf(portion.batch, portion.amount, StockAccount::Store, StockAccount::Patient))
            sides.push_back(std::move(side));
    return postDocument(tx, std::move(document), std::move(sides), request.second);
}

} // namespace

QString unknownLot()
{
    return QStringLiteral("未知批号");
}

DispensePlan firstExpiredFirst(const std::vector<BatchBalance> &balances, Quantity amount, QDate today)
{
    DispensePlan plan;
    plan.missing = amount;
    for (const BatchBalance &balance : balances) {
        if (!balance.isUsableOn(today) || balance.units().units <= 0)
            continue;
        plan.available = plan.available + balance.units();
        const Quantity take = std::min(balance.units(), plan.missing);
        if (take.units > 0)
            plan.portions.push_back({balance.batch, take});
        plan.missing = plan.missing - take;
    }
    return plan;
}

Result<DispensePlan> planDispense(const Snapshot &snapshot, Id site, const QString &drug, Quantity amount, QDate today)
{
    YIGONG_LET(balances, balancesOf(snapshot, site, drug));
    return firstExpiredFirst(balances, amount, today);
}

Result<Quantity> dispensedOf(const Snapshot &snapshot, Id line)
{
    YIGONG_LET(units, snapshot.number("SELECT ifnull(sum(quantity), 0) FROM medication_dispense WHERE request = ?",
                                      {line.bytes()}));
    return Quantity{units};
}

Result<Dispensed> dispense(Transaction &tx, const DispenseRequest &asked)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::Dispense, tx.actor().site));
    YIGONG_LET(filled, filledIn(tx, asked, tx.today()));
    const DispenseRequest &request = filled.request;
    YIGONG_TRY(check(request));
    const QString reason = request.overrideReason.simplified();
    YIGONG_LET(balances, balancesOf(tx, tx.actor().site, request.drug));
    DispensePlan plan = firstExpiredFirst(balances, request.amount, tx.today());
    const bool isOverridden = plan.missing.units > 0;
    if (isOverridden && (reason.isEmpty() || filled.needsTwo))
        return fail(ErrorKind::NotEnough, QStringLiteral("quantity"),
                    {request.name.isEmpty() ? request.drug : request.name, QString::number(request.amount.units),
                     QString::number(plan.available.units), request.unit});
    if (isOverridden)
        YIGONG_TRY(takeRest(tx, plan, balances, request.drug));
    YIGONG_LET(document, post(tx, request, plan.portions));
    MedicationDispense record;
    record.request = request.line;
    record.encounter = request.encounter;
    record.patient = request.patient;
    record.site = tx.actor().site;
    record.practitioner = tx.actor().practitioner;
    record.drug = request.drug;
    record.quantity = request.amount;
    record.document = document;
    record.at = tx.now();
    record.overrideReason = isOverridden ? reason : QString();
    YIGONG_LET(id, tx.append(std::move(record)));
    return Dispensed{id, document, std::move(plan.portions)};
}

} // namespace yigong
