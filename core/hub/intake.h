// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/hub/positions.h"
#include "core/hub/write_rules.h"

namespace yigong {

/// A sync request that the hub refuses as a whole. Words: device-unknown, revoked, bad-signature, protocol, malformed,
/// gap{next number}, behind{taken}, clone{number}, store{kind}.
struct IntakeRefusal
{
    QString word;
    QStringList arguments;
};

/// Takes a device's acts in order: each is applied whole, or held back whole with its reason and never in the way of
/// what follows. Repeating a batch changes nothing. Answers how far the device's acts are taken now.
/// The caller commits, and only then answers the device.
class Intake
{
public:
    Intake(HubRound &round, HubDevice device, Instant deviceNow);

    /// Errors of the store end the round. A refusal is set for a broken chain.
    Result<std::optional<IntakeRefusal>> take(const SyncRequest &request);
    [[nodiscard]] const HubDevice &device() const { return m_device; }

private:
    Result<void> takeAct(qint64 number, const QByteArray &body, const QByteArray &hash);
    Result<void> retryHeld();

    HubRound &m_round;
    HubDevice m_device;
    Heard m_heard;
    KnownPeople m_people;
    qint64 m_clockDifferenceMs;
    bool m_applied = false;
};

} // namespace yigong
