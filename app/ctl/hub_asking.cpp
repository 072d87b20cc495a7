// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/hub_asking.h"
#include "core/security/keys.h"
#include "core/sync/ask.h"
#include "core/transport/device_line.h"

namespace yigong {

Result<QCborMap> askTheHub(const Ctl &ctl, const Session &session, const std::optional<QString> &url,
                           const char *question, const QCborMap &parameters)
{
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(key, DeviceKey::load(folder.deviceKey(), session.db->key()));
    YIGONG_LET(address, hubAddressOf(folder.path, key, url.value_or(QString())));
    HubLine line(address);
    const AskLine asking{session.db->device(), [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
                         postTo(line, QStringLiteral("/v1/ask"))};
    return askHub(asking, {ctl.clock().now(), session.actor.practitioner, QString::fromLatin1(question), parameters});
}

} // namespace yigong
