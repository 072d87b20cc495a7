// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/comparison.h"
#include "core/base/planted_bug.h"
#include "core/sync/device_members.h"
#include "core/sync/pull.h"
#include "core/sync/record_sums.h"
#include "core/sync/sync_records.h"
#include "core/sync/sync_session.h"

#include <algorithm>
#include <set>

namespace yigong {

namespace {

constexpr std::size_t rangeRows = 16'384;
constexpr std::size_t rangesInMessage = 64;
constexpr qint64 rowsInMessage = 65'536;
constexpr std::size_t recordsInMessage = 500;

const QString matchedKey = QStringLiteral("sync/last_matched");

/// The row that the hub sent: beside a record with unanswered operations it is kept, else it is the row itself.
Result<QByteArray> hashHere(const Snapshot &snapshot, int number, Id record)
{
    QByteArray hash;
    YIGONG_TRY(snapshot.each("SELECT version, body FROM remote_row WHERE type = ? AND id = ?",
                             {static_cast<qint64>(number), record.bytes()},
                             [&](const Columns &c) { hash = recordHash(number, record, c.integer(0), c.bytes(1)); }));
    const RecordType *type = snapshot.types().byNumber(number);
    if (!hash.isNull() || !type)
        return hash;
    YIGONG_LET(row, snapshot.findRow(*type, record));
    return row ? recordHash(number, record, row->version, canonicalForm(*type, *row)) : QByteArray();
}

using Streams = std::map<Id, RecordSums>;

/// What this store has of each stream, in order of record.
Result<Streams> streamsHere(const Snapshot &snapshot, CompareBy by)
{
    Streams streams;
    YIGONG_TRY(snapshot.each("SELECT stream FROM stream_cursor", {}, [&](const Columns &c) { streams[c.id(0)]; }));
    std::vector<std::pair<Id, SummedRecord>> members;
    YIGONG_TRY(snapshot.each(
        "SELECT stream, type, record, hash FROM stream_member ORDER BY type, record", {}, [&](const Columns &c) {
            members.push_back({c.id(0), {static_cast<int>(c.integer(1)), c.id(2), c.bytes(3), {}}});
        }));
    const SummedRecord *last = nullptr;
    for (auto &[stream, record] : members) {
        if (by == CompareBy::KeptHashes) {
            record.now = record.kept;
        } else if (last && last->type == record.type && last->record == record.record) {
            record.now = last->now;
        } else {
            YIGONG_LET(hash, hashHere(snapshot, record.type, record.record));
            record.now = hash;
        }
        last = &record;
    }
    for (auto &[stream, record] : members)
        streams[stream].add(std::move(record));
    for (auto &[stream, sums] : streams)
        sums.sort();
    return streams;
}

/// Rows that the hub has numbered, and that no stream is said to hold.
Result<std::vector<Difference>> strays(const Snapshot &snapshot)
{
    std::vector<Difference> found;
    for (const RecordType &type : snapshot.types().all()) {
        const std::string sql = "SELECT id FROM " + type.table().toStdString() +
                                " t WHERE _version > 0 AND NOT EXISTS (SELECT 1 FROM stream_member m WHERE m.type = ?1 "
                                "AND m.record = t.id) AND NOT EXISTS (SELECT 1 FROM leaving l WHERE l.type = ?1 AND "
                                "l.record = t.id)";
        YIGONG_TRY(snapshot.each(sql, {static_cast<qint64>(type.number())}, [&](const Columns &c) {
            found.push_back({type.number(), c.id(0), Difference::What::Beyond, Difference::Place::Unknown});
        }));
    }
    return found;
}

Difference differenceOf(const SummedRecord *here, const SummedRecord *hub)
{
    using What = Difference::What;
    using Place = Difference::Place;
    const SummedRecord &any = here ? *here : *hub;
    Difference difference{any.type, any.record, What::Differs, Place::Unknown};
    if (!hub) {
        difference.what = What::Beyond;
        return difference;
    }
    const bool damagedHere = !here || here->kept != here->now, damagedThere = hub->kept != hub->now;
    if (!here || here->now.isNull())
        difference.what = What::Missing;
    difference.place = damagedHere && damagedThere ? Place::Both
                       : damagedThere              ? Place::Hub
                       : damagedHere               ? Place::Here
                                                   : Place::Unknown;
    return difference;
}

/// The answers to one message's ranges: what differs, and where to look closer.
class RangeReading
{
public:
    RangeReading(const Streams &streams, CompareBy by) : m_streams(streams), m_by(by) {}

