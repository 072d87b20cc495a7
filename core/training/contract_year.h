// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/training/dice.h"
#include "core/training/households.h"

namespace yigong {

/// A team at each township and village, and the county's packages.
void addTeams(const CountyPlan &plan, RecordPile &pile);

/// The contracts of a village's people with its team: most of the key groups have one, some end soon, some have ended
/// and were not renewed. 李秀兰 of the story signed half a year ago.
void signWithTeam(const PlannedSite &village, const std::vector<Person> &people, QDate today, RecordPile &pile,
                  Dice dice);

} // namespace yigong
