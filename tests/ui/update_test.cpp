// SPDX-License-Identifier: GPL-3.0-or-later
// A new version of the program, as its person hears of it: when there is nothing left to lose.
#include "core/hub/hub_releases.h"
#include "core/security/keys.h"
#include "tests/hub/served_county.h"
#include "tests/support/release.h"
#include "tests/ui/clinic_desk.h"
#include "ui/encounters/visit_page.h"
#include "ui/shell/update_watch.h"
#include "ui/sync/sync_page.h"
#include "ui/sync/update_card.h"
#include "ui/widgets/button.h"

#include <QDir>
#include <QMenu>
#include <QSignalSpy>

using namespace yigong;

namespace {

using Step = UpdateState::Step;

/// A laptop with the system's installer, played by the test, and the county's publisher.
struct UpdateDesk : ClinicDesk
{
    UpdateDesk()
    {
        REQUIRE(QDir().mkpath(machine.filePath("spool"_q)));
        updates.publishers = {publisher.publishersFile()};
        updates.spool = machine.filePath("spool"_q);
        updates.lastInstall = machine.filePath("last.json"_q);
        signsIn();
    }
    UpdateWatch &watch() { return *desktop().updates(); }
    [[nodiscard]] UpdateCard *card()
    {
        window().showPage("sync"_q, "standing"_q);
        auto *found = window().page("sync"_q)->findChild<UpdateCard *>();
        REQUIRE(found);
        return found;
    }
    [[nodiscard]] Button *button(const QString &words)
    {
        for (auto *one : card()->findChildren<Button *>())
            if (one->text() == words)
                return one;
        FAIL("no button " << words.toStdString());
        return nullptr;
    }
    /// Root's unit, and what it says of it.
    void systemInstalls()
    {
        const auto read = takeFromSpool(updates.spool, machine.filePath("work"_q), publisher.known,
                                        InstalledProgram::here("0.1.0"_q));
        REQUIRE(read);
        REQUIRE(read->release);
        CHECK(read->release->release.release.version == "0.2.0"_q);
        REQUIRE(writeLastInstall({Instant{1}, "0.2.0"_q, {}}, updates.lastInstall));
    }
    [[nodiscard]] bool menuOffers()
    {
        // The latest menu: the one before may still be there.
        const auto menus = window().findChildren<QMenu *>();
        for (const QAction *action : menus.back()->actions())
            if (action->text() == Desktop::tr("Version %1 is ready").arg("0.2.0"_q))
                return true;
        return false;
    }

    PublisherDesk publisher;
    QTemporaryDir machine, stick;
};

} // namespace

TEST_CASE("a version from a stick is offered once what was begun is saved, and goes to the system by one press",
          "[ui][update]")
{
    UpdateDesk desk;
    CHECK_FALSE(desk.button(UpdateCard::tr("Install the new version"))->isVisible());
    desk.publisher.publishes("0.2.0"_q, desk.stick.path());

    // In the middle of a visit.
    desk.window().showPage("visit"_q, desk.lixiulan().text());
    auto *visit = static_cast<VisitPage *>(desk.window().page("visit"_q));
    REQUIRE(desk.waited([&] { return visit->firstFocus() != nullptr && visit->firstFocus()->isVisible(); }));
    visit->firstFocus()->setFocus();
    desk.typed("toutong"_q);
    desk.watch().lookIn(desk.stick.path());
    REQUIRE(desk.waited([&] { return desk.watch().state().step == Step::Here; }));
    // What is here by now is saved by its own rest of three seconds; what is being typed is not.
    for (int i = 0; i < 8; ++i) {
        desk.typed("x"_q);
        QTest::qWait(250);
        CHECK_FALSE(desk.watch().state().offered);
    }
    CHECK_FALSE(desk.menuOffers());
    desk.watch().install(); // whoever presses at that moment presses nothing
    CHECK(QDir(desk.updates.spool).isEmpty());
    CHECK_FALSE(desk.button(UpdateCard::tr("Install the new version"))->isVisible());

    desk.window().showPage("visit"_q, desk.lixiulan().text());
    visit->firstFocus()->setFocus();
    desk.pressed(Qt::Key_F9);
    REQUIRE(desk.waited([&] { return desk.watch().state().offered; }));
    CHECK(desk.menuOffers());

    // A dialog that is open has something in it that is not written.
    QDialog dialog(&desk.window());
    dialog.open();
    CHECK(desk.waited([&] { return !desk.watch().state().offered; }));
    dialog.reject();
    QApplication::setActiveWindow(&desk.desktop());
    REQUIRE(desk.waited([&] { return desk.watch().state().offered; }));

    Button *install = desk.button(UpdateCard::tr("Install the new version"));
    REQUIRE(install->isVisible());
    install->setFocus();
    desk.pressed(Qt::Key_Space);
    CHECK(desk.watch().state().step == Step::Installing);
    // The description is written behind the package, under another name until it is whole.
    REQUIRE(desk.waited(
        [&] { return QDir(desk.updates.spool).entryList({"*.yigong-release"_q}, QDir::Files).size() == 1; }));
    CHECK(QDir(desk.updates.spool).entryList(QDir::Files).size() == 2);
    desk.systemInstalls();
    REQUIRE(desk.waited([&] { return desk.watch().state().step == Step::Installed; }));
    QSignalSpy restarts(&desk.desktop(), &Desktop::restartRequested);
    Button *restart = desk.button(UpdateCard::tr("Start the new version"));
    REQUIRE(restart->isVisible());
    restart->setFocus();
    desk.pressed(Qt::Key_Space);
    CHECK(restarts.size() == 1);
}

