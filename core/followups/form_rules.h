// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/health_form.h"

#include <span>
#include <string_view>

namespace yigong {

/// The figures of the rules of programs whose forms are data. What the third edition (2017) is silent about, or what
/// was not found, is marked "own": a county sets its figure (follow_up_figures.h).
struct FormRules
{
    int copdMonths = 3;           ///< between follow-ups of COPD: four a year, by a reprint of the trial specification
    int copdLowSaturation = 90;   ///< own: %, below it the doctor is asked to refer
    int olderMonths = 12;         ///< a full service a year
    int firstAntenatalWeeks = 13; ///< the first visit, at the latest
    int lateDeliveryDays = 14;    ///< own: so long after the expected day somebody asks what became of her
    int postnatalDays = 7;        ///< after discharge, or after delivery where that day is not known
    int postnatalCheckDays = 42;  ///< after delivery
    int newbornDays = 7;          ///< after discharge, or after birth where that day is not known
    int childWindowDays = 30;     ///< own: so long after the age is reached the check still is in time
    int stableMonths = 3;         ///< severe mental disorder: stable, or basically stable and improved
    int unsettledDays = 14;       ///< unstable, not seen, or basically stable for the first time
    int guidedMonths = 1;         ///< basically stable again without having improved
    int tbFirstDays = 3;          ///< 72 hours from the notice to the first visit
    int tbFamilyDays = 10;        ///< not supervised by medical staff, intensive phase
    int tbMonths = 1;             ///< supervised by medical staff; everybody in the continuation phase
    int tbIntensiveMonths = 2;    ///< own: from the start of treatment, where the form does not say the phase
    int referralCheckDays = 14;
};

/// What the rules say of somebody in a program.
struct FormJudgement
{
    /// Of the last form: "normal", "abnormal"; older people: "self-reliant", "light", "moderate", "dependent"; COPD:
    /// "stable", "worse"; mental disorder: "stable", "basically-stable", "unstable", "not-seen". Empty without a form.
    QString outcome;
    FollowUpStep step = FollowUpStep::Routine;
    QString nextForm;      ///< code of the form that is due next; empty where the program has come to its end
    QString nextStage;     ///< which of several of that form: "16-20" (weeks), "12" (months); empty where there is one
    QDate dueFrom;         ///< of it, at the earliest; invalid: at once
    QDate due;             ///< of it, at the latest; invalid where none follows
    QDate checkReferralBy; ///< whether they got there; invalid without a referral
    QStringList reasons;   ///< why: stable words, the gravest first

    bool operator==(const FormJudgement &) const = default;
};

/// Where somebody stands in a program, as far as the rules ask.
struct FormCase
{
    FollowUpProgram program = FollowUpProgram::Copd;
    PartialDate birthDate;
    QDate enrolledOn;
    std::vector<HealthForm> forms; ///< of this program since they came into it; corrected ones left out; in any order
};

/// What is due by all that is known; `today` decides which window of a fixed calendar (of a child, a pregnancy, a year)
/// is the next: one that has passed while the next has begun is not due any more.
FormJudgement judgeForms(const FormCase &known, QDate today, const FormRules &rules = {});
/// The same as of one form's day, in the light of those before it: what it is closed with.
FormJudgement judgeFormAt(const FormCase &known, const HealthForm &form, const FormRules &rules = {});

/// Keys of all answers that the rules ask, in order: who reads many forms reads no others.
std::span<const std::string_view> judgedKeys();

/// What a conclusion would be drawn without, and what the paper does not ask for itself: keys. Whom nobody judged
/// dangerous because nobody asked is not stable.
QStringList unaskedOfJudge(const QString &formCode, const FormAnswers &answers);

/// Codes of the forms of a program, in the order in which they are filled in; the one that opens by itself first.
QStringList formsOfProgram(FollowUpProgram program);
/// The annual examination: of no program, counted by those that ask for one.
inline constexpr char healthCheckForm[] = "health-check";

} // namespace yigong
