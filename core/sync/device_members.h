// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/stream_digest.h"

#include <map>
#include <vector>

namespace yigong {

/// A device's side of `HubMembers`: which streams of its scope hold a record, by what the hub said, with the hash of
/// the row that it sent, and each stream's digest. One object a commit.
class DeviceMembers
{
public:
    explicit DeviceMembers(Transaction &tx) : m_tx(tx) {}

    /// The record is held by exactly these streams, as a row of this hash.
    Result<void> keep(int type, Id record, const std::vector<Id> &streams, const QByteArray &hash);
    /// A stream has left the scope: the records that no other one holds.
    Result<std::vector<std::pair<int, Id>>> forgetStream(Id stream);
    Result<bool> isHeld(int type, Id record) const;
    /// Writes the digests of the streams that changed.
    Result<void> finish();

private:
    Result<StreamDigest *> digestOf(Id stream);

    Transaction &m_tx;
    std::map<Id, StreamDigest> m_digests;
};

/// The kept digests by stream.
Result<std::map<Id, QByteArray>> keptDigests(const Snapshot &snapshot);
/// Makes the kept digests anew from the members.
Result<void> sumStreams(Transaction &tx);
/// Forgets members, digests and cursors: the streams are read from their start.
Result<void> forgetStreams(Transaction &tx);
/// All streams come once more from their start. What they hold stays known, so that a stream that leaves the scope
/// meanwhile still takes its records along.
Result<void> rewindStreams(Transaction &tx);

} // namespace yigong
