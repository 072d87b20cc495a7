// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/keys.h"
#include "core/store/encryption/key_block.h"
#include "core/sync/ask.h"

#include <functional>
#include <optional>
#include <span>

namespace yigong {

// A new device's first store, cut to its scope by the hub: an encrypted store's file, taken as it is (docs/sync.md).

/// With fewer places in the streams of its scope a device pulls rows: that is done before a snapshot were cut.
constexpr qint64 leastSnapshotEntries = 20'000;
/// Of one call, which is what a cut line loses: the first, and bounds of those that follow, which get larger on a fast
/// line and smaller on a slow one.
constexpr qint64 firstPieceBytes = 256 * 1024, leastPieceBytes = 32 * 1024, snapshotPieceBytes = 8 * 1024 * 1024;
/// A local value of the store, set in a snapshot: its recovery key was not shown yet.
inline constexpr char newStoreMark[] = "enrol/new";

/// What a snapshot is, signed by the hub.
struct SnapshotManifest
{
    Id device;
    Id epoch;
    int schema = 0; ///< the store's; an older program cannot open it, a newer one migrates it
    qint64 size = 0;
    QByteArray digest;       ///< BLAKE2b-256 of the file
    QByteArray sealedOpener; ///< the key file of the store's only slot, sealed to the device's key
    Instant cut;
    qint64 records = 0;
    QByteArray hubKey;

    bool operator==(const SnapshotManifest &) const = default;
};
/// Of a snapshot's file, as its manifest has it. Errors: FileUnreadable.
Result<QByteArray> digestOfFile(const QString &path);
/// [1, device, epoch, schema, size, digest, sealed-opener, cut, records, hub-key, signature over "yigong-snapshot-1" ‖
/// all before].
QByteArray encode(const SnapshotManifest &manifest, const SignBytes &sign);
/// Errors: BadFormat{"snapshot"} · BadSignature with field "snapshot" (not by the key in it; whether that is the hub's,
/// the caller knows).
Result<SnapshotManifest> decodeManifest(const QByteArray &bytes);

/// What a device asks (`POST /v1/snapshot`), in an envelope (SealedFor::Snapshot).
struct SnapshotCall
{
    enum class Kind : quint8
    {
        Offer = 1, ///< answered by a SnapshotOffer
        Piece = 2, ///< `length` bytes of the file from `offset` on, answered by a SnapshotPiece
        Done = 3,  ///< it is here: the hub lets go of it
    };
    Kind kind = Kind::Offer;
    Instant deviceNow;
    qint64 offset = 0;
    qint64 length = 0;
};
/// [1, kind, device-now, offset, length]. Errors: BadFormat{"snapshot"}.
QByteArray encode(const SnapshotCall &call);
Result<SnapshotCall> decodeSnapshotCall(const QByteArray &bytes);

struct SnapshotOffer
{
    enum class State : quint8
    {
        None = 0,      ///< there is too little for one: pull
        Preparing = 1, ///< ask again after `seconds`
        Ready = 2,
    };
    State state = State::None;
    int seconds = 0;
    QByteArray manifest; ///< of a ready one, as signed
};
/// [1, state, seconds, manifest]. Errors: BadFormat{"snapshot"}.
QByteArray encode(const SnapshotOffer &offer);
Result<SnapshotOffer> decodeOffer(const QByteArray &bytes);
/// [1, offset, bytes].
QByteArray encodePiece(qint64 offset, const QByteArray &bytes);
Result<QByteArray> decodePiece(const QByteArray &bytes, qint64 offset);

/// Asks the hub one SnapshotCall and answers the body.
using AskSnapshot = std::function<Result<QByteArray>(const SnapshotCall &)>;
/// Waits until the hub has cut it. Errors: those of `ask` · HubTooSlow{seconds}.
Result<SnapshotOffer> offeredSnapshot(const AskSnapshot &ask, const Clock &clock,
                                      const std::function<void(int seconds)> &wait);

struct FetchedSnapshot
{
    SnapshotManifest manifest;
    QString file;
    qint64 resumedAt = 0; ///< bytes that an earlier attempt had brought
};
using SnapshotProgress = std::function<void(qint64 bytes, qint64 of)>;
struct SnapshotPlace
{
    QString file;
    qint64 at = 0; ///< where the snapshot's first byte lies in it
};
/// The bytes from `from` to `size`, in pieces whose size follows the line. Errors: those of `ask` and of the disk.
Result<void> fetchSnapshotPieces(const AskSnapshot &ask, const Clock &clock, const SnapshotPlace &to, qint64 from,
                                 qint64 size, const std::function<void(int seconds)> &wait,
                                 const SnapshotProgress &progress = {});
/// Fetches the snapshot that the hub offers this device into a folder, piece by piece; goes on where an earlier call
/// was cut off, while the hub still has the same one. None where it offers none. `wait` sleeps while the hub cuts it.
/// Errors: those of the line · StoreNewer{schema, ours} (before anything is fetched) · BadSignature, BadFormat,
/// StoreDamaged{file, "digest"} (nothing is kept) · those of the disk.
Result<std::optional<FetchedSnapshot>> fetchSnapshot(const AskLine &line, const Clock &clock, const QString &folder,
                                                     const std::function<void(int seconds)> &wait,
                                                     const SnapshotProgress &progress = {});
/// Says that it was adopted, and lets go of what belongs to the fetching.
Result<void> snapshotAdopted(const AskLine &line, const Clock &clock, const QString &folder);

/// Makes a fetched snapshot a store of this machine, without touching a page: slots for `openers`, none for the hub.
/// Errors: BadSignature with field "snapshot" (it is not for this key) · those of the key block.
Result<SharedStoreKey> openSnapshot(const FetchedSnapshot &snapshot, const DeviceKey &device,
                                    std::span<const StoreOpener> openers);

} // namespace yigong
