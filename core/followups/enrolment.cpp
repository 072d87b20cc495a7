// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/enrolment.h"
#include "core/base/text.h"
#include "core/followups/follow_up_form.h"
#include "core/patients/find.h"
#include "core/security/policy.h"

#include <algorithm>
#include <set>

namespace yigong {

namespace {

Result<void> requireNotAfter(QDate today, const char *field, QDate day)
{
    if (day > today)
        return fail(ErrorKind::OutOfRange, QString::fromLatin1(field),
                    {day.toString(Qt::ISODate), QString(), today.toString(Qt::ISODate)});
    return {};
}

/// Who is ill in mind is named to doctors alone.
Result<void> requireProgram(const Snapshot &snapshot, const Actor &actor, FollowUpProgram program)
{
    return program == FollowUpProgram::MentalDisorder ? require(snapshot, actor, Door::ReadSensitive) : Result<void>{};
}

Result<Patient> livingPatient(const Transaction &tx, Id id)
{
    YIGONG_LET(patient, topPatient(tx, id));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::WriteFollowUp, patient.site));
    if (patient.voidedOn.isValid() || !patient.deceasedOn.isNone())
        return fail(ErrorKind::WrongState, QStringLiteral("patient"),
                    {patient.voidedOn.isValid() ? QStringLiteral("voided") : QStringLiteral("deceased")});
    return patient;
}

/// The one that is open, of whatever id of the resident.
Result<std::optional<ProgramEnrolment>> openEnrolment(const Snapshot &snapshot, Id patient, FollowUpProgram program)
{
    YIGONG_LET(all, enrolmentsOf(snapshot, patient));
    for (ProgramEnrolment &enrolment : all)
        if (enrolment.program == program && !enrolment.closedOn.isValid())
            return std::optional{std::move(enrolment)};
    return std::optional<ProgramEnrolment>{};
}

Result<Id> freeId(const Snapshot &snapshot, Id patient, FollowUpProgram program)
{
    for (int turn = 0;; ++turn) {
        const Id id = ProgramEnrolment::idOf(patient, program, turn);
        YIGONG_LET(known, snapshot.find<ProgramEnrolment>(id));
        if (!known)
            return id;
    }
}

/// As the card calls it; empty for a program that is no disease.
QString conditionOf(FollowUpProgram program)
{
    switch (program) {
    case FollowUpProgram::OlderPeople:
    case FollowUpProgram::Maternity:
    case FollowUpProgram::Child:
        return {};
    case FollowUpProgram::MentalDisorder:
        return QStringLiteral("mental");
    default:
        return nameOf(program);
    }
}

/// The diagnosis belongs on the card too: other lists and reports ask it there.
Result<void> noteCondition(Transaction &tx, const Patient &patient, FollowUpProgram program)
{
    const QString condition = conditionOf(program);
    Patient after = patient;
    if (condition.isEmpty() || after.conditions.contains(condition))
        return {};
    after.conditions.append(condition);
    YIGONG_TRY(tx.update(patient, after));
    return {};
}

/// Whom a program is for by its own name; a disease is for whoever was diagnosed.
Result<void> requireFitting(const Patient &patient, FollowUpProgram program, QDate day)
{
    constexpr int olderFrom = 65;
    constexpr int childUntil = 7;
    const int yearsOld = day.year() - patient.birthDate.earliest().year(); // the quota is a calendar year's
    const bool isTooYoung = program == FollowUpProgram::OlderPeople && yearsOld < olderFrom;
    const bool isNoChild = program == FollowUpProgram::Child &&
                           (!patient.birthDate.isWhole() || ageOn(patient.birthDate, day).value_or(0) >= childUntil);
    if (isTooYoung || isNoChild)
        return fail(ErrorKind::OutOfRange, QStringLiteral("birth_date"), {patient.birthDate.text()});
    if (program == FollowUpProgram::Maternity && patient.sex == Sex::Male)
        return fail(ErrorKind::Invalid, QStringLiteral("sex"), {nameOf(program)});
    return {};
}

