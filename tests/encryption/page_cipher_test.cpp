// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encryption/page_cipher.h"
#include "tests/encryption/vault.h"

using namespace yigong;

namespace {

std::span<const std::uint8_t> span(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

struct KnownAnswer
{
    CipherKind kind;
    QByteArray key, nonce, plain, about, cipherAndTag;
};

// C2SP XAES-256-GCM, test vectors; draft-irtf-cfrg-xchacha-03, A.3.1.
const std::vector<KnownAnswer> knownAnswers{
    {CipherKind::Xaes256Gcm, QByteArray(32, '\x01'), "ABCDEFGHIJKLMNOPQRSTUVWX", "XAES-256-GCM", "",
     QByteArray::fromHex("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271")},
    {CipherKind::Xaes256Gcm, QByteArray(32, '\x03'), "ABCDEFGHIJKLMNOPQRSTUVWX", "XAES-256-GCM",
     "c2sp.org/XAES-256-GCM", QByteArray::fromHex("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d")},
    {CipherKind::XChaCha20Poly1305,
     QByteArray::fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
     QByteArray::fromHex("404142434445464748494a4b4c4d4e4f5051525354555657"),
     "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be "
     "it.",
     QByteArray::fromHex("50515253c0c1c2c3c4c5c6c7"),
     QByteArray::fromHex("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda"
                         "7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b23835"
                         "65d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49")},
};

} // namespace

TEST_CASE("the ciphers answer the published vectors", "[encryption]")
{
    for (const KnownAnswer &known : knownAnswers) {
        PageCipher cipher(known.kind, SecretBytes(known.key));
        QByteArray sealed(known.plain.size(), '\0');
        std::array<std::uint8_t, PageCipher::overhead> made{};
        std::copy(known.nonce.begin(), known.nonce.end(), made.begin());
        cipher.sealWithNonce(span(known.plain), reinterpret_cast<std::uint8_t *>(sealed.data()), span(known.about),
                             made);
        const QByteArray tag(reinterpret_cast<const char *>(made.data()) + PageCipher::nonceSize, PageCipher::tagSize);
        CHECK(sealed + tag == known.cipherAndTag);

        QByteArray opened(known.plain.size(), '\0');
        REQUIRE(cipher.open(span(sealed), reinterpret_cast<std::uint8_t *>(opened.data()), span(known.about), made));
        CHECK(opened == known.plain);
    }
}

TEST_CASE("whatever differs from what was sealed does not open", "[encryption]")
{
    for (const CipherKind kind : bothCiphers) {
        PageCipher cipher(kind, SecretBytes::random(PageCipher::keySize));
        const QByteArray plain(4056, 'p'), about("page 7 of this file");
        QByteArray sealed(plain.size(), '\0'), opened(plain.size(), '\0');
        std::array<std::uint8_t, PageCipher::overhead> made{};
        cipher.seal(span(plain), reinterpret_cast<std::uint8_t *>(sealed.data()), span(about), made);
        auto *out = reinterpret_cast<std::uint8_t *>(opened.data());
        REQUIRE(cipher.open(span(sealed), out, span(about), made));

        QByteArray other = sealed;
        other[4055] = static_cast<char>(other[4055] ^ 1);
        CHECK_FALSE(cipher.open(span(other), out, span(about), made));
        CHECK_FALSE(cipher.open(span(sealed), out, span(QByteArray("page 8 of this file")), made));
        for (std::size_t i = 0; i < made.size(); ++i) {
            auto changed = made;
            changed[i] ^= 0x80;
            CHECK_FALSE(cipher.open(span(sealed), out, span(about), changed));
        }
        const auto before = made;
        cipher.seal(span(plain), reinterpret_cast<std::uint8_t *>(other.data()), span(about), made);
        CHECK(before != made); // a new nonce for the same page
        CHECK(other != sealed);
    }
}
