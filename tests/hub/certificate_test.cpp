// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/durable_file.h"
#include "core/hub/certificate.h"
#include "tests/support/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslError>
#include <QSslKey>
#include <QTemporaryDir>
#include <sys/stat.h>

using namespace yigong;

namespace {

const Instant Now = Instant::fromIso(u"2025-05-13T02:12:00Z");

QSslCertificate certificateIn(const QTemporaryDir &folder, const QString &name)
{
    return QSslCertificate(*readWholeFile(folder.filePath(name)));
}

mode_t modeOf(const QString &path)
{
    struct stat about = {};
    return stat(QFile::encodeName(path).constData(), &about) == 0 ? about.st_mode & 0777 : 0;
}

} // namespace

TEST_CASE("a hub makes its own authority and a server certificate for its names", "[hub][certificate]")
{
    const QTemporaryDir folder;
    REQUIRE(
        makeHubCertificate(folder.path(), {"龙泉县"_q, {"localhost"_q, "10.1.2.3"_q, "::1"_q, "县医院.中国"_q}}, Now));

    const QSslCertificate server = certificateIn(folder, "hub.crt"_q);
    REQUIRE_FALSE(server.isNull());
    const auto names = server.subjectAlternativeNames();
    CHECK(names.contains(QSsl::DnsEntry, "localhost"_q));
    CHECK(names.contains(QSsl::DnsEntry, "xn--ekrvl291o.xn--fiqs8s"_q));
    CHECK(names.contains(QSsl::IpAddressEntry, "10.1.2.3"_q));
    CHECK(names.values(QSsl::IpAddressEntry).size() == 2);
    CHECK(server.subjectInfo(QSslCertificate::CommonName) == QStringList{"龙泉县"_q});
    CHECK(server.issuerInfo(QSslCertificate::CommonName) == QStringList{"龙泉县 authority"_q});
    CHECK(server.publicKey().algorithm() == QSsl::Ec);
    CHECK(server.publicKey().length() == 256);
    CHECK(server.expiryDate().toUTC().date() == QDate(2025, 5, 13).addDays(825));
    CHECK(server.effectiveDate().toUTC().date() == QDate(2025, 5, 12));

    const QSslCertificate authority = certificateIn(folder, "ca.crt"_q);
    CHECK(authority.isSelfSigned());
    CHECK(authority.expiryDate().toUTC().date() == QDate(2025, 5, 13).addDays(3650));
    CHECK(modeOf(folder.filePath("hub.key"_q)) == 0600);
    CHECK(modeOf(folder.filePath("ca.key"_q)) == 0600);
}

TEST_CASE("the pin is the SHA-256 of the public key and outlives a renewal", "[hub][certificate]")
{
    const QTemporaryDir folder;
    REQUIRE(makeHubCertificate(folder.path(), {}, Now));
    const QByteArray before = *readWholeFile(folder.filePath("hub.crt"_q));
    const auto pin = publicKeyPin(before);
    REQUIRE(pin.has_value());
    CHECK(*pin == QCryptographicHash::hash(QSslCertificate(before).publicKey().toDer(), QCryptographicHash::Sha256));

    CertificateWish later;
    later.hosts = QStringList{"hub.example"_q};
    REQUIRE(renewHubCertificate(folder.path(), later, Now.plusMs(86'400'000LL * 800)));
    const QByteArray after = *readWholeFile(folder.filePath("hub.crt"_q));
    CHECK(after != before);
    CHECK(*publicKeyPin(after) == *pin);
    CHECK(QSslCertificate(after).subjectAlternativeNames().contains(QSsl::DnsEntry, "hub.example"_q));
}

TEST_CASE("a hub's key is never replaced by making one again", "[hub][certificate]")
{
    const QTemporaryDir folder;
    REQUIRE(makeHubCertificate(folder.path(), {}, Now));
    const QByteArray key = *readWholeFile(folder.filePath("hub.key"_q));
    const auto again = makeHubCertificate(folder.path(), {}, Now);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().kind == ErrorKind::AlreadyExists);
    CHECK(*readWholeFile(folder.filePath("hub.key"_q)) == key);
}

TEST_CASE("what cannot stand in a certificate is refused before anything is written", "[hub][certificate]")
{
    struct Case
    {
        const char *story;
        CertificateWish wish;
        Error error;
    };
    const auto c = GENERATE(values<Case>({
        {"two names in one", {"县"_q, {"a,IP:1.2.3.4"_q}}, {ErrorKind::Invalid, "host"_q, {"a,IP:1.2.3.4"_q}}},
        {"an empty name", {"县"_q, {""_q}}, {ErrorKind::Invalid, "host"_q, {""_q}}},
        {"no name at all", {"县"_q, {}}, {ErrorKind::Required, "host"_q, {}}},
        {"no common name", {""_q, {"localhost"_q}}, {ErrorKind::Invalid, "name"_q, {""_q}}},
        {"ends before it begins",
         {"县"_q, {"localhost"_q}, 3650, 0},
         {ErrorKind::OutOfRange, "days"_q, {"0"_q, "1"_q, "36500"_q}}},
    }));
    INFO(c.story);
    const QTemporaryDir folder;
    const auto made = makeHubCertificate(folder.path(), c.wish, Now);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error() == c.error);
    CHECK(QDir(folder.path()).isEmpty());
}

TEST_CASE("what is no certificate has no pin", "[hub][certificate]")
{
    CHECK(publicKeyPin("<html>").error().kind == ErrorKind::BadFormat);
    CHECK(publicKeyPin({}).error().kind == ErrorKind::BadFormat);
}
