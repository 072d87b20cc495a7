// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/number_keeping.h"
#include "core/sites/site.h"

namespace yigong {

namespace {

constexpr int lastSerial = 99'999;

Result<qint64> unusedOf(const Snapshot &snapshot, Id device)
{
    YIGONG_LET(blocks, snapshot.select<NumberBlock>("WHERE device = ?", {device.bytes()}));
    qint64 unused = 0;
    for (const NumberBlock &block : blocks) {
        YIGONG_LET(used, snapshot.number(
                             "SELECT count(*) FROM patient WHERE record_number BETWEEN ? AND ? AND "
                             "record_number <> ''",
                             {recordNumberOf(block.prefix, block.first), recordNumberOf(block.prefix, block.last)}));
        unused += block.last - block.first + 1 - used;
    }
    return unused;
}

/// Beyond what was handed out, and what residents who came from elsewhere have.
Result<qint64> firstFree(Transaction &tx, const QString &prefix)
{
    YIGONG_LET(given, tx.number("SELECT ifnull(max(last), 0) FROM number_block WHERE prefix = ?", {prefix}));
    YIGONG_LET(used, tx.number("SELECT ifnull(max(CAST(substr(record_number, 13) AS INTEGER)), 0) FROM patient WHERE "
                               "record_number BETWEEN ? AND ? AND record_number <> '' AND length(record_number) = 17",
                               {recordNumberOf(prefix, 0), recordNumberOf(prefix, lastSerial)}));
    qint64 next = std::max(given, used) + 1;
    // What a hub before the restore gave out since is in no row here.
    const QString epochKey = QStringLiteral("numbers_epoch/") + prefix;
    YIGONG_LET(epoch, tx.local(QStringLiteral("epoch")));
    YIGONG_LET(restored, tx.local(QStringLiteral("restored_to")));
    YIGONG_LET(known, tx.local(epochKey));
    if (known != epoch && ValueOf<qint64>::from(restored) != 0)
        next += numbersSkippedByRestore;
    YIGONG_TRY(tx.setLocal(epochKey, epoch));
    return next;
}

} // namespace

Result<void> supplyNumbers(HubRound &round, const HubDevice &device)
{
    Transaction &tx = round.transaction();
    YIGONG_LET(site, tx.find<Site>(device.site));
    if (!site || site->tier == Tier::County || device.revoked)
        return {};
    YIGONG_LET(unused, unusedOf(tx, device.id));
    if (unused >= fewNumbers)
        return {};
    NumberBlock block;
    block.site = device.site;
    block.device = device.id;
    block.prefix = numberPrefixOf(site->code);
    YIGONG_LET(first, firstFree(tx, block.prefix));
    if (first > lastSerial)
        return {};
    block.first = static_cast<int>(first);
    block.last = static_cast<int>(std::min<qint64>(first + numbersInBlock - 1, lastSerial));
    block.given = tx.now();
    block.id = NumberBlock::idOf(block.prefix, block.first);
    Row row = rowOf(block);
    row.version = 1;
    return round.write(tx.typeOf<NumberBlock>(), std::nullopt, row, Id{});
}

Result<bool> isLostBlock(const Snapshot &snapshot, const HubDevice &device, const NumberBlock &block)
{
    YIGONG_LET(site, snapshot.find<Site>(block.site));
    const bool isWhole = site && block.device == device.id && block.site == device.site &&
                         block.prefix == numberPrefixOf(site->code) && block.first > 0 && block.last <= lastSerial &&
                         block.first <= block.last && block.last - block.first < numbersInBlock &&
                         block.id == NumberBlock::idOf(block.prefix, block.first);
    if (!isWhole)
        return false;
    YIGONG_LET(others,
               snapshot.number("SELECT count(*) FROM number_block WHERE prefix = ? AND first <= ? AND last >= ?",
                               {block.prefix, block.last, block.first}));
    return others == 0;
}

} // namespace yigong
