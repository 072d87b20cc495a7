// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encryption/page_cipher.h"
#include "core/base/sodium_ready.h"

#include <QtEndian>
#include <algorithm>
#include <cstring>
#include <openssl/evp.h>
#include <sodium.h>

namespace yigong {

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

namespace {

/// OpenSSL fails here only without memory or without its own ciphers: nothing may be written in the clear instead.
void must(bool done)
{
    if (!done)
        qFatal("OpenSSL could not encrypt");
}

Context contextFor(const EVP_CIPHER *cipher, const std::uint8_t *key, bool encrypting)
{
    Context context(EVP_CIPHER_CTX_new());
    must(context && EVP_CipherInit_ex(context.get(), cipher, nullptr, key, nullptr, encrypting ? 1 : 0) == 1);
    return context;
}

int sizeOf(std::span<const std::uint8_t> bytes)
{
    return static_cast<int>(bytes.size());
}

} // namespace

CipherKind fasterCipher()
{
    ensureSodium();
    return crypto_aead_aes256gcm_is_available() ? CipherKind::Xaes256Gcm : CipherKind::XChaCha20Poly1305;
}

/// XAES-256-GCM: of the key and the nonce's first half comes a key of AES-256-GCM for this one page, by CMAC in counter
/// mode (NIST SP 800-108r1); the nonce's second half is that cipher's own.
struct PageCipher::Aes
{
    explicit Aes(const SecretBytes &key) : block(contextFor(EVP_aes_256_ecb(), key.data(), true))
    {
        must(EVP_CIPHER_CTX_set_padding(block.get(), 0) == 1);
        encryptBlocks(subkey);
        const bool carried = (subkey[0] & 0x80) != 0;
        for (std::size_t i = 0; i < 16; ++i)
            subkey[i] = static_cast<std::uint8_t>((subkey[i] << 1) | (i < 15 ? subkey[i + 1] >> 7 : 0));
        if (carried)
            subkey[15] ^= 0x87;
    }
    ~Aes()
    {
        sodium_memzero(subkey.data(), subkey.size());
        sodium_memzero(pageKey.data(), pageKey.size());
    }
    Aes(const Aes &) = delete;
    Aes &operator=(const Aes &) = delete;

    void encryptBlocks(std::span<std::uint8_t> blocks)
    {
        int written = 0;
        must(EVP_EncryptUpdate(block.get(), blocks.data(), &written, blocks.data(), sizeOf(blocks)) == 1);
    }
    const std::uint8_t *keyFor(const std::uint8_t *nonce)
    {
        for (std::uint8_t half = 0; half < 2; ++half) {
            std::uint8_t *message = pageKey.data() + std::size_t{16} * half;
            const std::array<std::uint8_t, 4> head{0, static_cast<std::uint8_t>(half + 1), 'X', 0};
            std::copy(head.begin(), head.end(), message);
            std::copy_n(nonce, 12, message + 4);
            for (std::size_t i = 0; i < 16; ++i)
                message[i] ^= subkey[i];
        }
        encryptBlocks(pageKey);
        return pageKey.data();
    }

    Context block;
    Context sealing = contextFor(EVP_aes_256_gcm(), nullptr, true);
    Context opening = contextFor(EVP_aes_256_gcm(), nullptr, false);
    std::array<std::uint8_t, 16> subkey{};
    std::array<std::uint8_t, 32> pageKey{};
};

PageCipher::PageCipher(CipherKind kind, const SecretBytes &key) : m_key(key.view())
{
    Q_ASSERT(key.size() == keySize);
    if (kind == CipherKind::Xaes256Gcm)
        m_aes = std::make_unique<Aes>(m_key);
}

PageCipher::~PageCipher() = default;

void PageCipher::seal(std::span<const std::uint8_t> in, std::uint8_t *out, std::span<const std::uint8_t> about,
                      Overhead made)
{
    randombytes_buf(made.data(), nonceSize);
    sealWithNonce(in, out, about, made);
}

void PageCipher::sealWithNonce(std::span<const std::uint8_t> in, std::uint8_t *out, std::span<const std::uint8_t> about,
                               Overhead made)
{
    const std::uint8_t *nonce = made.data();
    std::uint8_t *tag = made.data() + nonceSize;
    if (!m_aes) {
        crypto_aead_xchacha20poly1305_ietf_encrypt_detached(out, tag, nullptr, in.data(), in.size(), about.data(),
                                                            about.size(), nullptr, nonce, m_key.data());
        return;
    }
    EVP_CIPHER_CTX *context = m_aes->sealing.get();
    int written = 0;
    must(EVP_EncryptInit_ex(context, nullptr, nullptr, m_aes->keyFor(nonce), nonce + 12) == 1);
    must(about.empty() || EVP_EncryptUpdate(context, nullptr, &written, about.data(), sizeOf(about)) == 1);
    must(EVP_EncryptUpdate(context, out, &written, in.data(), sizeOf(in)) == 1);
    must(EVP_EncryptFinal_ex(context, out + written, &written) == 1);
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tagSize, tag) == 1);
}

bool PageCipher::open(std::span<const std::uint8_t> in, std::uint8_t *out, std::span<const std::uint8_t> about,
                      SeenOverhead made)
{
    const std::uint8_t *nonce = made.data();
    const std::uint8_t *tag = made.data() + nonceSize;
    if (!m_aes)
        return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
                   out, nullptr, in.data(), in.size(), tag, about.data(), about.size(), nonce, m_key.data()) == 0;
    EVP_CIPHER_CTX *context = m_aes->opening.get();
    int written = 0;
    std::array<std::uint8_t, tagSize> expected{};
    std::copy_n(tag, tagSize, expected.begin());
    must(EVP_DecryptInit_ex(context, nullptr, nullptr, m_aes->keyFor(nonce), nonce + 12) == 1);
    must(about.empty() || EVP_DecryptUpdate(context, nullptr, &written, about.data(), sizeOf(about)) == 1);
    must(EVP_DecryptUpdate(context, out, &written, in.data(), sizeOf(in)) == 1);
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, tagSize, expected.data()) == 1);
    return EVP_DecryptFinal_ex(context, out + written, &written) == 1;
}

struct HeaderCipher::Xts
{
    Context encrypting, decrypting;
};

HeaderCipher::HeaderCipher(const SecretBytes &key)
    : m_xts(new Xts{contextFor(EVP_aes_256_xts(), key.data(), true), contextFor(EVP_aes_256_xts(), key.data(), false)})
{
    Q_ASSERT(key.size() == keySize);
}

HeaderCipher::~HeaderCipher() = default;

namespace {

void applyXts(EVP_CIPHER_CTX *context, std::uint8_t *bytes, std::size_t size, quint64 position)
{
    std::array<std::uint8_t, 16> tweak{};
    qToLittleEndian(position, tweak.data());
    int written = 0;
    must(EVP_CipherInit_ex(context, nullptr, nullptr, nullptr, tweak.data(), -1) == 1);
    must(EVP_CipherUpdate(context, bytes, &written, bytes, static_cast<int>(size)) == 1);
}

} // namespace

void HeaderCipher::encrypt(std::uint8_t *bytes, std::size_t size, quint64 position)
{
    applyXts(m_xts->encrypting.get(), bytes, size, position);
}

void HeaderCipher::decrypt(std::uint8_t *bytes, std::size_t size, quint64 position)
{
    applyXts(m_xts->decrypting.get(), bytes, size, position);
}

} // namespace yigong
