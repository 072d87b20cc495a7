// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/training/households.h"
#include "core/training/record_pile.h"

namespace yigong {

/// The files of a village's people: basic information forms, some with gaps and some not begun, as villages have them;
/// the households that their cards name, and who looks after whom in them.
void fileResidents(const PlannedSite &village, const std::vector<Person> &people, QDate today, RecordPile &pile,
                   Dice dice);

} // namespace yigong
