// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/encounter.h"
#include "core/exchange/fhir_types.h"
#include "core/exchange/own_fields.h"
#include "core/exchange/resident_writing.h"

#include <QHash>

namespace yigong {

/// Writes FHIR resources as records. A clinical record's id is made from its resident, type, source and identifier, so
/// that the same resource is the same record at every import. Insert-only records are never changed: where a resource
/// says something else than before, a new record is written, again with its source identifier; for a visit it amends
/// the one before. (A resource that goes back to an earlier content adds nothing.)
///
/// What this program exported itself (`FhirOwn`) comes back as it was, under its own id. One that is here already is
/// left alone; of an enrolment or a plan's activity what is empty here is filled. What a form measured is in the form:
/// its observations are no records.
class FhirRecords
{
public:
    FhirRecords(ResidentWriting &residents, const ResidentReading &reading) : m_residents(residents), m_reading(reading)
    {}

    /// While true, a resource whose resident or visit is not known is an error of kind NotFound (field "patient" or
    /// "encounter"), so that it can be tried again when the other files have been read. Otherwise a visit that is not
    /// known is left out; a resident is always needed.
    void waitForOthers(bool wait) { m_wait = wait; }

    /// Errors that are the resource's: those of `residentFrom` and `ResidentWriting`; NotFound {patient; key} ·
    /// WrongState {status} (a visit that did not happen, a diagnosis or allergy that was ruled out, a prescription
    /// that is a draft or was cancelled) · Required {field} (a visit or observation that says nothing). Of our own
    /// exports: Invalid · NotFound {site | service_request; code or key} · AlreadyExists {its table; id} (here it is
    /// somebody else's) · OutOfScope (a record of a site out of reach) · SecondSignatureNeeded {drug} (handing out a
    /// drug that needs two: it was signed elsewhere).
    Result<Outcome> write(Transaction &tx, const FhirResource &resource);

private:
    struct Subject
    {
        Id patient, site;
    };
    Result<Outcome> write(Transaction &tx, const FhirPatient &given);
    Result<Outcome> write(Transaction &tx, const FhirEncounter &given);
    Result<Outcome> write(Transaction &tx, const FhirCondition &given);
    Result<Outcome> write(Transaction &tx, const FhirObservation &given);
    Result<Outcome> write(Transaction &tx, const FhirMedicationRequest &given);
    Result<Outcome> write(Transaction &tx, const FhirAllergyIntolerance &given);
    Result<Outcome> write(Transaction &tx, const FhirOwnResource &given);

    // Of our own exports: fhir_own_records.cpp.
    Result<OwnNames *> names(const Snapshot &snapshot);
    Result<ImportedResident> ownResident(const Snapshot &snapshot, const FhirPatient &given);
    Result<Outcome> writeOwn(Transaction &tx, const FhirEncounter &given);
    Result<Outcome> writeOwn(Transaction &tx, const FhirCondition &given);
    Result<Outcome> writeOwn(Transaction &tx, const FhirObservation &given);
    Result<Outcome> writeOwn(Transaction &tx, const FhirMedicationRequest &given);
    Result<Outcome> writeOwn(Transaction &tx, const FhirAllergyIntolerance &given);
    template <Record T, typename Fill>
    Result<Outcome> takeOwn(Transaction &tx, const SourceKey &key, const FhirOwn &own, const FhirReference &whose,
                            const FhirReference &practitioner, const Fill &fill);
    template <Record T> Result<bool> isHere(const Snapshot &snapshot, const SourceKey &key, Id patient) const;
    Result<Outcome> takeBasicInformation(Transaction &tx, const FhirOwnResource &given);
    Result<Outcome> takeHousehold(Transaction &tx, const FhirOwnResource &given);
    template <Record T> Result<Outcome> takeOwnResource(Transaction &tx, const FhirOwnResource &given);

    Result<Subject> subjectOf(const Snapshot &snapshot, const FhirReference &reference);
    Result<Id> encounterOf(const Snapshot &snapshot, const Subject &subject, const FhirReference &reference);
    template <Record T>
    Result<Outcome> place(Transaction &tx, T record, const SourceKey &key, const QString &part = {});
    /// Whether the resource is an export of a record that this store has: nothing of it is new.
    template <Record T> Result<bool> isOurs(const Snapshot &snapshot, const SourceKey &key, Id patient) const;
    [[nodiscard]] QString sourceOf(const SourceKey &key) const;
    [[nodiscard]] QString wordOf(const SourceKey &key) const;
    [[nodiscard]] Id idOf(const char *type, Id patient, const SourceKey &key, const QString &part = {}) const;

    ResidentWriting &m_residents;
    const ResidentReading &m_reading;
    bool m_wait = false;
    QHash<QString, Subject> m_subjects; ///< of this import, by `wordOf`
    std::optional<OwnNames> m_names;    ///< read when the first resource of our own comes
};

/// "system|value", as FHIR's search writes an identifier: what `sourceIdentifier` of a clinical record holds.
SourceKey sourceKeyFrom(const QString &word);

} // namespace yigong
