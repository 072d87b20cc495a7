// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_trends.h"
#include "core/encounters/pressure.h"
#include "core/encounters/visit.h"
#include "core/followups/enrolment.h"
#include "core/followups/follow_up_figures.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr FollowUpProgram programsWithTrends[] = {FollowUpProgram::Hypertension, FollowUpProgram::Diabetes};

/// Both forms of one day say the same, and both may have it from the visit.
void addUnlessKnown(std::vector<TrendPoint> &points, const TrendPoint &point)
{
    const bool isKnown = std::any_of(points.begin(), points.end(), [&point](const TrendPoint &known) {
        return known.day == point.day && known.value == point.value && known.lower == point.lower;
    });
    if (!isKnown)
        points.push_back(point);
}

void byDay(std::vector<TrendPoint> &points)
{
    std::stable_sort(points.begin(), points.end(),
                     [](const TrendPoint &a, const TrendPoint &b) { return a.day < b.day; });
}

Result<void> readVisits(const Snapshot &snapshot, const Actor &actor, Id patient, FollowUpTrends &trends)
{
    YIGONG_LET(readings, pressureReadings(snapshot, actor, patient)); // opens the record
    for (const PressureReading &reading : readings)
        trends.pressure.push_back({civilDay(reading.at), reading.systolic, reading.diastolic, TrendSource::Visit});
    YIGONG_LET(glucose, vitalsHistory(snapshot, patient, QString::fromLatin1(vital::fastingGlucose)));
    for (const VitalPoint &point : glucose)
        if (const auto value = parseHundredths(point.value))
            trends.glucose.push_back({civilDay(point.at), *value, 0, TrendSource::Visit});
    return {};
}

Result<void> readForms(const Snapshot &snapshot, Id patient, FollowUpTrends &trends)
{
    for (const FollowUpProgram program : programsWithTrends) {
        YIGONG_LET(forms, standingFollowUpsOf(snapshot, patient, program));
        for (const FollowUp &form : forms) {
            if (!form.systolic.isNone() && !form.diastolic.isNone())
                addUnlessKnown(trends.pressure,
                               {form.visitDate, *form.systolic.value, *form.diastolic.value, TrendSource::FollowUp});
            if (!form.fastingGlucose.isNone())
                addUnlessKnown(trends.glucose, {form.visitDate, *form.fastingGlucose.value, 0, TrendSource::FollowUp});
        }
    }
    return {};
}

/// The goal of the program that is open and says one; hypertension's before the other's.
Result<void> readGoals(const Snapshot &snapshot, Id patient, FollowUpTrends &trends)
{
    YIGONG_LET(enrolments, enrolmentsOf(snapshot, patient));
    std::stable_sort(enrolments.begin(), enrolments.end(),
                     [](const ProgramEnrolment &a, const ProgramEnrolment &b) { return a.program < b.program; });
    const auto take = [](TrendTarget &target, const Measured &goal) {
        if (!target.isAgreed && !goal.isNone())
            target = {*goal.value, true};
    };
    for (const ProgramEnrolment &enrolment : enrolments) {
        if (enrolment.closedOn.isValid())
            continue;
        take(trends.systolic, enrolment.systolicTarget);
        take(trends.diastolic, enrolment.diastolicTarget);
        take(trends.fasting, enrolment.fastingTarget);
    }
    return {};
}

} // namespace

Result<FollowUpTrends> followUpTrends(const Snapshot &snapshot, const Actor &actor, Id patient, QDate today)
{
    FollowUpTrends trends;
    YIGONG_TRY(readVisits(snapshot, actor, patient, trends));
    YIGONG_TRY(readForms(snapshot, patient, trends));
    byDay(trends.pressure);
    byDay(trends.glucose);
    YIGONG_LET(figures, FollowUpFigures::of(snapshot));
    YIGONG_LET(resident, snapshot.get<Patient>(patient));
    const FollowUpRules &rules = figures.rules;
    const bool isOld = ageOn(resident.birthDate, today).value_or(0) >= rules.oldAge;
    trends.systolic.below = (isOld ? rules.oldSystolicTarget : rules.systolicTarget) * Hundredths{100};
    trends.diastolic.below = rules.diastolicTarget * Hundredths{100};
    trends.fasting.below = rules.fastingTarget;
    trends.lowGlucose = rules.urgentLowGlucose;
    YIGONG_TRY(readGoals(snapshot, patient, trends));
    return trends;
}

} // namespace yigong
