// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/protect_store.h"
#include "core/security/keys.h"
#include "core/store/encrypt_store.h"

#include <QFileInfo>
#include <array>

namespace yigong {

Result<ProtectedStore> protectStore(const QString &folder, const QString &program, StoreOpener account,
                                    const Clock &clock)
{
    SecretBytes recovery = newRecoveryKey();
    ProtectedStore made;
    made.recoveryKey = recoveryText(recovery);
    const std::array openers{std::move(account), StoreOpener::recovery(std::move(recovery))};
    YIGONG_LET(key, encryptStore(folder, program, openers, clock));
    made.key = key;
    if (const QString device = folder + QStringLiteral("/device.key"); QFileInfo::exists(device))
        YIGONG_TRY(DeviceKey::load(device, key)); // seals it
    return made;
}

} // namespace yigong
