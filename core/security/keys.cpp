// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/keys.h"

#include "core/base/platform/durable_file.h"
#include "core/base/sodium_ready.h"
#include "core/store/encryption/key_block.h"

#include <QFileInfo>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <cassert>
#include <sodium.h>

namespace yigong {

namespace {

constexpr qsizetype DigestSize = 32;
// A head, then the public half and the seed in hexadecimal, a line each; the seed as it is, or sealed (nonce, tag and
// cipher text) under a key of the store's.
constexpr QByteArrayView plainHead("yigong device key 1\n");
constexpr QByteArrayView sealedHead("yigong device key 2\n");

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

unsigned long long sizeOf(QByteArrayView view)
{
    return static_cast<unsigned long long>(view.size());
}

QByteArray normalised(const QString &password)
{
    QString text = password.normalized(QString::NormalizationForm_C);
    QByteArray utf8 = text.toUtf8();
    wipe(text);
    return utf8;
}

} // namespace

DeviceKey DeviceKey::make()
{
    return fromSeed(SecretBytes::random(crypto_sign_SEEDBYTES).view());
}

DeviceKey DeviceKey::fromSeed(QByteArrayView seed)
{
    assert(seed.size() == crypto_sign_SEEDBYTES);
    DeviceKey key;
    key.m_secret = SecretBytes(crypto_sign_SECRETKEYBYTES);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> publicHalf{};
    crypto_sign_seed_keypair(publicHalf.data(), key.m_secret.data(), bytesOf(seed));
    return key;
}

namespace {

PageCipher sealOf(const StoreKey &key)
{
    return PageCipher(CipherKind::XChaCha20Poly1305, key.subkey(deviceKeySubkey, PageCipher::keySize));
}

std::span<const std::uint8_t> spanOf(QByteArrayView view)
{
    return {bytesOf(view), static_cast<std::size_t>(view.size())};
}

SecretBytes openedSeed(const QByteArray &sealed, const QByteArray &publicHalf, const StoreKey &key)
{
    SecretBytes seed(crypto_sign_SEEDBYTES);
    if (static_cast<std::size_t>(sealed.size()) != PageCipher::overhead + seed.size())
        return {};
    PageCipher cipher = sealOf(key);
    const bool opened =
        cipher.open(spanOf(QByteArrayView(sealed).sliced(PageCipher::overhead)), seed.data(), spanOf(publicHalf),
                    PageCipher::SeenOverhead(bytesOf(sealed), PageCipher::overhead));
    return opened ? std::move(seed) : SecretBytes();
}

QByteArray sealedSeed(QByteArrayView seed, const QByteArray &publicHalf, const StoreKey &key)
{
    QByteArray sealed(static_cast<qsizetype>(PageCipher::overhead) + seed.size(), '\0');
    PageCipher cipher = sealOf(key);
    cipher.seal(spanOf(seed), bytesOf(sealed) + PageCipher::overhead, spanOf(publicHalf),
                PageCipher::Overhead(bytesOf(sealed), PageCipher::overhead));
    return sealed;
}

} // namespace

Result<DeviceKey> DeviceKey::load(const QString &path, const SharedStoreKey &storeKey)
{
    YIGONG_LET(text, readWholeFile(path, 4096));
    const auto damaged = fail(ErrorKind::BadFormat, {}, {QStringLiteral("device key"), path});
    const bool sealed = text.startsWith(sealedHead.toByteArray());
    const QByteArrayList lines = text.split('\n');
    wipe(text);
    if (lines.size() != 4 || (!sealed && lines[0] + '\n' != plainHead) || (sealed && !storeKey))
        return damaged;
    const QByteArray publicHalf = QByteArray::fromHex(lines[1]);
    QByteArray bytes = QByteArray::fromHex(lines[2]);
    const SecretBytes seed = sealed ? openedSeed(bytes, publicHalf, *storeKey) : SecretBytes(bytes);
    wipe(bytes);
    if (seed.size() != crypto_sign_SEEDBYTES)
        return damaged;
    DeviceKey key = fromSeed(seed.view());
    if (key.publicKey() != publicHalf)
        return damaged;
    if (!sealed && storeKey)
        YIGONG_TRY(key.writeTo(path, storeKey));
    return key;
}

Result<void> DeviceKey::store(const QString &path, const SharedStoreKey &storeKey) const
{
    if (QFileInfo::exists(path))
        return fail(ErrorKind::AlreadyExists, {}, {path});
    return writeTo(path, storeKey);
}

Result<void> DeviceKey::writeTo(const QString &path, const SharedStoreKey &storeKey) const
{
    const QByteArrayView seed = m_secret.view().first(crypto_sign_SEEDBYTES);
    QByteArray hex = (storeKey ? sealedSeed(seed, publicKey(), *storeKey) : seed.toByteArray()).toHex();
    QByteArray text;
    text.reserve(512); // so that growing leaves no copy behind
    text.append(storeKey ? sealedHead : plainHead).append(publicKey().toHex()).append('\n').append(hex).append('\n');
    auto written = writeDurably(path, text, FileAccess::OwnerOnly);
    wipe(hex);
    wipe(text);
    return written;
}

QByteArray DeviceKey::publicKey() const
{
    return m_secret.view().sliced(crypto_sign_SEEDBYTES).toByteArray();
}

QByteArray DeviceKey::sign(QByteArrayView message) const
{
    QByteArray signature(SignatureSize, Qt::Uninitialized);
    crypto_sign_detached(bytesOf(signature), nullptr, bytesOf(message), sizeOf(message), m_secret.data());
    return signature;
}

SecretBytes DeviceKey::lineSecret() const
{
    // Of the group's order, big endian (SP 800-186 §3.2.1.3).
    constexpr std::array<unsigned char, 32> order{0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF,
                                                  0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17,
                                                  0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51};
    SecretBytes scalar(order.size());
    // One try in four thousand million is out of the range; the counter makes the next.
    for (unsigned char counter = 0;; ++counter) {
        const std::array<unsigned char, 13> label{'y', 'i', 'g', 'o', 'n', 'g', '-', 'l', 'i', 'n', 'e', '1', counter};
        crypto_generichash(scalar.data(), scalar.size(), label.data(), label.size(), m_secret.data(),
                           crypto_sign_SEEDBYTES);
        const bool isZero = sodium_is_zero(scalar.data(), scalar.size()) != 0;
        if (!isZero &&
            std::lexicographical_compare(scalar.data(), scalar.data() + scalar.size(), order.begin(), order.end()))
            return scalar;
    }
}

std::optional<QByteArray> DeviceKey::opened(QByteArrayView sealed) const
{
    SecretBytes secret(crypto_scalarmult_curve25519_BYTES);
    std::array<unsigned char, crypto_scalarmult_curve25519_BYTES> box{};
    if (sealed.size() < qsizetype(crypto_box_SEALBYTES) ||
        crypto_sign_ed25519_sk_to_curve25519(secret.data(), m_secret.data()) != 0)
        return std::nullopt;
    crypto_scalarmult_base(box.data(), secret.data());
    QByteArray bytes(sealed.size() - qsizetype(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (crypto_box_seal_open(bytesOf(bytes), bytesOf(sealed), sizeOf(sealed), box.data(), secret.data()) != 0)
        return std::nullopt;
    return bytes;
}

QByteArray sealFor(QByteArrayView publicKey, QByteArrayView bytes)
{
    ensureSodium();
    std::array<unsigned char, crypto_scalarmult_curve25519_BYTES> box{};
    if (publicKey.size() != DeviceKey::PublicSize ||
        crypto_sign_ed25519_pk_to_curve25519(box.data(), bytesOf(publicKey)) != 0)
        return {};
    QByteArray sealed(bytes.size() + qsizetype(crypto_box_SEALBYTES), Qt::Uninitialized);
    crypto_box_seal(bytesOf(sealed), bytesOf(bytes), sizeOf(bytes), box.data());
    return sealed;
}

bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    if (publicKey.size() != DeviceKey::PublicSize || signature.size() != DeviceKey::SignatureSize)
        return false;
    ensureSodium();
    return crypto_sign_verify_detached(bytesOf(signature), bytesOf(message), sizeOf(message), bytesOf(publicKey)) == 0;
}

QByteArray passwordHash(const QString &password, PasswordCost cost)
{
    ensureSodium();
    const bool training = cost == PasswordCost::Training;
    const auto passes = training ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE;
    const auto memory = training ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE;
    QByteArray text = normalised(password);
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const bool made = crypto_pwhash_str(hash.data(), text.constData(), sizeOf(text), passes, memory) == 0;
    wipe(text);
    if (!made)
        qBadAlloc(); // its only failure: 64 MiB could not be had
    return QByteArray(hash.data());
}

bool passwordMatches(const QByteArray &hash, const QString &password)
{
    ensureSodium();
    std::array<char, crypto_pwhash_STRBYTES> known{};
    if (hash.size() >= static_cast<qsizetype>(known.size()))
        return false;
    std::copy(hash.begin(), hash.end(), known.begin());
    QByteArray text = normalised(password);
    const bool matches = crypto_pwhash_str_verify(known.data(), text.constData(), sizeOf(text)) == 0;
    wipe(text);
    return matches;
}

QByteArray digestOf(QByteArrayView bytes)
{
    ensureSodium();
    QByteArray digest(DigestSize, Qt::Uninitialized);
    crypto_generichash(bytesOf(digest), DigestSize, bytesOf(bytes), sizeOf(bytes), nullptr, 0);
    return digest;
}

QByteArray digestOfParts(std::initializer_list<QByteArrayView> parts)
{
    RunningDigest digest;
    for (const QByteArrayView part : parts) {
        std::array<char, 8> length{};
        qToLittleEndian(static_cast<quint64>(part.size()), length.data());
        digest.add(QByteArrayView(length.data(), 8));
        digest.add(part);
    }
    return digest.result();
}

QByteArray keyedDigestOf(QByteArrayView key, QByteArrayView bytes)
{
    assert(key.size() >= qsizetype(crypto_generichash_KEYBYTES_MIN) &&
           key.size() <= qsizetype(crypto_generichash_KEYBYTES_MAX));
    ensureSodium();
    QByteArray digest(DigestSize, Qt::Uninitialized);
    crypto_generichash(bytesOf(digest), DigestSize, bytesOf(bytes), sizeOf(bytes), bytesOf(key),
                       static_cast<std::size_t>(key.size()));
    return digest;
}

struct RunningDigest::State
{
    crypto_generichash_state blake;
};

RunningDigest::RunningDigest() : m_state(std::make_unique<State>())
{
    ensureSodium();
    crypto_generichash_init(&m_state->blake, nullptr, 0, DigestSize);
}

RunningDigest::~RunningDigest() = default;

void RunningDigest::add(QByteArrayView bytes)
{
    crypto_generichash_update(&m_state->blake, bytesOf(bytes), sizeOf(bytes));
}

QByteArray RunningDigest::result()
{
    QByteArray digest(DigestSize, Qt::Uninitialized);
    crypto_generichash_final(&m_state->blake, bytesOf(digest), DigestSize);
    return digest;
}

QByteArray randomBytes(qsizetype size)
{
    ensureSodium();
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(size));
    return bytes;
}

} // namespace yigong
