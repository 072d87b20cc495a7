// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <initializer_list>
#include <memory>
#include <optional>

namespace yigong {

struct StoreKey;
using SharedStoreKey = std::shared_ptr<const StoreKey>; ///< core/store/encryption/key_block.h

/// A device's Ed25519 key (RFC 8032): signs its batches. The secret half never leaves this object but into its own
/// file. Moves, never copies; signing is safe from several threads at once.
class DeviceKey
{
public:
    static constexpr qsizetype PublicSize = 32;
    static constexpr qsizetype SignatureSize = 64;

    static DeviceKey make();
    /// The same 32 bytes, the same key: training counties and tests. `seed` must be 32 bytes.
    static DeviceKey fromSeed(QByteArrayView seed);
    /// Errors: FileMissing{path} · FileUnreadable{path, reason} · BadFormat{"device key", path} (damaged: the public
    /// half does not belong to the secret one; or it is sealed, and not with this store's key).
    /// One that lies in the clear beside an encrypted store (which was a plain one before) is sealed on the spot.
    static Result<DeviceKey> load(const QString &path, const SharedStoreKey &storeKey);

    /// Writes `path` (by custom `device.key`), readable by its owner only, whole or not at all; of an encrypted store
    /// sealed under its key, so that who finds the disk cannot speak to the hub as this device.
    /// Errors: AlreadyExists{path} (a device that loses its key can never prove its acts again) · DiskFull{folder} ·
    /// FileUnwritable{path, reason}.
    Result<void> store(const QString &path, const SharedStoreKey &storeKey) const;
    /// In place of the one that is there: at the end of an enrolment.
    Result<void> replace(const QString &path, const SharedStoreKey &storeKey) const { return writeTo(path, storeKey); }

    [[nodiscard]] QByteArray publicKey() const;                  ///< 32 bytes
    [[nodiscard]] QByteArray sign(QByteArrayView message) const; ///< 64 bytes
    /// The secret half of the device's P-256 key for its line to the hub: 32 bytes, big endian. Made from this key, so
    /// that one sealed file holds both and no crash can part them.
    [[nodiscard]] SecretBytes lineSecret() const;
    /// What `sealFor` this key's public half made; nothing where it was made for another, or was changed.
    [[nodiscard]] std::optional<QByteArray> opened(QByteArrayView sealed) const;

private:
    DeviceKey() = default;
    Result<void> writeTo(const QString &path, const SharedStoreKey &storeKey) const;
    SecretBytes m_secret; // libsodium's form: seed, then public key
};

/// Whether `signature` over exactly `message` was made by the owner of `publicKey`. Wrong lengths are simply false.
bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature);

/// Bytes that only the owner of an Ed25519 key can read (libsodium's sealed box for the X25519 key that belongs to it);
/// who sealed them is not in it. 48 bytes longer. Empty where `publicKey` is none.
QByteArray sealFor(QByteArrayView publicKey, QByteArrayView bytes);

enum class PasswordCost
{
    Usual,    ///< 64 MiB, 2 passes: some 50 ms here, for people's accounts
    Training, ///< next to nothing: hundreds of made-up accounts within a second, whose passwords everybody is told
};

/// Argon2id in the "$argon2id$…" form that carries its own salt and cost. The password is taken in Unicode's NFC, so
/// that two keyboards that spell it differently agree.
QByteArray passwordHash(const QString &password, PasswordCost cost = PasswordCost::Usual);
/// False for a wrong password, and for a hash that cannot be read.
bool passwordMatches(const QByteArray &hash, const QString &password);

/// BLAKE2b, 32 bytes (`b2sum -l 256`).
QByteArray digestOf(QByteArrayView bytes);
/// BLAKE2b over parts of which each is preceded by its length (8 bytes, little endian), so that moving a byte from one
/// part to the next gives another digest.
QByteArray digestOfParts(std::initializer_list<QByteArrayView> parts);
/// BLAKE2b under a key of 16 to 64 bytes, 32 bytes: only who has the key can make or compare it.
QByteArray keyedDigestOf(QByteArrayView key, QByteArrayView bytes);

/// The digest of what arrives in pieces: equal to `digestOf` the whole.
class RunningDigest
{
public:
    RunningDigest();
    RunningDigest(const RunningDigest &) = delete;
    RunningDigest &operator=(const RunningDigest &) = delete;
    ~RunningDigest();
    void add(QByteArrayView bytes);
    QByteArray result(); ///< once, at the end

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// From the system's generator, for salts, tokens and codes.
QByteArray randomBytes(qsizetype size);

} // namespace yigong
