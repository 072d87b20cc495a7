// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/messages.h"
#include "core/store/cbor.h"
#include "core/sync/message_extras.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <zstd.h>

namespace yigong {

namespace {

auto bad(const char *what)
{
    return fail(ErrorKind::BadFormat, QStringLiteral("sync"), {QString::fromLatin1(what)});
}

void writePositions(QCborStreamWriter &w, const std::map<Id, qint64> &positions)
{
    w.startArray(positions.size() * 2);
    for (const auto &[stream, position] : positions) {
        writeId(w, stream);
        w.append(position);
    }
    w.endArray();
}

Result<std::map<Id, qint64>> readPositions(QCborStreamReader &r)
{
    std::map<Id, qint64> positions;
    YIGONG_LET(length, enterArray(r));
    if (length % 2)
        return bad("positions");
    for (qint64 i = 0; i < length; i += 2) {
        YIGONG_LET(stream, readId(r));
        YIGONG_LET(position, readInteger(r));
        positions[stream] = position;
    }
    YIGONG_TRY(leave(r));
    return positions;
}

Result<bool> readFlag(QCborStreamReader &r)
{
    YIGONG_LET(flag, readInteger(r));
    return flag != 0;
}

void writeRow(QCborStreamWriter &w, const PulledRow &row)
{
    w.startArray(5);
    w.append(row.type);
    writeId(w, row.record);
    w.append(row.version);
    if (row.body.isNull())
        w.append(nullptr);
    else
        w.append(row.body);
    w.startArray(row.stamps.size());
    for (const auto &[field, stamp] : row.stamps) {
        w.startArray(5);
        w.append(field);
        w.append(stamp.time.ticks);
        writeId(w, stamp.site);
        writeId(w, stamp.device);
        writeId(w, stamp.practitioner);
        w.endArray();
    }
    w.endArray();
    w.endArray();
}

Result<std::pair<int, FieldStamp>> readStamp(QCborStreamReader &r)
{
    YIGONG_LET(length, enterArray(r));
    if (length != 5)
        return bad("stamp");
    YIGONG_LET(field, readInteger(r));
    YIGONG_LET(time, readInteger(r));
    YIGONG_LET(site, readId(r));
    YIGONG_LET(device, readId(r));
    YIGONG_LET(practitioner, readId(r));
    YIGONG_TRY(leave(r));
    return std::pair{static_cast<int>(field), FieldStamp{{time}, site, device, practitioner}};
}

Result<PulledRow> readRow(QCborStreamReader &r)
{
    YIGONG_LET(length, enterArray(r));
    if (length != 5)
        return bad("row");
    PulledRow row;
    YIGONG_LET(type, readInteger(r));
    YIGONG_LET(record, readId(r));
    YIGONG_LET(version, readInteger(r));
    row.type = static_cast<int>(type);
    row.record = record;
    row.version = version;
    if (r.isNull()) {
        r.next();
    } else {
        YIGONG_LET(body, readBytes(r));
        row.body = body;
    }
    YIGONG_LET(stamps, enterArray(r));
    for (qint64 i = 0; i < stamps; ++i) {
        YIGONG_LET(stamp, readStamp(r));
        row.stamps.insert(stamp);
    }
    YIGONG_TRY(leave(r));
    YIGONG_TRY(leave(r));
    return row;
}

Result<HeldAct> readHeld(QCborStreamReader &r)
{
    YIGONG_LET(length, enterArray(r));
    if (length != 4)
        return bad("held");
    HeldAct held;
    YIGONG_LET(number, readInteger(r));
    YIGONG_LET(reason, readText(r));
    YIGONG_LET(detail, readText(r));
    YIGONG_LET(since, readInteger(r));
    YIGONG_TRY(leave(r));
    held.number = number;
    held.reason = reason;
    held.detail = detail;
    held.since = {since};
    return held;
}

} // namespace

QByteArray pack(const QByteArray &bytes)
{
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(bytes.size()))),
                      Qt::Uninitialized);
    const std::size_t size = ZSTD_compress(packed.data(), static_cast<std::size_t>(packed.size()), bytes.constData(),
                                           static_cast<std::size_t>(bytes.size()), 3);
    packed.resize(static_cast<qsizetype>(size));
    return packed;
}

