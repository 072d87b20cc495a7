// SPDX-License-Identifier: GPL-3.0-or-later
// A new version from its publisher's desk to a village's laptop, by the programs alone.
#include "tests/support/training_county.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <unistd.h>

using namespace yigong;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// Whoever makes the county's program; the package is a package, with nothing in it but ballast.
struct Publishing
{
    Publishing()
    {
        const auto made = runCtl({}, {"release"_q, "key"_q, at("publisher.key")});
        REQUIRE(made.status == 0);
        write("publishers", made.json.value("publisher"_q).toString().toLatin1() + " 天长市\n");
    }
    [[nodiscard]] QString at(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(at(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    [[nodiscard]] QString package(const QString &version, const char *name = "yigong")
    {
        const QString root = folder.filePath("root"_q);
        QDir(root).removeRecursively();
        REQUIRE(QDir().mkpath(root + "/DEBIAN"_q));
        QProcess architecture;
        architecture.start("dpkg"_q, {"--print-architecture"_q});
        REQUIRE(architecture.waitForFinished());
        write("root/DEBIAN/control", "Package: " + QByteArray(name) + "\nVersion: " + version.toUtf8() +
                                         "\nArchitecture: " + architecture.readAllStandardOutput().trimmed() +
                                         "\nMaintainer: County <it@county.example>\nDescription: made for a test\n");
        QByteArray ballast;
        for (int i = 0; i < 200'000; ++i)
            ballast += QByteArray::number(i * 7919 % 104729, 36);
        write("root/ballast", ballast);
        const QString deb = folder.filePath("%1_%2.deb"_q.arg(QString::fromLatin1(name), version));
        REQUIRE(QProcess::execute("dpkg-deb"_q, {"--root-owner-group"_q, "-Zgzip"_q, "-b"_q, root, deb}) == 0);
        return deb;
    }
    [[nodiscard]] ProgramAnswer signs(const QString &deb) const
    {
        return runCtl({}, {"release"_q, "sign"_q, deb, "--key"_q, at("publisher.key"), "--notes-zh"_q, "修好打印"_q});
    }
    [[nodiscard]] ProgramAnswer checks(const QString &deb, const QString &installed = "0.1.0"_q) const
    {
        return runCtl({},
                      {"release"_q, "check"_q, deb, "--publishers"_q, at("publishers"), "--installed"_q, installed});
    }
    [[nodiscard]] QString hub(const QStringList &arguments, int status = 0) const
    {
        QProcess process;
        process.start(programPath("yigong-hub"_q), QStringList{"release"_q} + arguments);
        REQUIRE(process.waitForFinished(patienceMs));
        const QString errors = QString::fromUtf8(process.readAllStandardError());
        INFO(errors.toStdString());
        CHECK(process.exitCode() == status);
        return QString::fromUtf8(process.readAllStandardOutput()) + errors;
    }

    QTemporaryDir folder;
};

} // namespace

TEST_CASE("a signed version travels from the publisher by the hub to a laptop and by a stick to the next",
          "[ctl][release]")
{
    Publishing publisher;
    const QString deb = publisher.package("9.1"_q);
    const auto made = publisher.signs(deb);
    REQUIRE(made.status == 0);
    CHECK(made.json.value("version"_q) == "9.1"_q);
    CHECK(made.json.value("notesZh"_q) == "修好打印"_q);

    const QString county = publisher.at("county");
    makeTrainingCounty(county, {"--size"_q, "small"_q, "--seed"_q, "7"_q});
    const QString hub = county + "/hub"_q;
    const QStringList known{"--publishers"_q, publisher.at("publishers")};
    CHECK(publisher.hub(QStringList{"add"_q, hub, deb} + known).contains("9.1"_q));
    CHECK(publisher.hub({"list"_q, hub}).startsWith("9.1 "_q));

    const ServedHub served(hub);
    const QString laptop = county + "/devices/341199101201"_q;
    const auto fetched = runCtl(laptop, QStringList{"release"_q, "fetch"_q, "--hub"_q, served.url} + known);
    INFO(fetched.errors.toStdString());
    REQUIRE(fetched.status == 0);
    const QString here = fetched.json.value("path"_q).toString();
    CHECK(here.startsWith(laptop + "/update/"_q));
    CHECK(contentOf(here) == contentOf(deb));

    const QString stick = publisher.at("stick");
    REQUIRE(runCtl({}, QStringList{"release"_q, "copy"_q, here, stick} + known).status == 0);
    const auto found = publisher.checks(stick);
    REQUIRE(found.status == 0);
    CHECK(found.json.value("version"_q) == "9.1"_q);

    CHECK(publisher.hub({"withdraw"_q, hub, "9.1"_q}).contains("9.1"_q));
    const auto none = runCtl(laptop, QStringList{"release"_q, "fetch"_q, "--hub"_q, served.url} + known);
    CHECK(none.status == 0);
    CHECK(none.json.value("version"_q) == QString());
}

TEST_CASE("what is not the publisher's newer version is refused in words at every door", "[ctl][release]")
{
    Publishing publisher;
    const QString deb = publisher.package("9.1"_q);
    CHECK(publisher.checks(deb).errors.contains("no signature beside it"_q));
    REQUIRE(publisher.signs(deb).status == 0);
    REQUIRE(publisher.checks(deb).status == 0);
    CHECK(publisher.checks(deb, "9.2"_q).errors.contains("older than the installed 9.2"_q));
    CHECK(publisher.checks(deb, "9.1"_q).errors.contains("installed already"_q));

    const QString hub = publisher.at("hub");
    QDir().mkpath(hub);
    publisher.write("hub/yigong.db", "");
    const Publishing stranger;
    CHECK(publisher.hub({"add"_q, hub, deb, "--publishers"_q, stranger.at("publishers")}, 1)
              .contains("key that this machine does not know"_q));
    CHECK(publisher.hub({"list"_q, hub}).isEmpty());
    CHECK(publisher.hub({"withdraw"_q, hub, "9.1"_q}, 1).contains("9.1"_q));

    const QByteArray content = contentOf(deb);
    QFile file(deb);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(content.chopped(3));
    file.close();
    CHECK(publisher.checks(deb).errors.contains("bytes where"_q));
    CHECK(
        publisher.hub({"add"_q, hub, deb, "--publishers"_q, publisher.at("publishers")}, 1).contains("bytes where"_q));

    const QString other = publisher.package("9.1"_q, "another");
    REQUIRE(publisher.signs(other).status == 0);
    CHECK(publisher.checks(other).errors.contains("package another"_q));
}

TEST_CASE("a publisher's key is never written over, shown, or readable to others", "[ctl][release]")
{
    const Publishing publisher;
    const QByteArray key = contentOf(publisher.at("publisher.key"));
    CHECK((QFile(publisher.at("publisher.key")).permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    const auto again = runCtl({}, {"release"_q, "key"_q, publisher.at("publisher.key")});
    CHECK(again.status == 1);
    CHECK(contentOf(publisher.at("publisher.key")) == key);
    CHECK_FALSE(again.errors.toUtf8().contains(key.trimmed().right(40)));
}

TEST_CASE("root's installer puts no version on that it should not, and says why where the desktop reads it",
          "[ctl][release]")
{
    if (geteuid() != 0)
        return; // as whoever runs this test, nothing is ever installed
    Publishing publisher;
    const QString deb = publisher.package("0.0.1"_q);
    REQUIRE(publisher.signs(deb).status == 0);
    const QString spool = publisher.at("spool"), state = publisher.at("state");
    QDir().mkpath(spool);
    QDir().mkpath(state);
    REQUIRE(QFile::copy(deb, spool + "/a.deb"_q));
    REQUIRE(QFile::copy(deb + ".yigong-release"_q, spool + "/a.deb.yigong-release"_q));
    const QStringList install{"release"_q, "install"_q, "--from"_q, spool, "--publishers"_q, publisher.at("publishers"),
                              "--state"_q, state};
    const auto refused = runCtl({}, install);
    CHECK(refused.status == 1);
    CHECK(refused.errors.contains("older than the installed"_q));
    CHECK(contentOf(state + "/last.json"_q).contains("older"));
    CHECK(QDir(spool).isEmpty());
    CHECK(runCtl({}, install).status == 0); // nothing lies there

    REQUIRE(QFile::setPermissions(publisher.at("publishers"), QFile::ReadOwner | QFile::WriteOther));
    CHECK(runCtl({}, install).errors.contains("Only root"_q));
}
