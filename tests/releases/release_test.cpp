// SPDX-License-Identifier: GPL-3.0-or-later
// Only what the publisher signed, for this computer, and newer than what is there, is ever taken for a new version.
#include "tests/support/release.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

using namespace yigong;

TEST_CASE("versions are ordered as Debian orders them", "[releases]")
{
    struct Case
    {
        QString lower, higher;
    };
    const auto c = GENERATE(values<Case>({{"0.1.0"_q, "0.2.0"_q},
                                          {"0.9"_q, "0.10"_q},
                                          {"1.0~rc1"_q, "1.0"_q},
                                          {"1.0~rc1"_q, "1.0~rc2"_q},
                                          {"1.0~"_q, "1.0"_q},
                                          {"1.0"_q, "1.0+b1"_q},
                                          {"1.0-1"_q, "1.0-2"_q},
                                          {"1.0-9"_q, "1.0-10"_q},
                                          {"1.0"_q, "1.0a"_q},
                                          {"1.0a"_q, "1.0+"_q},
                                          {"1.0"_q, "1.0.1"_q},
                                          {"2"_q, "10"_q},
                                          {"0~~"_q, "0.0.1"_q}}));
    INFO(c.lower.toStdString() << " < " << c.higher.toStdString());
    CHECK(compareVersions(c.lower, c.higher) < 0);
    CHECK(compareVersions(c.higher, c.lower) > 0);
    CHECK(compareVersions(c.higher, c.higher) == 0);
    if (!QStandardPaths::findExecutable("dpkg"_q).isEmpty())
        CHECK(QProcess::execute("dpkg"_q, {"--compare-versions"_q, c.lower, "lt"_q, c.higher}) == 0);
}

TEST_CASE("leading zeros are the same number", "[releases]")
{
    CHECK(compareVersions("1.02"_q, "1.2"_q) == 0);
    CHECK(compareVersions("1.0"_q, "1.0-0"_q) == 0);
}

TEST_CASE("a release comes back from its file as it was signed, and its publisher is known by it", "[releases]")
{
    PublisherDesk desk;
    const FoundRelease made = desk.publishes("0.2.0"_q);
    const auto read = readManifest(manifestPath(made.package));
    REQUIRE(read);
    CHECK(read->release == made.release.release);
    CHECK(read->release.notesZh == "慢病随访可打印"_q);
    CHECK(desk.known.vouchFor(*read));
    CHECK(checkedRelease(made.package, desk.known, desk.here));
}

TEST_CASE("what was not signed for this computer is refused, each time with the reason", "[releases]")
{
    PublisherDesk desk;
    const QByteArray content = PublisherDesk::contentFor("x"_q, 1000);
    Release release = desk.describes("0.2.0"_q, content);
    const auto refusal = [&](const Release &r) {
        return refusalIn(checkedRelease(desk.publishes(r, content).package, desk.known, desk.here));
    };
    REQUIRE(refusal(release).isEmpty());

    SECTION("an older version, and the same once more")
    {
        release.version = "0.0.9"_q;
        CHECK(refusal(release) == "older"_q);
        release.version = "0.1.0~rc1"_q;
        CHECK(refusal(release) == "older"_q);
        release.version = "0.1.0"_q;
        CHECK(refusal(release) == "same"_q);
    }
    SECTION("another program, another kind of computer")
    {
        release.package = "yigong-theirs"_q;
        CHECK(refusal(release) == "package"_q);
        release.package = "yigong"_q;
        release.architecture = "riscv64"_q;
        CHECK(refusal(release) == "architecture"_q);
    }
    SECTION("one that this version's stores and messages cannot be taken along to")
    {
        release.lowestSchema = desk.here.schema + 1;
        CHECK(refusal(release) == "too-far"_q);
        release.lowestSchema = 1;
        release.lowestProtocol = desk.here.protocol + 1;
        CHECK(refusal(release) == "too-far"_q);
    }
    SECTION("a package of another size, and another package of that size")
    {
        const FoundRelease made = desk.publishes(release, content);
        writeBytes(made.package, content + 'x');
        CHECK(refusalIn(checkedRelease(made.package, desk.known, desk.here)) == "size"_q);
        writeBytes(made.package, content.chopped(1));
        CHECK(refusalIn(checkedRelease(made.package, desk.known, desk.here)) == "size"_q);
        writeBytes(made.package, PublisherDesk::contentFor("y"_q, 1000));
        CHECK(refusalIn(checkedRelease(made.package, desk.known, desk.here)) == "content"_q);
    }
    SECTION("unsigned, or signed by somebody else, and then by nobody whom this computer knows")
    {
        const FoundRelease made = desk.publishes(release, content);
        Publishers others;
        CHECK(refusalIn(checkedRelease(made.package, others, desk.here)) == "no-publisher"_q);
        others.add(DeviceKey::make().publicKey());
        CHECK(refusalIn(checkedRelease(made.package, others, desk.here)) == "other-key"_q);
        QFile::remove(manifestPath(made.package));
        CHECK(refusalIn(checkedRelease(made.package, desk.known, desk.here)) == "unsigned"_q);
    }
    SECTION("the publisher's name under somebody else's signature")
    {
        const FoundRelease made = desk.publishes(release, content);
        SignedRelease forged = signRelease(release, DeviceKey::make());
        forged.publisher = desk.key.publicKey();
        writeBytes(manifestPath(made.package), forged.bytes());
        CHECK(refusalIn(checkedRelease(made.package, desk.known, desk.here)) == "damaged"_q);
    }
}

