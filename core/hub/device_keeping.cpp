// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/device_keeping.h"
#include "core/hub/restore.h"

namespace yigong {

namespace {

QString letterOf(qint64 index)
{
    QString letters;
    for (qint64 rest = index; rest >= 0; rest = rest / 26 - 1)
        letters.prepend(QChar(static_cast<char16_t>(u'A' + rest % 26)));
    return letters;
}

} // namespace

Result<QString> nextLetter(Transaction &tx, Id site)
{
    const QString key = QStringLiteral("letters/") + site.text();
    YIGONG_LET(counted, tx.local(key));
    YIGONG_LET(devices, tx.number("SELECT count(*) FROM hub_device WHERE site = ?", {site.bytes()}));
    // A restored hub may have given some out that it does not know of.
    YIGONG_LET(skipped, lettersSkipped(tx));
    const qint64 index = std::max(ValueOf<qint64>::from(counted), devices + skipped);
    YIGONG_TRY(tx.setLocal(key, index + 1));
    return letterOf(index);
}

Result<void> keepDevice(HubRound &round, const Device &device)
{
    const RecordType &type = round.transaction().typeOf<Device>();
    YIGONG_LET(before, round.row(type, device.id));
    Row row = rowOf(device);
    row.version = before ? before->version + 1 : 1;
    return round.write(type, before, row, Id{});
}

Result<void> recordKnownDevices(HubRound &round)
{
    std::vector<Device> known;
    YIGONG_TRY(round.transaction().each(
        "SELECT h.id, h.site, h.letter, h.name, h.public_key, h.enrolled, h.revoked FROM hub_device h LEFT JOIN device "
        "d ON d.id = h.id WHERE d.id IS NULL",
        {}, [&known](const Columns &c) {
            Device device;
            device.id = c.id(0);
            device.site = c.id(1);
            device.letter = c.text(2);
            device.name = c.text(3);
            device.publicKey = c.bytes(4);
            device.enrolled = c.instant(5);
            device.revoked = c.instant(6);
            device.revokedEnrolment = device.revoked.isNone() ? 0 : device.enrolment;
            known.push_back(device);
        }));
    for (const Device &device : known)
        YIGONG_TRY(keepDevice(round, device));
    return {};
}

} // namespace yigong
