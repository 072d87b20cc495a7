// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encryption/key_block.h"
#include "core/base/base32.h"
#include "core/base/platform/durable_file.h"
#include "core/base/sodium_ready.h"
#include "core/store/encryption/base_file.h"
#include "core/store/encryption/key_file_slots.h"
#include "core/store/encryption/planted_fault.h"

#include <QFileInfo>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <sodium.h>

namespace yigong {

namespace {

constexpr qint64 headSize = 4096;
constexpr qint64 slotSize = 512;
constexpr QByteArrayView blockMagic("YIGONG\x1aS", 8);
constexpr QByteArrayView sqliteMagic("SQLite format 3\0", 16);
constexpr quint16 blockVersion = 1;

// Of the head.
constexpr qsizetype versionAt = 8, cipherAt = 10, slotsAt = 12, fileIdAt = 16, checkAt = 32, checkSize = 32,
                    headSumAt = 64, headSumSize = 16;
// Of a slot.
constexpr qsizetype passesAt = 4, memoryAt = 8, labelAt = 16, saltAt = 32, sealedFrom = 48, wrappedAt = 88,
                    wrappedEnd = 120, failuresAt = 120, lockedUntilAt = 128, nameAt = 136, usedEnd = 152, sumAt = 496,
                    sumSize = 16;
constexpr qsizetype labelSize = 16;

// What a slot may ask for: a flipped bit must not hang the sign-in.
constexpr quint32 mostPasses = 16;
constexpr quint32 mostMemoryKiB = 1024 * 1024;

constexpr quint64 headSubkey = 3;
constexpr quint64 openingSubkey = 5;

QByteArray hashOf(QByteArrayView bytes, qsizetype size, QByteArrayView key = {})
{
    ensureSodium();
    QByteArray hash(size, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), static_cast<std::size_t>(size),
                       reinterpret_cast<const unsigned char *>(bytes.data()), static_cast<std::size_t>(bytes.size()),
                       reinterpret_cast<const unsigned char *>(key.data()), static_cast<std::size_t>(key.size()));
    return hash;
}

std::span<const std::uint8_t> bytesOf(QByteArrayView view)
{
    return {reinterpret_cast<const std::uint8_t *>(view.data()), static_cast<std::size_t>(view.size())};
}

std::uint8_t *writableOf(QByteArray &bytes, qsizetype at)
{
    return reinterpret_cast<std::uint8_t *>(bytes.data()) + at;
}

bool isZero(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; });
}

Error damaged(const QString &file, const char *what)
{
    return {ErrorKind::StoreDamaged, {}, {QFileInfo(file).absolutePath(), QString::fromLatin1(what)}};
}

struct Head
{
    CipherKind cipher = CipherKind::XChaCha20Poly1305;
    QByteArray fileId;
    QByteArray check;
};

QByteArray headBytes(const StoreKey &key)
{
    QByteArray head(headSize, '\0');
    std::copy(blockMagic.begin(), blockMagic.end(), head.begin());
    qToLittleEndian(blockVersion, head.data() + versionAt);
    head[cipherAt] = static_cast<char>(key.cipher);
    qToLittleEndian(static_cast<quint32>(keySlotCount), head.data() + slotsAt);
    std::copy(key.fileId.begin(), key.fileId.end(), head.begin() + fileIdAt);
    const SecretBytes checkKey = key.subkey(headSubkey, 32);
    const QByteArray check = hashOf(QByteArrayView(head).first(checkAt), checkSize, checkKey.view());
    std::copy(check.begin(), check.end(), head.begin() + checkAt);
    const QByteArray sum = hashOf(QByteArrayView(head).first(headSumAt), headSumSize);
    std::copy(sum.begin(), sum.end(), head.begin() + headSumAt);
    return head;
}

