// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/csv_columns.h"
#include "core/exchange/fhir_types.h"
#include "core/exchange/site_match.h"
#include "core/patients/basic_form.h"
#include "core/patients/patient.h"

#include <map>

namespace yigong {

/// What one row of a list, or one FHIR Patient, says of a resident. An empty field says nothing.
struct ImportedResident
{
    Patient patient;       ///< `site` only where the row names one; `remarks` only of our own export
    QStringList remarks;   ///< lines, "列名: 值" where a column is their origin
    QStringList allergies; ///< substances as written
    /// What it says of the basic information form, as `setField` takes it.
    std::vector<std::pair<const BasicField *, QString>> form;
    /// Answers that are no option of their field, as written: they are among the remarks.
    std::vector<std::pair<PatientField, QString>> unread;
    Id ownId;                  ///< the record that the file itself was exported from, where it says so
    bool isOwn = false;        ///< our own export: `patient` is the whole record, to be written as it is
    bool byNaturalKey = false; ///< may be found by name, birth date, sex, and phone or address
};

struct ResidentReading
{
    QDate today;
    const SiteMatch *sites = nullptr;
    QString source;      ///< name of the system that a row without one comes from
    QString formVersion; ///< edition by which bare option numbers count; empty: they are not read
    /// Counts what was taken in another way than written: "phone" and the like, a value kept as a remark because it
    /// cannot be read, by its field; "site", a village or organisation that no site fits.
    std::map<QString, int> *notes = nullptr;
};

/// Errors, of which each refuses the row: Required {} for name, sex, birth_date (the two only where no ID number says
/// them) · BadEncoding {name} for a name with lost characters · IdNumberFormat, IdNumberDate, IdNumberFuture,
/// IdNumberCheckDigit · Invalid {value, why} for id_number, birth_date, sex, deceased_on: the words of `Misspelling`,
/// or "differs-from-id-number", "two-columns-differ" · OutOfRange for a day after today.
Result<ImportedResident> residentFrom(const PatientCells &cells, const ResidentReading &reading);
Result<ImportedResident> residentFrom(const FhirPatient &patient, const ResidentReading &reading);

/// Word that `Patient::conditions` holds → how a list writes it ("hypertension" → 高血压); the word itself where it has
/// no other.
QString chronicName(const QString &word);

/// Why a resident has no ID number who was imported without one.
QString notGivenAtImport();

} // namespace yigong
