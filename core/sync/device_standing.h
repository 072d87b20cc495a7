// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/device.h"
#include "core/sync/question.h"

#include <vector>

namespace yigong {

/// A device as the hub sees it: the answer to the question "devices".
struct DeviceStanding
{
    Device device;
    Instant lastContact;          ///< none before the first
    QString program;              ///< version that it last spoke with
    qint64 taken = 0;             ///< acts that the hub has
    qint64 backedUp = 0;          ///< and has in a second place
    qint64 heldBack = 0;          ///< acts of it that wait for a person
    Instant lastAct;              ///< when the newest act that the hub has was made, by the device's clock
    qint64 clockDifferenceMs = 0; ///< hub's clock less the device's
    qint64 residents = 0;         ///< whose records it may hold: its sites' and those shared with them
};

QCborMap cborOf(const std::vector<DeviceStanding> &standings);
/// Errors: HubAnsweredWrongly.
Result<std::vector<DeviceStanding>> deviceStandingsFrom(const QCborMap &answer);

} // namespace yigong
