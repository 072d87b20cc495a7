// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

namespace yigong {

namespace {

auto broken(const char *expected)
{
    return fail(ErrorKind::BadFormat, QStringLiteral("cbor"), {QString::fromLatin1(expected)});
}

/// Behind something that is no CBOR the reader stays where it is, and goes on calling it what stood before: an array
/// said to hold millions would be read to its end.
bool isLost(QCborStreamReader &reader)
{
    return reader.lastError() != QCborError::NoError;
}

} // namespace

void writeValue(QCborStreamWriter &writer, const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        writer.append(*number);
    else if (const auto *text = std::get_if<QString>(&value))
        writer.append(QStringView(*text));
    else if (const auto *bytes = std::get_if<QByteArray>(&value))
        writer.append(*bytes);
    else
        writer.append(nullptr);
}

Result<Value> readValue(QCborStreamReader &reader)
{
    if (reader.isNull()) {
        if (!reader.next())
            return broken("null");
        return Value{};
    }
    if (reader.isInteger()) {
        YIGONG_LET(number, readInteger(reader));
        return Value{number};
    }
    if (reader.isString()) {
        YIGONG_LET(text, readText(reader));
        return Value{text.isNull() ? QStringLiteral("") : text};
    }
    if (reader.isByteArray()) {
        YIGONG_LET(bytes, readBytes(reader));
        return Value{bytes};
    }
    return broken("value");
}

QByteArray writeFieldMap(const std::map<qint64, Value> &fields)
{
    QByteArray out;
    QCborStreamWriter writer(&out);
    writer.startMap(fields.size());
    for (const auto &[number, value] : fields) {
        writer.append(number);
        writeValue(writer, value);
    }
    writer.endMap();
    return out;
}

Result<std::map<qint64, Value>> readFieldMap(const QByteArray &cbor)
{
    QCborStreamReader reader(cbor);
    YIGONG_LET(count, enterMap(reader));
    std::map<qint64, Value> fields;
    for (qint64 i = 0; i < count; ++i) {
        YIGONG_LET(number, readInteger(reader));
        YIGONG_LET(value, readValue(reader));
        fields.insert_or_assign(number, std::move(value));
    }
    YIGONG_TRY(leave(reader));
    return fields;
}

Result<qint64> readInteger(QCborStreamReader &reader)
{
    if (!reader.isInteger())
        return broken("integer");
    // CBOR holds 65-bit integers; a record holds 64.
    if (reader.isUnsignedInteger() && reader.toUnsignedInteger() > quint64(std::numeric_limits<qint64>::max()))
        return broken("integer of 64 bits");
    if (reader.isNegativeInteger() &&
        (quint64(reader.toNegativeInteger()) > quint64(std::numeric_limits<qint64>::max()) ||
         quint64(reader.toNegativeInteger()) == 0))
        return broken("integer of 64 bits");
    const qint64 number = reader.toInteger();
    if (!reader.next())
        return broken("integer");
    return number;
}

Result<QString> readText(QCborStreamReader &reader)
{
    if (!reader.isString())
        return broken("text");
    QString text;
    auto part = reader.readString();
    while (part.status == QCborStreamReader::Ok) {
        text += part.data;
        part = reader.readString();
    }
    if (part.status == QCborStreamReader::Error || isLost(reader))
        return broken("text");
    return text;
}

Result<QByteArray> readBytes(QCborStreamReader &reader)
{
    if (!reader.isByteArray())
        return broken("bytes");
    QByteArray bytes;
    auto part = reader.readByteArray();
    while (part.status == QCborStreamReader::Ok) {
        bytes += part.data;
        part = reader.readByteArray();
    }
    if (part.status == QCborStreamReader::Error || isLost(reader))
        return broken("bytes");
    return bytes;
}

Result<Id> readId(QCborStreamReader &reader)
{
    if (reader.isNull()) {
        if (!reader.next())
            return broken("id");
        return Id{};
    }
    YIGONG_LET(bytes, readBytes(reader));
    if (bytes.size() != 16)
        return broken("id");
    return Id::fromBytes(bytes);
}

void writeId(QCborStreamWriter &writer, const Id &id)
{
    if (id.isNone())
        writer.append(nullptr);
    else
        writer.append(id.bytes());
}

Result<qint64> enterArray(QCborStreamReader &reader)
{
    if (!reader.isArray() || !reader.isLengthKnown() || reader.length() > (quint64(1) << 31))
        return broken("array");
    const auto length = static_cast<qint64>(reader.length());
    if (!reader.enterContainer())
        return broken("array");
    return length;
}

Result<qint64> enterMap(QCborStreamReader &reader)
{
    if (!reader.isMap() || !reader.isLengthKnown() || reader.length() > (quint64(1) << 31))
        return broken("map");
    const auto length = static_cast<qint64>(reader.length());
    if (!reader.enterContainer())
        return broken("map");
    return length;
}

Result<void> leave(QCborStreamReader &reader)
{
    if (!reader.leaveContainer())
        return broken("end");
    return {};
}

} // namespace yigong
