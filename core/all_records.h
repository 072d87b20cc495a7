// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"
#include "core/store/verify.h"

namespace yigong {

/// Every record type of this program, with what is derived from each. What a program opens its store with.
RecordTypes allRecordTypes();

/// What each noun knows to be true of its records, for `verifyStore`.
std::vector<StoreCheck> allStoreChecks();

} // namespace yigong
