// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/register.h"
#include "core/base/text.h"
#include "core/patients/find.h"
#include "core/patients/id_number.h"
#include "core/patients/patient_text.h"
#include "core/patients/record_number.h"
#include "core/patients/resident_file.h"
#include "core/patients/undo.h"
#include "core/security/policy.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr qsizetype longestName = 100;
constexpr qsizetype longestPhone = 40;
const QString identityCard = QStringLiteral("01");

Result<void> checkText(const QString &field, const QString &text)
{
    if (!isCleanText(text))
        return fail(ErrorKind::Invalid, field, {QString(text).remove(QChar::Null).left(longestName)});
    return {};
}

Result<void> checkName(const QString &name)
{
    if (name.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("name"));
    if (name.size() > longestName)
        return fail(ErrorKind::OutOfRange, QStringLiteral("name"),
                    {QString::number(name.size()), QStringLiteral("1"), QString::number(longestName)});
    return checkText(QStringLiteral("name"), name);
}

Result<void> checkPhone(const QString &phone)
{
    if (!phone.isEmpty() && (digitsOf(phone).isEmpty() || phone.size() > longestPhone))
        return fail(ErrorKind::Invalid, QStringLiteral("phone"), {phone.left(longestPhone)});
    return checkText(QStringLiteral("phone"), phone);
}

Result<void> checkNotAfter(QDate today, const QString &field, const PartialDate &date)
{
    if (!date.isNone() && date.earliest() > today)
        return fail(ErrorKind::OutOfRange, field, {date.text(), QString(), today.toString(Qt::ISODate)});
    return {};
}

bool isPartOf(const PartialDate &typed, QDate whole)
{
    return PartialDate(whole).text().startsWith(typed.text());
}

/// What the ID number says of birth date and sex, and whether the rest agrees with it.
Result<void> takeFromIdNumber(Patient &patient, const IdNumberCheck &check, bool sexSaid, bool mayDiffer)
{
    if (check.birthDate.isValid()) {
        // A typed year or month that fits is only less than what the number says.
        if (patient.birthDate.isNone() || isPartOf(patient.birthDate, check.birthDate))
            patient.birthDate = PartialDate(check.birthDate);
        else if (!mayDiffer)
            return fail(ErrorKind::Invalid, QStringLiteral("birth_date"), {patient.birthDate.text()});
    }
    if (check.sex != 0) {
        const auto sex = static_cast<Sex>(check.sex);
        if (!sexSaid)
            patient.sex = sex;
        else if (patient.sex != sex && !mayDiffer)
            return fail(ErrorKind::Invalid, QStringLiteral("sex"), {nameOf(patient.sex)});
    }
    return {};
}

Result<void> checkIdentity(const Snapshot &snapshot, QDate today, Patient &patient, bool sexSaid, bool mayDiffer)
{
    if (patient.idType.isEmpty())
        patient.idType = identityCard;
    if (patient.idType == identityCard) {
        const IdNumberCheck check = checkIdNumber(patient.idNumber, today);
        if (!check.valid)
            return fail(idNumberError(check));
        patient.idNumber = check.number;
        YIGONG_TRY(takeFromIdNumber(patient, check, sexSaid, mayDiffer));
    } else {
        patient.idNumber = tidied(patient.idNumber).toUpper();
        YIGONG_TRY(checkText(QStringLiteral("id_number"), patient.idNumber));
    }
    YIGONG_LET(known, patientByIdNumber(snapshot, patient.idNumber));
    if (known && known->id != patient.id)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("id_number"), {known->id.text()});
    return {};
}

Result<void> checkWithoutIdNumber(Patient &patient, bool sexSaid)
{
    patient.idType.clear();
    if (patient.noIdReason.isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("no_id_reason"));
    if (!sexSaid)
        return fail(ErrorKind::Required, QStringLiteral("sex"));
    if (patient.birthDate.isNone())
        return fail(ErrorKind::Required, QStringLiteral("birth_date"));
    return checkText(QStringLiteral("no_id_reason"), patient.noIdReason);
}

