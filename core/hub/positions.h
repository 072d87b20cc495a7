// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/messages.h"

namespace yigong {

/// Stream → position, as it is kept.
QByteArray cborOfPositions(const std::map<Id, qint64> &positions);
std::map<Id, qint64> positionsFrom(const QByteArray &bytes);

/// Notes where a device says that it stands: what a package to it goes on from.
Result<void> keepPosition(Transaction &tx, Id device, const SyncRequest &request);

/// Notes what a device had heard by the time it had made as many acts as it has. What no act that is still to be
/// judged can need is forgotten.
Result<void> keepHeard(Transaction &tx, Id device, const SyncRequest &request);

/// Notes how far the streams go at a restore: who has read so far since knows what the hub has, and what it lost.
Result<void> keepRestoredHeads(Transaction &tx);

/// The note of a value that an act from before a restore had seen and the hub had not heard, until the act comes that
/// brings it (`isFromBeforeRestore`).
QString unheardKey(int type, Id record, int field, const Value &value);

/// Forgets those notes once no act from before the restore can come any more: no device that is not revoked has one
/// that was not judged, but such as have been held back for three months. Looks once a day.
Result<void> sweepUnheard(Transaction &tx);

/// What a device had heard when it made its acts, as far as it has said so: what it was told in an answer counts from
/// its next request on.
class Heard
{
public:
    /// Reads what is kept of it in the hub's epoch; of another epoch, it has heard nothing.
    static Result<Heard> of(const Snapshot &snapshot, Id device);

    /// Whether it made this act before it had read what a restored hub has: then what it had seen may not be here yet.
    [[nodiscard]] bool isFromBeforeRestore(qint64 act) const;
    /// Whether acts up to this one, and all to come, were made by who knew what the restored hub has.
    [[nodiscard]] bool knowsRestored(qint64 from) const;
    /// Whether the stream held this record once, and the device had not heard that it left when it made this act.
    /// `justMentioned`: the round that is under way has it for that stream, in whose entries it is not yet.
    Result<bool> missedLeaving(const Snapshot &snapshot, qint64 act, Id stream, int type, Id record,
                               bool justMentioned) const;

private:
    struct Said
    {
        bool readRestored = false; ///< all that the hub had when it was restored
        std::map<Id, qint64> positions;
    };
    bool m_restored = false;         ///< the hub, ever
    std::map<qint64, Said> m_before; ///< acts made by then → what it said
};

} // namespace yigong
