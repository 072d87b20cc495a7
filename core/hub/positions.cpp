// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/positions.h"
#include "core/base/planted_bug.h"
#include "core/sync/hub_members.h"
#include "core/sync/question.h"

#include <QCborArray>
#include <algorithm>
#include <cstdlib>

namespace yigong {

namespace {

const QString restoredHeadsKey = QStringLiteral("restored_heads");
const QString unheardKeys = QStringLiteral("unheard/"), afterUnheardKeys = QStringLiteral("unheard0");
const QString sweptKey = QStringLiteral("unheard_swept");
constexpr qint64 dayMs = 86'400'000;

} // namespace

QByteArray cborOfPositions(const std::map<Id, qint64> &positions)
{
    QCborArray list;
    for (const auto &[stream, position] : positions) {
        list.append(cborOf(stream));
        list.append(position);
    }
    return list.toCborValue().toCbor();
}

std::map<Id, qint64> positionsFrom(const QByteArray &bytes)
{
    std::map<Id, qint64> positions;
    const QCborArray list = QCborValue::fromCbor(bytes).toArray();
    for (qsizetype i = 0; i + 1 < list.size(); i += 2)
        positions[idFrom(list.at(i))] = integerFrom(list.at(i + 1));
    return positions;
}

Result<void> keepPosition(Transaction &tx, Id device, const SyncRequest &request)
{
    YIGONG_TRY(
        tx.run("INSERT INTO hub_position (device, epoch, whole, cursors, protocol) VALUES (?1, ?2, ?3, ?4, ?5) "
               "ON CONFLICT (device) DO UPDATE SET epoch = ?2, whole = ?3, cursors = ?4, protocol = ?5 "
               "WHERE epoch IS NOT ?2 OR whole <> ?3 OR cursors <> ?4 OR protocol <> ?5",
               {device.bytes(), ValueOf<Id>::to(request.epoch), static_cast<qint64>(request.pull == Pull::WholeRows),
                cborOfPositions(request.cursors), static_cast<qint64>(request.protocol)}));
    return {};
}

Result<void> keepHeard(Transaction &tx, Id device, const SyncRequest &request)
{
    YIGONG_TRY(
        tx.run("INSERT INTO hub_heard (device, number, epoch, cursors) VALUES (?1, ?2, ?3, ?4) "
               "ON CONFLICT (device, number) DO UPDATE SET epoch = ?3, cursors = ?4 "
               "WHERE epoch IS NOT ?3 OR cursors <> ?4",
               {device.bytes(), request.lastNumber, ValueOf<Id>::to(request.epoch), cborOfPositions(request.cursors)}));
    // The oldest act that is still to be judged: the first of those held back, or the next to come.
    YIGONG_TRY(
        tx.run("DELETE FROM hub_heard WHERE device = ?1 AND number < (SELECT max(number) FROM hub_heard WHERE "
               "device = ?1 AND number < (SELECT min(ifnull((SELECT min(number) FROM hub_act INDEXED BY "
               "hub_act_held WHERE device = ?1 AND state = 2), taken + 1), taken + 1) FROM hub_device WHERE id = ?1))",
               {device.bytes()}));
    return {};
}

Result<void> keepRestoredHeads(Transaction &tx)
{
    std::map<Id, qint64> heads;
    YIGONG_TRY(tx.each("SELECT stream, position FROM stream_head", {},
                       [&heads](const Columns &c) { heads[c.id(0)] = c.integer(1); }));
    return tx.setLocal(restoredHeadsKey, cborOfPositions(heads));
}

Result<Heard> Heard::of(const Snapshot &snapshot, Id device)
{
    Heard heard;
    YIGONG_LET(epoch, snapshot.local(QStringLiteral("epoch")));
    YIGONG_LET(restored, snapshot.local(QStringLiteral("restored_to")));
    heard.m_restored = ValueOf<qint64>::from(restored) != 0;
    YIGONG_LET(heads, snapshot.local(restoredHeadsKey));
    const std::map<Id, qint64> restoredHeads = positionsFrom(ValueOf<QByteArray>::from(heads));
    const auto readAll = [&restoredHeads](const std::map<Id, qint64> &positions) {
        return !positions.empty() && std::all_of(positions.begin(), positions.end(), [&](const auto &at) {
            const auto head = restoredHeads.find(at.first);
            return head == restoredHeads.end() || at.second >= head->second;
        });
    };
    YIGONG_TRY(snapshot.each("SELECT number, epoch, cursors FROM hub_heard WHERE device = ?", {device.bytes()},
                             [&](const Columns &c) {
                                 Said &said = heard.m_before[c.integer(0)];
                                 if (c.id(1) == ValueOf<Id>::from(epoch))
                                     said.positions = positionsFrom(c.bytes(2));
                                 said.readRestored = readAll(said.positions);
                             }));
    return heard;
}

QString unheardKey(int type, Id record, int field, const Value &value)
{
    const QByteArray number = QByteArray::number(type) + '/' + QByteArray::number(field);
    return unheardKeys + Id::fromKey("unheard/" + number + record.bytes() + textOf(value).toUtf8()).text();
}

namespace {

/// The first act of the device that is still to be judged, but those that nobody has been able to apply for long.
Result<qint64> firstToJudge(const Snapshot &snapshot, Id device)
{
    return snapshot.number(
        "SELECT min(taken + 1, ifnull((SELECT min(number) FROM hub_act INDEXED BY hub_act_held WHERE device = ?1 AND "
        "state = 2 AND received > ?2), taken + 1)) FROM hub_device WHERE id = ?1",
        {device.bytes(), static_cast<qint64>(snapshot.now().ms - 90 * dayMs)});
}

Result<bool> anyFromBeforeRestore(const Snapshot &snapshot)
{
    std::vector<Id> devices;
    YIGONG_TRY(snapshot.each("SELECT id FROM hub_device WHERE revoked = 0", {},
                             [&devices](const Columns &c) { devices.push_back(c.id(0)); }));
    for (const Id &device : devices) {
        YIGONG_LET(heard, Heard::of(snapshot, device));
        YIGONG_LET(first, firstToJudge(snapshot, device));
        if (!heard.knowsRestored(first))
            return true;
    }
    return false;
}

} // namespace

Result<void> sweepUnheard(Transaction &tx)
{
    YIGONG_LET(notes, tx.number("SELECT EXISTS (SELECT 1 FROM local WHERE key > ? AND key < ?)",
                                {unheardKeys, afterUnheardKeys}));
    if (notes == 0)
        return {};
    YIGONG_LET(looked, tx.local(sweptKey));
    if (std::abs(tx.now().ms - ValueOf<qint64>::from(looked)) < dayMs)
        return {};
    YIGONG_TRY(tx.setLocal(sweptKey, static_cast<qint64>(tx.now().ms)));
    YIGONG_LET(any, anyFromBeforeRestore(tx));
    if (!any)
        YIGONG_TRY(tx.run("DELETE FROM local WHERE key > ? AND key < ?", {unheardKeys, afterUnheardKeys}));
    return {};
}

bool Heard::knowsRestored(qint64 from) const
{
    if (isFromBeforeRestore(from))
        return false;
    return std::all_of(m_before.lower_bound(from), m_before.end(),
                       [this](const auto &said) { return !m_restored || said.second.readRestored; });
}

bool Heard::isFromBeforeRestore(qint64 act) const
{
    const auto after = m_before.lower_bound(act);
    return m_restored && (after == m_before.begin() || !std::prev(after)->second.readRestored);
}

Result<bool> Heard::missedLeaving(const Snapshot &snapshot, qint64 act, Id stream, int type, Id record,
                                  bool justMentioned) const
{
    YIGONG_LET(held, everHeld(snapshot, type, record, stream));
    if (!held || planted(PlantedBug::LeavingJudgedNow))
        return false;
    if (justMentioned) // in the round that is under way: nobody has heard of that
        return true;
    qint64 position = 0;
    if (const auto after = m_before.lower_bound(act); after != m_before.begin())
        if (const auto &said = std::prev(after)->second.positions; said.contains(stream))
            position = said.at(stream);
    // What a stream does not hold any more has its removal as the last entry there.
    YIGONG_LET(unheard, snapshot.number("SELECT EXISTS (SELECT 1 FROM stream_entry WHERE stream = ? AND position > ? "
                                        "AND type = ? AND record = ?)",
                                        {stream.bytes(), position, static_cast<qint64>(type), record.bytes()}));
    return unheard != 0;
}

} // namespace yigong
