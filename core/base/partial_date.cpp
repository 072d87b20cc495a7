// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/partial_date.h"

#include <QRegularExpression>

namespace yigong {

PartialDate::PartialDate(QDate day)
{
    if (!day.isValid())
        return;
    m_year = day.year();
    m_month = day.month();
    m_day = day.day();
}

std::optional<PartialDate> PartialDate::parse(QStringView text)
{
    static const QRegularExpression shape(QStringLiteral("^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$"));
    const auto match = shape.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    PartialDate date;
    date.m_year = match.captured(1).toInt();
    date.m_month = match.captured(2).toInt();
    date.m_day = match.captured(3).toInt();
    if (date.m_year == 0)
        return std::nullopt;
    const bool hasMonth = !match.captured(2).isEmpty();
    const bool hasDay = !match.captured(3).isEmpty();
    if (hasMonth && (date.m_month < 1 || date.m_month > 12))
        return std::nullopt;
    if (hasDay && !QDate::isValid(date.m_year, date.m_month, date.m_day))
        return std::nullopt;
    return date;
}

QDate PartialDate::earliest() const
{
    return isNone() ? QDate() : QDate(m_year, m_month ? m_month : 1, m_day ? m_day : 1);
}

QString PartialDate::text() const
{
    if (isNone())
        return {};
    QString out = QStringLiteral("%1").arg(m_year, 4, 10, QLatin1Char('0'));
    if (m_month)
        out += QStringLiteral("-%1").arg(m_month, 2, 10, QLatin1Char('0'));
    if (m_day)
        out += QStringLiteral("-%1").arg(m_day, 2, 10, QLatin1Char('0'));
    return out;
}

std::optional<int> ageOn(const PartialDate &birthDate, QDate day)
{
    if (birthDate.isNone() || !day.isValid())
        return std::nullopt;
    int year = 0, month = 0, date = 0;
    day.getDate(&year, &month, &date); // at once: lists ask it of each of their rows
    const int bornMonth = birthDate.month() == 0 ? 1 : birthDate.month();
    const int bornDate = birthDate.day() == 0 ? 1 : birthDate.day();
    const bool isBefore = month < bornMonth || (month == bornMonth && date < bornDate);
    const int age = year - birthDate.year() - (isBefore ? 1 : 0);
    return age < 0 ? std::nullopt : std::optional{age};
}

} // namespace yigong
