// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/health_form.h"

namespace yigong {

/// The figures of the rules of programs whose forms are data. Where the specification is silent or was not found, the
/// default is marked so: a county sets its own.
struct FormRules
{
    int copdMonths = 3;           ///< between follow-ups of COPD (2024); frequency not established
    int copdLowSaturation = 90;   ///< %, below it the doctor is asked to refer; not established
    int olderMonths = 12;         ///< a full service a year
    int firstAntenatalWeeks = 13; ///< first visit, at the latest
    int newbornDays = 7;          ///< after discharge, or after birth where that day is not known
    int postnatalDays = 7;        ///< after discharge, or after delivery where that day is not known
    int postnatalCheckDays = 42;  ///< after delivery
    int stableMonths = 3;         ///< severe mental disorder, stable
    int unsettledDays = 14;       ///< unstable, or basically stable for the first time
    int guidedMonths = 1;         ///< basically stable again without having improved
    int tbFirstHours = 72;        ///< from the notice to the first visit at home
    int tbFamilyDays = 10;        ///< supervised by family or a volunteer, intensive phase
    int tbMonths = 1;             ///< supervised by medical staff; and in the continuation phase
    int tbIntensiveMonths = 2;    ///< from the start of treatment; not established
    int referralCheckDays = 14;
};

/// Why: stable words, the gravest first.
struct FormJudgement
{
    QString outcome; ///< "normal", "abnormal" · mental: "stable", "basically-stable", "unstable", "not-seen" · …
    FollowUpStep step = FollowUpStep::Routine;
    QString nextForm;  ///< code of the form that is due next; empty where the program ends with this one
    QString nextStage; ///< which of several of that form: "16-20" weeks, "m6" months; empty where there is but one
    QDate due;         ///< of it, at the latest
    QDate dueFrom;     ///< of it, at the earliest; invalid: at once
    QDate checkReferralBy;
    QStringList reasons;
};

/// Where somebody stands in a program, as far as the rules ask.
struct FormCase
{
    FollowUpProgram program = FollowUpProgram::Copd;
    PartialDate birthDate;
    QDate enrolledOn;
    std::vector<HealthForm> forms; ///< of this program (and turn in it), corrected ones left out; in any order
};

/// What is due after all that is known; `today` decides which window of a fixed calendar (children, pregnancy, the
/// year's examination) is next. Also for somebody of whom there is no form yet.
FormJudgement judgeForms(const FormCase &known, QDate today, const FormRules &rules = {});
/// The same for one of the forms in its place: in the light of those before it alone.
FormJudgement judgeFormAt(const FormCase &known, Id form, QDate today, const FormRules &rules = {});

/// Codes of the forms of a program, in the order in which they are filled in.
QStringList formsOfProgram(FollowUpProgram program);
/// "产前 16–20 周", "6 月龄": which of several of a form, for lists.
QString stageWords(const QString &form, const QString &stage);

} // namespace yigong
