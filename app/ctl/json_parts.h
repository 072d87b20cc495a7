// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/money.h"

#include <QDate>
#include <QJsonValue>

namespace yigong {

/// UTC as ISO 8601, null where there is none.
inline QJsonValue instantJson(Instant at)
{
    return at.isNone() ? QJsonValue(QJsonValue::Null) : QJsonValue(at.iso());
}

/// An ISO day, null where there is none.
inline QJsonValue dayJson(QDate day)
{
    return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null);
}

/// In the drug's smallest unit.
inline QJsonValue wholeUnits(Quantity quantity)
{
    return static_cast<qint64>(quantity.units);
}

} // namespace yigong
