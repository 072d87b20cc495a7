// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/hub_devices.h"

namespace yigong {

Result<void> keepHubDevice(Transaction &tx, const Device &device)
{
    const qint64 revoked = device.isRevoked() ? std::max<qint64>(device.revoked.ms, 1) : 0;
    YIGONG_TRY(tx.run("INSERT INTO hub_device (id, site, letter, public_key, name, enrolled, revoked, certified, "
                      "program) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET site = "
                      "excluded.site, letter = excluded.letter, public_key = excluded.public_key, name = "
                      "excluded.name, enrolled = excluded.enrolled, revoked = excluded.revoked, certified = "
                      "excluded.certified",
                      {device.id.bytes(), ValueOf<Id>::to(device.site), device.letter, device.publicKey, device.name,
                       static_cast<qint64>(device.enrolled.ms), revoked, static_cast<qint64>(device.certified),
                       device.program}));
    return {};
}

Result<void> checkHubDevices(const Snapshot &snapshot, const ReportFinding &report)
{
    YIGONG_LET(epoch, snapshot.local(QStringLiteral("epoch")));
    if (ValueOf<Id>::from(epoch).isNone())
        return {};
    const auto found = [&report](const Columns &c) {
        report({Severity::Failure, QStringLiteral("device"), QStringLiteral("hub_device"), c.id(0), c.text(1)});
    };
    YIGONG_TRY(snapshot.each("SELECT h.id, 'record' FROM hub_device h LEFT JOIN device d ON d.id = h.id "
                             "WHERE d.id IS NULL",
                             {}, found));
    YIGONG_TRY(snapshot.each("SELECT d.id, 'row' FROM device d LEFT JOIN hub_device h ON h.id = d.id "
                             "WHERE h.id IS NULL",
                             {}, found));
    return snapshot.each(
        "SELECT d.id, 'differs' FROM device d JOIN hub_device h ON h.id = d.id WHERE d.site IS NOT h.site OR d.letter "
        "<> h.letter OR d.public_key IS NOT h.public_key OR d.name <> h.name OR d.certified <> h.certified OR "
        "(d.revoked_enrolment >= d.enrolment) <> (h.revoked <> 0)",
        {}, found);
}

} // namespace yigong
