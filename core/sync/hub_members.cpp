// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hub_members.h"
#include "core/sync/streams.h"
#include "core/sync/sync_records.h"

#include <algorithm>

namespace yigong {

namespace {

const QString filledKey = QStringLiteral("hub_members");
const QString roundKey = QStringLiteral("hub_round");
// A pull never splits a round: what is entered at once is spread over rounds, as if it had come in batches.
constexpr qint64 entriesInRound = 500;

/// Stream → hash, null of one that held the record once.
Result<std::map<Id, QByteArray>> membersOf(const Snapshot &snapshot, int type, Id record)
{
    std::map<Id, QByteArray> members;
    YIGONG_TRY(snapshot.each("SELECT stream, hash FROM hub_member WHERE type = ? AND record = ?",
                             {static_cast<qint64>(type), record.bytes()}, [&members](const Columns &c) {
                                 members[c.id(0)] = c.isNull(1) ? QByteArray() : c.bytes(1);
                             }));
    return members;
}

} // namespace

Result<void> HubMembers::keep(int type, Id record, Id stream, const QByteArray &before, const QByteArray &after)
{
    if (before == after)
        return {};
    YIGONG_TRY(
        m_tx.run("INSERT INTO hub_member (type, record, stream, hash) VALUES (?, ?, ?, ?) "
                 "ON CONFLICT (type, record, stream) DO UPDATE SET hash = excluded.hash",
                 {static_cast<qint64>(type), record.bytes(), stream.bytes(), after.isNull() ? Value{} : Value{after}}));
    if (!before.isNull())
        m_changes.push_back({stream, before, false});
    if (!after.isNull())
        m_changes.push_back({stream, after, true});
    return {};
}

Result<HubMembers::Route> HubMembers::route(const RecordType &type, const Row &row)
{
    Route route;
    YIGONG_LET(holding, holdersOf(m_tx, type, row));
    route.holding = std::move(holding);
    YIGONG_LET(members, membersOf(m_tx, type.number(), row.id));
    const QByteArray hash = recordHash(type.number(), row.id, row.version, canonicalForm(type, row));
    for (const Id &stream : route.holding) {
        const QByteArray before = members[stream];
        if (before.isNull())
            route.joined.push_back(stream);
        YIGONG_TRY(keep(type.number(), row.id, stream, before, hash));
    }
    for (const auto &[stream, before] : members) {
        if (before.isNull() || std::binary_search(route.holding.begin(), route.holding.end(), stream))
            continue;
        route.left.push_back(stream);
        YIGONG_TRY(keep(type.number(), row.id, stream, before, {}));
    }
    return route;
}

Result<HubMembers::Route> HubMembers::stay(const RecordType &type, const Row &row)
{
    Route route;
    YIGONG_LET(members, membersOf(m_tx, type.number(), row.id));
    const QByteArray hash = recordHash(type.number(), row.id, row.version, canonicalForm(type, row));
    for (const auto &[stream, before] : members) {
        if (before.isNull())
            continue;
        route.holding.push_back(stream);
        YIGONG_TRY(keep(type.number(), row.id, stream, before, hash));
    }
    return route;
}

bool isRoutedAlike(const RecordType &type, const Row &before, const Row &after)
{
    if (type.number() == Share::info.number)
        return false; // its end is in no such field
    for (std::size_t i = 0; i < type.fields().size(); ++i)
        if (type.fields()[i].role != Role::Plain && before.values[i] != after.values[i])
            return false;
    return true;
}

Result<bool> HubMembers::holds(int type, Id record, Id stream) const
{
    YIGONG_LET(found,
               m_tx.number("SELECT EXISTS (SELECT 1 FROM hub_member WHERE type = ? AND record = ? AND stream = ? "
                           "AND hash IS NOT NULL)",
                           {static_cast<qint64>(type), record.bytes(), stream.bytes()}));
    return found != 0;
}

Result<std::map<Id, StreamDigest>> HubMembers::takeDigests()
{
    std::map<Id, StreamDigest> digests;
    for (const Change &change : m_changes) {
        auto at = digests.find(change.stream);
        if (at == digests.end()) {
            QByteArray known;
            YIGONG_TRY(m_tx.each("SELECT digest FROM stream_head WHERE stream = ?", {change.stream.bytes()},
                                 [&known](const Columns &c) { known = c.bytes(0); }));
            at = digests.emplace(change.stream, StreamDigest::fromBytes(known)).first;
        }
        if (change.added)
            at->second.add(change.hash);
        else
            at->second.remove(change.hash);
    }
    m_changes.clear();
    return digests;
}

Result<bool> everHeld(const Snapshot &snapshot, int type, Id record, Id stream)
{
    YIGONG_LET(found, snapshot.number("SELECT EXISTS (SELECT 1 FROM hub_member WHERE type = ? AND record = ? AND "
                                      "stream = ?)",
                                      {static_cast<qint64>(type), record.bytes(), stream.bytes()}));
    return found != 0;
}

Result<std::map<Id, QByteArray>> digestsOf(const Snapshot &snapshot, const std::vector<Id> &streams)
{
    std::map<Id, QByteArray> digests;
    for (const Id &stream : streams) {
        QByteArray kept;
        YIGONG_TRY(snapshot.each("SELECT digest FROM stream_head WHERE stream = ?", {stream.bytes()},
                                 [&kept](const Columns &c) { kept = c.bytes(0); }));
        digests[stream] = StreamDigest::fromBytes(kept).bytes();
    }
    return digests;
}

namespace {

class Filling
{
public:
    explicit Filling(Transaction &tx) : m_tx(tx) {}

