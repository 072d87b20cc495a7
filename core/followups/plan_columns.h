// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_plan.h"

namespace yigong {

// How a plan reads its rows: as they stand, without a copy. The 40,000 forms of a township have half a million fields.

/// Of `follow_up f`, what `plannedFormAt` reads.
inline constexpr char plannedFormColumns[] =
    "f.visit_date, f.entered, f.id, f.systolic, f.diastolic, f.fasting_glucose, f.glucose, f.danger_signs, "
    "f.adverse_reaction, f.new_complication, f.pregnant, f.outcome, f.step, f.due, f.check_referral_by, f.next_on, "
    "f.amends";
PlannedFollowUp plannedFormAt(const Columns &columns, int first);

/// Of `health_form f`, what `plannedHealthFormAt` reads. `answers` are those that the rules ask.
inline constexpr char plannedHealthFormColumns[] =
    "f.patient, f.form_code, f.day, f.entered, f.id, f.step, f.due, f.check_referral_by, f.next_on, f.amends, "
    "f.answers";
HealthForm plannedHealthFormAt(const Columns &columns, const QString &code);

/// A form's code, and the programs that count it.
struct CountedCode
{
    QString code;
    std::string chars;
    std::vector<FollowUpProgram> programs;
};

std::vector<CountedCode> countedCodes();

/// "2025-05-13", the store's one way to write a day; invalid for anything else.
QDate storedDayAt(const Columns &columns, int column);
PartialDate storedBirthAt(const Columns &columns, int column);

} // namespace yigong
