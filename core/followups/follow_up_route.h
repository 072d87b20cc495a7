// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_plan.h"

namespace yigong {

/// One resident on a day's way through a village.
struct RouteStop
{
    int house = 0;                 ///< counted along the way; those who live together have one number
    std::vector<PlanRow> programs; ///< of this resident, what is due; the earliest first

    [[nodiscard]] const PlanRow &who() const { return programs.front(); }
};

/// A day's way for house calls: of these rows (of one village) whoever is due today or soon, late or not reached, by
/// household and address. Those without an address come last.
std::vector<RouteStop> routeOf(const std::vector<PlanRow> &rows);

/// Whether one address is passed before another: street by street, numbers by their worth, also Chinese ones (二组
/// before 十组, 9 号 before 21 号).
bool isPassedBefore(const QString &address, const QString &other);

} // namespace yigong