Result<Head> headFrom(const QString &file, const QByteArray &block)
{
    if (block.size() < keyBlockSize || !block.startsWith(blockMagic.toByteArray()))
        return fail(damaged(file, "key block"));
    const auto version = qFromLittleEndian<quint16>(block.constData() + versionAt);
    if (version > blockVersion)
        return fail(ErrorKind::StoreNewer, {}, {QString::number(version), QString::number(blockVersion)});
    const auto cipher = static_cast<CipherKind>(block[cipherAt]);
    const bool known = cipher == CipherKind::Xaes256Gcm || cipher == CipherKind::XChaCha20Poly1305;
    if (version != blockVersion || !known || block[cipherAt + 1] != 0 ||
        qFromLittleEndian<quint32>(block.constData() + slotsAt) != keySlotCount ||
        hashOf(QByteArrayView(block).first(headSumAt), headSumSize) !=
            QByteArrayView(block).sliced(headSumAt, headSumSize) ||
        !isZero(QByteArrayView(block).sliced(headSumAt + headSumSize, headSize - headSumAt - headSumSize)))
        return fail(damaged(file, "key block"));
    return Head{cipher, block.mid(fileIdAt, storeFileIdSize), block.mid(checkAt, checkSize)};
}

QByteArray labelOf(const QByteArray &fileId, const QString &word)
{
    return hashOf("login:" + word.trimmed().toLower().toUtf8(), labelSize, fileId);
}

QByteArray labelOf(const QByteArray &fileId, const StoreOpener &opener)
{
    return opener.kind == SlotKind::Account ? labelOf(fileId, opener.login) : QByteArray(labelSize, '\0');
}

/// The key that a slot's data key is wrapped under.
SecretBytes wrappingKey(const StoreOpener &opener, QByteArrayView salt, quint32 passes, quint32 memoryKiB)
{
    SecretBytes key(PageCipher::keySize);
    const auto *saltBytes = reinterpret_cast<const unsigned char *>(salt.data());
    if (opener.kind == SlotKind::Account) {
        const int done = crypto_pwhash(key.data(), key.size(), reinterpret_cast<const char *>(opener.secret.data()),
                                       opener.secret.size(), saltBytes, passes, std::size_t{memoryKiB} * 1024,
                                       crypto_pwhash_ALG_ARGON2ID13);
        if (done != 0)
            qBadAlloc();
    } else {
        crypto_generichash(key.data(), key.size(), saltBytes, static_cast<std::size_t>(salt.size()),
                           opener.secret.data(), opener.secret.size());
    }
    return key;
}

/// What a slot's wrapping is bound to: the head but its check, and all of the slot before the wrapping.
QByteArray aboutSlot(const StoreKey &key, const QByteArray &slot)
{
    return headBytes(key).first(checkAt) + slot.first(sealedFrom);
}

void sumUp(QByteArray &slot)
{
    const QByteArray sum = hashOf(QByteArrayView(slot).first(sumAt), sumSize);
    std::copy(sum.begin(), sum.end(), slot.begin() + sumAt);
}

QByteArray slotBytes(const StoreKey &key, const StoreOpener &opener, SlotCost cost)
{
    ensureSodium();
    QByteArray slot(slotSize, '\0');
    slot[0] = static_cast<char>(opener.kind);
    const bool account = opener.kind == SlotKind::Account;
    const quint32 passes = !account ? 0 : cost == SlotCost::Usual ? 3 : 1;
    const quint32 memoryKiB = !account ? 0 : cost == SlotCost::Usual ? 64 * 1024 : 8;
    qToLittleEndian(passes, slot.data() + passesAt);
    qToLittleEndian(memoryKiB, slot.data() + memoryAt);
    const QByteArray label = labelOf(key.fileId, opener);
    std::copy(label.begin(), label.end(), slot.begin() + labelAt);
    randombytes_buf(slot.data() + saltAt, crypto_pwhash_SALTBYTES);
    const SecretBytes wrapping =
        wrappingKey(opener, QByteArrayView(slot).sliced(saltAt, crypto_pwhash_SALTBYTES), passes, memoryKiB);
    PageCipher cipher(CipherKind::XChaCha20Poly1305, wrapping);
    cipher.seal({key.key.data(), key.key.size()}, writableOf(slot, wrappedAt), bytesOf(aboutSlot(key, slot)),
                PageCipher::Overhead(writableOf(slot, sealedFrom), PageCipher::overhead));
    if (!opener.name.isEmpty()) {
        const QByteArray name = labelOf(key.fileId, opener.name);
        std::copy(name.begin(), name.end(), slot.begin() + nameAt);
    }
    sumUp(slot);
    return slot;
}

QByteArray slotAt(const QByteArray &block, int index)
{
    return block.mid(headSize + index * slotSize, slotSize);
}

