// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/cbor.h"
#include "core/sync/log_exchange.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

namespace yigong {

namespace {

constexpr qint64 logFormat = 1;

auto badLog()
{
    return fail(ErrorKind::BadFormat, QStringLiteral("log"));
}

} // namespace

QByteArray encode(const LogRequest &request)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(10);
    w.append(logFormat);
    w.append(static_cast<qint64>(request.deviceNow.ms));
    w.append(request.first);
    w.append(request.previous);
    w.startArray(request.entries.size());
    for (const QByteArray &entry : request.entries)
        w.append(entry);
    w.endArray();
    w.append(request.lastHash);
    w.append(request.kept);
    w.append(request.brokenAt);
    w.append(request.acts);
    w.append(request.actsHash);
    w.endArray();
    return pack(out);
}

Result<LogRequest> decodeLogRequest(const QByteArray &bytes)
{
    YIGONG_LET(plain, unpack(bytes));
    QCborStreamReader r(plain);
    LogRequest request;
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(format, readInteger(r));
    if (length != 10 || format != logFormat)
        return badLog();
    YIGONG_LET(now, readInteger(r));
    YIGONG_LET(first, readInteger(r));
    YIGONG_LET(previous, readBytes(r));
    YIGONG_LET(count, enterArray(r));
    for (qint64 i = 0; i < count; ++i) {
        YIGONG_LET(body, readBytes(r));
        request.entries.push_back(std::move(body));
    }
    YIGONG_TRY(leave(r));
    YIGONG_LET(lastHash, readBytes(r));
    YIGONG_LET(kept, readInteger(r));
    YIGONG_LET(brokenAt, readInteger(r));
    YIGONG_LET(acts, readInteger(r));
    YIGONG_LET(actsHash, readBytes(r));
    YIGONG_TRY(leave(r));
    if (first < 1 || previous.size() != 32 || lastHash.size() != 32 || actsHash.size() != 32)
        return badLog();
    request.deviceNow = {now};
    request.first = first;
    request.previous = previous;
    request.lastHash = lastHash;
    request.kept = kept;
    request.brokenAt = brokenAt;
    request.acts = acts;
    request.actsHash = actsHash;
    return request;
}

QByteArray encode(const LogAnswer &answer)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(10);
    w.append(logFormat);
    w.append(answer.taken);
    w.append(answer.renumber ? 1 : 0);
    w.append(static_cast<qint64>(answer.heads.at.ms));
    w.append(answer.heads.acts);
    w.append(answer.heads.actsHash);
    w.append(answer.heads.entries);
    w.append(answer.heads.entriesHash);
    w.append(answer.heads.signature);
    w.append(answer.hubKey);
    w.endArray();
    return pack(out);
}

Result<LogAnswer> decodeLogAnswer(const QByteArray &bytes)
{
    YIGONG_LET(plain, unpack(bytes));
    QCborStreamReader r(plain);
    LogAnswer answer;
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(format, readInteger(r));
    if (length != 10 || format != logFormat)
        return badLog();
    YIGONG_LET(taken, readInteger(r));
    YIGONG_LET(renumber, readInteger(r));
    YIGONG_LET(at, readInteger(r));
    YIGONG_LET(acts, readInteger(r));
    YIGONG_LET(actsHash, readBytes(r));
    YIGONG_LET(entries, readInteger(r));
    YIGONG_LET(entriesHash, readBytes(r));
    YIGONG_LET(signature, readBytes(r));
    YIGONG_LET(key, readBytes(r));
    YIGONG_TRY(leave(r));
    answer.taken = taken;
    answer.renumber = renumber != 0;
    answer.heads = {{at}, acts, actsHash, entries, entriesHash, signature};
    answer.hubKey = key;
    return answer;
}

} // namespace yigong