Result<Id> insertEnrolment(Transaction &tx, const Patient &patient, ProgramEnrolment enrolment)
{
    YIGONG_LET(open, openEnrolment(tx, patient.id, enrolment.program));
    if (open)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("program"), {nameOf(enrolment.program)});
    YIGONG_LET(id, freeId(tx, patient.id, enrolment.program));
    enrolment.id = id;
    enrolment.patient = patient.id;
    enrolment.site = patient.site;
    enrolment.formCode = formCodeOf(enrolment.program);
    const FormDefinition *form = formDefinition(enrolment.formCode);
    enrolment.formVersion = form ? form->version : QString::fromLatin1(currentFormVersion);
    YIGONG_TRY(noteCondition(tx, patient, enrolment.program));
    return tx.insert(std::move(enrolment));
}

} // namespace

QStringList closeReasons()
{
    return {QStringLiteral("completed"), QStringLiteral("died"),    QStringLiteral("moved"),
            QStringLiteral("lost"),      QStringLiteral("refused"), QStringLiteral("not-the-disease")};
}

Result<Id> enrolInProgram(Transaction &tx, const EnrolmentDraft &draft)
{
    YIGONG_TRY(requireProgram(tx, tx.actor(), draft.program));
    YIGONG_LET(patient, livingPatient(tx, draft.patient));
    ProgramEnrolment enrolment;
    enrolment.program = draft.program;
    enrolment.diagnosedOn = draft.diagnosedOn;
    enrolment.enrolledOn = draft.enrolledOn.isValid() ? draft.enrolledOn : tx.today();
    YIGONG_TRY(requireNotAfter(tx.today(), "enrolled_on", enrolment.enrolledOn));
    YIGONG_TRY(requireNotAfter(tx.today(), "diagnosed_on", draft.diagnosedOn.earliest()));
    YIGONG_TRY(requireFitting(patient, draft.program, enrolment.enrolledOn));
    enrolment.practitioner = draft.practitioner.isNone() ? tx.actor().practitioner : draft.practitioner;
    enrolment.systolicTarget = draft.systolicTarget;
    enrolment.diastolicTarget = draft.diastolicTarget;
    enrolment.fastingTarget = draft.fastingTarget;
    enrolment.weightTarget = draft.weightTarget;
    return insertEnrolment(tx, patient, std::move(enrolment));
}

Result<bool> enrolByImport(Transaction &tx, const Patient &patient, FollowUpProgram program, QDate day)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, patient.site));
    YIGONG_LET(all, enrolmentsOf(tx, patient.id));
    bool wasIn = false;
    for (const ProgramEnrolment &enrolment : all) {
        if (enrolment.program != program)
            continue;
        if (!enrolment.closedOn.isValid() || enrolment.closedOn >= day)
            return false;
        wasIn = true;
    }
    if (wasIn)
        return fail(ErrorKind::WrongState, QStringLiteral("program"), {QStringLiteral("closed")});
    ProgramEnrolment enrolment;
    enrolment.program = program;
    enrolment.enrolledOn = day;
    enrolment.practitioner = tx.actor().practitioner;
    YIGONG_TRY(insertEnrolment(tx, patient, std::move(enrolment)));
    return true;
}

Result<void> closeProgram(Transaction &tx, Id patient, FollowUpProgram program, const QString &reason,
                          const QString &remark, QDate day)
{
    YIGONG_TRY(requireProgram(tx, tx.actor(), program));
    YIGONG_LET(top, topPatient(tx, patient));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::WriteFollowUp, top.site));
    if (reason.isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("close_reason"));
    if (!closeReasons().contains(reason) || !isCleanText(remark))
        return fail(ErrorKind::Invalid, QStringLiteral("close_reason"), {reason});
    const QDate closed = day.isValid() ? day : tx.today();
    YIGONG_TRY(requireNotAfter(tx.today(), "closed_on", closed));
    YIGONG_LET(all, enrolmentsOf(tx, top.id));
    bool found = false;
    for (const ProgramEnrolment &before : all) { // two, where two records of one person were merged
        if (before.program != program || before.closedOn.isValid())
            continue;
        ProgramEnrolment after = before;
        after.closedOn = closed;
        after.closeReason = reason;
        after.closeRemark = remark.trimmed();
        YIGONG_TRY(tx.update(before, after));
        found = true;
    }
    if (!found)
        return fail(ErrorKind::NotFound, QStringLiteral("program"), {nameOf(program)});
    return {};
}

