// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/protect_store.h"
#include "core/security/keys.h"
#include "core/store/encrypt_store.h"

#include <QFileInfo>
#include <array>

namespace yigong {

FreshRecovery FreshRecovery::make()
{
    SecretBytes key = newRecoveryKey();
    QString text = recoveryText(key);
    return {std::move(text), StoreOpener::recovery(std::move(key))};
}

Result<ProtectedStore> protectStore(const QString &folder, const QString &program, StoreOpener account,
                                    const Clock &clock)
{
    FreshRecovery recovery = FreshRecovery::make();
    ProtectedStore made;
    made.recoveryKey = recovery.text;
    const std::array openers{std::move(account), std::move(recovery.opener)};
    YIGONG_LET(key, encryptStore(folder, program, openers, clock));
    made.key = key;
    if (const QString device = folder + QStringLiteral("/device.key"); QFileInfo::exists(device))
        YIGONG_TRY(DeviceKey::load(device, key)); // seals it
    return made;
}

} // namespace yigong