    Result<void> take(const std::vector<ComparedRange> &asked, const std::vector<RangeAnswer> &answers)
    {
        if (asked.size() != answers.size())
            return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("ranges")});
        for (std::size_t i = 0; i < asked.size(); ++i)
            take(asked[i], answers[i]);
        return {};
    }
    std::vector<ComparedRange> closer;
    std::set<Difference> differences;

private:
    void take(const ComparedRange &asked, const RangeAnswer &answer)
    {
        const RecordSums &here = m_streams.at(asked.stream);
        Id from = asked.from;
        for (const RangePart &part : answer.parts) {
            ComparedRange inner{asked.stream, from, part.to, here.sum(from, part.to).bytes(), asked.byRows};
            if (inner.sum != part.sum)
                closer.push_back(inner);
            from = part.to;
        }
        if (!answer.equal && answer.parts.empty())
            takeRecords(here.within(asked.from, asked.to), answer.records);
    }
    void takeRecords(std::span<const SummedRecord> here, const std::vector<SummedRecord> &hub)
    {
        std::map<std::pair<int, Id>, std::pair<const SummedRecord *, const SummedRecord *>> both;
        for (const SummedRecord &record : here)
            both[{record.type, record.record}].first = &record;
        for (const SummedRecord &record : hub)
            both[{record.type, record.record}].second = &record;
        for (const auto &[key, sides] : both)
            if (!sides.first || !sides.second || sides.first->now != sides.second->now || sides.first->now.isNull())
                differences.insert(differenceOf(sides.first, sides.second));
    }

    const Streams &m_streams;
    CompareBy m_by;
};

std::vector<ComparedRange> wholeStreams(const Streams &streams, CompareBy by)
{
    std::vector<ComparedRange> ranges;
    for (const auto &[stream, sums] : streams) {
        Id from;
        for (const Id &to : sums.cuts(rangeRows)) {
            ranges.push_back({stream, from, to, sums.sum(from, to).bytes(), by == CompareBy::Rows});
            from = to;
        }
    }
    return ranges;
}

} // namespace

HubComparison::HubComparison(Database &db, SignBytes sign, SyncPost post)
    : m_db(db), m_sign(std::move(sign)), m_post(std::move(post))
{}

/// Says where this store stands, and neither sends acts nor asks for what is new.
Result<SyncRequest> HubComparison::request() const
{
    return m_db.read([](const Snapshot &s) -> Result<SyncRequest> {
        YIGONG_LET(taken, actsTaken(s));
        YIGONG_LET(request, standingRequest(s, taken));
        request.pull = Pull::Nothing;
        return request;
    });
}

Result<SyncAnswer> HubComparison::post(const SyncRequest &request)
{
    ++m_messages;
    YIGONG_LET(reply, m_post(seal(m_db.device(), encode(request), m_sign)));
    if (reply.status != 200)
        return fail(errorOfRefusal(reply));
    return decodeAnswer(reply.body).or_else([](const Error &) -> Result<SyncAnswer> {
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    });
}

Result<ComparisonFound> HubComparison::run(CompareBy by)
{
    m_messages = 0;
    ComparisonFound found;
    std::set<Difference> differences;
    Streams streams;
    YIGONG_TRY(m_db.read([&](const Snapshot &s) -> Result<void> {
        YIGONG_LET(here, streamsHere(s, by));
        streams = std::move(here);
        YIGONG_LET(beyond, strays(s));
        differences.insert(beyond.begin(), beyond.end());
        return {};
    }));
    std::vector<ComparedRange> ranges = wholeStreams(streams, by);
    RangeReading reading(streams, by);
    while (!ranges.empty()) {
        YIGONG_LET(asking, request());
        qint64 rows = 0;
        while (!ranges.empty() && asking.compare.size() < rangesInMessage && rows < rowsInMessage) {
            const ComparedRange &range = ranges.back();
            rows += static_cast<qint64>(streams.at(range.stream).within(range.from, range.to).size());
            asking.compare.push_back(range);
            ranges.pop_back();
        }
        YIGONG_LET(answer, post(asking));
        YIGONG_TRY(reading.take(asking.compare, answer.compared));
        ranges.insert(ranges.end(), reading.closer.begin(), reading.closer.end());
        reading.closer.clear();
    }
    differences.merge(reading.differences);
    for (const auto &[stream, sums] : streams)
        found.records += static_cast<qint64>(sums.size());
    found.differences.assign(differences.begin(), differences.end());
    found.messages = m_messages;
    return found;
}

