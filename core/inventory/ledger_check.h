// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/verify.h"

namespace yigong {

/// Part of `verify`: the two sides of each stock document agree for every batch, and no movement is without document
/// or batch.
Result<void> checkLedger(const Snapshot &snapshot, const ReportFinding &report);

} // namespace yigong
