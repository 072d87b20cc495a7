// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/verbs.h"
#include "core/codes/imported_codes.h"
#include "core/inventory/balance.h"
#include "core/inventory/count.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "core/patients/find.h"
#include "core/security/policy.h"

#include <QJsonArray>

namespace yigong {

namespace {

constexpr qint64 unsaid = -1;

Result<const Drug *> drugOf(const Catalogue &codes, const QString &code)
{
    const Drug *drug = codes.drugs().find(code);
    if (!drug)
        return fail(ErrorKind::UnknownDrug, QStringLiteral("drug"), {code});
    return drug;
}

Result<Id> idOf(const char *field, const QString &text)
{
    const auto id = Id::parse(text);
    if (!id)
        return fail(ErrorKind::Invalid, QString::fromLatin1(field), {text});
    return *id;
}

QJsonObject jsonOf(const Catalogue &codes, const BatchBalance &balance)
{
    const Drug *drug = codes.drugs().find(balance.batch.drug);
    return {{QStringLiteral("drug"), balance.batch.drug},
            {QStringLiteral("name"), drug ? drug->title() : balance.batch.drug},
            {QStringLiteral("batch"), balance.batch.id.text()},
            {QStringLiteral("lot"), balance.batch.lot},
            {QStringLiteral("expiry"), balance.batch.expiry.toString(Qt::ISODate)},
            {QStringLiteral("quantity"), wholeUnits(balance.units())},
            {QStringLiteral("unit"), drug ? drug->unit : QString()},
            {QStringLiteral("countDue"), balance.standing.countDue()}};
}

Result<void> listStock(Ctl &ctl, const std::optional<QString> &siteCode)
{
    YIGONG_LET(session, ctl.openForReading());
    const Id site = siteCode ? Site::idOf(*siteCode) : session.actor.site;
    YIGONG_LET(balances, session.db->read([&](const Snapshot &snapshot) -> Result<std::vector<BatchBalance>> {
        YIGONG_TRY(snapshot.get<Site>(site));
        return stockAt(snapshot, session.actor, site);
    }));
    YIGONG_LET(codes, session.db->read(catalogueOf));
    QJsonArray stock;
    for (const BatchBalance &balance : balances)
        if (balance.units().units != 0 || balance.standing.countDue())
            stock.append(jsonOf(*codes, balance));
    return ctl.print({{QStringLiteral("stock"), stock}});
}

struct ReceiveArguments
{
    const std::optional<QString> &drug;
    const std::optional<QString> &lot;
    const std::optional<QDate> &expiry;
    const qint64 &quantity;
    const std::optional<QString> &packCost;
    const std::optional<QString> &supplier;
    const std::optional<QString> &number;
};

Result<void> receive(Ctl &ctl, const ReceiveArguments &given)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(codes, session.db->read(catalogueOf));
    YIGONG_LET(drug, drugOf(*codes, *given.drug));
    ReceiptLine line;
    line.drug = drug->code;
    line.lot = *given.lot;
    line.expiry = *given.expiry;
    line.units = {given.quantity};
    line.unitsPerPack = std::max(drug->unitsPerPack, 1);
    if (given.packCost) {
        const auto cost = Money::parse(*given.packCost);
        if (!cost)
            return fail(ErrorKind::Invalid, QStringLiteral("pack_cost"), {*given.packCost});
        line.packCost = *cost;
    }
    YIGONG_LET(received, session.db->write(session.actor, [&](Transaction &tx) {
        return receiveStock(tx, {given.supplier.value_or(QString()), given.number.value_or(QString()), {line}});
    }));
    return ctl.print({{QStringLiteral("document"), received.document.text()},
                      {QStringLiteral("batch"), received.batches.front().text()}});
}

Result<void> handOut(Ctl &ctl, const QString &drugCode, qint64 quantity, const QString &patientId,
                     const std::optional<QString> &reason)
{
    YIGONG_LET(patient, idOf("patient", patientId));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(codes, session.db->read(catalogueOf));
    YIGONG_LET(drug, drugOf(*codes, drugCode));
    DispenseRequest request;
    request.drug = drug->code;
    request.name = drug->title();
    request.unit = drug->unit;
    request.amount = {quantity};
    request.overrideReason = reason.value_or(QString());
    YIGONG_LET(dispensed, session.db->write(session.actor, [&](Transaction &tx) -> Result<Dispensed> {
        YIGONG_LET(resident, topPatient(tx, patient));
        request.patient = resident.id;
        return dispense(tx, request);
    }));
    QJsonArray taken;
    for (const Portion &portion : dispensed.taken)
        taken.append(QJsonObject{{QStringLiteral("batch"), portion.batch.id.text()},
                                 {QStringLiteral("lot"), portion.batch.lot},
                                 {QStringLiteral("quantity"), wholeUnits(portion.amount)}});
    return ctl.print({{QStringLiteral("document"), dispensed.document.text()}, {QStringLiteral("taken"), taken}});
}

Result<void> count(Ctl &ctl, const QString &batchId, qint64 units, const std::optional<QString> &reason)
{
    YIGONG_LET(batch, idOf("batch", batchId));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(counted, session.db->write(session.actor, [&](Transaction &tx) {
        return countBatch(tx, batch, {units}, reason.value_or(QString()));
    }));
    return ctl.print({{QStringLiteral("count"), counted.count.text()},
                      {QStringLiteral("difference"), wholeUnits(counted.difference.difference())}});
}

void registerReceive(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "receive", "Take a delivery of one lot into the store");
    const ReceiveArguments given{
        ctl.text(verb, "--drug", "Its code", Given::Always),
        ctl.text(verb, "--lot", "The lot on the pack", Given::Always),
        ctl.day(verb, "--expiry", "Last day on which it may be given", Given::Always),
        ctl.number(verb, "--quantity", "In the drug's smallest unit", unsaid, 1, mostUnits.units),
        ctl.text(verb, "--pack-cost", "Cost of a pack in yuan"),
        ctl.text(verb, "--supplier", "Who delivered it"),
        ctl.text(verb, "--number", "Number of the delivery note")};
    verb.get_option("--quantity")->required();
    ctl.runs(verb, [&ctl, given] { return receive(ctl, given); });
}