Result<void> HubComparison::fetch(const std::vector<Difference> &wanted)
{
    for (std::size_t first = 0; first < wanted.size(); first += recordsInMessage) {
        YIGONG_LET(asking, request());
        for (std::size_t i = first; i < std::min(wanted.size(), first + recordsInMessage); ++i)
            asking.wanted.push_back({wanted[i].type, wanted[i].record});
        YIGONG_LET(answer, post(asking));
        YIGONG_TRY(m_db.apply([&](Transaction &tx) { return applyPull(tx, answer); }));
    }
    return {};
}

Result<void> HubComparison::offer(const std::vector<Difference> &rows)
{
    for (std::size_t first = 0; first < rows.size(); first += recordsInMessage) {
        YIGONG_LET(asking, request());
        YIGONG_TRY(m_db.read([&](const Snapshot &s) -> Result<void> {
            for (std::size_t i = first; i < std::min(rows.size(), first + recordsInMessage); ++i) {
                const RecordType *type = s.types().byNumber(rows[i].type);
                if (!type)
                    continue;
                YIGONG_LET(row, s.findRow(*type, rows[i].record));
                if (row)
                    asking.offered.push_back(
                        {type->number(), row->id, row->version, canonicalForm(*type, *row), {}, {}});
            }
            return {};
        }));
        if (!asking.offered.empty())
            YIGONG_TRY(post(asking));
    }
    return {};
}

Result<qint64> HubComparison::mend(const ComparisonFound &found)
{
    std::vector<Difference> wanted, damaged;
    for (const Difference &difference : found.differences)
        (difference.place == Difference::Place::Hub ? damaged : wanted).push_back(difference);
    YIGONG_TRY(fetch(wanted));
    YIGONG_TRY(offer(damaged));
    YIGONG_LET(after, run(CompareBy::Rows));
    YIGONG_TRY(m_db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(sumStreams(tx));
        return noteComparison(tx, after);
    }));
    return static_cast<qint64>(
        std::count_if(found.differences.begin(), found.differences.end(), [&](const auto &before) {
            return std::none_of(after.differences.begin(), after.differences.end(), [&](const Difference &still) {
                return still.type == before.type && still.record == before.record;
            });
        }));
}

Result<qint64> HubComparison::levelWithRestored(const ComparisonFound &found)
{
    if (planted(PlantedBug::LostSidesNotBroughtBack))
        return 0;
    std::vector<Difference> beyond, hubsOwn; // in order of type: a conflict before its sides
    for (const Difference &difference : found.differences) {
        const RecordType *type = m_db.types().byNumber(difference.type);
        if (!type || difference.what != Difference::What::Beyond)
            continue;
        beyond.push_back(difference);
        if (isHubsOwn(*type))
            hubsOwn.push_back(difference);
    }
    // First what the hub has for others goes, also of its own: a village's blocks of numbers, where it belongs to
    // another township since. What is still here then, the hub has lost.
    YIGONG_TRY(fetch(beyond));
    YIGONG_TRY(offer(hubsOwn));
    return static_cast<qint64>(beyond.size());
}

Result<void> noteComparison(Transaction &tx, const ComparisonFound &found)
{
    YIGONG_TRY(tx.run("DELETE FROM difference", {}));
    for (const Difference &d : found.differences)
        YIGONG_TRY(tx.run("INSERT OR REPLACE INTO difference (type, record, what, place) VALUES (?, ?, ?, ?)",
                          {static_cast<qint64>(d.type), d.record.bytes(), static_cast<qint64>(d.what),
                           static_cast<qint64>(d.place)}));
    if (found.differences.empty())
        return noteMatched(tx, tx.now());
    return {};
}

Result<void> noteMatched(Transaction &tx, Instant at)
{
    return tx.setLocal(matchedKey, static_cast<qint64>(at.ms));
}

Result<Instant> lastMatched(const Snapshot &snapshot)
{
    YIGONG_LET(at, snapshot.local(matchedKey));
    return Instant{ValueOf<qint64>::from(at)};
}

Result<std::vector<Difference>> knownDifferences(const Snapshot &snapshot)
{
    std::vector<Difference> found;
    YIGONG_TRY(snapshot.each(
        "SELECT type, record, what, place FROM difference ORDER BY type, record", {}, [&found](const Columns &c) {
            found.push_back({static_cast<int>(c.integer(0)), c.id(1), static_cast<Difference::What>(c.integer(2)),
                             static_cast<Difference::Place>(c.integer(3))});
        }));
    return found;
}

} // namespace yigong
