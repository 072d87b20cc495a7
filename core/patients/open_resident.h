// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/allergies.h"
#include "core/patients/patient.h"
#include "core/security/policy.h"
#include "core/sync/conflicts.h"

#include <vector>

namespace yigong {

/// A resident's record in somebody's hands.
struct OpenedResident
{
    Patient patient; ///< the top one where records were merged
    Basis basis = Basis::None;
    std::vector<AllergyIntolerance> allergies;
    std::vector<ConflictState> conflicts; ///< fields of the card in which two sites differ, until somebody settles it
};

/// Opens a resident's record: who shows anything of it goes through here, or through a door that says that it notes the
/// reading itself. Noted in the second log with its basis, once while it stays open. Door ReadPatient.
/// Errors: Forbidden · NotFound{patient} · OutOfScope{site} with field "patient" (a reason would open it:
/// break_glass.h).
Result<OpenedResident> openResident(const Snapshot &snapshot, const Actor &actor, Id patient);
/// The door alone, for what reads a part of the record: answers the top one's id.
Result<Id> openRecord(const Snapshot &snapshot, const Actor &actor, Id patient);

} // namespace yigong
