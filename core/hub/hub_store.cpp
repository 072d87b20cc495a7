// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_store.h"
#include "core/base/planted_bug.h"
#include "core/sites/hub_devices.h"
#include "core/sync/streams.h"
#include "core/sync/sync_records.h"

#include <algorithm>

namespace yigong {

Result<HubRound> HubRound::next(Transaction &tx)
{
    YIGONG_LET(last, tx.local(QStringLiteral("hub_round")));
    const qint64 round = ValueOf<qint64>::from(last) + 1;
    YIGONG_TRY(tx.setLocal(QStringLiteral("hub_round"), round));
    tx.deriveLater();
    return HubRound(tx, round);
}

Result<std::optional<HubDevice>> hubDevice(const Snapshot &snapshot, Id id)
{
    std::optional<HubDevice> found;
    YIGONG_TRY(snapshot.each(
        "SELECT site, letter, public_key, name, taken, head, last_contact, enrolled, revoked, certified "
        "FROM hub_device WHERE id = ?",
        {id.bytes()}, [&](const Columns &c) {
            found = HubDevice{id,         c.id(0),      c.text(1),    c.bytes(2),        c.text(3),        c.integer(4),
                              c.bytes(5), c.instant(6), c.instant(7), c.integer(8) != 0, c.integer(9) != 0};
        }));
    return found;
}

Result<void> HubRound::saveDevice(const HubDevice &device, qint64 clockDifferenceMs)
{
    YIGONG_TRY(m_tx.run(
        "UPDATE hub_device SET taken = ?, head = ?, last_contact = ?, clock_difference = ? WHERE id = ?",
        {device.taken, device.head, static_cast<qint64>(device.lastContact.ms), clockDifferenceMs, device.id.bytes()}));
    return {};
}

Result<void> HubRound::keepBatch(Id device, qint64 first, qint64 last, const QByteArray &payload,
                                 const QByteArray &signature)
{
    YIGONG_TRY(
        m_tx.run("INSERT OR REPLACE INTO hub_batch (device, first, last, signature, body) VALUES (?, ?, ?, ?, ?)",
                 {device.bytes(), first, last, signature, payload}));
    return {};
}

Result<void> HubRound::keepAct(Id device, qint64 number, const QByteArray &body, const QByteArray &hash, ActState state,
                               const QString &reason, const QString &detail)
{
    YIGONG_TRY(m_tx.run("INSERT INTO hub_act (device, number, body, hash, state, reason, detail, received) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, number) DO UPDATE SET "
                        "state = excluded.state, reason = excluded.reason, detail = excluded.detail",
                        {device.bytes(), number, body, hash, static_cast<qint64>(state), reason, detail,
                         static_cast<qint64>(m_tx.now().ms)}));
    return {};
}

Result<QByteArray> HubRound::actHash(Id device, qint64 number) const
{
    QByteArray hash;
    YIGONG_TRY(m_tx.each("SELECT hash FROM hub_act WHERE device = ? AND number = ?", {device.bytes(), number},
                         [&hash](const Columns &c) { hash = c.bytes(0); }));
    return hash;
}

Result<void> HubRound::note(const RecordType &type, const Row &row, Id origin, Routing routing)
{
    YIGONG_LET(route, routing == Routing::AsBefore ? m_members.stay(type, row) : m_members.route(type, row));
    const std::vector<Id> own = ownStreams(type, row);
    for (const Id &stream : route.holding) {
        const bool isOwn = std::binary_search(own.begin(), own.end(), stream);
        const bool isNew = std::find(route.joined.begin(), route.joined.end(), stream) != route.joined.end();
        if (planted(isNew ? PlantedBug::MovedRecordUnheard : PlantedBug::ShareChangesMissed) &&
            (isNew ? row.version > 1 : !isOwn))
            continue;
        m_notes.push_back({stream, type.number(), row.id, isOwn ? origin : Id{}});
    }
    for (const Id &stream : route.left) // an entry of what a stream does not hold any more is its removal
        m_notes.push_back({stream, type.number(), row.id, Id{}});
    return {};
}

/// Of a record that did not change itself: only those hear of it whom it comes to, or leaves.
Result<void> HubRound::noteMoved(const RecordType &type, const Row &row)
{
    YIGONG_LET(route, m_members.route(type, row));
    for (const auto &streams : {route.joined, route.left})
        for (const Id &stream : streams)
            m_notes.push_back({stream, type.number(), row.id, Id{}});
    return {};
}

/// Records about a resident, wherever they now come to or leave.
Result<void> HubRound::noteReach(Id patient, Id encounter)
{
    std::vector<std::pair<const RecordType *, Id>> records;
    YIGONG_TRY(eachInReach(m_tx, patient, encounter,
                           [&records](const RecordType &type, Id id) { records.emplace_back(&type, id); }));
    for (const auto &[type, id] : records) {
        YIGONG_LET(found, row(*type, id));
        if (found)
            YIGONG_TRY(noteMoved(*type, *found));
    }
    return {};
}

/// A visit or a letter brings the card of whom it is about, where that is not held yet. Not before the round is over:
/// what an act brings must not be what makes its own resident known.
Result<void> HubRound::noteCards()
{
    const RecordType *resident = residentType(m_tx.types());
    for (const auto &[stream, patient] : m_cards) {
        YIGONG_LET(held, m_members.holds(resident->number(), patient, stream));
        if (held)
            continue;
        YIGONG_LET(card, row(*resident, patient));
        if (!card)
            continue;
        YIGONG_TRY(noteMoved(*resident, *card));
        YIGONG_TRY(noteConflictsOver(patient));
    }
    m_cards.clear();
    return {};
}

Result<void> HubRound::noteConflictsOver(Id record)
{
    YIGONG_LET(conflicts, noteMovedWhere(m_tx.typeOf<Conflict>(), "WHERE subject = ?", record));
    for (const Id &conflict : conflicts) {
        YIGONG_TRY(noteMovedWhere(m_tx.typeOf<ConflictValue>(), "WHERE conflict = ?", conflict));
        YIGONG_TRY(noteMovedWhere(m_tx.typeOf<ConflictSettlement>(), "WHERE conflict = ?", conflict));
    }
    return {};
}

Result<std::vector<Id>> HubRound::noteMovedWhere(const RecordType &type, const char *where, Id is)
{
    std::vector<Row> rows;
    YIGONG_TRY(m_tx.eachRow(type, where, {is.bytes()}, [&rows](Row &&row) { rows.push_back(std::move(row)); }));
    std::vector<Id> ids;
    for (const Row &row : rows) {
        YIGONG_TRY(noteMoved(type, row));
        ids.push_back(row.id);
    }
    return ids;
}

Result<void> HubRound::write(const RecordType &type, const std::optional<Row> &before, const Row &after, Id origin)
{
    YIGONG_TRY(before ? m_tx.placeRow(type, before, after) : m_tx.placeRow(type, after));
    if (type.number() == Device::info.number)
        YIGONG_TRY(keepHubDevice(m_tx, recordOf<Device>(after)));
    YIGONG_TRY(note(type, after, type.isInsertOnly() && !before ? origin : Id{},
                    before && isRoutedAlike(type, *before, after) ? Routing::AsBefore : Routing::Anew));
    if (type.number() == Share::info.number) {
        const auto share = recordOf<Share>(after);
        return noteReach(share.patient, share.encounter);
    }
    if (&type == residentType(m_tx.types()) && before && ownStreams(type, *before) != ownStreams(type, after))
        return noteReach(after.id, Id{});
    if (keepsCard(type) && !before)
        for (const Id &stream : ownStreams(type, after))
            m_cards.emplace_back(stream, subjectOf(type, after));
    return {};
}

Result<void> HubRound::endLapsedShares()
{
    YIGONG_LET(lapsed, m_tx.select<Share>("WHERE until > 0 AND until <= ? AND ended_on = ''",
                                          {static_cast<qint64>(m_tx.now().ms)}));
    const RecordType &type = m_tx.typeOf<Share>();
    for (Share share : lapsed) {
        YIGONG_LET(before, row(type, share.id));
        share.endedOn = civilDay(share.until);
        Row after = rowOf(share);
        after.unknown = before->unknown;
        after.version = before->version + 1;
        YIGONG_TRY(stamp(type.number(), share.id, Share::endedOnField, {HybridTime::at(share.until), {}, {}, {}}));
        YIGONG_TRY(write(type, before, after, Id{}));
    }
    return {};
}

Result<void> HubRound::mention(const RecordType &type, const Row &row)
{
    return note(type, row, Id{});
}

bool HubRound::mentions(Id stream, int type, Id record) const
{
    return std::any_of(m_notes.begin(), m_notes.end(), [&](const Note &note) {
        return note.stream == stream && note.type == type && note.record == record;
    });
}

void HubRound::mentionIn(Id stream, const RecordType &type, Id record)
{
    m_notes.push_back({stream, type.number(), record, Id{}});
}

Result<std::map<int, FieldStamp>> HubRound::stamps(int type, Id record) const
{
    std::map<int, FieldStamp> found;
    YIGONG_TRY(m_tx.each("SELECT field, time, site, device, practitioner FROM field_stamp WHERE type = ? AND id = ?",
                         {static_cast<qint64>(type), record.bytes()}, [&](const Columns &c) {
                             found[static_cast<int>(c.integer(0))] = {{c.integer(1)}, c.id(2), c.id(3), c.id(4)};
                         }));
    return found;
}

Result<void> HubRound::stamp(int type, Id record, int field, const FieldStamp &stamp)
{
    if (planted(field == insertStamp ? PlantedBug::InsertUnstamped : PlantedBug::EditUnstamped))
        return {};
    YIGONG_TRY(
        m_tx.run("INSERT OR REPLACE INTO field_stamp (type, id, field, time, site, device, practitioner) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?)",
                 {static_cast<qint64>(type), record.bytes(), static_cast<qint64>(field), stamp.time.ticks,
                  ValueOf<Id>::to(stamp.site), ValueOf<Id>::to(stamp.device), ValueOf<Id>::to(stamp.practitioner)}));
    return {};
}

Result<void> HubRound::within(const std::function<Result<void>()> &f)
{
    YIGONG_TRY(m_tx.connection().run("SAVEPOINT act", {}));
    const std::size_t notes = m_notes.size();
    const std::size_t members = m_members.mark(), cards = m_cards.size();
    Result<void> done = f();
    if (!done) {
        m_notes.resize(notes);
        m_members.backTo(members);
        m_cards.resize(cards);
        if (!planted(PlantedBug::SplitAct))
            YIGONG_TRY(m_tx.connection().run("ROLLBACK TO act", {}));
    }
    YIGONG_TRY(m_tx.connection().run("RELEASE act", {}));
    return done;
}

Result<void> HubRound::finish()
{
    YIGONG_TRY(noteCards());
    // One entry a record and stream is enough: a pull hands out the row as it stands. The last mention says whose it
    // is.
    std::map<std::tuple<Id, int, Id>, std::size_t> last;
    for (std::size_t i = 0; i < m_notes.size(); ++i)
        last[{m_notes[i].stream, m_notes[i].type, m_notes[i].record}] = i;
    std::map<Id, qint64> heads;
    for (std::size_t i = 0; i < m_notes.size(); ++i) {
        const Note &n = m_notes[i];
        if (last[{n.stream, n.type, n.record}] != i)
            continue;
        if (planted(PlantedBug::EntryLostInRound) && i > 2 && i + 1 == m_notes.size())
            continue;
        auto head = heads.find(n.stream);
        if (head == heads.end()) {
            YIGONG_LET(position, m_tx.number("SELECT position FROM stream_head WHERE stream = ?", {n.stream.bytes()}));
            head = heads.emplace(n.stream, position).first;
        }
        YIGONG_TRY(m_tx.run("INSERT INTO stream_entry (stream, position, round, type, record, origin) "
                            "VALUES (?, ?, ?, ?, ?, ?)",
                            {n.stream.bytes(), ++head->second, m_round, static_cast<qint64>(n.type), n.record.bytes(),
                             ValueOf<Id>::to(n.origin)}));
    }
    YIGONG_LET(digests, m_members.takeDigests());
    for (const auto &[stream, position] : heads)
        YIGONG_TRY(
            m_tx.run("INSERT INTO stream_head (stream, position) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET "
                     "position = excluded.position",
                     {stream.bytes(), position}));
    for (const auto &[stream, digest] : digests) // each has an entry, so a head
        YIGONG_TRY(m_tx.run("UPDATE stream_head SET digest = ? WHERE stream = ?", {digest.bytes(), stream.bytes()}));
    m_notes.clear();
    return {};
}

namespace {

struct Entry
{
    qint64 position, round;
    int type;
    Id record, origin;
};

Result<std::vector<Entry>> entriesAfter(const Snapshot &snapshot, Id stream, qint64 position, int limit)
{
    std::vector<Entry> entries;
    YIGONG_TRY(snapshot.each(
        "SELECT position, round, type, record, origin FROM stream_entry "
        "WHERE stream = ? AND position > ? ORDER BY position LIMIT ?",
        {stream.bytes(), position, static_cast<qint64>(limit)}, [&](const Columns &c) {
            entries.push_back({c.integer(0), c.integer(1), static_cast<int>(c.integer(2)), c.id(3), c.id(4)});
        }));
    return entries;
}

Result<std::map<int, FieldStamp>> stampsOf(const Snapshot &snapshot, int type, Id record)
{
    std::map<int, FieldStamp> found;
    YIGONG_TRY(
        snapshot.each("SELECT field, time, site, device, practitioner FROM field_stamp WHERE type = ? AND id = ?",
                      {static_cast<qint64>(type), record.bytes()}, [&](const Columns &c) {
                          found[static_cast<int>(c.integer(0))] = {{c.integer(1)}, c.id(2), c.id(3), c.id(4)};
                      }));
    return found;
}

} // namespace

namespace {

using Entries = std::map<Id, std::vector<Entry>>;

Result<Entries> pageOfEntries(const Snapshot &snapshot, const std::map<Id, qint64> &cursors, int limit, bool &more)
{
    Entries found;
    for (int size = limit;; size *= 4) {
        // Cut at the last round that every stream shows whole; a single round longer than the page is never split.
        found.clear();
        qint64 cut = std::numeric_limits<qint64>::max();
        for (const auto &[stream, position] : cursors) {
            YIGONG_LET(entries, entriesAfter(snapshot, stream, position, size));
            if (static_cast<int>(entries.size()) == size)
                cut = std::min(cut, entries.back().round - 1);
            found[stream] = std::move(entries);
        }
        std::size_t kept = 0, dropped = 0;
        for (auto &[stream, entries] : found) {
            const auto end =
                std::find_if(entries.begin(), entries.end(), [cut](const Entry &e) { return e.round > cut; });
            dropped += static_cast<std::size_t>(entries.end() - end);
            entries.erase(end, entries.end());
            kept += entries.size();
        }
        more = dropped > 0;
        if (kept > 0 || dropped == 0)
            return found;
    }
}

} // namespace

Result<std::vector<Id>> holdingNow(const Snapshot &snapshot, int type, Id record, const std::map<Id, qint64> &scope)
{
    std::vector<Id> holding;
    YIGONG_TRY(snapshot.each("SELECT stream FROM hub_member WHERE type = ? AND record = ? AND hash IS NOT NULL",
                             {static_cast<qint64>(type), record.bytes()}, [&](const Columns &c) {
                                 if (const Id stream = c.id(0); scope.contains(stream))
                                     holding.push_back(stream);
                             }));
    return holding;
}

Result<PulledRow> pulledRow(const Snapshot &snapshot, const RecordType &type, const Row &row, QByteArray body)
{
    PulledRow pulled{type.number(), row.id, row.version, std::move(body), {}, {}};
    if (!type.isInsertOnly()) {
        YIGONG_LET(stamps, stampsOf(snapshot, type.number(), row.id));
        pulled.stamps = std::move(stamps);
    }
    return pulled;
}

Result<PulledPage> readStreams(const Snapshot &snapshot, Id device, const std::map<Id, qint64> &cursors, bool wholeRows,
                               int limit)
{
    PulledPage page;
    YIGONG_LET(found, pageOfEntries(snapshot, cursors, limit, page.more));
    std::map<std::pair<int, Id>, Id> wanted; // record → origin, none where anybody else touched it
    for (const auto &[stream, entries] : found) {
        page.cursors[stream] = entries.empty() ? cursors.at(stream) : entries.back().position;
        if (planted(PlantedBug::CursorSkipsRows) && page.more)
            ++page.cursors[stream];
        for (const Entry &e : entries) {
            const auto [at, fresh] = wanted.try_emplace({e.type, e.record}, e.origin);
            if (!fresh && at->second != e.origin)
                at->second = Id{};
        }
    }
    for (const auto &[key, origin] : wanted) {
        const RecordType *type = snapshot.types().byNumber(key.first);
        if (!type)
            continue;
        YIGONG_LET(holding, holdingNow(snapshot, key.first, key.second, cursors));
        if (holding.empty()) {
            page.removed.push_back({key.first, key.second});
            continue;
        }
        YIGONG_LET(row, snapshot.findRow(*type, key.second));
        if (!row)
            continue;
        const bool wholeRow = wholeRows || origin != device || origin.isNone();
        YIGONG_LET(pulled, pulledRow(snapshot, *type, *row, wholeRow ? canonicalForm(*type, *row) : QByteArray()));
        pulled.streams = std::move(holding);
        page.rows.push_back(std::move(pulled));
    }
    return page;
}

Result<std::vector<HeldAct>> heldOf(const Snapshot &snapshot, Id device)
{
    std::vector<HeldAct> held;
    // Left to itself SQLite goes through all acts of the device, in the order that is asked for.
    YIGONG_TRY(snapshot.each("SELECT number, reason, detail, received FROM hub_act INDEXED BY hub_act_held "
                             "WHERE device = ? AND state = 2 ORDER BY number",
                             {device.bytes()}, [&](const Columns &c) {
                                 held.push_back({c.integer(0), c.text(1), c.text(2), c.instant(3)});
                             }));
    return held;
}

} // namespace yigong
