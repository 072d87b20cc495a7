// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/device_standing.h"
#include "core/sync/question.h"

#include <QCborArray>

namespace yigong {

namespace {

const RecordType &deviceType()
{
    static const RecordType type = RecordType::of<Device>();
    return type;
}

} // namespace

QCborMap cborOf(const std::vector<DeviceStanding> &standings)
{
    QCborArray list;
    for (const DeviceStanding &s : standings)
        list.append(QCborArray{cborOf(s.device.id), canonicalForm(deviceType(), rowOf(s.device)),
                               static_cast<qint64>(s.lastContact.ms), s.program, s.taken, s.backedUp, s.heldBack,
                               static_cast<qint64>(s.lastAct.ms), s.clockDifferenceMs, s.residents});
    return {{QStringLiteral("devices"), list}};
}

Result<std::vector<DeviceStanding>> deviceStandingsFrom(const QCborMap &answer)
{
    std::vector<DeviceStanding> standings;
    for (const auto &item : answer.value(QStringLiteral("devices")).toArray()) {
        const QCborArray fields = item.toArray();
        auto row = rowFromCanonical(deviceType(), idFrom(fields.at(0)), fields.at(1).toByteArray());
        if (!row)
            return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
        const auto number = [&fields](qsizetype at) { return integerFrom(fields.at(at)); };
        standings.push_back({recordOf<Device>(*row),
                             {number(2)},
                             fields.at(3).toString(),
                             number(4),
                             number(5),
                             number(6),
                             {number(7)},
                             number(8),
                             number(9)});
    }
    return standings;
}

} // namespace yigong
