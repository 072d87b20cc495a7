// SPDX-License-Identifier: GPL-3.0-or-later
// "Reset this laptop": nothing goes that is nowhere else, and what goes cannot be read again.
#include "core/patients/patient.h"
#include "core/store/backup/store_backup.h"
#include "core/sync/reset_store.h"
#include "tests/support/store.h"

#include <QDir>
#include <QFile>
#include <unistd.h>

using namespace yigong;

TEST_CASE("what only this laptop has is said before it is reset, and may go once a backup holds it", "[sync][reset]")
{
    TestStore laptop;
    QTemporaryDir stick;
    const auto work = [&] { return *laptop.db->read([](const Snapshot &s) { return unsentWork(s); }); };
    const auto registers = [&] {
        laptop.clock.advanceMs(60'000);
        Patient p;
        p.name = "李芳"_q;
        p.site = laptop.site;
        REQUIRE(laptop.db->write(laptop.actor, [&](Transaction &tx) { return tx.insert(p); }));
    };
    CHECK(work().isNothing());
    registers();
    const Instant first = laptop.clock.now();
    registers();
    CHECK(work().acts == 2);
    CHECK(work().since == first);

    const auto backup = makeStoreBackup(*laptop.db, stick.path(), 3);
    REQUIRE(backup);
    CHECK(*isInBackup(*laptop.db, backup->folder));
    SECTION("an act is newer than the backup")
    {
        registers();
        CHECK_FALSE(*isInBackup(*laptop.db, backup->folder));
    }
    SECTION("a draft is newer than the backup")
    {
        laptop.clock.advanceMs(1'000);
        REQUIRE(laptop.db->apply([&](Transaction &tx) {
            return tx.run("INSERT INTO draft (id, kind, body, saved) VALUES (?, 'visit', '{}', ?)",
                          {tx.newId().bytes(), static_cast<qint64>(tx.now().ms)});
        }));
        CHECK(work().drafts == 1);
        CHECK_FALSE(*isInBackup(*laptop.db, backup->folder));
    }
    SECTION("another store's backup")
    {
        const TestStore other;
        const auto foreign = makeStoreBackup(*other.db, stick.path(), 3);
        REQUIRE(foreign);
        const auto in = isInBackup(*laptop.db, foreign->folder);
        CHECK((!in || !*in));
    }
}

TEST_CASE("an erased store opens with no password, even from what the disk gives back", "[sync][reset]")
{
    TestStore laptop;
    const QString file = Database::fileIn(laptop.folder.path());
    QTemporaryDir forensic;
    CHECK(eraseStore(laptop.folder.path(), laptop.clock).error().kind == ErrorKind::StoreHeldByOther);
    laptop.db.reset();
    // A second name of the same file stands for blocks that the disk has not written over.
    REQUIRE(::link(file.toUtf8().constData(), (forensic.path() + "/yigong.db"_q).toUtf8().constData()) == 0);
    QFile notes(laptop.folder.path() + "/notes.txt"_q);
    REQUIRE(notes.open(QIODevice::WriteOnly));
    const auto left = eraseStore(laptop.folder.path(), laptop.clock);
    INFO((left ? QString() : nameOf(left.error().kind) + left.error().args.join(u' ')).toStdString());
    REQUIRE(left);
    CHECK(*left == QStringList{"notes.txt"_q});
    CHECK_FALSE(QFileInfo::exists(file));
    CHECK_FALSE(unlockStore(forensic.path() + "/yigong.db"_q, StoreOpener::account("zhao"_q, "right horse"_q)));
}
