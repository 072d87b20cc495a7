// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_paper.h"
#include "core/followups/follow_up_route.h"
#include "ui/shell/workplace.h"

namespace yigong {

/// Asks for the printer and prints the national form, noted in the second log. False where the person leaves.
bool printFollowUpForm(const Workplace &place, const FollowUpPaper &paper, QWidget *parent);

/// A day's way on paper, with names and phone numbers in full: they are needed at the door. Each resident's log says
/// so. `scope`: of which village, on which day.
bool printRoute(const Workplace &place, const std::vector<RouteStop> &stops, const QStringList &scope, QWidget *parent);

/// What a stop is for: "高血压 逾期 3 天", by program.
QStringList routeReasons(const RouteStop &stop, QDate today);

} // namespace yigong
