// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/store/transaction.h"

#include <optional>

namespace yigong {

/// A resident as the desk, the shell or a file brings them. All as typed: it is tidied and checked at the door.
struct PatientDraft
{
    QString name;
    std::optional<Sex> sex; ///< filled from the ID number where not said
    PartialDate birthDate;  ///< filled from the ID number where not said
    QString idType;         ///< CV02.01.101; "01" where there is a number and nothing else is said
    QString idNumber;       ///< checked by GB 11643 where the type is "01"
    QString noIdReason;     ///< why there is no ID number: newborn, lost, unregistered …
    /// Birth date and sex stand as typed although the ID number says otherwise: the person has looked at both.
    bool differsFromIdNumber = false;
    BloodType bloodType = BloodType::NotAsked;
    QString phone;
    QString address;
    QString remarks;
    QStringList conditions;
    Id site; ///< who looks after them; the actor's own where none
    QString recordNumber;
    Id household;
    QString householdRelation;
    QString ethnicity;
    QString source;
    QString sourceIdentifier;
    PartialDate deceasedOn;
};

/// Registers a resident. Door RegisterPatient over the draft's site.
/// A record number comes from this laptop's blocks, where the draft has none (record_number.h).
/// With an ID number, birth date and sex follow from it. Without one: a reason, sex and birth date are needed.
/// Errors, each with its field: Forbidden · OutOfScope · Required · ReasonRequired{no_id_reason} · IdNumberFormat ·
/// IdNumberDate · IdNumberFuture · IdNumberCheckDigit · Invalid{as typed} (birth_date or sex unlike the ID number's; a
/// phone without digits; characters that no text has) · OutOfRange (born or died after today) ·
/// AlreadyExists{id of the resident with that ID number} in this store.
Result<Id> registerPatient(Transaction &tx, const PatientDraft &draft);

/// Writes what differs between `before` (as the person saw it) and `after`. Door EditPatient: whoever has a basis
/// for the record (a hospital that was sent the resident too), and over the new site where they move. Only what changed
/// is checked, so that an old record with a flaw can be mended bit by bit. A new ID number brings its birth date and
/// sex along, where these are not changed themselves. Answers whether anything differed. Errors: as `registerPatient`,
/// and ChangedMeanwhile{value now} · NotFound · WrongState (voided or merged).
Result<bool> editPatient(Transaction &tx, const Patient &before, Patient after);

/// Takes a resident who was registered by mistake out of lists and searches; nothing is deleted. The reason is added
/// to the remarks. Door EditPatient. Errors: ReasonRequired · NotFound · WrongState · Forbidden · OutOfScope.
Result<void> voidPatient(Transaction &tx, Id patient, const QString &reason);

} // namespace yigong
