// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/training/clinic_year.h"

namespace yigong {

/// The programs of a village's people with hypertension or diabetes: enrolments, and a closed form for each visit that
/// measured what the rules ask. Some forms were typed days later, so that what was concluded meanwhile changed.
/// Of those who stayed away for long, only a few are in a program: the others are still to be found.
void followChronic(Desk &desk, const std::vector<Person> &people, const std::vector<VisitMade> &visits,
                   RecordPile &pile, Dice dice);

} // namespace yigong
