// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/money.h"

#include <QJsonValue>

namespace yigong {

/// UTC as ISO 8601, null where there is none.
inline QJsonValue instantJson(Instant at)
{
    return at.isNone() ? QJsonValue(QJsonValue::Null) : QJsonValue(at.iso());
}

/// In the drug's smallest unit.
inline QJsonValue wholeUnits(Quantity quantity)
{
    return static_cast<qint64>(quantity.units);
}

} // namespace yigong
