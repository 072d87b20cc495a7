// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/ledger.h"
#include "core/base/text.h"
#include "core/codes/drug_class.h"
#include "core/inventory/balance.h"
#include "core/security/policy.h"

#include <map>

namespace yigong {

namespace {

Door doorOf(StockDocumentKind kind)
{
    switch (kind) {
    case StockDocumentKind::Dispense:
    case StockDocumentKind::PatientReturn:
        return Door::Dispense;
    case StockDocumentKind::Loss:
        return Door::CountStock;
    case StockDocumentKind::Receipt:
    case StockDocumentKind::Return:
        break;
    }
    return Door::ReceiveStock;
}

bool balances(const std::vector<StockMovement> &sides)
{
    std::map<Id, qint64> sums;
    for (const StockMovement &side : sides) {
        if (side.quantity.units == 0 || side.batch.isNone())
            return false;
        sums[side.batch] += side.quantity.units;
    }
    return !sums.empty() && std::all_of(sums.begin(), sums.end(), [](const auto &sum) { return sum.second == 0; });
}

Result<void> checkAmount(const QString &field, Quantity amount)
{
    if (amount.units <= 0 || amount > mostUnits)
        return fail(ErrorKind::OutOfRange, field,
                    {QString::number(amount.units), QStringLiteral("1"), QString::number(mostUnits.units)});
    return {};
}

Result<Quantity> amountOf(const ReceiptLine &line)
{
    const qint64 most = mostUnits.units;
    if (line.unitsPerPack < 1 || line.unitsPerPack > 100'000)
        return fail(ErrorKind::OutOfRange, QStringLiteral("units_per_pack"),
                    {QString::number(line.unitsPerPack), QStringLiteral("1"), QStringLiteral("100000")});
    if (line.packs < 0 || line.packs > most || line.units.units < 0 || line.units.units > most)
        return fail(
            ErrorKind::OutOfRange, QStringLiteral("quantity"),
            {QString::number(line.packs ? line.packs : line.units.units), QStringLiteral("1"), QString::number(most)});
    const Quantity amount{line.packs * line.unitsPerPack + line.units.units};
    YIGONG_TRY(checkAmount(QStringLiteral("quantity"), amount));
    return amount;
}

Result<void> checkLine(const ReceiptLine &line, QDate today)
{
    if (line.drug.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("drug"));
    if (tidied(line.lot).isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("lot"));
    if (!line.expiry.isValid())
        return fail(ErrorKind::Required, QStringLiteral("expiry"));
    if (line.expiry < today)
        return fail(ErrorKind::Expired, QStringLiteral("expiry"), {line.lot, line.expiry.toString(Qt::ISODate)});
    if (line.packCost.fen < 0)
        return fail(ErrorKind::OutOfRange, QStringLiteral("pack_cost"),
                    {line.packCost.yuan(), QStringLiteral("0"), QString()});
    return {};
}

/// That the batch may move by this paper; the paper names who signs beside the actor where one must.
Result<void> checkBatch(const Transaction &tx, StockDocument &document, const StockBatch &batch,
                        const std::optional<SecondSignature> &second)
{
    if (batch.site != tx.actor().site)
        return fail(ErrorKind::OutOfScope, {}, {batch.site.text()});
    if (document.kind == StockDocumentKind::Receipt)
        YIGONG_TRY(requireKept(tx, batch));
    YIGONG_LET(witness, witnessFor(tx, batch, second));
    if (!witness.isNone())
        document.witness = witness;
    return {};
}

/// The batch of a line, made where this lot is new here, with the latest pack and cost.
Result<StockBatch> batchOf(Transaction &tx, const ReceiptLine &line)
{
    StockBatch batch;
    batch.site = tx.actor().site;
    batch.drug = line.drug;
    batch.lot = tidied(line.lot);
    batch.expiry = line.expiry;
    batch.id = StockBatch::idOf(batch.site, batch.drug, batch.lot, batch.expiry);
    batch.unitsPerPack = line.unitsPerPack;
    batch.packCost = line.packCost;
    YIGONG_LET(special, specialClassOf(tx, line.drug, tx.today()));
    batch.special = special;
    YIGONG_LET(known, tx.find<StockBatch>(batch.id));
    if (!known) {
        YIGONG_TRY(tx.insert(batch));
        return batch;
    }
    batch.onHold = known->onHold;
    YIGONG_TRY(tx.update(*known, batch));
    return batch;
}

Result<Id> takeOut(Transaction &tx, Id batchId, Quantity amount, StockDocument document, StockAccount into,
                   const std::optional<SecondSignature> &second)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), doorOf(document.kind), tx.actor().site));
    YIGONG_TRY(checkAmount(QStringLiteral("quantity"), amount));
    document.reason = document.reason.simplified();
    if (document.reason.isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("reason"));
    YIGONG_LET(balance, balanceOf(tx, batchId));
    if (balance.units() < amount)
        return fail(ErrorKind::NotEnough, QStringLiteral("quantity"),
                    {balance.batch.drug, QString::number(amount.units), QString::number(balance.units().units), {}});
    return postDocument(tx, std::move(document), sidesOf(balance.batch, amount, StockAccount::Store, into), second);
}

} // namespace

