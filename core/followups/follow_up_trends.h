// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/vitals.h"
#include "core/security/policy.h"
#include "core/store/snapshot.h"

#include <vector>

namespace yigong {

/// Where a value over time was measured.
enum class TrendSource : quint8
{
    Visit,
    FollowUp,
};

/// One measurement: systolic and diastolic, or fasting glucose alone. In hundredths of the unit.
struct TrendPoint
{
    QDate day;
    Hundredths value = 0;
    Hundredths lower = 0; ///< the diastolic
    TrendSource source = TrendSource::FollowUp;

    bool operator==(const TrendPoint &) const = default;
};

/// Below this a value is as it should be, in hundredths.
struct TrendTarget
{
    Hundredths below = 0;
    bool isAgreed = false; ///< with the resident; otherwise the rules' figure, by age
};

/// A resident's pressure and fasting glucose over time, oldest first, of visits and of follow-ups that stand. A
/// follow-up that took over what a visit of its day had measured adds no second point.
struct FollowUpTrends
{
    std::vector<TrendPoint> pressure, glucose;
    TrendTarget systolic, diastolic, fasting;
    Hundredths lowGlucose = 0; ///< at or below this it is too low
};

/// Opens the record. Door ReadPatient. Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<FollowUpTrends> followUpTrends(const Snapshot &snapshot, const Actor &actor, Id patient, QDate today);

} // namespace yigong
