// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/partial_date.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <QStringList>
#include <type_traits>
#include <variant>

namespace yigong {

/// One stored field, as SQLite and CBOR hold it: nothing, an integer, text, or bytes (ids, 16 of them).
using Value = std::variant<std::monostate, qint64, QString, QByteArray>;

enum class ValueKind
{
    Integer,
    Text,
    Bytes,
    Set, ///< text: members sorted, one a line
};

/// How a member of a record is stored. Each type's default value is the column's default.
template <typename T, typename = void> struct ValueOf;

template <> struct ValueOf<QString>
{
    static constexpr ValueKind kind = ValueKind::Text;
    static Value to(const QString &v) { return v.isNull() ? QStringLiteral("") : v; }
    static QString from(const Value &v)
    {
        return std::holds_alternative<QString>(v) ? std::get<QString>(v) : QString();
    }
};
template <typename T> struct ValueOf<T, std::enable_if_t<std::is_integral_v<T> || std::is_enum_v<T>>>
{
    static constexpr ValueKind kind = ValueKind::Integer;
    static Value to(T v) { return static_cast<qint64>(v); }
    static T from(const Value &v)
    {
        return static_cast<T>(std::holds_alternative<qint64>(v) ? std::get<qint64>(v) : qint64{0});
    }
};
template <> struct ValueOf<Id>
{
    static constexpr ValueKind kind = ValueKind::Bytes;
    static Value to(const Id &v) { return v.isNone() ? Value{} : Value{v.bytes()}; }
    static Id from(const Value &v)
    {
        return std::holds_alternative<QByteArray>(v) ? Id::fromBytes(std::get<QByteArray>(v)) : Id{};
    }
};
template <> struct ValueOf<QByteArray>
{
    static constexpr ValueKind kind = ValueKind::Bytes;
    static Value to(const QByteArray &v) { return v.isEmpty() ? Value{} : Value{v}; }
    static QByteArray from(const Value &v)
    {
        return std::holds_alternative<QByteArray>(v) ? std::get<QByteArray>(v) : QByteArray();
    }
};
template <> struct ValueOf<Instant>
{
    static constexpr ValueKind kind = ValueKind::Integer;
    static Value to(Instant v) { return static_cast<qint64>(v.ms); }
    static Instant from(const Value &v) { return {ValueOf<qint64>::from(v)}; }
};
template <> struct ValueOf<Money>
{
    static constexpr ValueKind kind = ValueKind::Integer;
    static Value to(Money v) { return static_cast<qint64>(v.fen); }
    static Money from(const Value &v) { return {ValueOf<qint64>::from(v)}; }
};
template <> struct ValueOf<Quantity>
{
    static constexpr ValueKind kind = ValueKind::Integer;
    static Value to(Quantity v) { return static_cast<qint64>(v.units); }
    static Quantity from(const Value &v) { return {ValueOf<qint64>::from(v)}; }
};
template <> struct ValueOf<PartialDate>
{
    static constexpr ValueKind kind = ValueKind::Text;
    static Value to(const PartialDate &v) { return v.isNone() ? QStringLiteral("") : v.text(); }
    static PartialDate from(const Value &v)
    {
        return PartialDate::parse(ValueOf<QString>::from(v)).value_or(PartialDate{});
    }
};
template <> struct ValueOf<QDate>
{
    static constexpr ValueKind kind = ValueKind::Text;
    static Value to(QDate v) { return v.isValid() ? v.toString(Qt::ISODate) : QStringLiteral(""); }
    static QDate from(const Value &v) { return QDate::fromString(ValueOf<QString>::from(v), Qt::ISODate); }
};
/// A set of short words (codes): order and repeats mean nothing.
template <> struct ValueOf<QStringList>
{
    static constexpr ValueKind kind = ValueKind::Set;
    static Value to(QStringList v);
    static QStringList from(const Value &v) { return ValueOf<QString>::from(v).split(u'\n', Qt::SkipEmptyParts); }
};

inline Value ValueOf<QStringList>::to(QStringList v)
{
    v.removeAll(QString());
    v.sort();
    v.removeDuplicates();
    return v.isEmpty() ? QStringLiteral("") : v.join(u'\n');
}

/// What a column of this kind holds when nothing was said.
inline Value defaultOf(ValueKind kind)
{
    switch (kind) {
    case ValueKind::Integer:
        return qint64{0};
    case ValueKind::Bytes:
        return {};
    case ValueKind::Text:
    case ValueKind::Set:
        break;
    }
    return QStringLiteral("");
}

/// As a person or a CSV file reads it: ids as text, sets joined by ";".
QString textOf(const Value &value);

} // namespace yigong
