// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/conflicts.h"
#include "core/base/planted_bug.h"
#include "core/security/policy.h"

#include <algorithm>
#include <set>

namespace yigong {

QStringList ConflictState::values() const
{
    QStringList distinct;
    for (const ConflictValue &side : sides)
        if (!distinct.contains(side.value))
            distinct.append(side.value);
    return distinct;
}

ConflictState foldConflict(const Conflict &conflict, std::vector<ConflictValue> values,
                           std::vector<ConflictSettlement> settlements)
{
    ConflictState state;
    state.conflict = conflict;
    const auto byTime = [](const auto &a, const auto &b) { return std::tie(a.time, a.id) < std::tie(b.time, b.id); };
    std::sort(values.begin(), values.end(), byTime);
    std::sort(settlements.begin(), settlements.end(), byTime);
    std::set<QString> seen;
    for (const ConflictSettlement &s : settlements)
        for (const QString &id : s.saw.split(u'\n', Qt::SkipEmptyParts))
            seen.insert(id);
    state.open = settlements.empty();
    for (ConflictValue &value : values) {
        if (value.isBase) {
            state.base = std::move(value);
            continue;
        }
        if (!seen.contains(value.id.text()))
            state.open = true;
        state.sides.push_back(std::move(value));
    }
    if (!settlements.empty())
        state.chosen = settlements.back().chosen;
    state.settlements = std::move(settlements);
    return state;
}

QString conflictText(const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    return textOf(value);
}

Value valueFrom(const FieldInfo &field, const QString &text)
{
    switch (field.kind) {
    case ValueKind::Integer:
        return text.toLongLong();
    case ValueKind::Bytes: {
        const auto id = Id::parse(text);
        return id ? Value{id->bytes()} : Value{};
    }
    case ValueKind::Text:
    case ValueKind::Set:
        break;
    }
    return text.isNull() ? QStringLiteral("") : text;
}

namespace {

/// Of one's own resident, of a site below, or of whoever was sent here.
Result<bool> maySettle(const Snapshot &snapshot, const Actor &actor, const Conflict &conflict)
{
    YIGONG_LET(within, reachesSite(snapshot, actor, Door::SettleConflict, conflict.site));
    if (within || conflict.patient.isNone())
        return within;
    YIGONG_LET(basis, basisFor(snapshot, actor, Door::SettleConflict, conflict.patient));
    return basis != Basis::None;
}

} // namespace

Result<ConflictState> conflictState(const Snapshot &snapshot, Id id)
{
    YIGONG_LET(conflict, snapshot.get<Conflict>(id));
    YIGONG_LET(values, snapshot.select<ConflictValue>("WHERE conflict = ?", {id.bytes()}));
    YIGONG_LET(settlements, snapshot.select<ConflictSettlement>("WHERE conflict = ?", {id.bytes()}));
    return foldConflict(conflict, std::move(values), std::move(settlements));
}

Result<std::vector<ConflictState>> conflictsOf(const Snapshot &snapshot, bool openOnly)
{
    YIGONG_LET(all, snapshot.select<Conflict>("ORDER BY opened DESC, id"));
    std::vector<ConflictState> states;
    for (const Conflict &conflict : all) {
        YIGONG_LET(state, conflictState(snapshot, conflict.id));
        if (state.open || !openOnly)
            states.push_back(std::move(state));
    }
    std::stable_partition(states.begin(), states.end(), [](const ConflictState &s) { return s.open; });
    return states;
}

Result<qint64> openConflictCount(const Snapshot &snapshot)
{
    YIGONG_LET(open, conflictsOf(snapshot, true));
    return static_cast<qint64>(open.size());
}

Result<std::vector<ConflictState>> openConflictsOf(const Snapshot &snapshot, Id record)
{
    std::vector<Id> ids;
    YIGONG_TRY(snapshot.each("SELECT id FROM conflict WHERE subject = ?", {record.bytes()},
                             [&ids](const Columns &columns) { ids.push_back(columns.id(0)); }));
    std::vector<ConflictState> open;
    for (const Id &id : ids) {
        YIGONG_LET(state, conflictState(snapshot, id));
        if (state.open)
            open.push_back(std::move(state));
    }
    return open;
}

Result<std::vector<Id>> disputedRecords(const Snapshot &snapshot, const std::vector<Id> &among)
{
    std::set<Id> ever;
    YIGONG_TRY(snapshot.each("SELECT DISTINCT subject FROM conflict", {},
                             [&ever](const Columns &columns) { ever.insert(columns.id(0)); }));
    std::vector<Id> disputed;
    for (const Id &record : among) {
        if (!ever.contains(record))
            continue;
        YIGONG_LET(open, openConflictsOf(snapshot, record));
        if (!open.empty())
            disputed.push_back(record);
    }
    return disputed;
}

Result<std::vector<ConflictState>> conflictInbox(const Snapshot &snapshot, const Actor &actor, bool openOnly)
{
    YIGONG_TRY(require(snapshot, actor, Door::SettleConflict));
    YIGONG_LET(all, conflictsOf(snapshot, openOnly));
    std::vector<ConflictState> within;
    for (ConflictState &state : all) {
        YIGONG_LET(may, maySettle(snapshot, actor, state.conflict));
        if (may)
            within.push_back(std::move(state));
    }
    return within;
}

Result<ConflictState> openConflict(const Snapshot &snapshot, const Actor &actor, Id id)
{
    YIGONG_TRY(require(snapshot, actor, Door::SettleConflict));
    YIGONG_LET(state, conflictState(snapshot, id));
    YIGONG_LET(may, maySettle(snapshot, actor, state.conflict));
    if (!may)
        return fail(ErrorKind::OutOfScope, {}, {state.conflict.site.text()});
    return state;
}

Result<void> settleConflict(Transaction &tx, Id id, const QString &value, const QString &comment)
{
    YIGONG_LET(state, openConflict(tx, tx.actor(), id));
    const RecordType *type = tx.types().byNumber(state.conflict.subjectType);
    const int index = type ? type->indexOf(state.conflict.field) : -1;
    if (index < 0)
        return fail(ErrorKind::NeedsNewerProgram);
    const auto at = static_cast<std::size_t>(index);
    YIGONG_LET(current, tx.findRow(*type, state.conflict.subject));
    if (!current)
        return fail(ErrorKind::NotFound, type->table(), {state.conflict.subject.text()});

    ConflictSettlement settlement;
    settlement.conflict = id;
    settlement.patient = state.conflict.patient;
    settlement.site = state.conflict.site;
    settlement.chosen = value;
    settlement.practitioner = tx.actor().practitioner;
    settlement.time = tx.time().ticks;
    settlement.comment = comment;
    QStringList saw;
    for (const ConflictValue &side : state.sides)
        saw.append(side.id.text());
    for (const ConflictSettlement &known : state.settlements)
        saw.append(known.id.text());
    saw.sort();
    settlement.saw = saw.join(u'\n');
    if (!planted(PlantedBug::SettlementNotWritten))
        YIGONG_TRY(tx.append(settlement));

    Row after = *current;
    if (!planted(PlantedBug::SettlementValueIgnored))
        after.values[at] = valueFrom(type->fields()[at], value);
    YIGONG_TRY(tx.updateRow(*type, *current, after));
    return {};
}

} // namespace yigong
