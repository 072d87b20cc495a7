// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up.h"
#include "core/store/database.h"

#include <atomic>

namespace yigong {

enum class TableFile
{
    Csv, ///< `importFollowUps` reads it by its headers
    Xlsx
};

struct FollowUpExport
{
    std::optional<FollowUpProgram> program; ///< none: both
    QDate from, to;                         ///< days of the visits; none: all
};

/// Writes the standing follow-ups of the residents at and below the actor's site as one flat table, a row a form and a
/// column a field under the form's own name. In the order of the residents' ids, then by day. Answers how many. The
/// file is there whole or not at all. Door ExportPatients. Errors: Forbidden · Cancelled · FileUnwritable · DiskFull ·
/// OutOfRange (more than a workbook holds) · of the store.
Result<int> exportFollowUps(Database &db, const Actor &actor, const QString &path, const FollowUpExport &which,
                            TableFile as, const std::atomic_bool *cancelled = nullptr);

} // namespace yigong
