// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/base/partial_date.h"

#include <QStringList>
#include <vector>

namespace yigong {

/// Programs of people who are looked after over time (国家基本公共卫生服务规范, third edition 2017; COPD: 2024).
enum class FollowUpProgram : quint8
{
    Hypertension = 1,
    Diabetes = 2, ///< type 2
    // Their forms are data (core/forms), judged by form_rules.h.
    Copd = 3,
    OlderPeople = 4, ///< from 65 years on
    Maternity = 5,   ///< one enrolment for each pregnancy
    Child = 6,       ///< up to the seventh birthday
    MentalDisorder = 7,
    Tuberculosis = 8,
};
/// "hypertension", "diabetes", "copd", "older-people", "maternity", "child", "mental-disorder", "tuberculosis".
QString nameOf(FollowUpProgram program);
/// Whether its follow-ups are records of their own (FollowUp), judged by `judgeFollowUp`: the others are HealthForms.
constexpr bool hasOwnRecord(FollowUpProgram program)
{
    return program == FollowUpProgram::Hypertension || program == FollowUpProgram::Diabetes;
}
std::vector<FollowUpProgram> allPrograms();
std::optional<FollowUpProgram> followUpProgramFrom(QStringView name);

/// 此次随访分类, as the form numbers it.
enum class FollowUpClass : quint8
{
    Controlled = 1,
    Uncontrolled = 2,
    AdverseReaction = 3,
    Complication = 4,
};
QString nameOf(FollowUpClass outcome); ///< "controlled", "uncontrolled", "adverseReaction", "complication"

/// 下一步管理措施, as the form of 2020 numbers it.
enum class FollowUpStep : quint8
{
    Routine = 1,
    TwoWeeks = 2,
    Refer = 3,
    UrgentReferral = 4,
};
QString nameOf(FollowUpStep step); ///< "routine", "twoWeeks", "refer", "urgentReferral"

constexpr bool asksForReferral(FollowUpStep step)
{
    return step == FollowUpStep::Refer || step == FollowUpStep::UrgentReferral;
}

/// What was concluded from a form.
struct Conclusion
{
    FollowUpClass outcome = FollowUpClass::Controlled;
    FollowUpStep step = FollowUpStep::Routine;
    QDate due, checkReferralBy;

    bool operator==(const Conclusion &) const = default;
};

/// What a follow-up found, as far as the rules ask. Pressures in mmHg, glucose in hundredths of mmol/L.
struct FollowUpFinding
{
    QDate date; ///< of the visit, not of its entry
    std::optional<int> systolic, diastolic;
    std::optional<int> fastingGlucose;
    std::optional<int> glucose; ///< at any hour
    QStringList dangerSigns;    ///< as written: each stands for itself
    bool adverseReaction = false;
    bool newComplication = false; ///< new, or an old one that has got worse
    bool pregnant = false;        ///< or breast-feeding
};

/// The figures of the rules. A county may try others; these are the specification's.
struct FollowUpRules
{
    int systolicTarget = 140; ///< from this on uncontrolled
    int diastolicTarget = 90;
    int oldSystolicTarget = 150; ///< from `oldAge` years on
    int oldAge = 65;
    int urgentSystolic = 180;
    int urgentDiastolic = 110;
    int fastingTarget = 700; ///< hundredths of mmol/L, from this on uncontrolled
    int urgentHighGlucose = 1670;
    int urgentLowGlucose = 390;
    int routineMonths = 3; ///< four face-to-face follow-ups a year
    int poorDays = 14;     ///< until the next look after a poor result
    int referralCheckDays = 14;
};

/// Why: stable words, the gravest first. systolic-high, diastolic-high, glucose-high, glucose-low, danger-sign,
/// pregnant-high (these make a referral urgent); new-complication, uncontrolled-twice, adverse-reaction-twice;
/// pressure-above-target, glucose-above-target, adverse-reaction.
struct FollowUpJudgement
{
    FollowUpClass outcome = FollowUpClass::Controlled;
    FollowUpStep step = FollowUpStep::Routine;
    QDate due;             ///< of the next follow-up, at the latest
    QDate checkReferralBy; ///< whether the resident got there; invalid without a referral
    QStringList reasons;
};

/// Judges the last follow-up by date, in the light of those before it; `findings` in any order (of one day, the later
/// one in the list counts). "Twice in a row" is about the follow-up of the day before it in the list's dates: one that
/// is entered late goes into its place, and what comes after it is judged anew. Errors: Required{visits | date; of the
/// last: sbp | dbp | fastingGlucose} (what it cannot be judged without) · OutOfRange{field} (no living person's value).
Result<FollowUpJudgement> judgeFollowUp(FollowUpProgram program, const PartialDate &birthDate,
                                        std::vector<FollowUpFinding> findings, const FollowUpRules &rules = {});

/// The same without the words why, of a follow-up and the one of the day before it in the list's dates (null: there is
/// none): for plans, which judge each form of a township.
Result<Conclusion> concludeFollowUp(FollowUpProgram program, const PartialDate &birthDate,
                                    const FollowUpFinding *before, const FollowUpFinding &last,
                                    const FollowUpRules &rules = {});

} // namespace yigong
