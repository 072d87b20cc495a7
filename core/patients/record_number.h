// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"

namespace yigong {

/// The next 居民健康档案编号 that this laptop may give to a resident of a site: from its blocks (NumberBlock), each
/// once, passing over what somebody has already. Empty where there is no block or none is left: the number comes with
/// a later edit, once the hub has handed out more.
Result<QString> nextRecordNumber(Transaction &tx, Id site);

} // namespace yigong
