// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/sites/number_block.h"

namespace yigong {

/// How many serials a block has, and below how many unused ones a device is handed the next.
constexpr int numbersInBlock = 200, fewNumbers = 50;
/// A restored hub passes over so many of each village: what it may have handed out after the moment it was put back to.
constexpr int numbersSkippedByRestore = 400;

/// Hands a laptop of a village or township its next block of serials, where it has few left. Serials of a village end
/// at 99999; then nobody gets more.
Result<void> supplyNumbers(HubRound &round, const HubDevice &device);

/// Whether a block that a device of a restored hub brings back can be one that the hub gave it, and nobody else has.
Result<bool> isLostBlock(const Snapshot &snapshot, const HubDevice &device, const NumberBlock &block);

} // namespace yigong
