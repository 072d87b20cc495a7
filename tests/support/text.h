// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/partial_date.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <catch2/catch.hpp>

/// Lets Catch2 print what it compares.
namespace Catch {
template <> struct StringMaker<QString>
{
    static std::string convert(const QString &text) { return '"' + text.toStdString() + '"'; }
};
template <> struct StringMaker<QByteArray>
{
    static std::string convert(const QByteArray &bytes) { return bytes.toHex().toStdString(); }
};
template <> struct StringMaker<QDate>
{
    static std::string convert(const QDate &day) { return day.toString(Qt::ISODate).toStdString(); }
};
template <> struct StringMaker<yigong::Id>
{
    static std::string convert(const yigong::Id &id) { return id.text().toStdString(); }
};
template <> struct StringMaker<yigong::PartialDate>
{
    static std::string convert(const yigong::PartialDate &date) { return date.text().toStdString(); }
};
template <> struct StringMaker<yigong::ErrorKind>
{
    static std::string convert(yigong::ErrorKind kind) { return yigong::nameOf(kind).toStdString(); }
};
template <> struct StringMaker<yigong::Error>
{
    static std::string convert(const yigong::Error &error)
    {
        return (yigong::nameOf(error.kind) + QStringLiteral(" ") + error.field + QStringLiteral(" [") +
                error.args.join(QStringLiteral(", ")) + QStringLiteral("]"))
            .toStdString();
    }
};
} // namespace Catch

inline QString operator""_q(const char *text, std::size_t size)
{
    return QString::fromUtf8(text, static_cast<qsizetype>(size));
}
