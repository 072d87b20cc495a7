// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QDateTime>
#include <QTimeZone>
#include <chrono>

namespace yigong {

namespace {

constexpr std::int64_t countyOffsetMs = 8LL * 3600 * 1000;

QDateTime countyDateTime(Instant instant)
{
    // The county's wall clock, carried as if it were UTC, so that no zone database is asked.
    return QDateTime::fromMSecsSinceEpoch(instant.ms + countyOffsetMs, Qt::UTC);
}

} // namespace

QString Instant::iso() const
{
    return isNone() ? QString() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

Instant Instant::fromIso(QStringView text)
{
    QDateTime parsed = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!parsed.isValid())
        return {};
    if (parsed.timeSpec() == Qt::LocalTime) {
        parsed.setTimeSpec(Qt::UTC);
        return {parsed.toMSecsSinceEpoch() - countyOffsetMs};
    }
    return {parsed.toMSecsSinceEpoch()};
}

QDate civilDay(Instant instant)
{
    return countyDateTime(instant).date();
}

QString civilTime(Instant instant)
{
    return countyDateTime(instant).toString(QStringLiteral("HH:mm"));
}

QString civilDateTime(Instant instant)
{
    return countyDateTime(instant).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

Instant startOf(QDate civilDay)
{
    return {QDateTime(civilDay, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() - countyOffsetMs};
}

Instant SystemClock::now() const
{
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

} // namespace yigong
