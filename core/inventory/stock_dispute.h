// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/balance.h"

#include <optional>
#include <vector>

namespace yigong {

/// What somebody did to a batch since it was last counted.
struct StockStep
{
    Instant at;
    Quantity change; ///< into the store; below zero: out of it
    QString practitionerName;
    QString deviceName; ///< of which laptop; empty where it is not known here
    QString reason;
};

/// A conflict on stock: the laptops of one site moved the same batch without knowing of each other, and the ledger may
/// say other than the shelf, or went below zero. Nothing is lost of it and nobody chooses: somebody counts.
struct StockDispute
{
    BatchBalance balance;
    QString siteName;
    std::vector<StockStep> steps; ///< the latest first, at most ten
};

/// Of the actor's site and those directly below it, below zero first. None for whoever does not read stock.
/// Errors: of the store.
Result<std::vector<StockDispute>> stockDisputes(const Snapshot &snapshot, const Actor &actor);

} // namespace yigong
