// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/check_follow_up.h"
#include "core/followups/follow_up_plan.h"
#include "core/patients/patient.h"
#include "core/security/policy.h"
#include "core/store/transaction.h"

#include <map>

namespace yigong {

/// What a follow-up is begun with.
struct OpenedFollowUp
{
    Patient patient;
    Basis basis = Basis::None;
    FollowUpDraft draft;                                             ///< filled in as far as it may be
    std::map<FollowUpProgram, FollowUp> last;                        ///< to stand beside it: never in it
    std::map<FollowUpProgram, ProgramPlan> plans;                    ///< before this follow-up
    std::map<FollowUpProgram, std::vector<FollowUpFinding>> earlier; ///< for the judge: those before `draft.date`
    FollowUpFigures figures;
    QStringList fromVisit; ///< keys of the fields that today's visit filled
    FollowUp corrected;    ///< in a draft that corrects one: that form, as it was closed

    /// What the rules say of the draft's form as it stands. Errors: those of `judgeFollowUp`, with the form's keys ·
    /// NotFound{program}.
    [[nodiscard]] Result<FollowUpJudgement> judge(const FollowUpDraft &draft, FollowUpProgram program) const;
};

/// A form of each of these programs (none: of all that the resident is in), filled from the visit of that day (what was
/// measured, and where) and, habits, drugs and goals, from last time: never a measured value of last time. Opens the
/// resident's record. Door WriteFollowUp. Errors: Forbidden · OutOfScope · NotFound{patient | program} (in none, or not
/// in one that was asked for).
Result<OpenedFollowUp> draftFollowUp(const Snapshot &snapshot, const Actor &actor, Id patient,
                                     const std::vector<FollowUpProgram> &programs, QDate day);
/// A closed form again, as a draft that corrects it. Errors: also NotFound{follow_up} · WrongState{superseded}.
Result<OpenedFollowUp> draftCorrection(const Snapshot &snapshot, const Actor &actor, Id followUp);

/// What is asked about a next date that is later than the rule's; nothing of one that is not, or of none.
std::optional<FollowUpAsk> askOfNext(QDate nextOn, QDate due);

/// The judge speaks of its cases' fields ("sbp"); a form has keys of its own ("systolic").
Error withFormKey(Error error);

struct SavedForm
{
    Id id;
    FollowUpProgram program = FollowUpProgram::Hypertension;
    FollowUpJudgement judgement;
    QDate nextOn;
    std::vector<ChangedConclusion> changed; ///< of forms that come after it: they stay as they were closed
};

struct SavedFollowUp
{
    std::vector<FollowUpAsk> asks; ///< not confirmed yet: nothing was written
    std::vector<SavedForm> forms;
};

/// Judges and closes the draft's forms, all in one act. A form that is entered late is judged by what came before its
/// own day, and goes into its place. Door WriteFollowUp for the resident.
/// Errors: Forbidden · OutOfScope · NotFound{patient | program} (not in it) · WrongState{patient: voided, deceased
/// before that day | amends: superseded} · AlreadyExists{date} (a form of that day stands: correct it) · ReasonRequired
/// {amend_reason} · the first of `checkFollowUp` · those of `judgeFollowUp`, with the form's keys.
Result<SavedFollowUp> saveFollowUp(Transaction &tx, FollowUpDraft draft);

struct ListedFollowUp
{
    FollowUp form;
    QString practitionerName, siteName;
    bool isCorrected = false; ///< another form names it:
    Id correctedBy = {};      ///< this one (of several, the one entered last),
    QString correctorName = {};
    Instant correctedAt = {};
    QString correctionReason = {};
};
/// A resident's forms, the latest visit first, corrected ones among them. Opens the record. Door ReadPatient.
/// Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<std::vector<ListedFollowUp>> followUpsOf(const Snapshot &snapshot, const Actor &actor, Id patient, int limit);

} // namespace yigong
