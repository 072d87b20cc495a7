// SPDX-License-Identifier: GPL-3.0-or-later
// A village without a line and its stick, by the programs: alone with the hub, and by a township that carries.
#include "tests/support/training_county.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace yigong;

namespace {

const QString stickVillage = "341199101201"_q, stickTownship = "341199101"_q;

struct StickPrograms
{
    StickPrograms()
    {
        makeTrainingCounty(root(), {"--size"_q, "small"_q, "--seed"_q, "7"_q});
        REQUIRE(QDir().mkpath(stick()));
    }
    [[nodiscard]] QString root() const { return folder.path() + "/county"_q; }
    [[nodiscard]] QString stick() const { return folder.path() + "/stick"_q; }
    [[nodiscard]] ProgramAnswer ctl(const QString &site, const QStringList &arguments) const
    {
        return runCtl(root() + "/devices/"_q + site, arguments);
    }
    QJsonObject asks(const QString &site, const QStringList &arguments) const
    {
        const auto answer = ctl(site, arguments);
        INFO((site + u' ' + arguments.join(u' ') + ": "_q + answer.errors).toStdString());
        REQUIRE(answer.status == 0);
        return answer.json;
    }
    QString hub(const QStringList &arguments) const
    {
        QProcess program;
        program.start(programPath("yigong-hub"_q), arguments);
        REQUIRE(program.waitForFinished(patienceMs));
        INFO(program.readAllStandardError().toStdString());
        REQUIRE(program.exitCode() == 0);
        return QString::fromUtf8(program.readAllStandardOutput());
    }
    void registers(const QString &site, const char *name) const
    {
        asks(site, {"patient"_q, "add"_q, "--name"_q, QString::fromUtf8(name), "--sex"_q, "female"_q, "--birth-date"_q,
                    "1970-01-01"_q, "--no-id-reason"_q, "没有带来"_q});
    }
    [[nodiscard]] int found(const QString &site, const char *name) const
    {
        return static_cast<int>(
            asks(site, {"patient"_q, "search"_q, QString::fromUtf8(name)}).value("patients"_q).toArray().size());
    }
    [[nodiscard]] QStringList onStick() const { return QDir(stick()).entryList(QDir::Files | QDir::Hidden); }
    QTemporaryDir folder;
};

} // namespace

TEST_CASE("a laptop and the hub exchange by a stick alone, each by its own program", "[package]")
{
    const StickPrograms c;
    {
        const auto unheard = c.ctl(stickVillage, {"package"_q, "write"_q, c.stick()});
        CHECK(unheard.status == 1);
        CHECK(unheard.errors.contains("synchronise once over a line"_q));
        const ServedHub served(c.root() + "/hub"_q);
        c.asks(stickVillage, {"sync"_q, "--hub"_q, served.url});
    }
    c.registers(stickVillage, "欧阳清风");
    const QJsonObject written = c.asks(stickVillage, {"package"_q, "write"_q, c.stick()});
    CHECK(written.value("acts"_q).toInt() >= 1);
    REQUIRE(c.onStick().size() == 1);
    QFile file(written.value("file"_q).toString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    CHECK_FALSE(bytes.contains("欧阳清风"));
    CHECK_FALSE(file.fileName().contains("欧阳"_q));

    const QString taken = c.hub({"package"_q, "read"_q, c.root() + "/hub"_q, c.stick()});
    CHECK(taken.contains("acts were new"_q));
    c.hub({"package"_q, "write"_q, c.root() + "/hub"_q, stickVillage + "/B"_q, c.stick()});
    CHECK(c.onStick().size() == 2);
    const auto list = runCtl({}, {"package"_q, "list"_q, c.stick()}); // needs no store
    CHECK(list.json.value("packages"_q).toArray().size() == 2);

    const QJsonArray read = c.asks(stickVillage, {"package"_q, "read"_q, c.stick()}).value("packages"_q).toArray();
    REQUIRE(read.size() == 2);
    CHECK(read[0]["state"_q] == "for-other"_q);
    CHECK(read[1]["state"_q] == "taken"_q);
    CHECK(c.asks(stickVillage, {"package"_q, "read"_q, c.stick()}).value("packages"_q).toArray()[1]["state"_q] ==
          "read-before"_q);
    CHECK(c.asks(stickVillage, {"package"_q, "write"_q, c.stick()}).value("acts"_q).toInt() == 0);
    CHECK(c.asks(stickVillage, {"verify"_q}).value("ok"_q).toBool());
}

TEST_CASE("a township carries, and what was found on its stick is said of each village", "[package]")
{
    const StickPrograms c;
    const ServedHub served(c.root() + "/hub"_q);
    for (const QString &site : {stickVillage, stickTownship})
        c.asks(site, {"sync"_q, "--hub"_q, served.url});
    c.registers(stickVillage, "欧阳清风");
    c.asks(stickVillage, {"package"_q, "write"_q, c.stick()});
    const QJsonObject carried = c.asks(stickTownship, {"package"_q, "carry"_q, c.stick(), "--hub"_q, served.url});
    const QJsonObject device = carried.value("devices"_q).toArray()[0].toObject();
    CHECK(device.value("fetched"_q).toInt() == 1);
    CHECK(device.value("handedIn"_q).toArray()[0]["state"_q] == "taken"_q);
    CHECK(c.found(stickTownship, "欧阳清风") == 0);
    const QJsonArray own = c.asks(stickTownship, {"package"_q, "read"_q, c.stick()}).value("packages"_q).toArray();
    CHECK(own[1]["said"_q].toString().contains("take it there"_q));
    CHECK(c.asks(stickVillage, {"package"_q, "read"_q, c.stick()}).value("packages"_q).toArray()[1]["state"_q] ==
          "taken"_q);
    c.asks(stickTownship, {"sync"_q, "--hub"_q, served.url});
    CHECK(c.found(stickTownship, "欧阳清风") == 1);

    // A cut one, one that is none, and a stick that is out.
    const QJsonObject written = c.asks(stickVillage, {"package"_q, "write"_q, c.stick()});
    QFile file(written.value("file"_q).toString());
    REQUIRE(file.resize(file.size() - 10));
    QFile other(c.stick() + "/a.ygp"_q);
    REQUIRE(other.open(QIODevice::WriteOnly));
    other.write("a photograph");
    other.close();
    const auto cut = c.ctl(stickTownship, {"package"_q, "carry"_q, c.stick(), "--hub"_q, served.url});
    CHECK(cut.status == 1);
    CHECK(cut.json.value("devices"_q).toArray()[0]["handedIn"_q].toArray()[0]["said"_q] ==
          "1 of 2 parts are whole; 0 acts were read; write the package again."_q);
    const auto damaged = c.ctl(stickVillage, {"package"_q, "read"_q, other.fileName()});
    CHECK(damaged.status == 1);
    CHECK(damaged.json.value("packages"_q).toArray()[0]["said"_q] == "This is no package: nothing was read."_q);
    const auto out = c.ctl(stickVillage, {"package"_q, "write"_q, c.folder.path() + "/out"_q});
    CHECK(out.status == 1);
    CHECK(out.errors.contains("put the stick in"_q));
}