Result<QByteArray> unpack(const QByteArray &bytes)
{
    const auto size = ZSTD_getFrameContentSize(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    // The size stands in the frame's head: what would not fit is refused before a byte of it is made.
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > quint64(largestMessage))
        return fail(ErrorKind::BadFormat, QStringLiteral("zstd"), {QStringLiteral("size")});
    QByteArray plain(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::size_t done =
        ZSTD_decompress(plain.data(), size, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    if (ZSTD_isError(done) || done != size)
        return fail(ErrorKind::BadFormat, QStringLiteral("zstd"), {QStringLiteral("damaged")});
    return plain;
}

QByteArray encode(const SyncRequest &request)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(request.protocol == 1 ? 9 : 10);
    w.append(request.protocol);
    writeId(w, request.epoch);
    w.append(static_cast<qint64>(request.deviceNow.ms));
    w.append(request.lastNumber);
    w.append(request.firstNumber);
    w.append(request.previousHash);
    w.startArray(request.acts.size());
    for (const QByteArray &act : request.acts)
        w.append(act);
    w.endArray();
    writePositions(w, request.cursors);
    w.append(static_cast<int>(request.pull));
    if (request.protocol > 1)
        writeExtras(w, request);
    w.endArray();
    return pack(out);
}

Result<SyncRequest> decodeRequest(const QByteArray &bytes)
{
    YIGONG_LET(plain, unpack(bytes));
    QCborStreamReader r(plain);
    SyncRequest request;
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(protocol, readInteger(r));
    request.protocol = static_cast<int>(protocol);
    if (protocol < lowestSyncProtocol || protocol > syncProtocol)
        return fail(ErrorKind::ProtocolTooOld, {}, {QString::number(lowestSyncProtocol), QString::number(protocol)});
    if (length != (protocol == 1 ? 9 : 10))
        return bad("request");
    YIGONG_LET(epoch, readId(r));
    YIGONG_LET(now, readInteger(r));
    YIGONG_LET(last, readInteger(r));
    YIGONG_LET(first, readInteger(r));
    YIGONG_LET(previous, readBytes(r));
    YIGONG_LET(count, enterArray(r));
    for (qint64 i = 0; i < count; ++i) {
        YIGONG_LET(body, readBytes(r));
        request.acts.push_back(std::move(body));
    }
    YIGONG_TRY(leave(r));
    YIGONG_LET(cursors, readPositions(r));
    YIGONG_LET(pull, readInteger(r));
    if (pull < 0 || pull > 2)
        return bad("pull");
    if (protocol > 1)
        YIGONG_TRY(readExtras(r, request));
    YIGONG_TRY(leave(r));
    request.epoch = epoch;
    request.deviceNow = {now};
    request.lastNumber = last;
    request.firstNumber = first;
    request.previousHash = previous;
    request.cursors = std::move(cursors);
    request.pull = static_cast<Pull>(pull);
    return request;
}

QByteArray encode(const SyncAnswer &answer)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(answer.protocol == 1 ? 10 : 11);
    w.append(answer.protocol);
    writeId(w, answer.epoch);
    w.append(static_cast<qint64>(answer.hubNow.ms));
    w.append(answer.taken);
    w.append(answer.backedUp);
    w.startArray(answer.held.size());
    for (const HeldAct &held : answer.held) {
        w.startArray(4);
        w.append(held.number);
        w.append(QStringView(held.reason));
        w.append(QStringView(held.detail));
        w.append(static_cast<qint64>(held.since.ms));
        w.endArray();
    }
    w.endArray();
    w.startArray(answer.rows.size());
    for (const PulledRow &row : answer.rows)
        writeRow(w, row);
    w.endArray();
    writePositions(w, answer.cursors);
    w.append(answer.more ? 1 : 0);
    std::map<Id, qint64> contacts;
    for (const auto &[site, at] : answer.contacts)
        contacts[site] = at.ms;
    writePositions(w, contacts);
    if (answer.protocol > 1)
        writeExtras(w, answer);
    w.endArray();
    return pack(out);
}

