// SPDX-License-Identifier: GPL-3.0-or-later
// Root reads a folder that anybody may write to. Whatever lies there, nothing but a vouched-for package comes out of
// it.
#include "core/releases/spool.h"
#include "tests/support/release.h"

#include <QDir>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

using namespace yigong;

namespace {

struct Laptop
{
    Laptop() { REQUIRE(QDir().mkpath(spool)); }
    Result<SpoolReading> reads() { return takeFromSpool(spool, work, desk.known, desk.here); }
    QStringList lying() const
    {
        return QDir(spool).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    QString refusal()
    {
        const auto read = reads();
        REQUIRE(read);
        CHECK_FALSE(read->release);
        CHECK(QDir(work).isEmpty());
        return read->refused ? nameOf(read->refused->kind) + u' ' + read->refused->args.value(0) : QString();
    }

    QTemporaryDir folder;
    QString spool = folder.filePath("spool"_q), work = folder.filePath("work"_q);
    PublisherDesk desk;
};

} // namespace

TEST_CASE("what a person hands over is root's to install, and the spool is empty afterwards", "[releases][spool]")
{
    Laptop laptop;
    const FoundRelease older = laptop.desk.publishes("0.2.0"_q), newer = laptop.desk.publishes("0.3.0"_q);
    REQUIRE(handToInstaller(newer, laptop.spool));
    REQUIRE(handToInstaller(older, laptop.spool));
    CHECK(laptop.lying().size() == 4);
    const auto read = laptop.reads();
    REQUIRE(read);
    REQUIRE(read->release);
    CHECK(read->release->release.release.version == "0.3.0"_q);
    CHECK(read->release->package.startsWith(laptop.work + u'/'));
    CHECK(bytesOf(read->release->package) == bytesOf(newer.package));
    CHECK(laptop.lying().isEmpty());
    struct stat what = {};
    REQUIRE(stat(QFile::encodeName(read->release->package).constData(), &what) == 0);
    CHECK((what.st_mode & 0077) == 0); // nobody writes to it between the check and the installing
}

TEST_CASE("nothing else comes out of the spool, and none of it stays", "[releases][spool]")
{
    Laptop laptop;
    const QString package = laptop.spool + "/a.deb"_q, manifest = manifestPath(package);
    const FoundRelease good = laptop.desk.publishes("0.2.0"_q, {}, 50'000);
    const auto put = [&](const QByteArray &deb, const QByteArray &description) {
        writeBytes(package, deb);
        writeBytes(manifest, description);
    };
    SECTION("a downgrade")
    {
        const FoundRelease old = laptop.desk.publishes("0.0.1"_q);
        put(bytesOf(old.package), old.release.bytes());
        CHECK(laptop.refusal() == "ReleaseRefused older"_q);
    }
    SECTION("signed by somebody else")
    {
        put(bytesOf(good.package), signRelease(good.release.release, DeviceKey::make()).bytes());
        CHECK(laptop.refusal() == "ReleaseRefused other-key"_q);
    }
    SECTION("another package under the good one's description, of its size or not")
    {
        put(PublisherDesk::contentFor("evil"_q, 50'000), good.release.bytes());
        CHECK(laptop.refusal() == "ReleaseRefused content"_q);
        put(bytesOf(good.package) + "more", good.release.bytes());
        CHECK(laptop.refusal() == "ReleaseRefused size"_q);
    }
    SECTION("garbage for a description, and one as large as a film")
    {
        put(bytesOf(good.package), "garbage");
        CHECK(laptop.refusal() == "ReleaseRefused damaged"_q);
        put(bytesOf(good.package), QByteArray(largestManifest + 1, 'x'));
        CHECK(laptop.refusal().startsWith("FileUnreadable"_q));
    }
    SECTION("links to what only root may read")
    {
        writeBytes(laptop.folder.filePath("secret"_q), bytesOf(good.package));
        writeBytes(manifest, good.release.bytes());
        REQUIRE(QFile::link(laptop.folder.filePath("secret"_q), package));
        CHECK(laptop.refusal().startsWith("FileUnreadable"_q));
        CHECK(QFile::exists(laptop.folder.filePath("secret"_q)));

        writeBytes(package, bytesOf(good.package));
        writeBytes(laptop.folder.filePath("description"_q), good.release.bytes());
        REQUIRE(QFile::link(laptop.folder.filePath("description"_q), manifest));
        CHECK(laptop.refusal().startsWith("FileUnreadable"_q));
        CHECK(QFile::exists(laptop.folder.filePath("description"_q)));
    }
    SECTION("a pipe that nobody ever writes to, and a folder with a name like a description's")
    {
        writeBytes(package, bytesOf(good.package));
        REQUIRE(mkfifo(QFile::encodeName(manifest).constData(), 0666) == 0);
        CHECK(laptop.refusal().startsWith("FileUnreadable"_q));
        REQUIRE(QDir().mkpath(manifest + "/deep/er"_q));
        writeBytes(manifest + "/deep/er/file"_q, "x");
        CHECK(laptop.refusal().startsWith("FileUnreadable"_q));
    }
    SECTION("a description without its package")
    {
        writeBytes(manifest, good.release.bytes());
        CHECK(laptop.refusal().startsWith("FileMissing"_q));
    }
    CHECK(laptop.lying().isEmpty());
}

TEST_CASE("what is still being copied stays until it is an hour old", "[releases][spool]")
{
    Laptop laptop;
    const QString half = laptop.spool + "/b.deb.part"_q;
    writeBytes(half, "half of it");
    CHECK(laptop.refusal().isEmpty());
    CHECK(laptop.lying().size() == 1);
    const utimbuf longAgo{1'000'000, 1'000'000};
    REQUIRE(utime(QFile::encodeName(half).constData(), &longAgo) == 0);
    CHECK(laptop.refusal().isEmpty());
    CHECK(laptop.lying().isEmpty());
}

TEST_CASE("a computer without the system's installer says so", "[releases][spool]")
{
    PublisherDesk desk;
    const auto handed = handToInstaller(desk.publishes("0.2.0"_q), "/nowhere/spool"_q);
    REQUIRE_FALSE(handed);
    CHECK(handed.error() == Error{ErrorKind::FileMissing, "spool"_q, {"/nowhere/spool"_q}});
}

TEST_CASE("what became of it is told from root to the person", "[releases][spool]")
{
    QTemporaryDir folder;
    const QString file = folder.filePath("last.json"_q);
    CHECK_FALSE(*readLastInstall(file));
    const Instant at = Instant::fromIso(u"2025-05-13T10:12:00");
    REQUIRE(writeLastInstall({at, "0.2.0"_q, {}}, file));
    CHECK((*readLastInstall(file))->version == "0.2.0"_q);
    CHECK((*readLastInstall(file))->at == at);
    const Error why{ErrorKind::ReleaseRefused, {}, {"dependencies"_q, "libqt7"_q}};
    REQUIRE(writeLastInstall({at, {}, why}, file));
    CHECK((*readLastInstall(file))->refused == why);
}
