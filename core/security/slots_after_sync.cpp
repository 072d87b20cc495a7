// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/slots_after_sync.h"
#include "core/security/sign_in.h"
#include "core/store/encryption/key_block.h"

namespace yigong {

Result<SyncOutcome> settleSlots(Database &db, Result<SyncOutcome> outcome)
{
    if (outcome) {
        YIGONG_TRY(dropSlotsOfWhoLeft(db));
        return outcome;
    }
    if (outcome.error().kind != ErrorKind::DeviceRevoked)
        return outcome;
    if (db.key() && !db.whyReadOnly())
        YIGONG_TRY(removeAccountSlots(db.file()));
    YIGONG_LET(standing, db.read([](const Snapshot &s) { return syncStanding(s); }));
    return fail(ErrorKind::DeviceRevoked, {}, {QString::number(standing.actsWaiting)});
}

} // namespace yigong
