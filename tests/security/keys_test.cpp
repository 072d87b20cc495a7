// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/durable_file.h"
#include "core/security/keys.h"
#include "tests/support/text.h"

#include <QFile>
#include <QTemporaryDir>
#include <sys/stat.h>

using namespace yigong;

TEST_CASE("a device's signature holds for its message and nothing else", "[security][keys]")
{
    const DeviceKey key = DeviceKey::make();
    const QByteArray message = "batch 17 of 王庄";
    const QByteArray signature = key.sign(message);
    CHECK(verify(key.publicKey(), message, signature));
    CHECK_FALSE(verify(key.publicKey(), message + ' ', signature));
    CHECK_FALSE(verify(DeviceKey::make().publicKey(), message, signature));
    QByteArray touched = signature;
    touched[40] = static_cast<char>(touched[40] ^ 1);
    CHECK_FALSE(verify(key.publicKey(), message, touched));
    CHECK_FALSE(verify(key.publicKey(), message, {}));
    CHECK_FALSE(verify({}, message, signature));
}

TEST_CASE("keys and signatures are those of RFC 8032", "[security][keys]")
{
    // §7.1, TEST 2
    const auto seed = QByteArray::fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const DeviceKey key = DeviceKey::fromSeed(seed);
    CHECK(key.publicKey() == QByteArray::fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    CHECK(key.sign("\x72") == QByteArray::fromHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
}

TEST_CASE("a device key comes back from its file, and only from a whole one", "[security][keys]")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("device.key"_q);
    const DeviceKey key = DeviceKey::make();
    REQUIRE(key.store(path, {}).has_value());
    struct stat about = {};
    REQUIRE(stat(QFile::encodeName(path).constData(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);

    const auto loaded = DeviceKey::load(path, {});
    REQUIRE(loaded.has_value());
    CHECK(verify(key.publicKey(), "x", loaded->sign("x")));
    CHECK(DeviceKey::make().store(path, {}).error() == Error{ErrorKind::AlreadyExists, {}, {path}});

    const QByteArray whole = *readWholeFile(path);
    QByteArray digitChanged = whole;
    digitChanged[whole.size() - 2] = whole.at(whole.size() - 2) == '0' ? '1' : '0';
    const QByteArray damaged = GENERATE_COPY(values({digitChanged, whole.chopped(1), QByteArray()}));
    REQUIRE(writeDurably(path, damaged, FileAccess::OwnerOnly).has_value());
    const auto refused = DeviceKey::load(path, {});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::BadFormat);
    CHECK(DeviceKey::load(folder.filePath("none"_q), {}).error().kind == ErrorKind::FileMissing);
}

TEST_CASE("a password matches its own hash, however the keyboard composed it", "[security][keys]")
{
    const auto cost = GENERATE(PasswordCost::Usual, PasswordCost::Training);
    const QByteArray hash = passwordHash("王庄2025é"_q, cost);
    CHECK(hash.startsWith("$argon2id$"));
    CHECK_FALSE(hash.contains("2025"));
    CHECK(passwordMatches(hash, "王庄2025é"_q));
    CHECK(passwordMatches(hash, QString::fromUtf8("王庄2025e\xcc\x81")));
    CHECK_FALSE(passwordMatches(hash, "王庄2025e"_q));
    CHECK(passwordHash("王庄2025é"_q, cost) != hash);
}

TEST_CASE("people's passwords cost a guesser 64 MiB each try", "[security][keys]")
{
    CHECK(passwordHash("x"_q).contains("$m=65536,t=2,p=1$"));
}

TEST_CASE("a hash that cannot be read matches nothing", "[security][keys]")
{
    const QByteArray hash = GENERATE(values<QByteArray>({"", "$argon2id$", "plain", QByteArray(1000, '$')}));
    CHECK_FALSE(passwordMatches(hash, ""_q));
    CHECK_FALSE(passwordMatches(hash, "plain"_q));
}

TEST_CASE("digests are BLAKE2b of 32 bytes", "[security][keys]")
{
    // printf abc | b2sum -l 256
    const auto abc = QByteArray::fromHex("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(digestOf("abc") == abc);
    RunningDigest running;
    running.add("a");
    running.add({});
    running.add("bc");
    CHECK(running.result() == abc);
    CHECK(digestOfParts({"ab", "c"}) != digestOfParts({"a", "bc"}));
    CHECK(digestOfParts({"ab", "c"}) == digestOfParts({"ab", "c"}));
    CHECK(keyedDigestOf(QByteArray(32, 'k'), "abc") != keyedDigestOf(QByteArray(32, 'j'), "abc"));
}

TEST_CASE("a wiped secret is gone from the memory it had", "[security][keys]")
{
    QByteArray bytes(64, 's');
    wipe(bytes);
    CHECK(bytes.isEmpty());
    QString text = "密码密码"_q;
    const QString copy = text;
    wipe(text);
    CHECK(text.isEmpty());
    CHECK(copy == "密码密码"_q);
    const SecretBytes secret(QByteArrayView("seed"));
    CHECK(secret.view() == QByteArrayView("seed"));
    CHECK(SecretBytes::random(32).view() != SecretBytes::random(32).view());
}
