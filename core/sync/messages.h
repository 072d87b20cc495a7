// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/store/change_log.h"

#include <functional>
#include <map>

namespace yigong {

/// The protocol number of this program; the lowest that its hub still answers.
constexpr int syncProtocol = 2;
constexpr int lowestSyncProtocol = 1;
/// A message larger than this, unpacked, is refused before it is unpacked.
constexpr qint64 largestMessage = 64LL * 1024 * 1024;

enum class Pull : quint8
{
    Nothing = 0,
    Rows = 1,
    WholeRows = 2, ///< also those that this device sent itself: it no longer has them
};

/// Who set a field last.
struct FieldStamp
{
    HybridTime time;
    Id site;
    Id device;
    Id practitioner;
};

/// In place of a field's number: the stamp of the record's insert, which holds for each field that has none of its own.
constexpr int insertStamp = 0;
inline FieldStamp stampOf(const std::map<int, FieldStamp> &stamps, int field)
{
    if (const auto own = stamps.find(field); own != stamps.end())
        return own->second;
    const auto made = stamps.find(insertStamp);
    return made == stamps.end() ? FieldStamp{} : made->second;
}

/// A record as the hub has it now. `body` is the canonical form; null means "as you sent it".
struct PulledRow
{
    int type = 0;
    Id record;
    qint64 version = 0;
    QByteArray body;
    std::map<int, FieldStamp> stamps;
    std::vector<Id> streams; ///< of the answer's cursors: those that hold it now; none said in protocol 1
};

/// A record by its name alone.
struct RecordName
{
    int type = 0;
    Id record;
};

/// What a device has of one stream from one id to before another (none: the end), in one sum of hashes.
struct ComparedRange
{
    Id stream, from, to;
    QByteArray sum;
    bool byRows = false; ///< of the rows as they are, not as they were noted
};
/// A record of a stream, by its hashes: as it was noted, and as the row is (null: no row).
struct SummedRecord
{
    int type = 0;
    Id record;
    QByteArray kept, now;
};
struct RangePart
{
    Id to;
    QByteArray sum;
};
/// The hub's answer to one range: equal, or else its records where they are few, or parts to compare.
struct RangeAnswer
{
    bool equal = false;
    std::vector<RangePart> parts;
    std::vector<SummedRecord> records;
};

/// What a device sends: acts the hub has not taken, and where it stands. One message pushes and pulls.
struct SyncRequest
{
    int protocol = syncProtocol;
    Id epoch;                     ///< the hub's, as last heard; none at first
    Instant deviceNow;            ///< the device's clock, so that the hub sees the difference
    qint64 lastNumber = 0;        ///< of the newest act in the device's log
    qint64 firstNumber = 0;       ///< of the acts below
    QByteArray previousHash;      ///< chain hash before the first of them
    std::vector<QByteArray> acts; ///< bodies, numbers without a gap
    std::map<Id, qint64> cursors; ///< stream → position
    Pull pull = Pull::Rows;
    qint64 mostRows = 0; ///< of the answer, about; 0: as many as the hub likes
    std::vector<ComparedRange> compare;
    std::vector<RecordName> wanted; ///< to be sent again
    std::vector<PulledRow> offered; ///< rows that are damaged at the hub and whole here; no stamps
};

struct HeldAct
{
    qint64 number = 0;
    QString reason; ///< stable word: forbidden, unknown-record, needs-newer-program, malformed
    QString detail;
    Instant since;
};

struct SyncAnswer
{
    int protocol = syncProtocol; ///< as the request's
    Id epoch;
    Instant hubNow;
    qint64 taken = 0;            ///< this device's acts up to this number are at the hub, durable
    qint64 backedUp = 0;         ///< and up to this one in a second place
    std::vector<HeldAct> held;   ///< all that is held back of this device
    std::vector<PulledRow> rows; ///< final rows; they contain every act up to `taken` but the held ones
    std::map<Id, qint64> cursors;
    bool more = false;                 ///< ask again: the pull was cut
    std::map<Id, Instant> contacts;    ///< site → when a device of it was last heard, for the sites in scope
    std::vector<RecordName> removed;   ///< what no stream of the device's scope holds any more
    std::map<Id, QByteArray> digests;  ///< stream → what it holds; with the last page only
    std::vector<RangeAnswer> compared; ///< one for each range of the request
};

/// Messages are CBOR (docs/sync.md) in zstd. Errors: BadFormat{"sync"}.
QByteArray encode(const SyncRequest &request);
Result<SyncRequest> decodeRequest(const QByteArray &bytes);
QByteArray encode(const SyncAnswer &answer);
Result<SyncAnswer> decodeAnswer(const QByteArray &bytes);

/// What a signature is for: one made over an exchange is worth nothing under a question.
enum class SealedFor : quint8
{
    Sync,
    Question,
    Log,
    Release,
    Package,
    Snapshot,
};
using SignBytes = std::function<QByteArray(const QByteArray &)>;
/// What goes over the line: [1, device, payload, signature over "yigong-sync-1" ("yigong-ask-1" of a question,
/// "yigong-log-1" of entries, "yigong-carry-1" of a courier's call, "yigong-snapshot-ask-1" of a question for a
/// snapshot) ‖ payload].
QByteArray seal(Id device, const QByteArray &payload, const SignBytes &sign, SealedFor purpose = SealedFor::Sync);
struct Envelope
{
    Id device;
    QByteArray payload;
    QByteArray signature;
};
Result<Envelope> openEnvelope(const QByteArray &bytes);
/// The bytes that are signed.
QByteArray signedBytes(const QByteArray &payload, SealedFor purpose = SealedFor::Sync);

/// zstd, with the unpacked size bounded by `largestMessage`. Errors: BadFormat{"zstd"}.
QByteArray pack(const QByteArray &bytes);
Result<QByteArray> unpack(const QByteArray &bytes);

/// A refusal: [1, word, [arguments…]].
QByteArray encodeRefusal(const QString &word, const QStringList &arguments = {});
struct Refusal
{
    QString word;
    QStringList arguments;
};
Result<Refusal> decodeRefusal(const QByteArray &bytes);

} // namespace yigong
