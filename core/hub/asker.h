// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"

namespace yigong {

/// The person that a device names, where the hub finds that they work there: their account is of a site that the device
/// writes for, and they had not left by `day`. Their role is what the hub's record says, not what the device does.
/// Nobody where that is not so.
Result<std::optional<Actor>> personAt(const Snapshot &snapshot, const HubDevice &device, Id practitioner, QDate day);

} // namespace yigong
