// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up.h"
#include "core/patients/patient.h"
#include "core/store/transaction.h"

namespace yigong {

struct EnrolmentDraft
{
    Id patient;
    FollowUpProgram program = FollowUpProgram::Hypertension;
    PartialDate diagnosedOn;
    QDate enrolledOn; ///< none: today
    Id practitioner;  ///< who answers for it; none: the actor
    Measured systolicTarget, diastolicTarget, fastingTarget, weightTarget;
};

// Of severe mental disorder all that write ask Door ReadSensitive too.

/// Takes a resident into a program; the managing site is the resident's own. The condition is added to their card.
/// Door WriteFollowUp over that site. Errors: Forbidden · OutOfScope · NotFound{patient} · AlreadyExists{program} (they
/// are in it) · OutOfRange{birth_date} | Invalid{sex} (older people from the year of 65 on; children with a whole birth
/// date before seven; no pregnant men) · WrongState{voided | deceased} · OutOfRange{diagnosed_on | enrolled_on} (after
/// today).
Result<Id> enrolInProgram(Transaction &tx, const EnrolmentDraft &draft);

/// The same for a resident of whom follow-ups of another system are taken: since the first of them. Answers whether
/// they were not in it. Door ImportPatients over the resident's site. Errors: those of `enrolInProgram` ·
/// WrongState{closed} (they left it before that day).
Result<bool> enrolByImport(Transaction &tx, const Patient &patient, FollowUpProgram program, QDate day);

/// Ends it: `reason` is one of `closeReasons()`. Their follow-ups stay. Errors: also NotFound{program} ·
/// ReasonRequired · Invalid{reason} · OutOfRange{closed_on}.
Result<void> closeProgram(Transaction &tx, Id patient, FollowUpProgram program, const QString &reason,
                          const QString &remark = {}, QDate day = {});
/// "completed" (a treatment, a pregnancy, childhood), "died", "moved", "lost", "refused", "not-the-disease".
QStringList closeReasons();

/// Back into a program that was closed: a new enrolment with what the last one knew. Errors: those of
/// `enrolInProgram` · NotFound{program} (never in it).
Result<Id> reopenProgram(Transaction &tx, Id patient, FollowUpProgram program);

/// Notes a try to reach somebody, or what came of a referral. Door WriteFollowUp for the resident. Errors: Forbidden ·
/// OutOfScope · NotFound{patient | program} (not in it) · OutOfRange{day}.
Result<Id> noteContact(Transaction &tx, FollowUpContact contact);

/// Enrolments of a resident under any of their ids, open and closed, the latest first. Without a door: for core.
Result<std::vector<ProgramEnrolment>> enrolmentsOf(const Snapshot &snapshot, Id patient);
/// The resident about whom a form of that day is closed: the top one. Door WriteFollowUp. Errors: Required{patient} ·
/// Forbidden · OutOfScope · NotFound{patient} · WrongState{patient: voided, deceased before that day}.
Result<Patient> patientOfForm(Transaction &tx, Id patient, QDate day);
/// The day on which their turn in the program before this one ended: forms up to it belong to that one (an earlier
/// pregnancy). Invalid where this is the first.
Result<QDate> turnBegan(const Snapshot &snapshot, const ProgramEnrolment &enrolment);
/// Closed forms of a resident in one program under any of their ids, by visit date; corrected ones are left out.
/// Without a door: for core.
Result<std::vector<FollowUp>> standingFollowUpsOf(const Snapshot &snapshot, Id patient, FollowUpProgram program);

} // namespace yigong
