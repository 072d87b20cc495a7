// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/secret_bytes.h"

#include <array>
#include <memory>
#include <span>

namespace yigong {

/// How a store's pages are encrypted. The number stands in the file.
enum class CipherKind : quint8
{
    Xaes256Gcm = 1,        ///< C2SP XAES-256-GCM, by OpenSSL: where the processor has AES instructions
    XChaCha20Poly1305 = 2, ///< draft-irtf-cfrg-xchacha, by libsodium: elsewhere
};

/// The faster one on this processor.
CipherKind fasterCipher();

/// Authenticated encryption of pages under one key of 32 bytes. Every sealing draws a new random nonce of 24 bytes:
/// a counter would repeat after a restored disk image. Used by one thread at a time.
class PageCipher
{
public:
    static constexpr std::size_t keySize = 32;
    static constexpr std::size_t nonceSize = 24;
    static constexpr std::size_t tagSize = 16;
    static constexpr std::size_t overhead = nonceSize + tagSize;
    using Overhead = std::span<std::uint8_t, overhead>;
    using SeenOverhead = std::span<const std::uint8_t, overhead>;

    PageCipher(CipherKind kind, const SecretBytes &key);
    ~PageCipher();
    PageCipher(const PageCipher &) = delete;
    PageCipher &operator=(const PageCipher &) = delete;

    /// `in` to `out` of the same size, which may be the same memory; the nonce and the tag to `overhead`.
    void seal(std::span<const std::uint8_t> in, std::uint8_t *out, std::span<const std::uint8_t> about, Overhead made);
    /// False, and nothing to be used in `out`, where anything differs from what was sealed.
    [[nodiscard]] bool open(std::span<const std::uint8_t> in, std::uint8_t *out, std::span<const std::uint8_t> about,
                            SeenOverhead made);
    /// Under a given nonce: known-answer tests only.
    void sealWithNonce(std::span<const std::uint8_t> in, std::uint8_t *out, std::span<const std::uint8_t> about,
                       Overhead made);

private:
    struct Aes;
    SecretBytes m_key;
    std::unique_ptr<Aes> m_aes;
};

/// AES-256-XTS (IEEE 1619) over a few bytes whose size must not grow: the headers of a log's frames. It hides; what
/// changes it is found out by what the header is checked against. `size` at least 16.
class HeaderCipher
{
public:
    static constexpr std::size_t keySize = 64;
    explicit HeaderCipher(const SecretBytes &key);
    ~HeaderCipher();
    HeaderCipher(const HeaderCipher &) = delete;
    HeaderCipher &operator=(const HeaderCipher &) = delete;

    void encrypt(std::uint8_t *bytes, std::size_t size, quint64 position);
    void decrypt(std::uint8_t *bytes, std::size_t size, quint64 position);

private:
    struct Xts;
    std::unique_ptr<Xts> m_xts;
};

} // namespace yigong
