// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit.h"
#include "core/patients/open_resident.h"
#include <QHash>

namespace yigong {

/// What a visit begins with: what is read of a resident before anything is typed.
struct VisitBasis
{
    Patient patient;
    Basis basis = Basis::None;
    std::vector<AllergyIntolerance> allergies;
    std::vector<ConflictState> conflicts; ///< of the resident's card, open ones
    QStringList allergyWords;             ///< as `checkVisit` takes them
    std::optional<VisitDraft> draft;
    std::optional<Visit> last;
    std::vector<MedicationRequest> lastLines;
    bool narcoticRight = false;            ///< the actor may prescribe 麻醉 and 第一类精神药品
    QHash<QString, VitalPoint> lastVitals; ///< by code: the latest of each that was ever measured
};

/// Opens the resident's record (see `openResident`); the draft is the actor's own. Door ReadPatient.
/// Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<VisitBasis> visitBasis(const Snapshot &snapshot, const Actor &actor, Id patient, const Catalogue &codes);

} // namespace yigong
