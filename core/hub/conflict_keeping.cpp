// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/conflict_keeping.h"
#include "core/base/planted_bug.h"
#include "core/sites/staff.h"
#include "core/sync/conflicts.h"
#include "core/sync/streams.h"

#include <algorithm>
#include <set>

namespace yigong {

namespace {

std::set<Id> unseenSides(const ConflictState &state)
{
    QStringList seen;
    for (const ConflictSettlement &settlement : state.settlements)
        seen += settlement.saw.split(u'\n', Qt::SkipEmptyParts);
    std::set<Id> unseen;
    for (const ConflictValue &side : state.sides)
        if (!seen.contains(side.id.text()))
            unseen.insert(side.id);
    return unseen;
}

} // namespace

ConflictKeeping::ConflictKeeping(HubRound &round, const RecordType &type, const Row &before, const Act &act,
                                 FieldStamp device)
    : m_round(round), m_type(type), m_before(before), m_act(act), m_device(device)
{
    const std::vector<Id> subjects = type.idsOf(Role::Subject, before);
    if (!subjects.empty())
        m_patient = subjects.front();
    else if (&type == residentType(round.transaction().types()))
        m_patient = before.id;
    const std::vector<Id> sites = type.idsOf(Role::Site, before);
    if (!sites.empty() && !planted(PlantedBug::ConflictGoesNowhere))
        m_site = sites.front();
}

Result<void> ConflictKeeping::keepConflict(Id id, int field, const Value &base)
{
    Transaction &tx = m_round.transaction();
    YIGONG_LET(known, tx.find<Conflict>(id));
    if (known)
        return {};
    Conflict conflict{id, m_type.number(), m_before.id, field, m_patient, m_site, tx.now()};
    Row row = rowOf(conflict);
    row.version = 1;
    YIGONG_TRY(m_round.write(tx.typeOf<Conflict>(), std::nullopt, row, Id{}));
    YIGONG_TRY(keepSide(id, conflictText(base), FieldStamp{}, true));
    return {};
}

Result<Id> ConflictKeeping::keepSide(Id conflict, const QString &value, const FieldStamp &stamp, bool isBase)
{
    Transaction &tx = m_round.transaction();
    ConflictValue side;
    side.conflict = conflict;
    side.patient = m_patient;
    side.site = m_site;
    side.value = value;
    side.fromSite = stamp.site;
    side.device = stamp.device;
    side.practitioner = stamp.practitioner;
    side.time = stamp.time.ticks;
    side.isBase = isBase;
    side.id = side.idOfContent();
    YIGONG_LET(known, tx.find<ConflictValue>(side.id));
    if (!known) {
        Row row = rowOf(side);
        row.version = 1;
        YIGONG_TRY(m_round.write(tx.typeOf<ConflictValue>(), std::nullopt, row, Id{}));
    }
    return side.id;
}

/// `waiting`: sides that were here before this clash and that nobody has seen; they are a person's still.
Result<void> ConflictKeeping::settleByRule(Id conflict, const QString &chosen, const std::set<Id> &waiting)
{
    Transaction &tx = m_round.transaction();
    YIGONG_LET(state, conflictState(tx, conflict));
    ConflictSettlement settlement;
    settlement.id =
        Id::fromKey("conflict-rule/" + conflict.bytes() + m_device.device.bytes() + QByteArray::number(m_act.number));
    settlement.conflict = conflict;
    settlement.patient = m_patient;
    settlement.site = m_site;
    settlement.chosen = chosen;
    settlement.time = HybridTime::at(tx.now()).ticks;
    QStringList saw;
    for (const ConflictValue &side : state.sides)
        if (!waiting.contains(side.id))
            saw.append(side.id.text());
    saw.sort();
    settlement.saw = saw.join(u'\n');
    YIGONG_LET(known, tx.find<ConflictSettlement>(settlement.id));
    if (known)
        return {};
    Row row = rowOf(settlement);
    row.version = 1;
    return m_round.write(tx.typeOf<ConflictSettlement>(), std::nullopt, row, Id{});
}

Result<void> ConflictKeeping::keep(const Clash &clash, const FieldStamp &hubSide)
{
    const Id id = Conflict::idOf(m_type.number(), m_before.id, clash.field);
    YIGONG_TRY(keepConflict(id, clash.field, clash.base));
    YIGONG_LET(before, conflictState(m_round.transaction(), id));
    if (!planted(PlantedBug::ConflictHubSideDropped))
        YIGONG_TRY(keepSide(id, conflictText(clash.hub), hubSide));
    if (!planted(PlantedBug::ConflictDeviceSideDropped))
        YIGONG_TRY(keepSide(id, conflictText(clash.device), m_device));
    if (clash.asks != planted(PlantedBug::RulesSwapped) || planted(PlantedBug::ConflictUnsettledByRule))
        return {};
    // What a person chose in this very act and does not stand is asked again: no rule has the last word on it.
    if (!clash.deviceWon && settledByThisAct(id))
        return {};
    return settleByRule(id, conflictText(clash.deviceWon ? clash.device : clash.hub), unseenSides(before));
}

Result<void> ConflictKeeping::checkSettlement(const ConflictSettlement &settlement, int field,
                                              const FieldStamp &hubSide)
{
    if (planted(PlantedBug::SettlementUnchecked))
        return {};
    const QString now = conflictText(m_before.values[static_cast<std::size_t>(m_type.indexOf(field))]);
    if (now == settlement.chosen)
        return checkAgainstOthers(settlement);
    YIGONG_TRY(keepSide(settlement.conflict, now, hubSide));
    YIGONG_TRY(keepSide(settlement.conflict, settlement.chosen, m_device));
    return {};
}

/// The field alone does not tell: who settled on the value that stood changed nothing in it.
Result<void> ConflictKeeping::checkAgainstOthers(const ConflictSettlement &settlement)
{
    Transaction &tx = m_round.transaction();
    YIGONG_LET(all, tx.select<ConflictSettlement>("WHERE conflict = ? AND practitioner IS NOT NULL ORDER BY time, id",
                                                  {settlement.conflict.bytes()}));
    std::set<QString> known;
    for (const ConflictSettlement &one : all)
        for (const QString &id : one.saw.split(u'\n', Qt::SkipEmptyParts))
            known.insert(id);
    if (known.contains(settlement.id.text()))
        return {};
    for (const ConflictSettlement &other : all) {
        if (other.chosen == settlement.chosen || known.contains(other.id.text()))
            continue;
        YIGONG_LET(person, tx.find<Practitioner>(other.practitioner));
        const FieldStamp stamp{{other.time}, person ? person->site : Id{}, {}, other.practitioner};
        YIGONG_TRY(keepSide(settlement.conflict, other.chosen, stamp));
        YIGONG_TRY(keepSide(settlement.conflict, settlement.chosen, m_device));
    }
    return {};
}

bool ConflictKeeping::settledByThisAct(Id conflict) const
{
    const Value id = conflict.bytes();
    return std::any_of(m_act.operations.begin(), m_act.operations.end(), [&id](const Operation &operation) {
        return operation.type == ConflictSettlement::info.number &&
               std::any_of(operation.changes.begin(), operation.changes.end(),
                           [&id](const FieldChange &c) { return c.number == 1 && c.after == id; });
    });
}

Result<void> ConflictKeeping::joinOpen(const Row &after, const std::vector<int> &taken,
                                       const std::vector<Clash> &clashes)
{
    if (planted(PlantedBug::LaterEditNotJoined))
        return {};
    for (const int field : taken) {
        const auto at = static_cast<std::size_t>(m_type.indexOf(field));
        const bool clashed =
            std::any_of(clashes.begin(), clashes.end(), [field](const Clash &c) { return c.field == field; });
        if (m_type.fields()[at].merge != Merge::Ask || clashed)
            continue;
        const Id id = Conflict::idOf(m_type.number(), m_before.id, field);
        YIGONG_LET(known, m_round.transaction().find<Conflict>(id));
        if (!known || settledByThisAct(id))
            continue;
        YIGONG_LET(state, conflictState(m_round.transaction(), id));
        if (state.open)
            YIGONG_TRY(keepSide(id, conflictText(after.values[at]), m_device));
    }
    return {};
}

} // namespace yigong
