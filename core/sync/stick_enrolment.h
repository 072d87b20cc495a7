// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/enrolment_code.h"
#include "core/sync/bootstrap.h"
#include "core/sync/enrolment.h"

namespace yigong {

class DeviceKey;

// Enrolment where there is no line, as two files on a stick: what a laptop asks, and what the county answers, with the
// laptop's first store in it (docs/sync.md). Who finds either can read none of it and enrol nothing with it.

/// An EnrolRequest whose secret stays at the laptop: the code's own signature stands in its place.
struct StickRequest
{
    EnrolRequest request; ///< without its secret
    QByteArray proof;

    /// Whether who wrote it knows the code of which the hub keeps this.
    [[nodiscard]] bool isProvenBy(QByteArrayView verifier) const;
};
/// The file's bytes: "yigong-request-1\n" ‖ [1, public-key, request, name, program, device, proof, signature over
/// "yigong-stick-request-1" ‖ all before].
QByteArray makeStickRequest(const EnrolRequest &request, const EnrolmentCode &code, const SignBytes &sign);
/// Errors: BadFormat{"enrolment request"} (a wrong signature too).
Result<StickRequest> decodeStickRequest(const QByteArray &bytes);

/// What the county answers, before the store's bytes.
struct SetUpHead
{
    QByteArray keyDigest; ///< of the key of the laptop that asked: whose it is
    QByteArray manifest;  ///< SnapshotManifest, as the hub signed it; empty: no store, the laptop keeps its own
    QByteArray sealed;    ///< SetUpAnswer, sealed to the laptop's key
    QByteArray proof;     ///< digest over all before under what the hub keeps of the code: the hub knows it

    bool operator==(const SetUpHead &) const = default;
};
struct SetUpAnswer
{
    QByteArray enrolAnswer; ///< EnrolAnswer
    QByteArray pin;         ///< of the hub's line
    QString address;        ///< of the hub, as the courier reaches it; empty: not known
};
QByteArray encode(const SetUpHead &head); ///< [1, key-digest, manifest, sealed, proof]
/// Errors: BadFormat{"set-up"}.
Result<SetUpHead> decodeSetUpHead(const QByteArray &bytes);
SetUpHead makeSetUpHead(const QByteArray &publicKey, const SetUpAnswer &answer, const QByteArray &manifest,
                        QByteArrayView verifier);
/// For who has the key that asked and the code. Errors: BadSignature with field "set-up" (of another hub, changed on
/// the way, or for another code).
Result<SetUpAnswer> openSetUp(const SetUpHead &head, const DeviceKey &key, QByteArrayView verifier);

/// "yigong-request-1f2e3d4c.ygr" and "yigong-setup-1f2e3d4c.ygs": the digest of the laptop's key, its head.
QString stickRequestName(const QByteArray &publicKey);
QString setUpName(QByteArrayView keyDigest);

/// A set-up as it lies on a stick: "yigong-setup-1\n" ‖ length of the head (4 bytes, big endian) ‖ head ‖ store.
struct SetUpFile
{
    QString path;
    SetUpHead head;
    qint64 storeAt = 0;    ///< where the store's bytes begin
    qint64 storeBytes = 0; ///< that are there; fewer than the manifest says: it was cut
};
QByteArray setUpBeginning(const SetUpHead &head);
/// Errors: FileMissing, FileUnreadable · BadFormat{"set-up"}.
Result<SetUpFile> setUpIn(const QString &path);
/// The one on a stick for this key; none: there is none. Errors: FileMissing with field "stick".
Result<std::optional<SetUpFile>> setUpFor(const QString &stick, const QByteArray &publicKey);
/// Copies the store's bytes into a folder, checked against the manifest. Errors: StoreDamaged{file, "cut" or "digest"}
/// with field "set-up" (nothing is kept; carry it once more) · StoreNewer · those of the disk.
Result<FetchedSnapshot> copySetUp(const SetUpFile &file, const SnapshotManifest &manifest, const QString &folder);

/// Writes a set-up on a stick, whole or not at all; `store`: the file behind its head, empty for none. Answers its
/// path. Errors: FileMissing with field "stick" · those of the disk.
Result<QString> writeSetUp(const QString &stick, const SetUpHead &head, const QString &store);

/// What became of a request that was carried.
struct CarriedRequest
{
    QString path;                 ///< the request's
    QString name;                 ///< of the laptop, as it says; may be empty
    QString setUp;                ///< path of what was fetched for it; empty: see `problem`
    std::optional<Error> problem; ///< of the hub, with this one; the others' went on
};
/// Hands in the enrolment requests on a stick over a courier's line ("/v1/package") and fetches what the hub answers.
/// One that was broken off goes on at its byte. A request whose set-up is on the stick is left alone. Errors:
/// FileMissing with field "stick" · those of the line and the stick.
Result<std::vector<CarriedRequest>> carryRequests(const AskLine &line, const Clock &clock, const QString &stick,
                                                  const QString &hubAddress,
                                                  const std::function<void(int seconds)> &wait);

} // namespace yigong