Result<Id> reopenProgram(Transaction &tx, Id patient, FollowUpProgram program)
{
    YIGONG_TRY(requireProgram(tx, tx.actor(), program));
    YIGONG_LET(top, livingPatient(tx, patient));
    YIGONG_LET(all, enrolmentsOf(tx, top.id));
    const auto last =
        std::find_if(all.begin(), all.end(), [program](const ProgramEnrolment &e) { return e.program == program; });
    if (last == all.end())
        return fail(ErrorKind::NotFound, QStringLiteral("program"), {nameOf(program)});
    ProgramEnrolment again = *last;
    const bool wasClosed = again.closedOn.isValid();
    again.closedOn = {};
    again.closeReason.clear();
    again.closeRemark.clear();
    if (wasClosed)
        again.enrolledOn = tx.today();
    again.practitioner = tx.actor().practitioner;
    return insertEnrolment(tx, top, std::move(again));
}

Result<Id> noteContact(Transaction &tx, FollowUpContact contact)
{
    YIGONG_TRY(requireProgram(tx, tx.actor(), contact.program));
    YIGONG_LET(patient, topPatient(tx, contact.patient));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::WriteFollowUp, patient.id));
    YIGONG_LET(open, openEnrolment(tx, patient.id, contact.program));
    if (!open)
        return fail(ErrorKind::NotFound, QStringLiteral("program"), {nameOf(contact.program)});
    if (!contact.day.isValid())
        contact.day = tx.today();
    YIGONG_TRY(requireNotAfter(tx.today(), "day", contact.day));
    if (nameOf(contact.outcome).isEmpty() || !isCleanText(contact.remark))
        return fail(ErrorKind::Invalid, QStringLiteral("outcome"), {contact.remark.left(40)});
    contact.patient = patient.id;
    contact.site = tx.actor().site;
    contact.practitioner = tx.actor().practitioner;
    contact.entered = tx.now();
    contact.remark = contact.remark.trimmed();
    return tx.append(std::move(contact));
}

Result<std::vector<ProgramEnrolment>> enrolmentsOf(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<ProgramEnrolment> all;
    for (const Id id : ids) {
        YIGONG_LET(some, snapshot.select<ProgramEnrolment>("WHERE patient = ?", {id.bytes()}));
        all.insert(all.end(), some.begin(), some.end());
    }
    std::stable_sort(all.begin(), all.end(), [](const ProgramEnrolment &a, const ProgramEnrolment &b) {
        if (a.closedOn.isValid() != b.closedOn.isValid())
            return b.closedOn.isValid();
        return a.enrolledOn > b.enrolledOn;
    });
    return all;
}

Result<Patient> patientOfForm(Transaction &tx, Id patient, QDate day)
{
    if (patient.isNone())
        return fail(ErrorKind::Required, QStringLiteral("patient"));
    YIGONG_LET(top, topPatient(tx, patient));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::WriteFollowUp, top.id));
    if (top.voidedOn.isValid())
        return fail(ErrorKind::WrongState, QStringLiteral("patient"), {QStringLiteral("voided")});
    if (top.deceasedOn.isWhole() && top.deceasedOn.earliest() < day)
        return fail(ErrorKind::WrongState, QStringLiteral("patient"), {QStringLiteral("deceased")});
    return top;
}

Result<QDate> turnBegan(const Snapshot &snapshot, const ProgramEnrolment &enrolment)
{
    YIGONG_LET(all, enrolmentsOf(snapshot, enrolment.patient));
    QDate ended;
    for (const ProgramEnrolment &other : all)
        if (other.id != enrolment.id && other.program == enrolment.program && other.closedOn.isValid() &&
            (!enrolment.closedOn.isValid() || other.closedOn < enrolment.closedOn) &&
            (!ended.isValid() || other.closedOn > ended))
            ended = other.closedOn;
    return ended;
}

Result<std::vector<FollowUp>> standingFollowUpsOf(const Snapshot &snapshot, Id patient, FollowUpProgram program)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<FollowUp> all;
    for (const Id id : ids) {
        YIGONG_LET(some, snapshot.select<FollowUp>("WHERE patient = ? AND program = ?",
                                                   {id.bytes(), ValueOf<FollowUpProgram>::to(program)}));
        all.insert(all.end(), some.begin(), some.end());
    }
    std::set<Id> corrected;
    for (const FollowUp &form : all)
        corrected.insert(form.amends);
    std::erase_if(all, [&corrected](const FollowUp &form) { return corrected.contains(form.id); });
    std::stable_sort(all.begin(), all.end(), [](const FollowUp &a, const FollowUp &b) {
        return std::tie(a.visitDate, a.entered, a.id) < std::tie(b.visitDate, b.entered, b.id);
    });
    return all;
}

} // namespace yigong
