// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/compare.h"
#include "core/hub/number_keeping.h"
#include "core/sync/record_sums.h"
#include "core/sync/streams.h"
#include "core/sync/sync_records.h"

#include <algorithm>

namespace yigong {

namespace {

Result<QByteArray> hashOfRow(const Snapshot &snapshot, int number, Id record)
{
    const RecordType *type = snapshot.types().byNumber(number);
    if (!type)
        return QByteArray();
    YIGONG_LET(row, snapshot.findRow(*type, record));
    return row ? recordHash(number, record, row->version, canonicalForm(*type, *row)) : QByteArray();
}

/// As the hub noted it; null of a record that no stream holds.
Result<QByteArray> hashNoted(const Snapshot &snapshot, int number, Id record)
{
    QByteArray noted;
    YIGONG_TRY(snapshot.each("SELECT hash FROM hub_member WHERE type = ? AND record = ? AND hash IS NOT NULL LIMIT 1",
                             {static_cast<qint64>(number), record.bytes()},
                             [&noted](const Columns &c) { noted = c.bytes(0); }));
    return noted;
}

Result<RecordSums> sumsOf(const Snapshot &snapshot, const ComparedRange &range)
{
    std::vector<SummedRecord> records;
    const Id last = range.to.isNone() ? Id::fromBytes(QByteArray(16, '\xff')) : range.to;
    YIGONG_TRY(
        snapshot.each("SELECT type, record, hash FROM hub_member WHERE stream = ? AND hash IS NOT NULL AND record >= "
                      "? AND record <= ?",
                      {range.stream.bytes(), range.from.bytes(), last.bytes()}, [&records](const Columns &c) {
                          records.push_back({static_cast<int>(c.integer(0)), c.id(1), c.bytes(2), c.bytes(2)});
                      }));
    RecordSums sums;
    for (SummedRecord &record : records) {
        if (range.byRows) {
            YIGONG_LET(now, hashOfRow(snapshot, record.type, record.record));
            record.now = now;
        }
        sums.add(std::move(record));
    }
    sums.sort();
    return sums;
}

} // namespace

Result<std::vector<RangeAnswer>> compareRanges(const Snapshot &snapshot, const std::vector<Id> &scope,
                                               const std::vector<ComparedRange> &ranges)
{
    std::vector<RangeAnswer> answers;
    for (const ComparedRange &range : ranges) {
        RecordSums sums;
        if (std::find(scope.begin(), scope.end(), range.stream) != scope.end()) {
            YIGONG_LET(read, sumsOf(snapshot, range));
            sums = std::move(read);
        }
        answers.push_back(answerRange(sums, range));
    }
    return answers;
}

Result<void> fetchAgain(const Snapshot &snapshot, const std::map<Id, qint64> &scope,
                        const std::vector<RecordName> &wanted, SyncAnswer &answer)
{
    for (const RecordName &name : wanted) {
        const RecordType *type = snapshot.types().byNumber(name.type);
        if (!type)
            continue;
        YIGONG_LET(row, snapshot.findRow(*type, name.record));
        if (!row)
            continue;
        YIGONG_LET(holding, holdingNow(snapshot, name.type, name.record, scope));
        if (holding.empty()) {
            answer.removed.push_back(name);
            continue;
        }
        YIGONG_LET(noted, hashNoted(snapshot, name.type, name.record));
        const QByteArray body = canonicalForm(*type, *row);
        if (recordHash(name.type, name.record, row->version, body) != noted)
            continue;
        YIGONG_LET(pulled, pulledRow(snapshot, *type, *row, body));
        pulled.streams = std::move(holding);
        answer.rows.push_back(std::move(pulled));
    }
    return {};
}

namespace {

/// Whether the hub itself can have written this conflict about a record it has.
Result<bool> isHubsConflict(const Snapshot &snapshot, const Conflict &conflict)
{
    const RecordType *of = snapshot.types().byNumber(conflict.subjectType);
    if (!of || of->indexOf(conflict.field) < 0 ||
        conflict.id != Conflict::idOf(conflict.subjectType, conflict.subject, conflict.field))
        return false;
    YIGONG_LET(subject, snapshot.findRow(*of, conflict.subject));
    return subject && (conflict.patient.isNone() || subjectOf(*of, *subject) == conflict.patient);
}

/// The same of a side, of a settlement that a rule made, and of a block of numbers.
Result<bool> isHubsWord(const Snapshot &snapshot, const HubDevice &device, const RecordType &type, const Row &row)
{
    if (type.number() == NumberBlock::info.number)
        return isLostBlock(snapshot, device, recordOf<NumberBlock>(row));
    if (type.number() == Conflict::info.number)
        return isHubsConflict(snapshot, recordOf<Conflict>(row));
    if (type.number() == ConflictValue::info.number) {
        const auto side = recordOf<ConflictValue>(row);
        YIGONG_LET(conflict, snapshot.find<Conflict>(side.conflict));
        return conflict && row.id == side.idOfContent() && side.patient == conflict->patient &&
               side.site == conflict->site;
    }
    const auto settlement = recordOf<ConflictSettlement>(row);
    YIGONG_LET(conflict, snapshot.find<Conflict>(settlement.conflict));
    const RecordType *of = conflict ? snapshot.types().byNumber(conflict->subjectType) : nullptr;
    const int at = of ? of->indexOf(conflict->field) : -1;
    return at >= 0 && of->fields()[static_cast<std::size_t>(at)].merge != Merge::Ask &&
           settlement.practitioner.isNone() && settlement.patient == conflict->patient &&
           settlement.site == conflict->site;
}

Result<void> bringBack(HubRound &round, const HubDevice &device, const RecordType &type, Row row)
{
    const Snapshot &snapshot = round.transaction();
    YIGONG_LET(restored, snapshot.local(QStringLiteral("restored_to")));
    YIGONG_LET(known, snapshot.findRow(type, row.id));
    YIGONG_LET(isOurs, isHubsWord(snapshot, device, type, row));
    if (ValueOf<qint64>::from(restored) == 0 || known || !isOurs)
        return {};
    YIGONG_LET(holding, holdersOf(snapshot, type, row));
    YIGONG_LET(sites, writableSites(snapshot, device.site));
    if (std::none_of(sites.begin(), sites.end(),
                     [&holding](Id site) { return std::binary_search(holding.begin(), holding.end(), site); }))
        return {};
    row.version = 1;
    return round.write(type, std::nullopt, row, Id{});
}

} // namespace

Result<void> takeBack(HubRound &round, const HubDevice &device, const std::vector<PulledRow> &offered)
{
    Transaction &tx = round.transaction();
    for (const PulledRow &copy : offered) {
        const RecordType *type = tx.types().byNumber(copy.type);
        if (!type)
            continue;
        auto row = rowFromCanonical(*type, copy.record, copy.body);
        if (!row)
            continue;
        row->version = copy.version;
        YIGONG_LET(noted, hashNoted(tx, copy.type, copy.record));
        if (noted.isNull() && isHubsOwn(*type)) {
            YIGONG_TRY(bringBack(round, device, *type, std::move(*row)));
            continue;
        }
        YIGONG_LET(now, hashOfRow(tx, copy.type, copy.record));
        if (noted.isNull() || now == noted || recordHash(copy.type, copy.record, copy.version, copy.body) != noted)
            continue;
        YIGONG_TRY(tx.placeRow(*type, *row));
    }
    return {};
}

} // namespace yigong
