// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/merge.h"
#include "core/base/planted_bug.h"

namespace yigong {

namespace {

Value united(const Value &base, const Value &hub, const Value &device)
{
    const auto members = [](const Value &v) { return ValueOf<QStringList>::from(v); };
    const QStringList before = members(base), entered = members(device);
    QStringList all = members(hub);
    for (const QString &gone : before)
        if (!entered.contains(gone) && !planted(PlantedBug::UniteRevives))
            all.removeAll(gone);
    for (const QString &added : entered)
        if (!before.contains(added))
            all.append(added);
    return ValueOf<QStringList>::to(all);
}

MergedField keep(const Value &hub, bool clash, bool asks)
{
    return {hub, clash, asks, false};
}

/// An act of its own: it takes away what is set once, may say why in a field of the kind latest, and changes nothing
/// else.
bool takesBack(const RecordType &type, const Operation &operation)
{
    if (operation.kind != OperationKind::Update)
        return false;
    int taken = 0, reasons = 0;
    for (const FieldChange &change : operation.changes) {
        const int at = type.indexOf(change.number);
        if (at < 0)
            return false;
        const FieldInfo &field = type.fields()[static_cast<std::size_t>(at)];
        const bool isEmpty = change.after == defaultOf(field.kind);
        taken += field.merge == Merge::Monotone && isEmpty ? 1 : 0;
        reasons += field.merge == Merge::Latest && !isEmpty ? 1 : 0;
    }
    return taken == 1 && static_cast<int>(operation.changes.size()) == 1 + reasons && reasons <= 1;
}

} // namespace

MergedField mergeField(Merge rule, ValueKind kind, const Value &base, const Value &hub, const Value &device,
                       bool deviceLater)
{
    const Value none = defaultOf(kind);
    if (device == hub)
        return keep(hub, false, false);
    if (rule == Merge::Monotone && hub != none) {
        if (planted(device == none ? PlantedBug::MonotoneRevives : PlantedBug::MonotoneOverwrites))
            return {device, false, false, false};
        // Undoing a death or a merge is an act of its own; a plain edit that lacks the date only did not know of it.
        // Who knew of the date and enters another one corrects it.
        if (hub == base && device != none)
            return {device, false, false, false};
        return keep(hub, device != none, device != none);
    }
    if (rule == Merge::Unite && planted(PlantedBug::UniteOverwrites))
        return {device, false, false, false};
    if (rule == Merge::Unite)
        return {united(base, hub, device), false, false, false};
    if (hub == base && !planted(PlantedBug::BaseIgnored))
        return {device, false, false, false};
    switch (rule) {
    case Merge::Ask:
        if (planted(PlantedBug::AskKeepsHubSilently))
            return keep(hub, false, false);
        if (planted(PlantedBug::AskTakesDevice))
            return {device, true, true, true};
        return keep(hub, true, true);
    case Merge::Latest:
        if (planted(PlantedBug::LatestIsEarliest))
            deviceLater = !deviceLater;
        if (planted(PlantedBug::LatestLosesOther))
            return {deviceLater ? device : hub, false, false, false};
        return deviceLater ? MergedField{device, true, false, true} : keep(hub, true, false);
    case Merge::Fixed:
        return keep(hub, device != none, false);
    case Merge::Monotone:
    case Merge::Unite:
        break;
    }
    return {device, false, false, false};
}

Result<Row> rowOfInsert(const RecordType &type, const Operation &operation)
{
    Row row;
    row.id = operation.record;
    for (const FieldInfo &f : type.fields())
        row.values.push_back(defaultOf(f.kind));
    for (const FieldChange &change : operation.changes) {
        const int at = type.indexOf(change.number);
        if (at < 0)
            return fail(ErrorKind::NeedsNewerProgram, QString::number(change.number), {type.table()});
        row.values[static_cast<std::size_t>(at)] = change.after;
    }
    return row;
}

Result<MergedRow> mergeOperation(const RecordType &type, const Row &hub, const Operation &operation,
                                 const std::function<bool(int field)> &isLater,
                                 const std::function<bool(const FieldChange &)> &isSuperseded)
{
    MergedRow merged{hub, false, {}, {}};
    const bool isUndo = takesBack(type, operation);
    for (const FieldChange &change : operation.changes) {
        const int index = type.indexOf(change.number);
        if (index < 0)
            return fail(ErrorKind::NeedsNewerProgram, QString::number(change.number), {type.table()});
        const auto at = static_cast<std::size_t>(index);
        const FieldInfo &info = type.fields()[at];
        const Value base = operation.kind == OperationKind::Insert ? defaultOf(info.kind) : change.before;
        MergedField field =
            mergeField(info.merge, info.kind, base, hub.values[at], change.after, isLater(change.number));
        if (isUndo && info.merge == Merge::Monotone && change.after != hub.values[at] &&
            !planted(PlantedBug::UndoIgnored))
            // What was seen is taken back; something else that was set meanwhile is for a person to settle.
            field = base == hub.values[at] ? MergedField{change.after, false, false, false}
                                           : keep(hub.values[at], true, true);
        if (isSuperseded && info.merge != Merge::Unite && change.after != hub.values[at] && isSuperseded(change))
            field = keep(hub.values[at], true, false);
        if (field.clash)
            merged.clashes.push_back({change.number, base, hub.values[at], change.after, field.asks, field.deviceWon});
        if (field.value != hub.values[at]) {
            merged.row.values[at] = field.value;
            merged.taken.push_back(change.number);
            merged.changed = true;
        }
    }
    return merged;
}

} // namespace yigong
