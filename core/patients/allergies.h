// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/store/transaction.h"

namespace yigong {

struct AllergyDraft
{
    Id patient;
    QString code;      ///< allergen of the catalogue; empty where it is only written
    QString substance; ///< as written; needed
    QString reaction;
    QString criticality; ///< low, high, unable-to-assess; or empty
};

/// Records that a resident is allergic to a substance, at the actor's site. One record a substance: recording it again
/// adds reaction and criticality to what is known; one that was voided stands again under a new record.
/// Door EditPatient (whoever has a basis for the record may write an allergy: also a hospital that was sent the
/// resident). Errors: Forbidden · OutOfScope · NotFound{patient} · Required{substance} · Invalid{criticality}.
Result<Id> recordAllergy(Transaction &tx, const AllergyDraft &draft);

/// Recorded in error: it stays, with the reason, and counts no more. Errors: ReasonRequired · NotFound · WrongState
/// (voided before) · Forbidden · OutOfScope.
Result<void> voidAllergy(Transaction &tx, Id allergy, const QString &reason);

/// What `openResident` reads: those that stand, of this resident under whatever id, the gravest first.
Result<std::vector<AllergyIntolerance>> allergiesOf(const Snapshot &snapshot, Id patient);

} // namespace yigong
