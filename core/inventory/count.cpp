// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/count.h"
#include "core/inventory/knowledge.h"
#include "core/inventory/ledger.h"
#include "core/security/policy.h"

namespace yigong {

namespace {

/// Of the others, the highest act seen in the ledger; of this laptop, all that it did so far.
Result<Knowledge> knowledgeAt(const Transaction &tx, Id site)
{
    Knowledge knowledge;
    const auto see = [&](const Columns &columns) { knowledge.sees(columns.id(0), columns.integer(1)); };
    YIGONG_TRY(
        tx.each("SELECT device, max(number) FROM stock_movement WHERE site = ? GROUP BY device", {site.bytes()}, see));
    YIGONG_TRY(
        tx.each("SELECT device, max(number) FROM stock_count WHERE site = ? GROUP BY device", {site.bytes()}, see));
    knowledge.sees(tx.origin().device, tx.origin().number - 1);
    return knowledge;
}

} // namespace

Result<Counted> countBatch(Transaction &tx, Id batchId, Quantity counted, const QString &reason,
                           const std::optional<SecondSignature> &second)
{
    YIGONG_LET(batch, tx.get<StockBatch>(batchId));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::CountStock, batch.site));
    if (counted.units < 0 || counted > mostUnits)
        return fail(ErrorKind::OutOfRange, QStringLiteral("counted"),
                    {QString::number(counted.units), QStringLiteral("0"), QString::number(mostUnits.units)});
    YIGONG_LET(witness, witnessFor(tx, batch, second));
    YIGONG_LET(knowledge, knowledgeAt(tx, batch.site));
    StockCount count;
    count.site = batch.site;
    count.batch = batch.id;
    count.drug = batch.drug;
    count.counted = counted;
    count.at = tx.now();
    count.practitioner = tx.actor().practitioner;
    count.witness = witness;
    count.reason = reason.simplified();
    count.knew = knowledge.text();
    count.device = tx.origin().device;
    count.number = tx.origin().number;
    count.time = tx.time().ticks;
    YIGONG_LET(id, tx.append(count));
    YIGONG_LET(difference, differenceOf(tx, id));
    return Counted{id, difference};
}

} // namespace yigong