TEST_CASE("a version or a machine that is no plain word never becomes a file's name", "[releases]")
{
    PublisherDesk desk;
    const auto bad = GENERATE(
        values<QString>({"../0.2.0"_q, "0.2.0 -o x"_q, ""_q, "1:0.2.0"_q, "-1"_q, ".."_q, "0.2.0\n"_q, "0.2.0/x"_q}));
    INFO(bad.toStdString());
    Release release = desk.describes("0.2.0"_q, "content");
    release.version = bad;
    CHECK(refusalIn(decodeRelease(signRelease(release, desk.key).bytes())) == "damaged"_q);
    release = desk.describes("0.2.0"_q, "content");
    release.package = bad;
    CHECK(refusalIn(decodeRelease(signRelease(release, desk.key).bytes())) == "damaged"_q);
}

TEST_CASE("no flipped bit of a description goes unnoticed, and no cut one is taken", "[releases]")
{
    PublisherDesk desk;
    const FoundRelease made = desk.publishes("0.2.0"_q, {}, 5'000);
    const QByteArray manifest = made.release.bytes();
    for (qsizetype at = 0; at < manifest.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray flipped = manifest;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
            const auto read = decodeRelease(flipped);
            INFO("byte " << at << " bit " << bit);
            CHECK_FALSE((read && desk.known.vouchFor(*read)));
        }
    for (qsizetype size = 0; size < manifest.size(); ++size)
        CHECK_FALSE(decodeRelease(manifest.left(size)));
    CHECK_FALSE(decodeRelease(manifest + '\0'));
}

TEST_CASE("no flipped bit of a package goes unnoticed", "[releases]")
{
    PublisherDesk desk;
    const FoundRelease made = desk.publishes("0.2.0"_q, {}, 4'000);
    const QByteArray content = bytesOf(made.package);
    for (qsizetype at = 0; at < content.size(); at += 97) {
        QByteArray flipped = content;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
        writeBytes(made.package, flipped);
        CHECK(refusalIn(checkedRelease(made.package, desk.known, desk.here)) == "content"_q);
    }
}

TEST_CASE("a list of publishers is read, a missing one holds nobody, a wrong line is no list", "[releases]")
{
    PublisherDesk desk;
    const QString file = desk.publishersFile();
    const FoundRelease made = desk.publishes("0.2.0"_q);
    const auto known = Publishers::load({"/nowhere/publishers"_q, file});
    REQUIRE(known);
    CHECK(known->vouchFor(made.release));
    CHECK(Publishers::load({"/nowhere/publishers"_q})->isEmpty());
    writeBytes(file, desk.key.publicKey().toHex().chopped(2) + '\n');
    REQUIRE_FALSE(Publishers::load({file}));
    CHECK(Publishers::load({file}).error().kind == ErrorKind::BadFormat);
}

TEST_CASE("a folder's newest release that will do is found; where none will, the newest says why", "[releases]")
{
    PublisherDesk desk;
    QTemporaryDir stick;
    CHECK(releaseIn(stick.path(), desk.known, desk.here).error() ==
          Error{ErrorKind::FileMissing, "release"_q, {stick.path()}});
    desk.publishes("0.0.9"_q, stick.path());
    CHECK(refusalIn(releaseIn(stick.path(), desk.known, desk.here)) == "older"_q);
    desk.publishes("0.2.0"_q, stick.path());
    const FoundRelease broken = desk.publishes("0.10.0"_q, stick.path());
    writeBytes(broken.package, PublisherDesk::contentFor("other"_q, 300'000));
    const auto found = releaseIn(stick.path(), desk.known, desk.here);
    REQUIRE(found);
    CHECK(found->release.release.version == "0.2.0"_q);
    QFile::remove(manifestPath(found->package));
    CHECK(refusalIn(releaseIn(stick.path(), desk.known, desk.here)) == "content"_q);
}

TEST_CASE("a bare package on a stick is said to be unsigned", "[releases]")
{
    PublisherDesk desk;
    QTemporaryDir stick;
    const FoundRelease made = desk.publishes("0.2.0"_q, stick.path());
    QFile::remove(manifestPath(made.package));
    CHECK(refusalIn(releaseIn(stick.path(), desk.known, desk.here)) == "unsigned"_q);
}

TEST_CASE("a copy is whole or not there, and its description never before it", "[releases]")
{
    PublisherDesk desk;
    QTemporaryDir stick;
    const FoundRelease made = desk.publishes("0.2.0"_q, {}, 3'000'000);
    const auto copied = copyRelease(made, stick.path() + "/new"_q);
    REQUIRE(copied);
    CHECK(bytesOf(copied->package) == bytesOf(made.package));
    CHECK(checkedRelease(copied->package, desk.known, desk.here));

    writeBytes(made.package, bytesOf(made.package).chopped(1));
    CHECK(refusalIn(copyRelease(made, stick.path() + "/second"_q)) == "size"_q);
    CHECK(QDir(stick.path() + "/second"_q).isEmpty());
}
