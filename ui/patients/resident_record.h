// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/resident_contracts.h"
#include "core/encounters/pressure.h"
#include "core/patients/allergies.h"
#include "core/patients/current_medication.h"
#include "core/patients/patient.h"
#include "core/patients/timeline.h"
#include "core/sync/conflicts.h"

namespace yigong {

/// All that the page shows of one resident, read in one view of the store.
struct ResidentRecord
{
    Patient patient;
    QString siteName;
    Instant glassUntil; ///< opened for a reason, until then; none: there is another basis
    std::vector<AllergyIntolerance> allergies;
    std::vector<ConflictState> conflicts; ///< open ones
    bool noDrugAllergies = false;         ///< asked, and none is known
    std::vector<CurrentMedicine> medicines;
    std::vector<TimelineEntry> timeline;
    std::vector<PressureReading> pressure; ///< the oldest first
    ContractMark contract;
};
/// Opens the record. Door ReadPatient. Errors: Forbidden · NotFound{patient} · OutOfScope{patient}.
Result<ResidentRecord> readRecord(const Snapshot &s, const Actor &actor, Id id);

} // namespace yigong