TEST_CASE("a stick without a signed newer version is said to have none, and nothing is offered", "[ui][update]")
{
    UpdateDesk desk;
    const FoundRelease made = desk.publisher.publishes("0.2.0"_q, desk.stick.path());
    QFile::remove(manifestPath(made.package));
    desk.watch().lookIn(desk.stick.path());
    REQUIRE(desk.waited([&] { return desk.watch().state().problem.has_value(); }));
    CHECK(desk.watch().state().problem->args.value(0) == "unsigned"_q);
    CHECK(desk.watch().state().step == Step::Nothing);
    CHECK_FALSE(desk.button(UpdateCard::tr("Install the new version"))->isVisible());
    CHECK(QDir(desk.folder() + "/update"_q).isEmpty());
}

TEST_CASE("what the system refused, or never took up, is told, and can be tried again", "[ui][update]")
{
    UpdateDesk desk;
    desk.publisher.publishes("0.2.0"_q, desk.stick.path());
    desk.watch().lookIn(desk.stick.path());
    REQUIRE(desk.waited([&] { return desk.watch().state().offered; }));
    desk.watch().install();
    REQUIRE(desk.waited([&] { return QDir(desk.updates.spool).entryList(QDir::Files).size() == 2; }));
    const Error why{ErrorKind::ReleaseRefused, {}, {"dependencies"_q, "libqt7"_q, {}}};
    REQUIRE(writeLastInstall({Instant{1}, {}, why}, desk.updates.lastInstall));
    REQUIRE(desk.waited([&] { return desk.watch().state().problem.has_value(); }));
    CHECK(desk.watch().state().problem->args.value(0) == "dependencies"_q);
    CHECK(desk.waited([&] { return desk.watch().state().offered; }));
}

TEST_CASE("a version that an earlier run brought is there at the next start, and is gone once it is installed",
          "[ui][update]")
{
    UpdateDesk desk;
    desk.publisher.publishes("0.2.0"_q, desk.stick.path());
    desk.watch().lookIn(desk.stick.path());
    REQUIRE(desk.waited([&] { return desk.watch().state().offered; }));
    CHECK(QDir(desk.folder() + "/update"_q).entryList(QDir::Files).size() == 2);
    UpdatePlaces places = desk.updates;
    places.version = "0.1.0"_q;
    SyncSchedule schedule(desk.workplace().db, desk.folder());
    {
        UpdateWatch next(desk.workplace().db, schedule, places);
        next.start();
        REQUIRE(desk.waited([&] { return next.state().step == Step::Here; }));
    }
    places.version = "0.2.0"_q;
    UpdateWatch after(desk.workplace().db, schedule, places);
    after.start();
    REQUIRE(desk.waited([&] { return QDir(desk.folder() + "/update"_q).isEmpty(); }));
    CHECK(after.state().step == Step::Nothing);
}

TEST_CASE("the hub is asked after an exchange, once a day, and what it has is fetched", "[ui][update]")
{
    ServedCounty county;
    PublisherDesk publisher;
    const EnrolmentWish wish = county.wish(county.codeForVillage());
    REQUIRE(county.enrols(wish));
    const auto key = unlockStore(Database::fileIn(wish.folder), StoreOpener::account(wish.login, wish.password));
    REQUIRE(key);
    FixedClock clock(SystemClock().now());
    StoreOptions options;
    options.folder = wish.folder;
    options.key = *key;
    auto db = Database::open(options, allRecordTypes(), clock);
    REQUIRE(db);
    SyncSchedule schedule(**db, wish.folder);
    UpdatePlaces places;
    places.version = "0.1.0"_q;
    places.publishers = {publisher.publishersFile()};
    UpdateWatch watch(**db, schedule, places);
    const HubReleases releases(county.hubFolder());
    int exchanges = 0;
    QObject::connect(&schedule, &SyncSchedule::exchanged, &watch, [&exchanges] { ++exchanges; });
    const auto exchanges1 = [&] {
        const int before = exchanges;
        schedule.syncNow();
        REQUIRE(QTest::qWaitFor([&] { return exchanges > before; }, longestWaitMs));
    };
    const auto lastAsked = [&] {
        return *(*db)->read([](const Snapshot &s) -> Result<qint64> {
            YIGONG_LET(at, s.local("release/asked"_q));
            return ValueOf<qint64>::from(at);
        });
    };
    exchanges1();
    REQUIRE(QTest::qWaitFor([&] { return lastAsked() == clock.now().ms; }, longestWaitMs));
    CHECK(watch.state().step == Step::Nothing);

    REQUIRE(releases.add(publisher.publishes("0.2.0"_q, {}, 2'000'000).package, publisher.known));
    clock.advanceMs(3'600'000);
    exchanges1(); // not today
    QTest::qWait(500);
    CHECK(watch.state().step == Step::Nothing);

    clock.advanceMs(24 * 3'600'000);
    exchanges1();
    REQUIRE(QTest::qWaitFor([&] { return watch.state().step == Step::Here; }, longestWaitMs));
    CHECK(watch.state().release.version == "0.2.0"_q);
    CHECK(watch.state().offered);
    CHECK_FALSE(watch.state().problem);
}
