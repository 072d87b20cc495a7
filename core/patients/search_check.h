// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/verify.h"

namespace yigong {

/// Part of `verify`: every resident who may be found is in the search and in the list, as they are now, and nobody
/// else is.
Result<void> checkPatientIndexes(const Snapshot &snapshot, const ReportFinding &report);

} // namespace yigong
