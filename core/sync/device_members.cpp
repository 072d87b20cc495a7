// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/device_members.h"

#include <algorithm>

namespace yigong {

Result<StreamDigest *> DeviceMembers::digestOf(Id stream)
{
    auto at = m_digests.find(stream);
    if (at == m_digests.end()) {
        QByteArray kept;
        YIGONG_TRY(m_tx.each("SELECT digest FROM stream_digest WHERE stream = ?", {stream.bytes()},
                             [&kept](const Columns &c) { kept = c.bytes(0); }));
        at = m_digests.emplace(stream, StreamDigest::fromBytes(kept)).first;
    }
    return &at->second;
}

Result<void> DeviceMembers::keep(int type, Id record, const std::vector<Id> &streams, const QByteArray &hash)
{
    std::map<Id, QByteArray> known;
    YIGONG_TRY(m_tx.each("SELECT stream, hash FROM stream_member WHERE type = ? AND record = ?",
                         {static_cast<qint64>(type), record.bytes()},
                         [&known](const Columns &c) { known[c.id(0)] = c.bytes(1); }));
    for (const Id &stream : streams) {
        const auto before = known.find(stream);
        const bool isNew = before == known.end();
        if (!isNew && before->second == hash) {
            known.erase(before);
            continue;
        }
        YIGONG_LET(digest, digestOf(stream));
        if (!isNew) {
            digest->remove(before->second);
            known.erase(before);
        }
        digest->add(hash);
        YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO stream_member (type, record, stream, hash) VALUES (?, ?, ?, ?)",
                            {static_cast<qint64>(type), record.bytes(), stream.bytes(), hash}));
    }
    for (const auto &[stream, before] : known) {
        YIGONG_LET(digest, digestOf(stream));
        digest->remove(before);
        YIGONG_TRY(m_tx.run("DELETE FROM stream_member WHERE type = ? AND record = ? AND stream = ?",
                            {static_cast<qint64>(type), record.bytes(), stream.bytes()}));
    }
    return {};
}

Result<std::vector<std::pair<int, Id>>> DeviceMembers::forgetStream(Id stream)
{
    std::vector<std::pair<int, Id>> members, left;
    YIGONG_TRY(
        m_tx.each("SELECT type, record FROM stream_member WHERE stream = ?", {stream.bytes()},
                  [&members](const Columns &c) { members.emplace_back(static_cast<int>(c.integer(0)), c.id(1)); }));
    YIGONG_TRY(m_tx.run("DELETE FROM stream_member WHERE stream = ?", {stream.bytes()}));
    YIGONG_TRY(m_tx.run("DELETE FROM stream_digest WHERE stream = ?", {stream.bytes()}));
    YIGONG_TRY(m_tx.run("DELETE FROM stream_cursor WHERE stream = ?", {stream.bytes()}));
    m_digests.erase(stream);
    for (const auto &[type, record] : members) {
        YIGONG_LET(held, isHeld(type, record));
        if (!held)
            left.emplace_back(type, record);
    }
    return left;
}

Result<bool> DeviceMembers::isHeld(int type, Id record) const
{
    YIGONG_LET(held, m_tx.number("SELECT EXISTS (SELECT 1 FROM stream_member WHERE type = ? AND record = ?)",
                                 {static_cast<qint64>(type), record.bytes()}));
    return held != 0;
}

Result<void> DeviceMembers::finish()
{
    for (const auto &[stream, digest] : m_digests)
        YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO stream_digest (stream, digest) VALUES (?, ?)",
                            {stream.bytes(), digest.bytes()}));
    m_digests.clear();
    return {};
}

Result<std::map<Id, QByteArray>> keptDigests(const Snapshot &snapshot)
{
    std::map<Id, QByteArray> digests;
    YIGONG_TRY(snapshot.each("SELECT stream, digest FROM stream_digest", {},
                             [&digests](const Columns &c) { digests[c.id(0)] = c.bytes(1); }));
    return digests;
}

Result<void> sumStreams(Transaction &tx)
{
    std::map<Id, StreamDigest> digests;
    YIGONG_TRY(tx.each("SELECT stream, hash FROM stream_member", {},
                       [&digests](const Columns &c) { digests[c.id(0)].add(c.bytes(1)); }));
    YIGONG_TRY(tx.run("DELETE FROM stream_digest", {}));
    for (const auto &[stream, digest] : digests)
        YIGONG_TRY(
            tx.run("INSERT INTO stream_digest (stream, digest) VALUES (?, ?)", {stream.bytes(), digest.bytes()}));
    return {};
}

Result<void> forgetStreams(Transaction &tx)
{
    for (const char *table : {"stream_cursor", "stream_member", "stream_digest", "leaving"})
        YIGONG_TRY(tx.run(std::string("DELETE FROM ") + table, {}));
    return {};
}

Result<void> rewindStreams(Transaction &tx)
{
    YIGONG_TRY(tx.run("UPDATE stream_cursor SET position = 0", {}));
    return {};
}

} // namespace yigong