SlotCost costOf(const QByteArray &slot)
{
    const bool usual = slot[0] != static_cast<char>(SlotKind::Account) ||
                       qFromLittleEndian<quint32>(slot.constData() + memoryAt) >= 1024;
    return usual ? SlotCost::Usual : SlotCost::Training;
}

bool isUsed(const QByteArray &slot)
{
    return !isZero(slot);
}

bool isWhole(const QByteArray &slot)
{
    return hashOf(QByteArrayView(slot).first(sumAt), sumSize) == QByteArrayView(slot).sliced(sumAt) &&
           isZero(QByteArrayView(slot).sliced(usedEnd, sumAt - usedEnd));
}

bool isOf(const QByteArray &slot, SlotKind kind, QByteArrayView label)
{
    return slot[0] == static_cast<char>(kind) && QByteArrayView(slot).sliced(labelAt, labelSize) == label;
}

QByteArray openingDigest(const StoreKey &key, const StoreOpener &opener)
{
    const SecretBytes under = key.subkey(openingSubkey, 32);
    return hashOf(labelOf(key.fileId, opener) + hashOf(opener.secret.view(), 32, under.view()), 32, under.view());
}

/// Also by the person's name: to find it, not to replace it.
bool answersTo(const QByteArray &slot, SlotKind kind, QByteArrayView label)
{
    const bool byName = kind == SlotKind::Account && QByteArrayView(slot).sliced(nameAt, labelSize) == label;
    return isOf(slot, kind, label) || (byName && slot[0] == static_cast<char>(kind));
}

std::optional<SecretBytes> unwrapped(const Head &head, const QByteArray &slot, const StoreOpener &opener)
{
    const auto passes = qFromLittleEndian<quint32>(slot.constData() + passesAt);
    const auto memoryKiB = qFromLittleEndian<quint32>(slot.constData() + memoryAt);
    const bool account = opener.kind == SlotKind::Account;
    const bool sane = account ? passes >= 1 && passes <= mostPasses && memoryKiB >= 8 && memoryKiB <= mostMemoryKiB
                              : passes == 0 && memoryKiB == 0;
    if (!sane && !planted(PlantedFault::KeyCostBelieved))
        return {};
    const SecretBytes wrapping =
        wrappingKey(opener, QByteArrayView(slot).sliced(saltAt, crypto_pwhash_SALTBYTES), passes, memoryKiB);
    StoreKey key{head.cipher, head.fileId, SecretBytes(PageCipher::keySize), SlotCost::Usual, {}};
    PageCipher cipher(CipherKind::XChaCha20Poly1305, wrapping);
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(slot.constData());
    // Bound to the head as it would be with this key, less its check: no key is needed to say it.
    if (!cipher.open({bytes + wrappedAt, PageCipher::keySize}, key.key.data(), bytesOf(aboutSlot(key, slot)),
                     PageCipher::SeenOverhead(bytes + sealedFrom, PageCipher::overhead)))
        return {};
    return std::move(key.key);
}

Result<QByteArray> readBlock(const QString &file)
{
    YIGONG_LET(base, BaseFile::open(file, BaseFile::Access::Read));
    return base.read(0, keyBlockSize);
}

} // namespace

StoreKey StoreKey::make(CipherKind cipher)
{
    ensureSodium();
    QByteArray id(storeFileIdSize, Qt::Uninitialized);
    randombytes_buf(id.data(), static_cast<std::size_t>(id.size()));
    return {cipher, id, SecretBytes::random(PageCipher::keySize), SlotCost::Usual, {}};
}

SecretBytes StoreKey::subkey(quint64 number, std::size_t size) const
{
    SecretBytes derived(size);
    crypto_kdf_derive_from_key(derived.data(), derived.size(), number, "yigongst", key.data());
    return derived;
}

bool StoreKey::wasOpenedBy(const StoreOpener &opener) const
{
    return !openedBy.isEmpty() && openedBy == openingDigest(*this, opener);
}

bool isKeyHeadOf(const QByteArray &head, const StoreKey &key)
{
    return head.first(keyHeadSize) == headBytes(key).first(keyHeadSize);
}

StoreOpener StoreOpener::account(const QString &login, const QString &password, const QString &name)
{
    // Two keyboards may spell one password differently; as for its hash, NFC decides.
    QByteArray bytes = password.normalized(QString::NormalizationForm_C).toUtf8();
    StoreOpener opener{SlotKind::Account, login, SecretBytes(bytes), name};
    wipe(bytes);
    return opener;
}