Patient patientFrom(const PatientDraft &draft, Id ownSite)
{
    Patient patient;
    patient.name = tidied(draft.name);
    patient.sex = draft.sex.value_or(Sex::Unknown);
    patient.birthDate = draft.birthDate;
    patient.idType = draft.idType.trimmed();
    patient.idNumber = draft.idNumber.trimmed();
    patient.noIdReason = draft.noIdReason.trimmed();
    patient.bloodType = draft.bloodType;
    patient.phone = tidied(draft.phone);
    patient.address = tidied(draft.address);
    patient.remarks = draft.remarks.trimmed();
    patient.conditions = draft.conditions;
    patient.site = draft.site.isNone() ? ownSite : draft.site;
    patient.recordNumber = tidied(draft.recordNumber);
    patient.household = draft.household;
    patient.householdRelation = tidied(draft.householdRelation);
    patient.ethnicity = draft.ethnicity.trimmed();
    patient.source = draft.source;
    patient.sourceIdentifier = draft.sourceIdentifier;
    patient.deceasedOn = draft.deceasedOn;
    return patient;
}

Result<void> checkRest(QDate today, const Patient &patient)
{
    YIGONG_TRY(checkPhone(patient.phone));
    YIGONG_TRY(checkText(QStringLiteral("address"), patient.address));
    YIGONG_TRY(checkText(QStringLiteral("remarks"), patient.remarks));
    YIGONG_TRY(checkNotAfter(today, QStringLiteral("birth_date"), patient.birthDate));
    return checkNotAfter(today, QStringLiteral("deceased_on"), patient.deceasedOn);
}

} // namespace

Result<Id> registerPatient(Transaction &tx, const PatientDraft &draft)
{
    Patient patient = patientFrom(draft, tx.actor().site);
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::RegisterPatient, patient.site));
    YIGONG_TRY(checkName(patient.name));
    const bool sexSaid = draft.sex.has_value();
    if (patient.idNumber.isEmpty())
        YIGONG_TRY(checkWithoutIdNumber(patient, sexSaid));
    else
        YIGONG_TRY(checkIdentity(tx, tx.today(), patient, sexSaid, draft.differsFromIdNumber));
    YIGONG_TRY(checkRest(tx.today(), patient));
    if (patient.recordNumber.isEmpty()) {
        YIGONG_LET(number, nextRecordNumber(tx, patient.site));
        patient.recordNumber = number;
    }
    return tx.insert(patient);
}

Result<bool> editPatient(Transaction &tx, const Patient &before, Patient after)
{
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, before.id));
    if (after.site != before.site)
        YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, after.site));
    if (before.voidedOn.isValid() || !before.mergedInto.isNone())
        return fail(ErrorKind::WrongState, {},
                    {before.voidedOn.isValid() ? QStringLiteral("voided") : QStringLiteral("merged")});
    if (!before.deceasedOn.isNone() && after.deceasedOn.isNone()) // an act of its own: undoDeath
        return fail(ErrorKind::WrongState, QStringLiteral("deceased_on"), {QStringLiteral("deceased")});
    after.name = tidied(after.name);
    after.phone = tidied(after.phone);
    after.address = tidied(after.address);
    if (after.name != before.name)
        YIGONG_TRY(checkName(after.name));
    if (after.idNumber != before.idNumber && !after.idNumber.isEmpty()) {
        const bool dateSaid = after.birthDate != before.birthDate, sexSaid = after.sex != before.sex;
        if (!dateSaid)
            after.birthDate = {};
        YIGONG_TRY(checkIdentity(tx, tx.today(), after, sexSaid, false));
        if (after.birthDate.isNone()) // a document that says nothing of it
            after.birthDate = before.birthDate;
    } else if (after.idNumber != before.idNumber) {
        YIGONG_TRY(checkWithoutIdNumber(after, true));
    }
    YIGONG_TRY(checkRest(tx.today(), after));
    if (before.recordNumber.isEmpty() && after.recordNumber.isEmpty()) { // there was no block when they were registered
        YIGONG_LET(number, nextRecordNumber(tx, after.site));
        after.recordNumber = number;
    }
    YIGONG_LET(changed, tx.update(before, after));
    if (changed)
        YIGONG_TRY(noteCardChanges(tx, before, after));
    return changed;
}

Result<void> voidPatient(Transaction &tx, Id patient, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("reason"));
    YIGONG_LET(before, tx.get<Patient>(patient));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, before.site));
    if (before.voidedOn.isValid())
        return fail(ErrorKind::WrongState, {}, {QStringLiteral("voided")});
    Patient after = before;
    after.voidedOn = tx.today();
    after.remarks = withReason(before.remarks, reason);
    YIGONG_TRY(tx.update(before, after));
    return {};
}

} // namespace yigong
