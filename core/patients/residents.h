// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/store/transaction.h"

namespace yigong {

enum class ResidentOrder : quint8
{
    Name,     ///< as it sounds
    LastVisit ///< latest first; who was never seen comes last
};

struct ResidentFilter
{
    Id site;           ///< this site and everything below it; none: whoever is within reach
    QString condition; ///< a chronic condition's code; empty: everybody
    QString missing;   ///< what their file lacks (file_completeness.h): a field's column, "any"; empty: everybody
    ResidentOrder order = ResidentOrder::Name;
};

struct Resident
{
    Patient patient;
    QString siteName;
    Instant lastVisit; ///< none where there was none
};

/// One page of the list of residents. Nobody who was voided or merged; who has died stays in the list.
/// Nobody out of the actor's reach either. Never reads more rows than it must pass to reach the page. Door ReadPatient.
/// Errors: Forbidden.
Result<std::vector<Resident>> residentPage(const Snapshot &snapshot, const Actor &actor, const ResidentFilter &filter,
                                           int offset, int limit);
/// How many there are under the filter.
Result<qint64> residentCount(const Snapshot &snapshot, const Actor &actor, const ResidentFilter &filter);

} // namespace yigong
