// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/encounter.h"
#include "core/encounters/visit_draft.h"
#include "core/security/policy.h"
#include "core/store/snapshot.h"

#include <optional>

namespace yigong {

/// A closed visit as it stands now: its newest version, with what belongs to it.
///
/// A visit and its amendments form a chain by `Encounter::amends`. Each holds the whole visit; the newest one is shown.
/// Where two laptops amended the same version without knowing of each other, the later closed one is the newest, and
/// the other stays among `earlier`. **A report counts visits by those that amend nothing.**
struct Visit
{
    Encounter encounter;
    QString patientName;
    QString practitionerName;
    QString siteName;
    std::vector<Observation> observations;
    std::vector<Condition> conditions; ///< the primary one first
    std::vector<MedicationRequest> lines;
    std::vector<MedicationDispense> dispensed; ///< under any version
    std::vector<Encounter> earlier;            ///< the other versions, the latest first
    Money drugFee;                             ///< of the newest version's fee, what was handed out

    /// Handed out of a drug, under any version.
    [[nodiscard]] Quantity dispensedOf(const QString &drug) const;
};

/// The visit that an encounter is a version of, whichever is asked for. Errors: NotFound{encounter}.
/// Without a door: for core.
Result<Visit> visitOf(const Snapshot &snapshot, Id encounter);
/// The same for a person: a visit at a site within their reach, or of a resident for whose record they have a basis.
/// Noted in the second log. Door ReadPatient. Errors: Forbidden · NotFound · OutOfScope.
Result<Visit> openVisit(const Snapshot &snapshot, const Actor &actor, Id encounter);
/// Closed visits by their short number, as people read it out; several where two papers carry one number.
Result<std::vector<Id>> visitsNumbered(const Snapshot &snapshot, const QString &number);

struct VisitSummary
{
    Id encounter; ///< the newest version
    QString number;
    Instant start;
    Id site;
    QString siteName;
    QString practitionerName;
    QString visitClass;
    QString complaint;
    QString diagnosis; ///< the primary one
    bool isAmended = false;
};
/// A resident's visits under any of their ids, the latest first.
Result<std::vector<VisitSummary>> visitsOfPatient(const Snapshot &snapshot, Id patient, int limit);

/// The latest visit of a resident, for "last time".
Result<std::optional<Visit>> lastVisitOf(const Snapshot &snapshot, Id patient);
/// The lines of the latest visit that prescribed anything.
Result<std::vector<MedicationRequest>> lastPrescriptionOf(const Snapshot &snapshot, Id patient);

struct VitalPoint
{
    Instant at;
    QString value;
    QString unit;
    Id encounter; ///< none where it was imported without one
};
/// Values of one vital sign over time, the oldest first; those of amended versions are left out.
Result<std::vector<VitalPoint>> vitalsHistory(const Snapshot &snapshot, Id patient, const QString &code);

/// What was handed out under one version costs: quantity × cost of a pack ÷ units in it, each line rounded to the fen
/// (zero mark-up, 零差率). Nothing where the stock is another site's and not in this store.
Result<Money> drugCostOf(const Snapshot &snapshot, Id encounter);
/// amount × cost of a pack ÷ units in a pack, rounded half up to the fen.
Money costOf(Quantity amount, Money packCost, int unitsPerPack);

/// A draft that says what the visit says, to be changed and closed as its amendment. Nothing in it is handed out again.
VisitDraft amendmentDraftOf(const Visit &visit);

} // namespace yigong
