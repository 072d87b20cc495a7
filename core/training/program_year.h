// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/training/dice.h"
#include "core/training/households.h"

namespace yigong {

/// Who of a village's people is in the programs beside hypertension and diabetes, with their forms so far: the old with
/// their yearly examination, small children with the checks of their ages, some who are expecting, and those with
/// COPD. Most are in time, some are overdue.
void careForGroups(const PlannedSite &village, const std::vector<Person> &people, QDate today, RecordPile &pile,
                   Dice dice);

} // namespace yigong
