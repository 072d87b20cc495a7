// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/store/encryption/key_block.h"

namespace yigong {

/// A new recovery key: what opens the slot, and what is printed.
struct FreshRecovery
{
    static FreshRecovery make();
    QString text;
    StoreOpener opener;
};

struct ProtectedStore
{
    SharedStoreKey key;
    QString recoveryKey; ///< to be printed and kept away from the machine; nobody can show it again
};

/// Encrypts a plain store and the device's key beside it, for the account that has just signed in by its password; the
/// store is not open. Killed at any moment, nothing is lost, and the next sign-in does what is left. Errors: those of
/// `encryptStore`.
Result<ProtectedStore> protectStore(const QString &folder, const QString &program, StoreOpener account,
                                    const Clock &clock);

} // namespace yigong
