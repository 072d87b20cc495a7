// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/hub_members.h"
#include "core/sync/messages.h"

#include <set>

namespace yigong {

/// A device as the hub knows it.
struct HubDevice
{
    Id id;
    Id site;
    QString letter;       ///< heads its short numbers within the site: A, B, …
    QByteArray publicKey; ///< Ed25519
    QString name;
    qint64 taken = 0;
    QByteArray head; ///< chain hash of act `taken`
    Instant lastContact;
    Instant enrolled;
    bool revoked = false;
    bool certified = false; ///< taken with its own certificate only
};

Result<std::optional<HubDevice>> hubDevice(const Snapshot &snapshot, Id id);

/// All that the hub's intake needs of its database, narrow on purpose: rows for the merge, rows and stream entries
/// written, acts kept. One object a round; a round is one commit of the hub.
class HubRound
{
public:
    HubRound(Transaction &tx, qint64 round) : m_tx(tx), m_round(round), m_members(tx) {}
    /// The one after the last.
    static Result<HubRound> next(Transaction &tx);

    Result<std::optional<HubDevice>> device(Id id) const { return hubDevice(m_tx, id); }
    Result<void> saveDevice(const HubDevice &device, qint64 clockDifferenceMs);

    Result<void> keepBatch(Id device, qint64 first, qint64 last, const QByteArray &payload,
                           const QByteArray &signature);
    enum class ActState : int
    {
        Applied = 1,
        HeldBack = 2
    };
    Result<void> keepAct(Id device, qint64 number, const QByteArray &body, const QByteArray &hash, ActState state,
                         const QString &reason, const QString &detail);
    Result<QByteArray> actHash(Id device, qint64 number) const; ///< empty where it was never taken

    Result<std::optional<Row>> row(const RecordType &type, Id id) const { return m_tx.findRow(type, id); }
    /// Writes the row and notes it for the streams that hold it, before or after, and with a share, or a resident who
    /// moved, what comes into other streams or leaves them by it. `origin`: whose insert it is.
    Result<void> write(const RecordType &type, const std::optional<Row> &before, const Row &after, Id origin);
    /// Notes an unchanged row again, so that who sent it hears what stands.
    Result<void> mention(const RecordType &type, const Row &row);
    /// Notes a record in a stream that need not hold it: who made it there too hears the row, or that it is others'.
    void mentionIn(Id stream, const RecordType &type, Id record);
    /// Whether the stream is to hear of the record with this round.
    [[nodiscard]] bool mentions(Id stream, int type, Id record) const;
    Result<std::map<int, FieldStamp>> stamps(int type, Id record) const;
    Result<void> stamp(int type, Id record, int field, const FieldStamp &stamp);

    /// Ends the shares whose time is over, by the hub's clock.
    Result<void> endLapsedShares();
    /// Runs `f` so that its error leaves nothing of it behind, while the round goes on.
    Result<void> within(const std::function<Result<void>()> &f);
    /// Gives the noted rows their places in the streams. The round's last step.
    Result<void> finish();

    [[nodiscard]] Transaction &transaction() { return m_tx; }

private:
    struct Note
    {
        Id stream;
        int type;
        Id record;
        Id origin;
    };
    enum class Routing
    {
        Anew,
        AsBefore, ///< nothing changed by which the record is routed
    };
    Result<void> note(const RecordType &type, const Row &row, Id origin, Routing routing = Routing::Anew);
    Result<void> noteMoved(const RecordType &type, const Row &row);
    Result<void> noteReach(Id patient, Id encounter);
    Result<void> noteCards();
    Result<void> noteConflictsOver(Id record);
    Result<std::vector<Id>> noteMovedWhere(const RecordType &type, const char *where, Id is);

    Transaction &m_tx;
    qint64 m_round;
    HubMembers m_members;
    std::vector<Note> m_notes;
    std::vector<std::pair<Id, Id>> m_cards; ///< stream, resident: who has a visit or letter now, and needs the card
};

/// What a device with these cursors lacks, cut at one round for all streams.
struct PulledPage
{
    std::vector<PulledRow> rows;
    std::vector<RecordName> removed; ///< mentioned in these streams, and held by none of them any more
    std::map<Id, qint64> cursors;
    bool more = false;
};
Result<PulledPage> readStreams(const Snapshot &snapshot, Id device, const std::map<Id, qint64> &cursors, bool wholeRows,
                               int limit);
/// The streams among `scope` that hold a record now.
Result<std::vector<Id>> holdingNow(const Snapshot &snapshot, int type, Id record, const std::map<Id, qint64> &scope);
/// A row as a device hears of it, with the stamps of its fields; its streams are still to be said.
Result<PulledRow> pulledRow(const Snapshot &snapshot, const RecordType &type, const Row &row, QByteArray body);
Result<std::vector<HeldAct>> heldOf(const Snapshot &snapshot, Id device);

} // namespace yigong
