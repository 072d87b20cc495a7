// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/comparison.h"

#include <vector>

namespace yigong {

/// A record that this computer and the hub were found not to have alike, as a person knows it.
struct DifferenceView
{
    Difference difference;
    QString table;       ///< RecordType::table; empty for a type that this program does not know
    Id patient;          ///< whom it is about; none where it is nobody, or the reader has no basis for their record
    QString patientName; ///< theirs
};

/// What the last comparison found and nothing has mended since. Names of residents only for whoever may read them.
/// Errors: of the store.
Result<std::vector<DifferenceView>> differenceViews(const Snapshot &snapshot, const Actor &actor);

} // namespace yigong