Result<StoreForm> storeFormOf(const QString &file)
{
    if (!QFileInfo::exists(file))
        return StoreForm::Missing;
    YIGONG_LET(base, BaseFile::open(file, BaseFile::Access::Read));
    YIGONG_LET(start, base.read(0, sqliteMagic.size()));
    if (start.isEmpty())
        return StoreForm::Empty;
    if (start.startsWith(blockMagic.toByteArray()))
        return StoreForm::Encrypted;
    return start == sqliteMagic ? StoreForm::Plain : StoreForm::Other;
}

Result<SharedStoreKey> createKeyBlock(const QString &file, std::span<const StoreOpener> openers, SlotCost cost,
                                      CipherKind cipher)
{
    if (QFileInfo::exists(file))
        return fail(ErrorKind::AlreadyExists, {}, {file});
    StoreKey made = StoreKey::make(cipher);
    made.cost = cost;
    auto key = std::make_shared<const StoreKey>(std::move(made));
    QByteArray block = headBytes(*key);
    for (const StoreOpener &opener : openers)
        block += slotBytes(*key, opener, cost);
    block += QByteArray(keyBlockSize - block.size(), '\0');
    YIGONG_TRY(writeDurably(file, block, FileAccess::OwnerOnly));
    return key;
}

Result<SharedStoreKey> unlockStore(const QString &file, const StoreOpener &opener)
{
    YIGONG_LET(block, readBlock(file));
    YIGONG_LET(head, headFrom(file, block));
    const QByteArray label = labelOf(head.fileId, opener);
    bool found = false, broken = false;
    for (int i = 0; i < keySlotCount; ++i) {
        const QByteArray slot = slotAt(block, i);
        if (!isUsed(slot))
            continue;
        if (!isWhole(slot)) {
            broken = true;
            if (!planted(PlantedFault::KeyCostBelieved))
                continue;
        }
        if (!answersTo(slot, opener.kind, label))
            continue;
        found = true;
        auto bytes = unwrapped(head, slot, opener);
        if (!bytes)
            continue;
        StoreKey key{head.cipher, head.fileId, std::move(*bytes), costOf(slot), {}};
        if (headBytes(key).mid(checkAt, checkSize) != head.check)
            return fail(damaged(file, "key block"));
        key.openedBy = openingDigest(key, opener);
        return std::make_shared<const StoreKey>(std::move(key));
    }
    if (!found && broken)
        return fail(damaged(file, "key slot"));
    if (!found && opener.kind == SlotKind::Account) // as slow as a real check: names cannot be told by the clock
        (void)wrappingKey(opener, QByteArray(crypto_pwhash_SALTBYTES, '\0'), 3, 64 * 1024);
    return fail(ErrorKind::WrongPassword);
}

Result<void> putSlot(const QString &file, const StoreKey &key, const StoreOpener &opener, SlotCost cost)
{
    YIGONG_LET(block, readBlock(file));
    YIGONG_LET(head, headFrom(file, block));
    const QByteArray label = labelOf(head.fileId, opener);
    std::vector<int> before;
    std::optional<int> free;
    for (int i = 0; i < keySlotCount; ++i) {
        const QByteArray slot = slotAt(block, i);
        if (!isUsed(slot))
            free = free.value_or(i);
        else if (isOf(slot, opener.kind, label))
            before.push_back(i);
    }
    if (!free)
        return fail(ErrorKind::NotEnough, QStringLiteral("key slot"), {QString::number(keySlotCount)});
    YIGONG_LET(base, BaseFile::open(file, BaseFile::Access::Write));
    YIGONG_TRY(base.write(headSize + *free * slotSize, slotBytes(key, opener, cost)));
    for (const int index : before)
        YIGONG_TRY(base.write(headSize + index * slotSize, QByteArray(slotSize, '\0')));
    return {};
}

namespace {

Result<void> wipeSlots(const QString &file, const std::function<bool(const QByteArray &slot)> &isMeant)
{
    YIGONG_LET(block, readBlock(file));
    std::optional<BaseFile> base;
    for (int i = 0; i < keySlotCount; ++i) {
        if (!isMeant(slotAt(block, i)))
            continue;
        if (!base) {
            YIGONG_LET(opened, BaseFile::open(file, BaseFile::Access::Write));
            base.emplace(std::move(opened));
        }
        YIGONG_TRY(base->write(headSize + i * slotSize, QByteArray(slotSize, '\0')));
    }
    return {};
}

} // namespace

