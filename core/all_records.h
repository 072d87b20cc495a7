// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// Every record type of this program, with what is derived from each. What a program opens its store with.
RecordTypes allRecordTypes();

} // namespace yigong
