// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/short_number.h"
#include "core/base/text.h"

#include <QRegularExpression>

namespace yigong {

namespace {

int checkDigit(const QString &letters)
{
    QString digits;
    for (const QChar c : letters)
        digits += c.isDigit() ? QString(c) : QString::number(c.unicode() - u'A' + 10);
    int product = 10;
    for (const QChar digit : digits) {
        int sum = (product + digit.digitValue()) % 10;
        if (sum == 0)
            sum = 10;
        product = sum * 2 % 11;
    }
    return (11 - product) % 10;
}

QString serialText(std::int64_t serial)
{
    return QStringLiteral("%1").arg(serial, 4, 10, QLatin1Char('0'));
}

} // namespace

QString ShortNumber::text() const
{
    const QString body = letter + serialText(serial);
    return siteCode + u'-' + body + u'-' + QString::number(checkDigit(siteCode + body));
}

std::optional<ShortNumber> ShortNumber::parse(QStringView text)
{
    static const QRegularExpression shape(QStringLiteral("^([A-Z0-9]{1,4})-([A-Z])([0-9]{4,12})-[0-9]$"));
    const QString tidy = tidied(text).toUpper();
    const auto match = shape.match(tidy);
    if (!match.hasMatch())
        return std::nullopt;
    ShortNumber number{match.captured(1), match.captured(2).at(0), match.captured(3).toLongLong()};
    if (number.text() != tidy)
        return std::nullopt;
    return number;
}

} // namespace yigong