void registerDispense(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "dispense", "Hand a drug out, first expired first out");
    const auto &drug = ctl.text(verb, "--drug", "Its code", Given::Always);
    const auto &quantity = ctl.number(verb, "--quantity", "In the drug's smallest unit", unsaid, 1, mostUnits.units);
    const auto &patient = ctl.text(verb, "--patient", "The resident's id", Given::Always);
    const auto &reason = ctl.text(verb, "--reason", "Why more is handed out than the ledger shows");
    verb.get_option("--quantity")->required();
    ctl.runs(verb,
             [&ctl, &drug, &quantity, &patient, &reason] { return handOut(ctl, *drug, quantity, *patient, reason); });
}

void registerCount(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "count", "Record what was counted of a batch");
    const auto &batch = ctl.text(verb, "--batch", "The batch's id", Given::Always);
    const auto &counted = ctl.number(verb, "--counted", "What lies on the shelf, in the drug's smallest unit", unsaid,
                                     0, mostUnits.units);
    const auto &reason = ctl.text(verb, "--reason", "What explains a difference");
    verb.get_option("--counted")->required();
    ctl.runs(verb, [&ctl, &batch, &counted, &reason] { return count(ctl, *batch, counted, reason); });
}

} // namespace

void registerStockVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("stock", "The clinic's drugs");
    CLI::App &list = ctl.verb(noun, "list", "What the ledger shows, batch by batch");
    const auto &site = ctl.text(list, "--site", "Another site's code (default: one's own)");
    ctl.runs(list, [&ctl, &site] { return listStock(ctl, site); });
    registerReceive(ctl, noun);
    registerDispense(ctl, noun);
    registerCount(ctl, noun);
}

} // namespace yigong
