// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <QRegularExpression>
#include <cstdlib>

namespace yigong {

QString Money::yuan() const
{
    const std::int64_t whole = std::abs(fen);
    return QStringLiteral("%1%2.%3")
        .arg(fen < 0 ? QStringLiteral("-") : QString())
        .arg(whole / 100)
        .arg(whole % 100, 2, 10, QLatin1Char('0'));
}

std::optional<Money> Money::parse(QStringView yuan)
{
    static const QRegularExpression amount(QStringLiteral("^(-?)([0-9]{1,12})(?:\\.([0-9]{1,2}))?$"));
    const auto match = amount.match(yuan.toString().trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const QString cents = match.captured(3).leftJustified(2, QLatin1Char('0'));
    const std::int64_t fen = match.captured(2).toLongLong() * 100 + cents.toLongLong();
    return Money{match.captured(1).isEmpty() ? fen : -fen};
}

} // namespace yigong
