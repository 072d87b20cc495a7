// SPDX-License-Identifier: GPL-3.0-or-later
// A laptop is backed up to a stick, reset, and comes back, from a shell.
#include "tests/support/training_county.h"

#include <QDir>
#include <QTemporaryDir>

using namespace yigong;

TEST_CASE("a laptop with unsent work is reset only once a backup holds it, and comes back from that", "[ctl][backup]")
{
    QTemporaryDir folder;
    const QString village = "341199101201"_q, county = folder.path() + "/county"_q, stick = folder.path() + "/stick"_q;
    const QString store = county + "/devices/"_q + village;
    makeTrainingCounty(county, {"--size"_q, "small"_q, "--seed"_q, "7"_q});
    const QStringList newborn{"patient"_q, "add"_q,          "--name"_q,     "新生儿"_q,         "--sex"_q,
                              "male"_q,    "--birth-date"_q, "2025-05-01"_q, "--no-id-reason"_q, "newborn"_q};
    REQUIRE(runCtl(store, newborn).status == 0);

    const auto refused = runCtl({}, {"store"_q, "reset"_q, store});
    CHECK(refused.status == 1);
    INFO(refused.errors.toStdString());
    CHECK(refused.errors.contains("1 acts that the hub has not taken"_q));
    const auto noStick = runCtl(store, {"backup"_q, "make"_q, "--folder"_q, stick});
    CHECK(noStick.status == 1);
    CHECK(noStick.errors.contains("put the stick in"_q));

    REQUIRE(QDir().mkpath(stick));
    const auto made = runCtl(store, {"backup"_q, "make"_q, "--folder"_q, stick});
    INFO(made.errors.toStdString());
    REQUIRE(made.status == 0);
    const QString backup = made.json["backup"_q].toString();
    CHECK(runCtl({}, {"backup"_q, "check"_q, backup}).json["acts"_q].toInt() == 1);
    CHECK(runCtl({}, {"backup"_q, "list"_q, stick}).json["backups"_q].toArray().size() == 1);

    SECTION("an act behind the backup")
    {
        REQUIRE(runCtl(store, newborn).status == 0);
        const auto older = runCtl({}, {"store"_q, "reset"_q, store, "--backup"_q, backup});
        CHECK(older.status == 1);
        CHECK(older.errors.contains("does not hold all of it"_q));
        CHECK(runCtl(store, {"verify"_q}).json["ok"_q].toBool());
    }
    SECTION("all of it is in there")
    {
        const auto reset = runCtl({}, {"store"_q, "reset"_q, store, "--backup"_q, backup});
        INFO(reset.errors.toStdString());
        REQUIRE(reset.status == 0);
        CHECK(QDir(store).isEmpty());
        REQUIRE(runCtl({}, {"backup"_q, "restore"_q, backup, store}).status == 0);
        CHECK(runCtl(store, {"verify"_q}).json["ok"_q].toBool());
        CHECK(runCtl(store, {"patient"_q, "search"_q, "新生儿"_q}).json["patients"_q].toArray().size() == 1);
    }
}
