// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/store/database.h"

#include <QString>
#include <atomic>
#include <functional>

namespace yigong {

enum class ExportFormat
{
    Csv, ///< residents alone, with Chinese headers, for Excel; `importPatients` reads it back equal
    Fhir ///< one Bundle (R4, collection): residents and their allergies, visits, diagnoses, prescriptions, values
};

struct ExportReport
{
    int patients = 0;
    int records = 0; ///< clinical ones beside them (FHIR)
};

/// Writes the residents at and below the actor's site, in the order of their ids, as they were at one moment; whoever
/// was entered in error or merged into another record is left out. The file is there whole or not at all.
/// Door ExportPatients. Errors: Forbidden · Cancelled · FileUnwritable · DiskFull · of the store.
Result<ExportReport> exportPatients(Database &db, const Actor &actor, const QString &path, ExportFormat format,
                                    const std::function<void(int done)> &progress = {},
                                    const std::atomic_bool *cancelled = nullptr);

} // namespace yigong
