// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/sync/sync_session.h"

namespace yigong {

/// Who may open this store from now on, by what an exchange with the hub said: after one that got through, no slot of
/// who has left; after one that was refused because the county revoked this device, no account's at all, so that only
/// the recovery key opens it. Answers the exchange's outcome; DeviceRevoked then says how many entries were not sent.
/// Whoever is signed in goes on until they sign off. Errors: the exchange's · those of the key block.
Result<SyncOutcome> settleSlots(Database &db, Result<SyncOutcome> outcome);

} // namespace yigong