std::vector<StockMovement> sidesOf(const StockBatch &batch, Quantity amount, StockAccount from, StockAccount into)
{
    StockMovement leaves;
    leaves.batch = batch.id;
    leaves.drug = batch.drug;
    StockMovement enters = leaves;
    leaves.account = from;
    leaves.quantity = -amount;
    enters.account = into;
    enters.quantity = amount;
    return {leaves, enters};
}

Result<Id> postDocument(Transaction &tx, StockDocument document, std::vector<StockMovement> sides,
                        const std::optional<SecondSignature> &second)
{
    document.site = tx.actor().site;
    YIGONG_TRY(requireAt(tx, tx.actor(), doorOf(document.kind), document.site));
    if (!balances(sides))
        return fail(ErrorKind::Unbalanced, {}, {document.number});
    document.at = tx.now();
    document.practitioner = tx.actor().practitioner;
    std::vector<StockBatch> batches;
    for (const StockMovement &side : sides) {
        YIGONG_LET(batch, tx.get<StockBatch>(side.batch));
        YIGONG_TRY(checkBatch(tx, document, batch, second));
        batches.push_back(std::move(batch));
    }
    YIGONG_LET(id, tx.append(std::move(document)));
    for (std::size_t i = 0; i < sides.size(); ++i) {
        StockMovement &side = sides[i];
        const StockBatch &batch = batches[i];
        side.id = {};
        side.document = id;
        side.site = batch.site;
        side.drug = batch.drug;
        side.at = tx.now();
        side.device = tx.origin().device;
        side.number = tx.origin().number;
        side.time = tx.time().ticks;
        YIGONG_TRY(tx.append(side));
    }
    return id;
}

Result<Received> receiveStock(Transaction &tx, const Receipt &receipt, const std::optional<SecondSignature> &second)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ReceiveStock, tx.actor().site));
    if (receipt.lines.empty())
        return fail(ErrorKind::Required, QStringLiteral("lines"));
    Received received;
    std::vector<StockMovement> sides;
    for (const ReceiptLine &line : receipt.lines) {
        YIGONG_TRY(checkLine(line, tx.today()));
        YIGONG_LET(amount, amountOf(line));
        YIGONG_LET(batch, batchOf(tx, line));
        received.batches.push_back(batch.id);
        for (StockMovement &side : sidesOf(batch, amount, StockAccount::Supplier, StockAccount::Store))
            sides.push_back(std::move(side));
    }
    StockDocument document;
    document.kind = StockDocumentKind::Receipt;
    document.number = tidied(receipt.number);
    document.counterparty = tidied(receipt.supplier);
    YIGONG_LET(id, postDocument(tx, std::move(document), std::move(sides), second));
    received.document = id;
    return received;
}

Result<Id> recordLoss(Transaction &tx, Id batch, Quantity amount, const QString &reason,
                      const std::optional<SecondSignature> &second)
{
    StockDocument document;
    document.kind = StockDocumentKind::Loss;
    document.reason = reason;
    return takeOut(tx, batch, amount, std::move(document), StockAccount::Loss, second);
}

Result<Id> returnToSupplier(Transaction &tx, Id batch, Quantity amount, const QString &supplier, const QString &reason,
                            const std::optional<SecondSignature> &second)
{
    StockDocument document;
    document.kind = StockDocumentKind::Return;
    document.counterparty = tidied(supplier);
    document.reason = reason;
    if (document.counterparty.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("supplier"));
    return takeOut(tx, batch, amount, std::move(document), StockAccount::Supplier, second);
}

Result<bool> holdBatch(Transaction &tx, Id batchId, bool onHold)
{
    YIGONG_LET(batch, tx.get<StockBatch>(batchId));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::CountStock, batch.site));
    StockBatch after = batch;
    after.onHold = onHold;
    return tx.update(batch, after);
}

} // namespace yigong
