// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/device.h"
#include "core/store/transaction.h"
#include "core/store/verify.h"

namespace yigong {

/// A hub's own table of devices (how far it took whose acts, by which key) follows the records: called with each
/// device's record that a hub writes.
Result<void> keepHubDevice(Transaction &tx, const Device &device);

/// At a hub each record has its row there, and they agree. Nothing at a device's store.
Result<void> checkHubDevices(const Snapshot &snapshot, const ReportFinding &report);

} // namespace yigong
