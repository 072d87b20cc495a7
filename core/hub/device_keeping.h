// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/sites/device.h"

namespace yigong {

/// The letter that no device of the site had yet: A to Z, then AA, AB, … Counted in the hub's store, so that a device
/// that is enrolled again does not give its old one to another.
Result<QString> nextLetter(Transaction &tx, Id site);

/// Writes a device's record as the hub's own, new or changed, and what hangs on it.
Result<void> keepDevice(HubRound &round, const Device &device);

/// Records of devices that an earlier version knew in its own table alone.
Result<void> recordKnownDevices(HubRound &round);

} // namespace yigong
