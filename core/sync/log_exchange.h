// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/store/verify.h"
#include "core/sync/sync_session.h"

namespace yigong {

/// What a device sends of its second log (`POST /v1/log`, docs/sync.md), and what it says of the part it sent before.
struct LogRequest
{
    Instant deviceNow;
    qint64 first = 1;                ///< number of the first entry below
    QByteArray previous;             ///< the device's hash before it
    std::vector<QByteArray> entries; ///< bodies, numbers without a gap
    QByteArray lastHash;             ///< the device's hash of the last of them
    qint64 kept = 0;                 ///< how many entries before `first` the device still has
    qint64 brokenAt = 0;             ///< the first entry whose link does not hold there; 0: all do
    qint64 acts = 0;                 ///< head of the change log
    QByteArray actsHash;
};

/// Both heads of a device as the hub had them, signed by the hub (Ed25519).
struct Countersignature
{
    Instant at;
    qint64 acts = 0;
    QByteArray actsHash;
    qint64 entries = 0;
    QByteArray entriesHash;
    QByteArray signature;

    /// "yigong-heads-1" ‖ device ‖ at ‖ acts ‖ actsHash ‖ entries ‖ entriesHash, numbers in 8 bytes big-endian.
    [[nodiscard]] QByteArray signedBytes(Id device) const;
};

struct LogAnswer
{
    qint64 taken = 0;      ///< entries up to this number are at the hub, durable
    bool renumber = false; ///< the hub has others under the numbers that were sent: go on behind `taken`
    Countersignature heads;
    QByteArray hubKey; ///< public half of the key that signs heads
};

/// CBOR in zstd. Errors: BadFormat{"log"}.
QByteArray encode(const LogRequest &request);
Result<LogRequest> decodeLogRequest(const QByteArray &bytes);
QByteArray encode(const LogAnswer &answer);
Result<LogAnswer> decodeLogAnswer(const QByteArray &bytes);

/// What the hub has of the second log, as far as this device has heard: entries up to this number.
Result<qint64> logTaken(const Snapshot &snapshot);
/// Entries from behind `taken` on, as many as one request holds, and what this store says of those before.
Result<LogRequest> logRequestFrom(const Snapshot &snapshot, qint64 taken);
/// Takes an answer whose signature it checks. Errors: BadSignature with field "heads" (not by the known hub's key).
Result<void> takeLogAnswer(Transaction &tx, Id device, const LogAnswer &answer);

/// Brings a device's second log to the hub: after the acts, which matter more. Does nothing, without a round trip,
/// where everything is there and countersigned, and the hub's key is known.
class LogSession
{
public:
    LogSession(Database &db, SignBytes sign, SyncPost post);
    /// Answers how many entries the hub took. Errors: those of `post` · HubRefused{word} · HubAnsweredWrongly ·
    /// BadSignature (of the hub's countersignature, or by another key than before) · those of the store.
    Result<qint64> run();

private:
    Result<std::optional<LogRequest>> next();
    Result<LogAnswer> exchange(const LogRequest &request);

    Database &m_db;
    SignBytes m_sign;
    SyncPost m_post;
};

/// The hub's key as it is known here, 32 bytes: packages to the hub are encrypted to it, and those of the hub are
/// signed with it. Empty before the first exchange. Heard with the first countersignature, over the pinned line.
Result<QByteArray> knownHubKey(const Snapshot &snapshot);
/// Errors: BadSignature (another is known).
Result<void> keepHubKey(Transaction &tx, const QByteArray &hubKey);

/// Where this store's second log does not hold: kind "log", an entry that is missing, changed or out of order, or a
/// head that is not what the hub countersigned. A StoreCheck for `verify`.
Result<void> checkAuditLog(const Snapshot &snapshot, const ReportFinding &report);

} // namespace yigong
