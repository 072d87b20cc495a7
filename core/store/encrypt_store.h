// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/store/encryption/key_block.h"

namespace yigong {

/// Makes the plain store in a folder an encrypted one with the given slots: an encrypted copy is made beside it, read
/// back, and takes its name. Killed at any moment, there is either the plain store or the encrypted one, whole; what is
/// left of a copy is thrown away by the next attempt and by the next start. The plain file is removed; what the disk
/// keeps of it in blocks that it calls free is out of reach. Needs as much room again as the store takes.
/// Errors: StoreMissing · AlreadyExists (it is encrypted) · StoreHeldByOther · StoreReadOnly · StoreDamaged · DiskFull
/// · StoreFailed (somebody reads it).
Result<SharedStoreKey> encryptStore(const QString &folder, const QString &program, std::span<const StoreOpener> openers,
                                    const Clock &clock, SlotCost cost = SlotCost::Usual,
                                    CipherKind cipher = fasterCipher());

/// Removes what an encryption or a backup that was cut short has left in the folder. Under the writer lock.
void removeUnfinishedCopy(const QString &folder);

} // namespace yigong
