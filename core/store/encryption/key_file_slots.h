// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

namespace yigong {

/// Wipes the slots of all key files: of a store that was made elsewhere, once it has slots of its own (key_block.h).
Result<void> removeKeyFileSlots(const QString &file);

} // namespace yigong
