// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/security/policy.h"
#include "core/store/transaction.h"

namespace yigong {

/// Why a resident answers to what was typed.
enum class MatchedBy : quint8
{
    Name,
    Pinyin,
    IdNumber,
    Phone,
    RecordNumber,
    BirthDate
};

struct FoundPatient
{
    Patient patient;
    std::vector<MatchedBy> matched; ///< one for each word that was typed
    /// None: out of the actor's reach, and of `patient` there is but id, name, sex and site: enough to give a reason
    /// for
    /// (`breakGlass`), and no more.
    Basis basis = Basis::None;
};

struct FoundPatients
{
    std::vector<FoundPatient> patients;
    bool more = false; ///< there are others beyond `limit`
};

/// Residents of this store who answer to `text`, as a person at the desk types it:
///   a name or part of one, from one character on (李 · 秀兰 · 兰); its pinyin or initials, whole or begun (lixiulan ·
///   xiulan · lxl · l); an ID number, its tail or a phone's from four digits on (3306 · 330X), or its beginning from
///   six; a record number or its tail; a birth date or year (19570307 · 1957); several words of these, all of which
///   must fit ("李 1957", "lxl 3306").
/// Those whose whole name or number it is come first, then those where it is the beginning, then the rest. Nobody who
/// was voided or merged. Costs some milliseconds at 500,000 residents: it stops at the limit, and never sorts all.
/// Door ReadPatient. What is shown for a second is noted by who shows it (`AuditKind::Searched`). Errors: Forbidden.
Result<FoundPatients> findPatients(const Snapshot &snapshot, const Actor &actor, const QString &text, int limit,
                                   int offset = 0);

/// The resident of that ID number (as normalised by `checkIdNumber`), voided ones apart; the top one where they were
/// merged.
Result<std::optional<Patient>> patientByIdNumber(const Snapshot &snapshot, const QString &idNumber);
/// The resident that an imported record became.
Result<std::optional<Patient>> patientBySource(const Snapshot &snapshot, const QString &source,
                                               const QString &sourceIdentifier);

/// Where `mergedInto` leads: the resident to show for this id. A ring ends at its oldest id.
Result<Patient> topPatient(const Snapshot &snapshot, Id patient);
/// All ids under which records of this person stand: the top one first, then those merged into it.
Result<std::vector<Id>> samePersonIds(const Snapshot &snapshot, Id patient);

} // namespace yigong
