// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/store/value.h"

#include <map>

class QCborStreamReader;
class QCborStreamWriter;

namespace yigong {

/// A field's value on the wire: null, integer, text string, byte string (RFC 8949). Nothing else is accepted.
void writeValue(QCborStreamWriter &writer, const Value &value);
Result<Value> readValue(QCborStreamReader &reader);

/// {field number: value}, ascending numbers, definite length.
QByteArray writeFieldMap(const std::map<qint64, Value> &fields);
Result<std::map<qint64, Value>> readFieldMap(const QByteArray &cbor);

// Single items of a message; a wrong kind or a cut-off message is BadFormat("cbor").
Result<qint64> readInteger(QCborStreamReader &reader);
Result<QString> readText(QCborStreamReader &reader);
Result<QByteArray> readBytes(QCborStreamReader &reader);
Result<Id> readId(QCborStreamReader &reader); ///< 16 bytes, or null for none
void writeId(QCborStreamWriter &writer, const Id &id);
/// Enters a definite-length array and says its length.
Result<qint64> enterArray(QCborStreamReader &reader);
Result<qint64> enterMap(QCborStreamReader &reader);
Result<void> leave(QCborStreamReader &reader);

} // namespace yigong
