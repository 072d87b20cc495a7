// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/sync/merge.h"
#include "core/sync/sync_records.h"

#include <set>

namespace yigong {

/// Keeps what two sites entered for the same field of one record, so that no value vanishes.
class ConflictKeeping
{
public:
    ConflictKeeping(HubRound &round, const RecordType &type, const Row &before, const Act &act, FieldStamp device);

    /// Both sides of a clash and, where a rule decided it, its settlement. What waited for a person goes on waiting.
    Result<void> keep(const Clash &clash, const FieldStamp &hubSide);
    /// A further edit of a field whose conflict is open joins it, unless this act settles it.
    Result<void> joinOpen(const Row &after, const std::vector<int> &taken, const std::vector<Clash> &clashes);
    /// After an act that settled the conflict of `field`: where the field holds something else than was chosen, or
    /// somebody chose something else who did not know of this one, nor this one of them, it opens again with both.
    Result<void> checkSettlement(const ConflictSettlement &settlement, int field, const FieldStamp &hubSide);

private:
    Result<void> keepConflict(Id id, int field, const Value &base);
    Result<Id> keepSide(Id conflict, const QString &value, const FieldStamp &stamp, bool isBase = false);
    Result<void> checkAgainstOthers(const ConflictSettlement &settlement);
    Result<void> settleByRule(Id conflict, const QString &chosen, const std::set<Id> &waiting);
    [[nodiscard]] bool settledByThisAct(Id conflict) const;

    HubRound &m_round;
    const RecordType &m_type;
    const Row &m_before;
    const Act &m_act;
    FieldStamp m_device;
    Id m_patient;
    Id m_site;
};

} // namespace yigong
