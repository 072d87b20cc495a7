// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"

namespace yigong {

/// The next short number of this device ("WZ-A0417-6") for a paper of the actor's site: visits and referrals draw from
/// one row of serials, so that a number names one thing. The serial moves on in the caller's commit: a refused write
/// spends none. The letter is this store's own value "letter" (given at enrolment; a restored device gets a new one),
/// "A" before that. A site without a short code lends the tail of its code.
Result<QString> takeShortNumber(Transaction &tx);

} // namespace yigong
