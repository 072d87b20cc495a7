// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/stream_digest.h"

#include <map>
#include <vector>

namespace yigong {

/// Which streams hold a record at the hub (`hub_member`), kept in the commit that writes the record, and with it each
/// stream's digest. A stream that held a record once is remembered.
class HubMembers
{
public:
    explicit HubMembers(Transaction &tx) : m_tx(tx) {}

    struct Route
    {
        std::vector<Id> holding; ///< every stream that holds the record now, in order
        std::vector<Id> joined;  ///< those of them that did not until now
        std::vector<Id> left;    ///< those that held it until now
    };
    /// Brings the record's members in line with `holdersOf` and its hash with its row.
    Result<Route> route(const RecordType &type, const Row &row);
    /// The same of a record whose row changed in nothing by which it is routed (`isRoutedAlike`): who holds it is
    /// known.
    Result<Route> stay(const RecordType &type, const Row &row);
    Result<bool> holds(int type, Id record, Id stream) const;

    /// What `route` changed since then counts for no digest: its savepoint was rolled back.
    [[nodiscard]] std::size_t mark() const { return m_changes.size(); }
    void backTo(std::size_t mark) { m_changes.resize(mark); }
    /// The digests of the streams that changed, as they are now; what changed is forgotten.
    Result<std::map<Id, StreamDigest>> takeDigests();

private:
    struct Change
    {
        Id stream;
        QByteArray hash;
        bool added;
    };
    Result<void> keep(int type, Id record, Id stream, const QByteArray &before, const QByteArray &after);

    Transaction &m_tx;
    std::vector<Change> m_changes;
};

/// Whether two rows of a record name the same sites, residents and visits. What else decides who holds it is of other
/// records, which bring it in line themselves.
bool isRoutedAlike(const RecordType &type, const Row &before, const Row &after);

/// Whether the stream holds the record, or held it once.
Result<bool> everHeld(const Snapshot &snapshot, int type, Id record, Id stream);

/// Each stream's digest as it is kept; an empty stream's where nothing was ever in it.
Result<std::map<Id, QByteArray>> digestsOf(const Snapshot &snapshot, const std::vector<Id> &streams);

/// Makes members, digests and what is missing of stream entries from the rows, for a hub's store that has none: one
/// that an earlier version wrote, or one that was filled at once. Does nothing where they are there.
Result<void> fillHubMembers(Transaction &tx);

} // namespace yigong
