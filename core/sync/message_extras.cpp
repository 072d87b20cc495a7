// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/message_extras.h"
#include "core/store/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <functional>

namespace yigong {

namespace {

enum class AnswerExtra : int
{
    RowStreams = 1,
    Removed = 2,
    Digests = 3,
    Compared = 4,
};
enum class RequestExtra : int
{
    Compare = 1,
    Wanted = 2,
    Offered = 3,
    MostRows = 4,
};

auto badExtra(const char *what)
{
    return fail(ErrorKind::BadFormat, QStringLiteral("sync"), {QString::fromLatin1(what)});
}

/// Calls `read` for each number of the map; it answers whether it knew it, and has read its value then.
Result<void> eachExtra(QCborStreamReader &r, const std::function<Result<bool>(qint64 number)> &read)
{
    YIGONG_LET(length, enterMap(r));
    for (qint64 i = 0; i < length; ++i) {
        YIGONG_LET(number, readInteger(r));
        YIGONG_LET(known, read(number));
        if (!known && !r.next())
            return badExtra("extra");
    }
    return leave(r);
}

void writeHash(QCborStreamWriter &w, const QByteArray &hash)
{
    if (hash.isNull())
        w.append(nullptr);
    else
        w.append(hash);
}

Result<QByteArray> readHash(QCborStreamReader &r)
{
    if (!r.isNull())
        return readBytes(r);
    r.next();
    return QByteArray();
}

/// Reads an array of arrays of one length: `take` reads the items of each.
Result<void> eachItem(QCborStreamReader &r, qint64 itemLength, const std::function<Result<void>()> &take)
{
    YIGONG_LET(count, enterArray(r));
    for (qint64 i = 0; i < count; ++i) {
        YIGONG_LET(length, enterArray(r));
        if (length != itemLength)
            return badExtra("item");
        YIGONG_TRY(take());
        YIGONG_TRY(leave(r));
    }
    return leave(r);
}

/// For each row its streams, as places in the order of the cursors: a number where it is one, else an array.
void writeRowStreams(QCborStreamWriter &w, const SyncAnswer &answer)
{
    std::map<Id, qint64> places;
    for (const auto &[stream, position] : answer.cursors)
        places.emplace(stream, static_cast<qint64>(places.size()));
    w.startArray(answer.rows.size());
    for (const PulledRow &row : answer.rows) {
        if (row.streams.size() == 1) {
            w.append(places[row.streams.front()]);
            continue;
        }
        w.startArray(row.streams.size());
        for (const Id &stream : row.streams)
            w.append(places[stream]);
        w.endArray();
    }
    w.endArray();
}

Result<void> readRowStreams(QCborStreamReader &r, SyncAnswer &answer)
{
    std::vector<Id> order;
    order.reserve(answer.cursors.size());
    for (const auto &[stream, position] : answer.cursors)
        order.push_back(stream);
    const auto take = [&](PulledRow &row) -> Result<void> {
        YIGONG_LET(place, readInteger(r));
        if (place < 0 || place >= static_cast<qint64>(order.size()))
            return badExtra("stream");
        row.streams.push_back(order[static_cast<std::size_t>(place)]);
        return {};
    };
    YIGONG_LET(rows, enterArray(r));
    if (rows != static_cast<qint64>(answer.rows.size()))
        return badExtra("streams");
    for (PulledRow &row : answer.rows) {
        if (!r.isArray()) {
            YIGONG_TRY(take(row));
            continue;
        }
        YIGONG_LET(count, enterArray(r));
        for (qint64 i = 0; i < count; ++i)
            YIGONG_TRY(take(row));
        YIGONG_TRY(leave(r));
    }
    return leave(r);
}

void writeNames(QCborStreamWriter &w, const std::vector<RecordName> &removed)
{
    w.startArray(removed.size() * 2);
    for (const RecordName &row : removed) {
        w.append(row.type);
        writeId(w, row.record);
    }
    w.endArray();
}

Result<void> readNames(QCborStreamReader &r, std::vector<RecordName> &removed)
{
    YIGONG_LET(length, enterArray(r));
    if (length % 2)
        return badExtra("removed");
    for (qint64 i = 0; i < length; i += 2) {
        YIGONG_LET(type, readInteger(r));
        YIGONG_LET(record, readId(r));
        removed.push_back({static_cast<int>(type), record});
    }
    return leave(r);
}

Result<void> readDigests(QCborStreamReader &r, std::map<Id, QByteArray> &digests)
{
    YIGONG_LET(length, enterMap(r));
    for (qint64 i = 0; i < length; ++i) {
        YIGONG_LET(stream, readId(r));
        YIGONG_LET(digest, readBytes(r));
        digests[stream] = digest;
    }
    return leave(r);
}

void writeCompare(QCborStreamWriter &w, const std::vector<ComparedRange> &ranges)
{
    w.startArray(ranges.size());
    for (const ComparedRange &range : ranges) {
        w.startArray(5);
        writeId(w, range.stream);
        writeId(w, range.from);
        writeId(w, range.to);
        w.append(range.sum);
        w.append(range.byRows ? 1 : 0);
        w.endArray();
    }
    w.endArray();
}

Result<void> readCompare(QCborStreamReader &r, std::vector<ComparedRange> &ranges)
{
    return eachItem(r, 5, [&]() -> Result<void> {
        YIGONG_LET(stream, readId(r));
        YIGONG_LET(from, readId(r));
        YIGONG_LET(to, readId(r));
        YIGONG_LET(sum, readBytes(r));
        YIGONG_LET(byRows, readInteger(r));
        ranges.push_back({stream, from, to, sum, byRows != 0});
        return {};
    });
}

void writeOffered(QCborStreamWriter &w, const std::vector<PulledRow> &rows)
{
    w.startArray(rows.size());
    for (const PulledRow &row : rows) {
        w.startArray(4);
        w.append(row.type);
        writeId(w, row.record);
        w.append(row.version);
        w.append(row.body);
        w.endArray();
    }
    w.endArray();
}

Result<void> readOffered(QCborStreamReader &r, std::vector<PulledRow> &rows)
{
    return eachItem(r, 4, [&]() -> Result<void> {
        YIGONG_LET(type, readInteger(r));
        YIGONG_LET(record, readId(r));
        YIGONG_LET(version, readInteger(r));
        YIGONG_LET(body, readBytes(r));
        rows.push_back({static_cast<int>(type), record, version, body, {}, {}});
        return {};
    });
}

/// [equal, [parts], [records]] for each range.
void writeCompared(QCborStreamWriter &w, const std::vector<RangeAnswer> &answers)
{
    w.startArray(answers.size());
    for (const RangeAnswer &answer : answers) {
        w.startArray(3);
        w.append(answer.equal ? 1 : 0);
        w.startArray(answer.parts.size());
        for (const RangePart &part : answer.parts) {
            w.startArray(2);
            writeId(w, part.to);
            w.append(part.sum);
            w.endArray();
        }
        w.endArray();
        w.startArray(answer.records.size());
        for (const SummedRecord &record : answer.records) {
            w.startArray(4);
            w.append(record.type);
            writeId(w, record.record);
            writeHash(w, record.kept);
            writeHash(w, record.now);
            w.endArray();
        }
        w.endArray();
        w.endArray();
    }
    w.endArray();
}

Result<void> readCompared(QCborStreamReader &r, std::vector<RangeAnswer> &answers)
{
    return eachItem(r, 3, [&]() -> Result<void> {
        RangeAnswer answer;
        YIGONG_LET(equal, readInteger(r));
        answer.equal = equal != 0;
        YIGONG_TRY(eachItem(r, 2, [&]() -> Result<void> {
            YIGONG_LET(to, readId(r));
            YIGONG_LET(sum, readBytes(r));
            answer.parts.push_back({to, sum});
            return {};
        }));
        YIGONG_TRY(eachItem(r, 4, [&]() -> Result<void> {
            YIGONG_LET(type, readInteger(r));
            YIGONG_LET(record, readId(r));
            YIGONG_LET(kept, readHash(r));
            YIGONG_LET(now, readHash(r));
            answer.records.push_back({static_cast<int>(type), record, kept, now});
            return {};
        }));
        answers.push_back(std::move(answer));
        return {};
    });
}

} // namespace

void writeExtras(QCborStreamWriter &w, const SyncRequest &request)
{
    w.startMap((request.compare.empty() ? 0 : 1) + (request.wanted.empty() ? 0 : 1) +
               (request.offered.empty() ? 0 : 1) + (request.mostRows == 0 ? 0 : 1));
    if (!request.compare.empty()) {
        w.append(static_cast<int>(RequestExtra::Compare));
        writeCompare(w, request.compare);
    }
    if (!request.wanted.empty()) {
        w.append(static_cast<int>(RequestExtra::Wanted));
        writeNames(w, request.wanted);
    }
    if (!request.offered.empty()) {
        w.append(static_cast<int>(RequestExtra::Offered));
        writeOffered(w, request.offered);
    }
    if (request.mostRows != 0) {
        w.append(static_cast<int>(RequestExtra::MostRows));
        w.append(request.mostRows);
    }
    w.endMap();
}

Result<void> readExtras(QCborStreamReader &r, SyncRequest &request)
{
    const auto known = [](Result<void> read) { return read.transform([] { return true; }); };
    return eachExtra(r, [&](qint64 number) -> Result<bool> {
        switch (static_cast<RequestExtra>(number)) {
        case RequestExtra::Compare:
            return known(readCompare(r, request.compare));
        case RequestExtra::Wanted:
            return known(readNames(r, request.wanted));
        case RequestExtra::Offered:
            return known(readOffered(r, request.offered));
        case RequestExtra::MostRows: {
            YIGONG_LET(most, readInteger(r));
            request.mostRows = most;
            return true;
        }
        }
        return false;
    });
}

void writeExtras(QCborStreamWriter &w, const SyncAnswer &answer)
{
    w.startMap((answer.rows.empty() ? 0 : 1) + (answer.removed.empty() ? 0 : 1) + (answer.digests.empty() ? 0 : 1) +
               (answer.compared.empty() ? 0 : 1));
    if (!answer.rows.empty()) {
        w.append(static_cast<int>(AnswerExtra::RowStreams));
        writeRowStreams(w, answer);
    }
    if (!answer.removed.empty()) {
        w.append(static_cast<int>(AnswerExtra::Removed));
        writeNames(w, answer.removed);
    }
    if (!answer.digests.empty()) {
        w.append(static_cast<int>(AnswerExtra::Digests));
        w.startMap(answer.digests.size());
        for (const auto &[stream, digest] : answer.digests) {
            writeId(w, stream);
            w.append(digest);
        }
        w.endMap();
    }
    if (!answer.compared.empty()) {
        w.append(static_cast<int>(AnswerExtra::Compared));
        writeCompared(w, answer.compared);
    }
    w.endMap();
}

Result<void> readExtras(QCborStreamReader &r, SyncAnswer &answer)
{
    const auto known = [](Result<void> read) { return read.transform([] { return true; }); };
    return eachExtra(r, [&](qint64 number) -> Result<bool> {
        switch (static_cast<AnswerExtra>(number)) {
        case AnswerExtra::RowStreams:
            return known(readRowStreams(r, answer));
        case AnswerExtra::Removed:
            return known(readNames(r, answer.removed));
        case AnswerExtra::Digests:
            return known(readDigests(r, answer.digests));
        case AnswerExtra::Compared:
            return known(readCompared(r, answer.compared));
        }
        return false;
    });
}

} // namespace yigong
