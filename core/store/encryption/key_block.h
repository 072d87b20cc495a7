// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/base/lockout.h"
#include "core/base/secret_bytes.h"
#include "core/store/encryption/page_cipher.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace yigong {

// An encrypted store's file begins with its key block (128 KiB: a head of 4,096 bytes, then 248 slots of 512 bytes,
// each a disk sector of its own); SQLite's file follows. The store's data key is random and never changes with a
// password: each slot holds it wrapped under one person's password, a key file or the recovery key. What stands in the
// clear: that it is such a file, the cipher, a random file id, and how many slots are used. A slot's owner is found by
// a hash of their login, or of their name, under the file id.

constexpr qint64 keyBlockSize = 128 * 1024;
constexpr int keySlotCount = 248;
constexpr qsizetype storeFileIdSize = 16;

enum class SlotKind : quint8
{
    Account = 1,  ///< a password, through Argon2id
    KeyFile = 2,  ///< random bytes that an operator keeps: the hub's
    Recovery = 3, ///< the random bytes of the printed recovery key
};

enum class SlotCost
{
    Usual,    ///< Argon2id, 64 MiB, 3 passes: about a tenth of a second
    Training, ///< next to nothing: made-up counties, whose password everybody is told
};

struct StoreOpener;

/// What a store's pages are encrypted with.
struct StoreKey
{
    CipherKind cipher = CipherKind::XChaCha20Poly1305;
    QByteArray fileId;               ///< 16 bytes
    SecretBytes key;                 ///< 32 bytes
    SlotCost cost = SlotCost::Usual; ///< of the slot that it came out of
    QByteArray openedBy;             ///< a digest, under the key, of who and what opened it

    static StoreKey make(CipherKind cipher = fasterCipher());
    /// A key of its own for each use: pages, the log's headers, the head's check, the device's key beside it.
    [[nodiscard]] SecretBytes subkey(quint64 number, std::size_t size) const;
    /// Whether this account opened it, with this very password.
    [[nodiscard]] bool wasOpenedBy(const StoreOpener &opener) const;
};
using SharedStoreKey = std::shared_ptr<const StoreKey>;

constexpr quint64 deviceKeySubkey = 4;

/// The first bytes of a file, and whether they are those of the file that the key is of.
constexpr qsizetype keyHeadSize = 64;
bool isKeyHeadOf(const QByteArray &head, const StoreKey &key);

/// What opens a slot. Key files and recovery keys hold at least 16 random bytes.
struct StoreOpener
{
    SlotKind kind = SlotKind::Account;
    QString login; ///< of an account; any case
    SecretBytes secret;
    QString name; ///< by which the account's slot is found as well; of a slot that is made

    static StoreOpener account(const QString &login, const QString &password, const QString &name = {});
    static StoreOpener keyFile(QByteArrayView bytes) { return {SlotKind::KeyFile, {}, SecretBytes(bytes), {}}; }
    static StoreOpener recovery(SecretBytes key) { return {SlotKind::Recovery, {}, std::move(key), {}}; }
};

enum class StoreForm
{
    Missing,
    Empty,
    Plain,
    Encrypted,
    Other ///< neither a database nor an encrypted store
};

/// Errors: FileUnreadable{path, reason}.
Result<StoreForm> storeFormOf(const QString &file);

/// Makes the file of a new store, with nothing in it but its key block: whole on the disk or not at all.
/// Errors: AlreadyExists{path} · those of `writeDurably`.
Result<SharedStoreKey> createKeyBlock(const QString &file, std::span<const StoreOpener> openers,
                                      SlotCost cost = SlotCost::Usual, CipherKind cipher = fasterCipher());

/// Errors: WrongPassword (nobody's slot opens with it, whoever they are) · StoreDamaged{path, what} · StoreNewer ·
/// FileMissing · FileUnreadable.
Result<SharedStoreKey> unlockStore(const QString &file, const StoreOpener &opener);

/// Gives the opener a slot, in place of any that an account of this login (or a key file, a recovery key) had: the new
/// one is on the disk before the old one is wiped. No page is touched. Only the process that holds the store's writer
/// lock calls this. Errors: NotEnough (all slots are used) · StoreDamaged · DiskFull · FileUnwritable.
Result<void> putSlot(const QString &file, const StoreKey &key, const StoreOpener &opener,
                     SlotCost cost = SlotCost::Usual);
/// Wipes the slot of an account; one that has none is no error.
Result<void> removeSlot(const QString &file, const StoreKey &key, const QString &login);
/// Wipes the slots of all accounts: the recovery key, or a key file, opens the store then, and no password.
Result<void> removeAccountSlots(const QString &file);
/// How many slots of each kind are used. Errors as above.
Result<int> countSlots(const QString &file, SlotKind kind);
/// Whether an account of this login, or person's name, has a slot.
Result<bool> hasSlot(const QString &file, const QString &login);
/// Which of these have one.
Result<QStringList> loginsWithSlot(const QString &file, const QStringList &logins);

/// Wrong passwords of an account's slot so far; none where it has no slot. Not secret, and not bound to the key: who
/// can write the file could as well put an old copy in its place.
Result<Failures> slotFailures(const QString &file, const QString &login);
Result<void> setSlotFailures(const QString &file, const QString &login, Failures failures);

/// A new recovery key (160 bits).
SecretBytes newRecoveryKey();
/// As it is printed: eight groups of four, in letters and digits that cannot be taken for each other.
QString recoveryText(const SecretBytes &key);
/// As it is typed: any case, spaces and dashes; O is 0, I and L are 1. Errors: BadFormat{"recovery key"}.
Result<SecretBytes> recoveryKeyFrom(const QString &text);

} // namespace yigong
