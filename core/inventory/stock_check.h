// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/stock.h"
#include "core/store/snapshot.h"

namespace yigong {

enum class StockFault : quint8
{
    Unbalanced,              ///< a document's sides of a batch do not sum to zero
    DispenseWithoutDocument, ///< a hand-out names a document that is not here
    DispenseDiffers,         ///< a hand-out's quantity is not what its document moved to the patient
    MovementWithoutDocument,
};
/// Stable word of a fault ("Unbalanced").
QString nameOf(StockFault fault);

struct StockFinding
{
    StockFault fault = StockFault::Unbalanced;
    Id record; ///< the document, hand-out or movement
    Id batch;  ///< of an unbalanced document
};

/// The ledger's part of `verify`. Empty where all is well.
Result<std::vector<StockFinding>> checkStock(const Snapshot &snapshot);

} // namespace yigong
