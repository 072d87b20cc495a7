// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"

namespace yigong {

/// What a store holds that is nowhere else.
struct UnsentWork
{
    qint64 acts = 0; ///< not taken by the hub
    qint64 heldBack = 0;
    qint64 drafts = 0;
    Instant since; ///< of the oldest of all these; none where there is nothing

    [[nodiscard]] bool isNothing() const { return acts == 0 && heldBack == 0 && drafts == 0; }
};
Result<UnsentWork> unsentWork(const Snapshot &snapshot);

/// Whether a backup holds all that the store does: the same device's, with as many acts and drafts. Answers false where
/// it is older. Errors: those of `checkStoreBackup`.
Result<bool> isInBackup(Database &db, const QString &backup);

/// Makes a store unreadable for good and removes it: the slots of its key are overwritten first, then its files, and
/// those of the device beside it, are removed. Nobody has it open. Answers the names of files that were left, since
/// they are not a store's. Errors: StoreMissing · StoreHeldByOther · StoreReadOnly · FileUnwritable.
Result<QStringList> eraseStore(const QString &folder, const Clock &clock);

} // namespace yigong
