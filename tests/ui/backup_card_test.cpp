// SPDX-License-Identifier: GPL-3.0-or-later
// The backup of this computer, as its person sees and presses it.
#include "tests/support/patience.h"
#include "tests/support/store.h"
#include "ui/sync/backup_card.h"
#include "ui/widgets/button.h"

#include <QDir>
#include <QTest>

using namespace yigong;

TEST_CASE("a backup that is due is made by itself, and a stick that is out is said and made good by one press",
          "[ui][backup]")
{
    TestStore store;
    QTemporaryDir disk;
    const QString stick = disk.path() + "/stick"_q;
    BackupPlan plan;
    plan.folder = stick;
    REQUIRE(store.db->apply([&](Transaction &tx) { return setBackupPlan(tx, plan); }));
    BackupSchedule schedule(*store.db);
    BackupCard card(schedule, store.clock);
    card.show();
    auto *press = [&]() -> Button * {
        for (auto *button : card.findChildren<Button *>())
            if (button->text() == BackupCard::tr("Back up now"))
                return button;
        return nullptr;
    }();
    REQUIRE(press);

    schedule.start();
    REQUIRE(QTest::qWaitFor([&] { return schedule.state().problem && !schedule.state().running; }, longestWaitMs));
    CHECK(schedule.state().problem->kind == ErrorKind::FileMissing);
    CHECK(schedule.state().plan.last.isNone());

    REQUIRE(QDir().mkpath(stick));
    QTest::mouseClick(press, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return !schedule.state().running && !schedule.state().problem; }, longestWaitMs));
    CHECK(schedule.state().plan.last == store.clock.now());
    CHECK(storeBackups(stick, store.key->fileId).size() == 1);
    CHECK(press->isEnabled());

    store.clock.advanceMs(23 * 3'600'000);
    schedule.start();
    QTest::qWait(200);
    CHECK(storeBackups(stick).size() == 1); // not yet
    store.clock.advanceMs(2 * 3'600'000);
    schedule.start();
    REQUIRE(QTest::qWaitFor([&] { return storeBackups(stick).size() == 2; }, longestWaitMs));
    REQUIRE(QTest::qWaitFor([&] { return !schedule.state().running; }, longestWaitMs));
}