Result<SyncAnswer> decodeAnswer(const QByteArray &bytes)
{
    YIGONG_LET(plain, unpack(bytes));
    QCborStreamReader r(plain);
    SyncAnswer answer;
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(protocol, readInteger(r));
    if (protocol < lowestSyncProtocol || protocol > syncProtocol || length != (protocol == 1 ? 10 : 11))
        return bad("answer");
    answer.protocol = static_cast<int>(protocol);
    YIGONG_LET(epoch, readId(r));
    YIGONG_LET(now, readInteger(r));
    YIGONG_LET(taken, readInteger(r));
    YIGONG_LET(backedUp, readInteger(r));
    YIGONG_LET(heldCount, enterArray(r));
    for (qint64 i = 0; i < heldCount; ++i) {
        YIGONG_LET(held, readHeld(r));
        answer.held.push_back(std::move(held));
    }
    YIGONG_TRY(leave(r));
    YIGONG_LET(rowCount, enterArray(r));
    for (qint64 i = 0; i < rowCount; ++i) {
        YIGONG_LET(row, readRow(r));
        answer.rows.push_back(std::move(row));
    }
    YIGONG_TRY(leave(r));
    YIGONG_LET(cursors, readPositions(r));
    YIGONG_LET(more, readFlag(r));
    YIGONG_LET(contacts, readPositions(r));
    answer.cursors = std::move(cursors);
    if (protocol > 1)
        YIGONG_TRY(readExtras(r, answer));
    YIGONG_TRY(leave(r));
    answer.epoch = epoch;
    answer.hubNow = {now};
    answer.taken = taken;
    answer.backedUp = backedUp;
    answer.more = more;
    for (const auto &[site, at] : contacts)
        answer.contacts[site] = {at};
    return answer;
}

QByteArray signedBytes(const QByteArray &payload, SealedFor purpose)
{
    switch (purpose) {
    case SealedFor::Question:
        return "yigong-ask-1" + payload;
    case SealedFor::Log:
        return "yigong-log-1" + payload;
    case SealedFor::Release:
        return "yigong-release-ask-1" + payload;
    case SealedFor::Package:
        return "yigong-carry-1" + payload;
    case SealedFor::Snapshot:
        return "yigong-snapshot-ask-1" + payload;
    case SealedFor::Sync:
        break;
    }
    return "yigong-sync-1" + payload;
}

QByteArray seal(Id device, const QByteArray &payload, const SignBytes &sign, SealedFor purpose)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(4);
    w.append(1);
    writeId(w, device);
    w.append(payload);
    w.append(sign(signedBytes(payload, purpose)));
    w.endArray();
    return out;
}

Result<Envelope> openEnvelope(const QByteArray &bytes)
{
    QCborStreamReader r(bytes);
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(format, readInteger(r));
    if (length != 4 || format != 1)
        return bad("envelope");
    YIGONG_LET(device, readId(r));
    YIGONG_LET(payload, readBytes(r));
    YIGONG_LET(signature, readBytes(r));
    YIGONG_TRY(leave(r));
    return Envelope{device, payload, signature};
}

QByteArray encodeRefusal(const QString &word, const QStringList &arguments)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(3);
    w.append(1);
    w.append(QStringView(word));
    w.startArray(static_cast<quint64>(arguments.size()));
    for (const QString &argument : arguments)
        w.append(QStringView(argument));
    w.endArray();
    w.endArray();
    return out;
}

Result<Refusal> decodeRefusal(const QByteArray &bytes)
{
    QCborStreamReader r(bytes);
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(format, readInteger(r));
    if (length != 3 || format != 1)
        return bad("refusal");
    Refusal refusal;
    YIGONG_LET(word, readText(r));
    refusal.word = word;
    YIGONG_LET(count, enterArray(r));
    for (qint64 i = 0; i < count; ++i) {
        YIGONG_LET(argument, readText(r));
        refusal.arguments.push_back(argument);
    }
    YIGONG_TRY(leave(r));
    YIGONG_TRY(leave(r));
    return refusal;
}

} // namespace yigong
