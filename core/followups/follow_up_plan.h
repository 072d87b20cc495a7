// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up.h"
#include "core/followups/follow_up_figures.h"
#include "core/followups/form_rules.h"
#include "core/store/transaction.h"

#include <span>
#include <vector>

namespace yigong {

/// A closed form as far as the plan asks it.
struct PlannedFollowUp
{
    Id id;
    Instant entered;
    FollowUpFinding finding; ///< its date is the visit's
    Conclusion closed;       ///< as it was closed
    QDate nextOn;
    Id amends;
};

/// A conclusion that would be another today, because a form came into its place before it. The closed one stays.
struct ChangedConclusion
{
    Id followUp;
    QDate date;
    Conclusion closed, now;
    Id cause; ///< the form that changed it: entered later, or on another laptop; none where only the figures changed
    QDate causeDate;
    bool isCorrection = false; ///< the cause corrects a form that stood there
};

enum class PlanState : quint8
{
    Later,
    DueSoon,
    DueToday,
    Overdue,
    Unreachable, ///< due, and the last three tries failed
};
QString nameOf(PlanState state); ///< "later", "soon", "today", "overdue", "unreachable"
std::optional<PlanState> planStateFrom(QStringView name);

/// Where one resident stands in one program.
struct ProgramPlan
{
    QDate due;
    PlanState state = PlanState::Later;
    QDate last; ///< of the last follow-up; invalid where there was none
    Id lastFollowUp;
    Conclusion now;        ///< of the last follow-up, over all that is known today
    QDate referralCheckBy; ///< a referral whose outcome nobody has asked yet
    int tries = 0;         ///< failed ones since the last follow-up
    std::vector<ChangedConclusion> changed;
    // Of programs whose forms are data; `due` is invalid where the program has come to its end.
    QString dueForm;  ///< code of the form that is due
    QString dueStage; ///< which of several of it: "16-20" (weeks), "12" (months)
    QDate dueFrom;    ///< of a window: before that day it is too early
    QString outcome;  ///< word of the rules (form_rules.h)
};

/// Works the plan out over everything that is known, whenever it was entered. A corrected form counts no more. `forms`
/// and `contacts` in any order.
ProgramPlan planFor(FollowUpProgram program, const PartialDate &birthDate, QDate enrolledOn,
                    std::vector<PlannedFollowUp> forms, std::span<const FollowUpContact> contacts, QDate today,
                    const FollowUpFigures &figures = {});

/// The same for long lists: `forms` are put into their order where they lie.
ProgramPlan planFor(FollowUpProgram program, const PartialDate &birthDate, QDate enrolledOn,
                    std::span<PlannedFollowUp> forms, std::span<const FollowUpContact> contacts, QDate today,
                    const FollowUpFigures &figures = {});

/// The same for a program whose forms are data. `changed` names no outcome: only steps and days are compared.
ProgramPlan planFor(const FormCase &known, std::span<const FollowUpContact> contacts, QDate today,
                    const FollowUpFigures &figures = {});

PlannedFollowUp plannedOf(const FollowUp &form);
FollowUpFinding findingOf(const FollowUp &form);

struct PlanFilter
{
    Id site;         ///< it and everything below it; none: the actor's own and below
    Id practitioner; ///< who answers for them; none: anybody
    std::optional<FollowUpProgram> program;
    std::optional<PlanState> state;
    bool referralChecksOnly = false;
    bool changedOnly = false;
    int limit = 500;
};

struct PlanRow
{
    Id patient;
    QString patientName, phone, address;
    PartialDate birthDate;
    Id household; ///< as their card has it; often none
    Id site;
    QString siteName;
    Id practitioner;
    QString practitionerName;
    FollowUpProgram program = FollowUpProgram::Hypertension;
    Id enrolment;
    ProgramPlan plan;
};

struct PlanCounts
{
    qint64 enrolled = 0, soon = 0, today = 0, overdue = 0, unreachable = 0, referralChecks = 0, changed = 0;
};

struct FollowUpPlan
{
    std::vector<PlanRow> rows; ///< the most overdue first; at most `limit`
    PlanCounts counts;         ///< of site, doctor and program; also beyond the rows and the state that was asked for
    /// Who answers for somebody of that site and program, by name; also beyond the doctor that was asked for.
    std::vector<std::pair<Id, QString>> practitioners;
};

/// Everybody who is in a program at a site. Nobody who has died or was voided. A list: no record is opened by it.
/// Door ReadPatient. Errors: Forbidden · OutOfScope.
Result<FollowUpPlan> planOf(const Snapshot &snapshot, const Actor &actor, const PlanFilter &filter, QDate today);

} // namespace yigong
