// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/change_log.h"
#include "core/store/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QtEndian>
#include <sodium.h>

namespace yigong {

namespace {

constexpr qint64 bodyFormat = 1;

void writeOperation(QCborStreamWriter &w, const Operation &operation)
{
    w.startArray(6);
    w.append(operation.type);
    w.append(operation.typeVersion);
    writeId(w, operation.record);
    w.append(static_cast<int>(operation.kind));
    w.append(operation.base);
    w.startMap(operation.changes.size());
    for (const FieldChange &change : operation.changes) {
        w.append(change.number);
        if (operation.kind == OperationKind::Insert) {
            writeValue(w, change.after);
            continue;
        }
        w.startArray(2);
        writeValue(w, change.before);
        writeValue(w, change.after);
        w.endArray();
    }
    w.endMap();
    w.endArray();
}

Result<FieldChange> readChange(QCborStreamReader &r, OperationKind kind)
{
    FieldChange change;
    YIGONG_LET(number, readInteger(r));
    change.number = static_cast<int>(number);
    if (kind == OperationKind::Insert) {
        YIGONG_LET(after, readValue(r));
        change.after = std::move(after);
        return change;
    }
    YIGONG_LET(length, enterArray(r));
    if (length != 2)
        return fail(ErrorKind::BadFormat, QStringLiteral("cbor"), {QStringLiteral("change")});
    YIGONG_LET(before, readValue(r));
    YIGONG_LET(after, readValue(r));
    YIGONG_TRY(leave(r));
    change.before = std::move(before);
    change.after = std::move(after);
    return change;
}

Result<Operation> readOperation(QCborStreamReader &r)
{
    YIGONG_LET(length, enterArray(r));
    if (length != 6)
        return fail(ErrorKind::BadFormat, QStringLiteral("cbor"), {QStringLiteral("operation")});
    Operation operation;
    YIGONG_LET(type, readInteger(r));
    YIGONG_LET(typeVersion, readInteger(r));
    YIGONG_LET(record, readId(r));
    YIGONG_LET(kind, readInteger(r));
    YIGONG_LET(base, readInteger(r));
    if (kind != 1 && kind != 2)
        return fail(ErrorKind::BadFormat, QStringLiteral("cbor"), {QStringLiteral("operation kind")});
    operation.type = static_cast<int>(type);
    operation.typeVersion = static_cast<int>(typeVersion);
    operation.record = record;
    operation.kind = static_cast<OperationKind>(kind);
    operation.base = base;
    YIGONG_LET(count, enterMap(r));
    for (qint64 i = 0; i < count; ++i) {
        YIGONG_LET(change, readChange(r, operation.kind));
        operation.changes.push_back(std::move(change));
    }
    YIGONG_TRY(leave(r));
    YIGONG_TRY(leave(r));
    return operation;
}

} // namespace

QByteArray encodeAct(const Act &act)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(6);
    w.append(bodyFormat);
    w.append(act.time.ticks);
    w.append(static_cast<qint64>(act.wall.ms));
    writeId(w, act.actor);
    writeId(w, act.site);
    w.startArray(act.operations.size());
    for (const Operation &operation : act.operations)
        writeOperation(w, operation);
    w.endArray();
    w.endArray();
    return out;
}

Result<Act> decodeAct(Id device, qint64 number, const QByteArray &body)
{
    QCborStreamReader r(body);
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(format, readInteger(r));
    if (length != 6 || format != bodyFormat)
        return fail(ErrorKind::BadFormat, QStringLiteral("cbor"), {QStringLiteral("act")});
    Act act;
    act.device = device;
    act.number = number;
    YIGONG_LET(time, readInteger(r));
    YIGONG_LET(wall, readInteger(r));
    YIGONG_LET(actor, readId(r));
    YIGONG_LET(site, readId(r));
    YIGONG_LET(count, enterArray(r));
    act.time = {time};
    act.wall = {wall};
    act.actor = actor;
    act.site = site;
    for (qint64 i = 0; i < count; ++i) {
        YIGONG_LET(operation, readOperation(r));
        act.operations.push_back(std::move(operation));
    }
    YIGONG_TRY(leave(r));
    YIGONG_TRY(leave(r));
    return act;
}

QByteArray chainHash(const QByteArray &previous, Id device, qint64 number, const QByteArray &body)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 32);
    const auto add = [&state](const QByteArray &bytes) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(bytes.constData()),
                                  static_cast<unsigned long long>(bytes.size()));
    };
    QByteArray counted(8, Qt::Uninitialized);
    qToBigEndian(number, counted.data());
    add(previous);
    add(device.bytes());
    add(counted);
    add(body);
    QByteArray hash(32, Qt::Uninitialized);
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(hash.data()), 32);
    return hash;
}

QByteArray chainStart()
{
    return QByteArray(32, '\0');
}

} // namespace yigong
