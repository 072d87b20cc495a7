// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit.h"
#include "core/patients/patient.h"
#include <QHash>

namespace yigong {

/// What the visit page reads of a resident before anything is typed.
struct VisitBasis
{
    Patient patient;
    std::vector<AllergyIntolerance> allergies;
    QStringList allergyWords; ///< as `checkVisit` takes them
    std::optional<VisitDraft> draft;
    std::optional<Visit> last;
    std::vector<MedicationRequest> lastLines;
    QHash<QString, VitalPoint> lastVitals; ///< by code: the latest of each that was ever measured
};

/// Errors: NotFound{patient}.
Result<VisitBasis> visitBasis(const Snapshot &snapshot, Id patient, const Catalogue &codes);

} // namespace yigong
