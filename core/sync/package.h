// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/sync/messages.h"

#include <QByteArray>
#include <vector>

namespace yigong {

class DeviceKey;

// A package: the messages of an exchange as a file, for where there is no line (docs/sync.md). Only its receiver can
// read it; who finds it learns who wrote it, for whom, and how much it is.

/// A part ends behind the message with which it gets this long. A cut package is good up to its last whole part.
constexpr qsizetype packagePartBytes = 256 * 1024;
/// A larger file is no package; what does not fit goes into the next.
constexpr qint64 largestPackage = 48LL * 1024 * 1024;

enum class PackageKind : quint8
{
    ToHub = 1,
    ToDevice = 2,
};

/// What anybody can read of a package. Never anything about a patient.
struct PackageHead
{
    PackageKind kind = PackageKind::ToHub;
    Id from;           ///< the device that wrote it; none: the hub
    Id to;             ///< the device that it is for; none: the hub
    QString site;      ///< of the device, whichever end it is: its name
    QString device;    ///< its letter and name
    qint64 number = 0; ///< counted by the writer for this device
    /// The number of the other side's package that this one builds on: the last one the writer knows to be read. 0: of
    /// none.
    qint64 after = 0;
    Instant made;
    int parts = 0;

    bool operator==(const PackageHead &) const = default;
};

/// "yigong-to-hub-0199a3c4-000012.ygp": direction, the device's id (its head), number.
QString packageFileName(const PackageHead &head);

/// What a part of a package is, before its bytes.
enum class PartKind : quint8
{
    Request = 1, ///< a sealed SyncRequest
    Answer = 2,  ///< a SyncAnswer
    Cover = 3,   ///< PackageCover: the first part of a package to a device
    Log = 4,     ///< a sealed LogRequest, behind the requests
    Heads = 5,   ///< a LogAnswer, behind the answers: where the device has sent its log by stick
};
struct PackagePart
{
    PartKind kind = PartKind::Request;
    QByteArray bytes;

    bool operator==(const PackagePart &) const = default;
};

/// How the answers of a package to a device fit on what the device has.
struct PackageCover
{
    Id epoch;
    std::map<Id, qint64> from; ///< stream → position from which the answers go on; 0 or none: from its start
    bool more = false;         ///< the hub has more than this package holds
    QString refusal;           ///< instead of answers: "revoked"
};
QByteArray encode(const PackageCover &cover);
/// Errors: BadFormat{"package"}.
Result<PackageCover> decodeCover(const QByteArray &bytes);

/// The file's bytes. `head.parts` is set here. `receiver` is the Ed25519 key of who may read it.
QByteArray makePackage(PackageHead head, QByteArrayView receiver, const std::vector<PackagePart> &parts,
                       const SignBytes &sign);

/// A package as it was found, as far as it can be judged without any key.
struct FoundPackage
{
    PackageHead head;
    int whole = 0; ///< parts from the first on whose checksums are right

    [[nodiscard]] bool isWhole() const { return whole == head.parts; }
    /// Whether the owner of this key wrote it.
    [[nodiscard]] bool isSignedBy(QByteArrayView publicKey) const;
    /// The whole parts. Nothing where it is not for this key. A part that is whole and does not open ends them.
    [[nodiscard]] std::optional<std::vector<PackagePart>> opened(const DeviceKey &receiver) const;

    QByteArray headBytes, sealedKey, signature;
    std::vector<QByteArray> sealedParts;
};
/// Errors: BadFormat{"package", "other" (no package), "newer" (of a newer program) or "head" (damaged before anything
/// of it could be read)}.
Result<FoundPackage> findPackage(const QByteArray &bytes);

/// What became of a package that was read.
enum class PackageState
{
    Taken,      ///< all of it
    ReadBefore, ///< nothing in it was new
    Cut,        ///< only its first `whole` parts are; what they hold was taken
    Waits,      ///< something before it is missing: `missing`. Nothing was taken
    Older,      ///< made before what is here already. Nothing was taken
    ForOther,   ///< not for who reads it: see the head. Nothing was taken
    Damaged,    ///< not a package, or its head is damaged: `word`
    Refused,    ///< `word` of docs/sync.md says why. What was taken before it stands
};
QString nameOf(PackageState state); ///< "taken", "read-before" …

struct PackageReading
{
    PackageState state = PackageState::Damaged;
    PackageHead head;
    int whole = 0;
    qint64 records = 0; ///< at a device: records that changed here; at the hub: acts that it had not
    qint64 missing = 0; ///< at a device: the number of the package that is missing, 0 unknown; at the hub: of the act
    QString word;
    QStringList arguments; ///< of the word
    bool more = false;     ///< at a device: the hub has more for it

    bool operator==(const PackageReading &) const = default;
};
/// [1, state, whole, parts, records, missing, word, [arguments…]], for the courier. Errors: BadFormat{"package"}.
QByteArray encode(const PackageReading &reading);
/// Without its head, which the courier has.
Result<PackageReading> decodeReading(const QByteArray &bytes);

} // namespace yigong