Result<void> removeSlot(const QString &file, const StoreKey &key, const QString &login)
{
    const QByteArray label = labelOf(key.fileId, login);
    return wipeSlots(file, [&label](const QByteArray &slot) { return isOf(slot, SlotKind::Account, label); });
}

Result<void> removeAccountSlots(const QString &file)
{
    return wipeSlots(file, [](const QByteArray &slot) { return slot[0] == static_cast<char>(SlotKind::Account); });
}

Result<void> removeKeyFileSlots(const QString &file)
{
    return wipeSlots(file, [](const QByteArray &slot) { return slot[0] == static_cast<char>(SlotKind::KeyFile); });
}

Result<int> countSlots(const QString &file, SlotKind kind)
{
    YIGONG_LET(block, readBlock(file));
    YIGONG_TRY(headFrom(file, block));
    int count = 0;
    for (int i = 0; i < keySlotCount; ++i)
        count += slotAt(block, i)[0] == static_cast<char>(kind) ? 1 : 0;
    return count;
}

namespace {

/// Where the slot of an account is in the block; none where it has none.
Result<std::optional<int>> accountSlot(const QString &file, const QByteArray &block, const QString &login)
{
    YIGONG_LET(head, headFrom(file, block));
    const QByteArray label = labelOf(head.fileId, login);
    for (int i = 0; i < keySlotCount; ++i)
        if (const QByteArray slot = slotAt(block, i); answersTo(slot, SlotKind::Account, label) && isWhole(slot))
            return std::optional(i);
    return std::optional<int>();
}

} // namespace

Result<bool> hasSlot(const QString &file, const QString &login)
{
    YIGONG_LET(block, readBlock(file));
    YIGONG_LET(index, accountSlot(file, block, login));
    return index.has_value();
}

Result<QStringList> loginsWithSlot(const QString &file, const QStringList &logins)
{
    YIGONG_LET(block, readBlock(file));
    QStringList found;
    for (const QString &login : logins) {
        YIGONG_LET(index, accountSlot(file, block, login));
        if (index)
            found.append(login);
    }
    return found;
}

Result<Failures> slotFailures(const QString &file, const QString &login)
{
    YIGONG_LET(block, readBlock(file));
    YIGONG_LET(index, accountSlot(file, block, login));
    if (!index)
        return Failures();
    const QByteArray slot = slotAt(block, *index);
    return Failures{static_cast<int>(qFromLittleEndian<quint32>(slot.constData() + failuresAt)),
                    Instant{qFromLittleEndian<qint64>(slot.constData() + lockedUntilAt)}};
}

Result<void> setSlotFailures(const QString &file, const QString &login, Failures failures)
{
    YIGONG_LET(block, readBlock(file));
    YIGONG_LET(index, accountSlot(file, block, login));
    if (!index)
        return {};
    QByteArray slot = slotAt(block, *index);
    qToLittleEndian(static_cast<quint32>(failures.count), slot.data() + failuresAt);
    qToLittleEndian(static_cast<qint64>(failures.lockedUntil.ms), slot.data() + lockedUntilAt);
    sumUp(slot);
    YIGONG_LET(base, BaseFile::open(file, BaseFile::Access::Write));
    return base.write(headSize + *index * slotSize, slot);
}

namespace {

constexpr std::size_t recoveryBytes = 20;

} // namespace

SecretBytes newRecoveryKey()
{
    return SecretBytes::random(recoveryBytes);
}

QString recoveryText(const SecretBytes &key)
{
    return inGroups(base32Text(key.view()), 4);
}

Result<SecretBytes> recoveryKeyFrom(const QString &text)
{
    const auto typed = typedBase32(text);
    SecretBytes key(recoveryBytes);
    if (!typed || typed->size() != static_cast<qsizetype>(recoveryBytes * 8 / 5))
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("recovery key")});
    std::size_t bit = 0;
    for (const QChar c : *typed)
        for (unsigned i = 0, five = base32Value(c); i < 5; ++i, ++bit)
            key.data()[bit / 8] |= static_cast<std::uint8_t>((five >> (4 - i) & 1U) << (7 - bit % 8));
    return key;
}

} // namespace yigong
