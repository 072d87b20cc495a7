// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/check_follow_up.h"
#include "core/followups/follow_up.h"
#include "core/followups/follow_up_plan.h"
#include "core/followups/form_rules.h"
#include "core/patients/patient.h"
#include "core/security/policy.h"
#include "core/store/transaction.h"

namespace yigong {

/// A form that is being filled in.
struct HealthFormDraft
{
    Id patient;
    QString formCode, formVersion; ///< no version: the newest
    QDate day;                     ///< of the visit; none: today
    FormAnswers answers;
    QDate nextOn;          ///< as agreed; none: the rule's
    QStringList confirmed; ///< keys whose unlikely value (or "nextOn" beyond the rule's) the doctor has looked at
    Id amends;
    QString amendReason;
};

/// What a form is begun with.
struct OpenedHealthForm
{
    Patient patient;
    Basis basis = Basis::None;
    const FormDefinition *form = nullptr;
    HealthFormDraft draft;          ///< filled in as far as it may be
    std::optional<HealthForm> last; ///< of the same code: to stand beside it, never in it
    bool isJudged = false;          ///< they are in a program whose rules count this form
    FormCase known;                 ///< what stood up to this day, for the judge
    FormRules rules;
    QStringList fromVisit;               ///< keys that today's visit filled
    std::optional<HealthForm> corrected; ///< in a draft that corrects one

    /// What the rules say of the draft as it stands; nothing where no rule judges this form.
    [[nodiscard]] std::optional<FormJudgement> judge(const HealthFormDraft &draft) const;
};

/// The form `code` for a resident, filled from that day's visit and, habits, drugs and goals, from last time. Opens the
/// record. Door WriteFollowUp (forms of severe mental disorder: Door ReadSensitive too). Errors: Forbidden · OutOfScope
/// · NotFound{patient | form | program} (they are not in the program that it belongs to).
Result<OpenedHealthForm> draftHealthForm(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &code,
                                         QDate day = {});
/// A closed form again, as a draft that corrects it. Errors: also NotFound{health_form} · WrongState{superseded}.
Result<OpenedHealthForm> draftHealthFormCorrection(const Snapshot &snapshot, const Actor &actor, Id form);

struct SavedHealthForm
{
    std::vector<FollowUpAsk> asks; ///< not confirmed yet: nothing was written
    HealthForm form;
    std::optional<FormJudgement> judgement;
};

/// Judges and closes it. Its day's place among the others counts, not its entry's. Door WriteFollowUp. Errors:
/// Forbidden · OutOfScope · NotFound{patient | form | program} · WrongState{patient: voided, deceased before that day |
/// amends: superseded} · AlreadyExists{day} (one of that code and day stands: correct it) ·
/// ReasonRequired{amend_reason} · OutOfRange{day | nextOn} · the first of `checkAnswers`, and of `unaskedOfJudge`.
Result<SavedHealthForm> saveHealthForm(Transaction &tx, HealthFormDraft draft);

struct ListedHealthForm
{
    HealthForm form;
    QString title, practitionerName, siteName;
    bool isCorrected = false;
    Id correctedBy = {};
    QString correctorName = {}, correctionReason = {};
    Instant correctedAt = {};
};
/// A resident's forms of every kind (or of `code`), the latest day first, corrected ones among them. Opens the record.
/// Those of severe mental disorder only through Door ReadSensitive. Door ReadPatient. Errors: Forbidden ·
/// NotFound{patient} · OutOfScope.
Result<std::vector<ListedHealthForm>> healthFormsOf(const Snapshot &snapshot, const Actor &actor, Id patient,
                                                    const QString &code = {}, int limit = 200);
/// Whether forms of this code, in whatever edition, are read through Door ReadSensitive.
bool isSensitiveForm(QStringView code);
/// The enrolment in a program whose rules count this form, of those that the resident was in on that day. Without a
/// door: for core.
Result<std::optional<ProgramEnrolment>> enrolmentCounting(const Snapshot &snapshot, Id patient, const QString &code,
                                                          QDate day);
/// What the judge is told: forms of this turn in the program, up to that day and without `left`. The same.
Result<FormCase> formCaseOf(const Snapshot &snapshot, const Patient &patient, const ProgramEnrolment &enrolment,
                            QDate day, Id left);
/// Those that stand, of a resident under any of their ids, by day. Without a door: for core.
Result<std::vector<HealthForm>> standingHealthFormsOf(const Snapshot &snapshot, Id patient, const QStringList &codes);

} // namespace yigong
