// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/security/policy.h"
#include "core/sync/question.h"

#include <functional>

namespace yigong {

/// Up to which act of a device the hub's second place has everything.
using BackedUp = std::function<qint64(Id device)>;

/// One question that devices may ask this hub: a function and the door that guards it. Another question is another line
/// in the list of questions.cpp.
struct KnownQuestion
{
    const char *name;
    Door door;
    Result<QCborMap> (*answer)(const Snapshot &snapshot, const Actor &asker, const QCborMap &parameters);
    /// Instead, of one whose answer is an act of the hub.
    Result<QCborMap> (*act)(HubRound &round, const Actor &asker, const QCborMap &parameters) = nullptr;
    /// Instead, of one that also tells what is in a second place.
    Result<QCborMap> (*answerOfBoth)(const Snapshot &snapshot, const Actor &asker, const BackedUp &backedUp) = nullptr;
};
/// Null where there is none of that name.
const KnownQuestion *knownQuestion(const QString &name);

/// Errors: Forbidden{door, role} (also where the person does not work at the asking device's sites) ·
/// HubRefused{name} with field "unknown-question" · those of the question and of the store.
Result<QCborMap> answerQuestion(const Snapshot &snapshot, const HubDevice &device, const HubQuestion &question,
                                QDate today, const BackedUp &backedUp);
/// The same for one that acts.
Result<QCborMap> actOnQuestion(HubRound &round, const HubDevice &device, const HubQuestion &question, QDate today);

/// "devices": every device with what the hub has of it (DeviceStanding). No parameters.
Result<QCborMap> answerDevices(const Snapshot &snapshot, const Actor &asker, const BackedUp &backedUp);

} // namespace yigong
