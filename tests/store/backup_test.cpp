// SPDX-License-Identifier: GPL-3.0-or-later
// Backups of a laptop's store: whole or thrown away, never over the last good one.
#include "core/patients/patient.h"
#include "core/store/backup/copies.h"
#include "core/store/backup/store_backup.h"
#include "core/store/connection.h"
#include "core/store/verify.h"
#include "tests/support/store.h"

#include <QDir>
#include <QFile>

using namespace yigong;

namespace {

struct BackedLaptop : TestStore
{
    BackedLaptop()
    {
        REQUIRE(stick.isValid());
        QFile keyFile(folder.path() + "/device.key"_q);
        REQUIRE(keyFile.open(QIODevice::WriteOnly));
        keyFile.write("sealed");
    }
    void registers(const QString &name)
    {
        clock.advanceMs(1'000);
        Patient p;
        p.name = name;
        p.site = site;
        REQUIRE(db->write(actor, [&](Transaction &tx) { return tx.insert(p); }));
    }
    [[nodiscard]] QStringList onStick() const
    {
        return QDir(stick.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }
    QTemporaryDir stick;
};

} // namespace

TEST_CASE("a backup is a store that opens with the same password, and the newest few are kept", "[store][backup]")
{
    BackedLaptop laptop;
    std::vector<StoreBackup> made;
    for (const auto &name : {"李芳"_q, "王芳"_q, "赵芳"_q}) {
        laptop.registers(name);
        const auto done = makeStoreBackup(*laptop.db, laptop.stick.path(), 2);
        REQUIRE(done);
        made.push_back(*done);
    }
    CHECK(laptop.onStick().size() == 2);
    CHECK_FALSE(QFileInfo::exists(made[0].folder));
    const auto content = checkStoreBackup(made[2].folder, laptop.key);
    REQUIRE(content);
    CHECK(content->residents == 3);
    CHECK(content->lastAct == 3);
    const auto plan = laptop.db->read([](const Snapshot &s) { return backupPlan(s); });
    CHECK(plan->last == laptop.clock.now());
    CHECK(plan->lastFolder == made[2].folder);

    QTemporaryDir elsewhere;
    const QString to = elsewhere.path() + "/laptop"_q;
    REQUIRE(restoreStoreBackup(made[1].folder, to));
    CHECK(restoreStoreBackup(made[1].folder, to).error().kind == ErrorKind::AlreadyExists);
    CHECK(QFileInfo::exists(to + "/device.key"_q));
    const auto key = unlockStore(Database::fileIn(to), StoreOpener::account("zhao"_q, "right horse"_q));
    REQUIRE(key);
    StoreOptions options;
    options.folder = to;
    options.key = *key;
    const auto restored = Database::open(options, allRecordTypes(), laptop.clock);
    REQUIRE(restored);
    CHECK(*(*restored)->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); }) == 2);
    CHECK((*restored)->read([](const Snapshot &s) { return verifyStore(s, {}); })->ok);
}

TEST_CASE("a backup that fails leaves the last good one and nothing else", "[store][backup]")
{
    BackedLaptop laptop;
    laptop.registers("李芳"_q);
    const auto good = makeStoreBackup(*laptop.db, laptop.stick.path(), 1);
    REQUIRE(good);
    SECTION("the stick was pulled out")
    {
        const auto done = makeStoreBackup(*laptop.db, laptop.stick.path() + "/gone"_q, 1);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::FileMissing);
        CHECK_FALSE(QFileInfo::exists(laptop.stick.path() + "/gone"_q)); // no folder passes for a stick
    }
    SECTION("a damaged page of the store is found while it is read")
    {
        const qint64 page = *laptop.db->read(
            [](const Snapshot &s) { return s.number("SELECT rootpage FROM sqlite_schema WHERE name = 'patient'"); });
        laptop.db.reset();
        {
            QFile store(Database::fileIn(laptop.folder.path()));
            REQUIRE(store.open(QIODevice::ReadWrite));
            REQUIRE(store.seek(keyBlockSize + (page - 1) * 4096 + 100));
            store.write("xxxx");
        }
        laptop.open();
        laptop.clock.advanceMs(1'000);
        const auto done = makeStoreBackup(*laptop.db, laptop.stick.path(), 1);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::StoreDamaged);
    }
    CHECK(laptop.onStick() == QStringList{QFileInfo(good->folder).fileName()});
    CHECK(checkStoreBackup(good->folder, laptop.key));
}

TEST_CASE("a changed byte in a backup is found when it is checked", "[store][backup]")
{
    BackedLaptop laptop;
    laptop.registers("李芳"_q);
    const auto made = makeStoreBackup(*laptop.db, laptop.stick.path(), 1);
    REQUIRE(made);
    QFile file(Database::fileIn(made->folder));
    REQUIRE(file.open(QIODevice::ReadWrite));
    REQUIRE(file.seek(file.size() - 2000));
    file.write("x");
    file.close();
    const auto checked = checkStoreBackup(made->folder, laptop.key);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == ErrorKind::StoreDamaged);
}

TEST_CASE("a store is copied before it is migrated", "[store][backup]")
{
    BackedLaptop laptop;
    laptop.registers("李芳"_q);
    laptop.db.reset();
    {
        const auto store =
            Connection::open(Database::fileIn(laptop.folder.path()), Connection::Mode::Write, 1024, laptop.key);
        REQUIRE(store);
        REQUIRE((*store)->execute("PRAGMA user_version = 1")); // as a program of the first version left it
    }
    StoreOptions options;
    options.folder = laptop.folder.path();
    options.key = laptop.key;
    // Its tables are the newest already, so that this migration fails.
    REQUIRE_FALSE(Database::open(options, allRecordTypes(), laptop.clock));
    const QString copy = Database::fileIn(laptop.folder.path()) + ".before-1"_q;
    REQUIRE(QFileInfo::exists(copy));
    CHECK(checkStoreFile(copy, laptop.key));
    const auto store =
        Connection::open(Database::fileIn(laptop.folder.path()), Connection::Mode::Read, 1024, laptop.key);
    REQUIRE(store);
    qint64 version = 0;
    REQUIRE((*store)->each("PRAGMA user_version", {}, [&](const Columns &c) {
        version = c.integer(0);
        return false;
    }));
    CHECK(version == 1);
}

TEST_CASE("when the next backup is due", "[store][backup]")
{
    const Instant noon = Instant::fromIso(u"2025-05-13T12:00:00");
    BackupPlan plan;
    CHECK(nextBackup(plan).isNone()); // no folder, none by itself
    plan.folder = "/media/stick"_q;
    CHECK(nextBackup(plan) < noon); // none yet: now
    plan.last = noon;
    CHECK(nextBackup(plan) == noon.plusMs(24 * 3'600'000));
}