    Result<void> run()
    {
        YIGONG_TRY(m_tx.each("SELECT stream, position FROM stream_head", {},
                             [this](const Columns &c) { m_heads[c.id(0)].position = c.integer(1); }));
        YIGONG_LET(round, m_tx.local(roundKey));
        m_round = ValueOf<qint64>::from(round) + 1;
        // What earlier entries mention was in those streams once; whether it still is, its row says.
        YIGONG_TRY(m_tx.run("INSERT OR IGNORE INTO hub_member (type, record, stream) "
                            "SELECT DISTINCT type, record, stream FROM stream_entry",
                            {}));
        for (const RecordType &type : m_tx.types().all())
            YIGONG_TRY(fill(type));
        for (const auto &[stream, head] : m_heads)
            YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO stream_head (stream, position, digest) VALUES (?, ?, ?)",
                                {stream.bytes(), head.position, head.digest.bytes()}));
        return m_tx.setLocal(roundKey, m_round);
    }

private:
    struct Head
    {
        qint64 position = 0;
        StreamDigest digest;
    };

    Result<void> fill(const RecordType &type)
    {
        Result<void> done;
        YIGONG_TRY(m_tx.eachRow(type, "ORDER BY id", {}, [&](Row &&row) {
            if (done)
                done = fill(type, row);
        }));
        return done;
    }

    Result<void> fill(const RecordType &type, const Row &row)
    {
        if (row.version == 0)
            return {}; // of a store that was a device's; its act will come
        YIGONG_LET(holding, holdersOf(m_tx, type, row));
        const QByteArray hash = recordHash(type.number(), row.id, row.version, canonicalForm(type, row));
        for (const Id &stream : holding) {
            m_heads[stream].digest.add(hash);
            YIGONG_LET(known, everHeld(m_tx, type.number(), row.id, stream));
            if (!known)
                YIGONG_TRY(enter(stream, type.number(), row.id));
            YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO hub_member (type, record, stream, hash) VALUES (?, ?, ?, ?)",
                                {static_cast<qint64>(type.number()), row.id.bytes(), stream.bytes(), hash}));
        }
        return {};
    }

    Result<void> enter(Id stream, int type, Id record)
    {
        if (++m_inRound > entriesInRound) {
            ++m_round;
            m_inRound = 1;
        }
        YIGONG_TRY(
            m_tx.run("INSERT INTO stream_entry (stream, position, round, type, record) VALUES (?, ?, ?, ?, ?)",
                     {stream.bytes(), ++m_heads[stream].position, m_round, static_cast<qint64>(type), record.bytes()}));
        return {};
    }

    Transaction &m_tx;
    std::map<Id, Head> m_heads;
    qint64 m_round = 1, m_inRound = 0;
};

} // namespace

Result<void> fillHubMembers(Transaction &tx)
{
    YIGONG_LET(filled, tx.local(filledKey));
    if (ValueOf<qint64>::from(filled) != 0)
        return {};
    YIGONG_TRY(Filling(tx).run());
    return tx.setLocal(filledKey, qint64{1});
}

} // namespace yigong
