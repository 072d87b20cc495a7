// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/basic_form.h"
#include "core/patients/resident_event.h"
#include "core/store/transaction.h"

namespace yigong {

/// A resident's file: card, form and standing allergies of the top one where records were merged. Where the form was
/// never filled in, it is begun with what the product knows: chronic diseases and since when. Noted in the second log.
/// Door ReadPatient. Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<ResidentFile> openResidentFile(const Snapshot &snapshot, const Actor &actor, Id patient);
/// The same without a door and a note: for core.
Result<ResidentFile> residentFileOf(const Snapshot &snapshot, Id patient);

/// Writes what differs between `before` (as the person saw it) and `after`: the card by `editPatient`, the form,
/// allergies that are new, chronic diseases of 既往史 onto the card; each field that said something else before is kept
/// with its old value. Only what changed is checked. A new form is dated today and signed by the actor where it says
/// nothing else. Answers whether anything differed. Door EditPatient.
/// Errors: those of `editPatient`, `recordAllergy` and `checkBasicInformation` · WrongState (voided, merged) ·
/// Invalid{carer} (themselves).
Result<bool> saveResidentFile(Transaction &tx, const ResidentFile &before, ResidentFile after);

/// The form alone, as an import says it: neither dated nor signed by who imports, since a list's day and doctor are its
/// own. What said something else before is kept with its old value. Answers whether anything differed. Without a door:
/// the import has passed its own. Errors: of the store.
Result<bool> writeImportedForm(Transaction &tx, const ResidentFile &before, const ResidentFile &after);

/// What happened to a resident's file under whatever id, the latest first. Without a door: for core, and for who has
/// opened the record.
Result<std::vector<ResidentEvent>> residentEventsOf(const Snapshot &snapshot, Id patient);

/// Appends an event of today by the actor.
Result<void> noteResidentEvent(Transaction &tx, ResidentEvent event);
/// Fields of the card that the form shows and that said something else before; a move between sites and a death as what
/// they are.
Result<void> noteCardChanges(Transaction &tx, const Patient &before, const Patient &after);

} // namespace yigong
