// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/balance.h"
#include "core/inventory/special_drugs.h"
#include "core/store/transaction.h"

namespace yigong {

struct Counted
{
    Id count;
    CountDifference difference; ///< as far as this laptop knows; a late entry may explain some of it
};

/// Records what lies on the shelf of one batch: the count itself, when, and which acts of the site's devices this
/// laptop knew. Moves nothing; from now on the balance starts here (balance.h). `reason` may be empty. Errors:
/// Forbidden · NotFound · OutOfRange{counted} · those of `witnessFor`.
Result<Counted> countBatch(Transaction &tx, Id batch, Quantity counted, const QString &reason,
                           const std::optional<SecondSignature> &second = {});

} // namespace yigong
