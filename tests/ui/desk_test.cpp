// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/find.h"
#include "core/sync/conflicts.h"
#include "tests/ui/disputes.h"
#include "ui/sync/conflicts_view.h"
#include "ui/sync/sync_page.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table.h"

#include <QFile>
#include <QLabel>
#include <QThread>
#include <algorithm>

using namespace yigong;

namespace {

QString firstRowOf(const Table &table)
{
    return table.model()->index(0, 0).data(Qt::DisplayRole).toString();
}

Table &tableNamed(QWidget &within, const QString &name)
{
    for (Table *table : within.findChildren<Table *>())
        if (table->accessibleName() == name)
            return *table;
    FAIL("no table " << name.toStdString());
    throw 0;
}

} // namespace

TEST_CASE("the doctor signs in by password alone, and a wrong one says how many tries are left", "[ui][sign-in]")
{
    ClinicDesk desk;
    Desktop &desktop = desk.opens();
    desk.typed(QStringLiteral("wrong-password"));
    desk.pressed(Qt::Key_Return);
    Field *password = desktop.signInPage()->password();
    REQUIRE(ClinicDesk::waited([&] { return password->state() == FieldState::Error; }));
    CHECK(desktop.window() == nullptr);
    password->clear();
    desk.typed(QString::fromUtf16(zhaosPassword));
    desk.pressed(Qt::Key_Return);
    REQUIRE(ClinicDesk::waited([&] { return desktop.window() != nullptr; }));
    CHECK(desktop.workplace()->person.name == "赵德顺"_q);
    CHECK(desktop.window()->currentKey() == u"today");
}

TEST_CASE("an encrypted store is opened by a password, and closed by signing out", "[ui][sign-in][encryption]")
{
    ClinicDesk desk;
    Desktop &desktop = desk.opens();
    REQUIRE(desktop.staff().size() == 1); // from the list beside the closed store
    CHECK(desktop.staff()[0].name == "赵德顺"_q);
    desk.signsInHere();
    CHECK(desktop.window() != nullptr);
    // The store is open: a second program is told so.
    StoreOptions options;
    options.folder = desktop.staff()[0].folder;
    options.key = desktop.workplace()->db.key();
    REQUIRE(options.key);
    CHECK((*Database::open(options, allRecordTypes(), desktop.workplace()->clock))->whyReadOnly());
    desktop.signOut();
    CHECK(desktop.window() == nullptr);
    CHECK_FALSE((*Database::open(options, allRecordTypes(), desk.clock()))->whyReadOnly()); // nobody has it open
    desk.signsInHere();
    desktop.switchPerson();
    CHECK((*Database::open(options, allRecordTypes(), desk.clock()))->whyReadOnly()); // for the next one at the desk
}

TEST_CASE("an idle screen locks, keeps what was begun, and opens to its person's password", "[ui][sign-in]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    Desktop &desktop = desk.desktop();
    desk.typed("lf"_q);
    REQUIRE(window.search()->text() == u"lf");
    desktop.setIdleLock(200);
    REQUIRE(ClinicDesk::waited([&] { return desktop.lockPage() != nullptr; }));
    CHECK_FALSE(window.isVisible());
    CHECK(desktop.lockPage()->isVisible());
    CHECK(desktop.schedule() != nullptr); // goes on
    desktop.setIdleLock(0);
    Field *password = desktop.lockPage()->password();
    password->setFocus();
    QTest::keyClicks(password, QStringLiteral("wrong-one"));
    QTest::keyClick(password, Qt::Key_Return);
    REQUIRE(ClinicDesk::waited([&] { return password->state() == FieldState::Error; }));
    CHECK_FALSE(window.isVisible());
    password->clear();
    QTest::keyClicks(password, QString::fromUtf16(zhaosPassword));
    QTest::keyClick(password, Qt::Key_Return);
    REQUIRE(ClinicDesk::waited([&] { return desktop.lockPage() == nullptr; }));
    CHECK(desktop.window() == &window);
    CHECK(window.isVisible());
    CHECK(window.search()->text() == u"lf");
}

TEST_CASE("a password that was changed at another computer opens the store once more, and is then asked anew",
          "[ui][sign-in][encryption]")
{
    ClinicDesk desk;
    desk.changesPasswordElsewhere("liuhe-2025"_q);
    Desktop &desktop = desk.opens();
    desk.typed(QString::fromUtf16(zhaosPassword));
    desk.pressed(Qt::Key_Return);
    Field *password = desktop.signInPage()->password();
    REQUIRE(ClinicDesk::waited([&] { return password->state() == FieldState::Error; }));
    const QList<RunsLabel *> labels = desktop.signInPage()->findChildren<RunsLabel *>();
    CHECK(std::any_of(labels.begin(), labels.end(), [](const RunsLabel *label) {
        return label->isVisible() && plainText(label->runs()).contains("别的电脑"_q);
    }));
    password->clear();
    desk.typed("liuhe-2025"_q);
    desk.pressed(Qt::Key_Return);
    REQUIRE(ClinicDesk::waited([&] { return desktop.window() != nullptr; }));
    desktop.signOut();
    REQUIRE(ClinicDesk::waited([&] { return !desktop.staff().empty(); }));
    desk.typed("liuhe-2025"_q); // alone, from now on
    desk.pressed(Qt::Key_Return);
    REQUIRE(ClinicDesk::waited([&] { return desktop.window() != nullptr; }));
}

TEST_CASE("a plain store is encrypted by whoever signs in first, who is told the recovery key",
          "[ui][sign-in][encryption]")
{
    qputenv("YIGONG_PLAIN_STORE", "1");
    ClinicDesk desk;
    qunsetenv("YIGONG_PLAIN_STORE");
    const auto form = [&desk] { return storeFormOf(Database::fileIn(desk.folder())); };
    REQUIRE(form() == StoreForm::Plain);
    Desktop &desktop = desk.opens();
    desk.signsInHere();
    CHECK(form() == StoreForm::Encrypted);
    REQUIRE(desktop.workplace()->db.key());
    QString shown;
    REQUIRE(ClinicDesk::waited([&] {
        for (const QLabel *label : desktop.window()->findChildren<QLabel *>())
            if (label->accessibleName() == u"恢复密钥" && label->isVisible())
                shown = label->text();
        return !shown.isEmpty();
    }));
    auto recovery = recoveryKeyFrom(shown);
    REQUIRE(recovery);
    CHECK(unlockStore(Database::fileIn(desk.folder()), StoreOpener::recovery(std::move(*recovery))));
}

TEST_CASE("a store that cannot be opened is said in words on the first page", "[ui][sign-in][bad-days]")
{
    struct Case
    {
        const char *story;
        qint64 at;
        QByteArray bytes;
        const char *said;
    };
    const auto c = GENERATE(values<Case>({
        {"its beginning is gone", 0, QByteArray(4096, '\0'), "数据文件损坏"},
        {"a newer program wrote it", 60, QByteArray::fromHex("0000270f"), "更新版本"}, // user_version
    }));
    INFO(c.story);
    qputenv("YIGONG_PLAIN_STORE", "1"); // an encrypted one says so once a password opens it
    TestStore store;
    qunsetenv("YIGONG_PLAIN_STORE");
    store.db.reset();
    QFile file(store.folder.filePath("yigong.db"_q));
    REQUIRE(file.open(QIODevice::ReadWrite));
    REQUIRE(file.seek(c.at));
    REQUIRE(file.write(c.bytes) == c.bytes.size());
    file.close();
    DesktopOptions options;
    options.dataFolder = store.folder.path();
    Desktop desktop(options, store.clock);
    desktop.show();
    const auto says = [&] {
        const QList<RunsLabel *> labels = desktop.signInPage()->findChildren<RunsLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const RunsLabel *label) {
            return label->isVisible() && plainText(label->runs()).contains(QString::fromUtf8(c.said)) &&
                   label->height() >= label->heightForWidth(label->width()); // to be read whole
        });
    };
    REQUIRE(ClinicDesk::waited(says));
    CHECK(desktop.window() == nullptr);
}

TEST_CASE("initials typed anywhere find the resident", "[ui][residents]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    desk.typed(QStringLiteral("lxl"));
    REQUIRE(ClinicDesk::waited([&] { return window.currentKey() == u"residents"; }));
    CHECK(window.search()->text() == u"lxl");
    Table &list = tableNamed(desk.residentsPage(), ResidentsPage::tr("Residents"));
    REQUIRE(ClinicDesk::waited([&] { return list.model()->rowCount() == 2; }));
    CHECK(firstRowOf(list).startsWith(u"李*兰"));
    REQUIRE(ClinicDesk::waited([&] { return desk.residentsPage().shownPatient() == desk.lixiulan(); }));
}

TEST_CASE("whoever was found is seen with F4, and the search is over", "[ui][residents]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    desk.typed(QStringLiteral("lxl"));
    REQUIRE(ClinicDesk::waited([&] { return window.currentKey() == u"residents"; }));
    REQUIRE(ClinicDesk::waited([&] { return desk.residentsPage().shownPatient() == desk.lixiulan(); }));
    REQUIRE(ClinicDesk::waited([&] { // F4 is there with the record
        const QList<QLabel *> labels = desk.residentsPage().findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel *label) { return label->isVisible() && label->text() == u"李秀兰"; });
    }));
    desk.pressed(Qt::Key_F4);
    REQUIRE(window.currentKey() == u"visit");
    CHECK(window.search()->text().isEmpty());
    desk.pressed(Qt::Key_2, Qt::AltModifier);
    Table &list = tableNamed(desk.residentsPage(), ResidentsPage::tr("Residents"));
    REQUIRE(ClinicDesk::waited([&] { return list.model()->rowCount() == 3; })); // no longer only those found
    CHECK(desk.residentsPage().shownPatient() == desk.lixiulan());
}

TEST_CASE("an ID number fills birth date and sex, and the resident is registered by keys", "[ui][register]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    desk.pressed(Qt::Key_2, Qt::AltModifier);
    REQUIRE(window.currentKey() == u"residents");
    desk.pressed(Qt::Key_F2);
    auto *dialog = desk.residentsPage().findChild<RegisterDialog *>();
    REQUIRE(dialog != nullptr);
    REQUIRE(ClinicDesk::waited([&] { return dialog->isActiveWindow() || dialog->isVisible(); }));
    QApplication::setActiveWindow(dialog);
    auto *number = qobject_cast<Field *>(QApplication::focusWidget());
    REQUIRE(number != nullptr);
    desk.typed(QStringLiteral("341181198802142050")); // the last digit is wrong
    CHECK(number->state() == FieldState::Error);
    desk.pressed(Qt::Key_Backspace);
    desk.typed(QStringLiteral("1"));
    CHECK(number->state() == FieldState::Normal);
    CHECK(dialog->findChild<DateField *>()->date() == QDate(1988, 2, 14));
    CHECK(dialog->findChild<Segments *>()->value() == u"1");
    desk.pressed(Qt::Key_Return); // why there is none: passed over
    desk.pressed(Qt::Key_Return);
    desk.composed(QStringLiteral("wang'xiao'ming"), QStringLiteral("王小明"));
    desk.pressed(Qt::Key_Return, Qt::ControlModifier);
    REQUIRE(ClinicDesk::waited([&] {
        const auto found = desk.workplace().db.read(
            [&](const Snapshot &s) { return findPatients(s, desk.workplace().actor, QStringLiteral("wxm"), 5); });
        return found && found->patients.size() == 1;
    }));
}

TEST_CASE("one press settles what two sites entered", "[ui][conflicts]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    const Id conflict = twoValuesFor(desk, desk.lixiulan(), nameField, {"李秀蓝"_q, "李秀兰"_q, "李兰"_q});
    window.showPage(QStringLiteral("sync"), conflict.text());
    auto *page = qobject_cast<SyncPage *>(window.page(QStringLiteral("sync")));
    REQUIRE(page != nullptr);
    REQUIRE(ClinicDesk::waited([&] { return page->conflicts()->chosen() != nullptr; }));
    page->conflicts()->list()->setFocus();
    const QString first = page->conflicts()->chosen()->sides.front().value;
    desk.pressed(Qt::Key_1);
    REQUIRE(ClinicDesk::waited([&] {
        const auto state = desk.workplace().db.read([&](const Snapshot &s) { return conflictState(s, conflict); });
        return state && !state->open && state->chosen == first;
    }));
    const auto patient = desk.workplace().db.read([&](const Snapshot &s) { return s.get<Patient>(desk.lixiulan()); });
    REQUIRE(patient);
    CHECK(patient->name == first);
}

TEST_CASE("two ID numbers of a conflict are compared masked until somebody presses for them",
          "[ui][conflicts][masking]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    QStringList revealed;
    desk.workplace().noteRevealed = [&](Id patient, const QString &field) {
        CHECK(patient == desk.lixiulan());
        revealed.append(field);
    };
    const Id conflict = twoValuesFor(desk, desk.lixiulan(), idNumberField,
                                     {"341181195703071234"_q, "341181195703081234"_q, "341181195703091234"_q});
    window.showPage(QStringLiteral("sync"), conflict.text());
    auto *page = qobject_cast<SyncPage *>(window.page(QStringLiteral("sync")));
    REQUIRE(ClinicDesk::waited([&] { return page->conflicts()->chosen() != nullptr; }));
    CHECK(firstRowOf(*page->conflicts()->list()).startsWith(u"李*兰"));
    const auto shown = [page](const QString &words) {
        const QList<RunsLabel *> labels = page->findChildren<RunsLabel *>();
        return std::count_if(labels.begin(), labels.end(), [&](const RunsLabel *label) {
            QString all;
            for (const Run &run : label->runs())
                all += run.text;
            return label->isVisible() && all.contains(words);
        });
    };
    page->conflicts()->list()->setFocus();
    CHECK(shown("341181********1234"_q) == 3);
    CHECK(shown("19570307"_q) + shown("19570308"_q) + shown("19570309"_q) == 0);
    desk.pressed(Qt::Key_I, Qt::AltModifier);
    CHECK(shown("341181195703071234"_q) == 1);
    CHECK(shown("341181195703081234"_q) == 1);
    CHECK(revealed == QStringList{"id_number"_q});
    desk.pressed(Qt::Key_1, Qt::AltModifier); // another page
    window.showPage(QStringLiteral("sync"));
    CHECK(shown("341181195703071234"_q) == 0);
}

TEST_CASE("a writer held for two seconds does not hold the window", "[ui][threads]")
{
    ClinicDesk desk;
    MainWindow &window = desk.signsIn();
    auto held = desk.workplace().db.writeLater(desk.workplace().actor, [](Transaction &tx) -> Result<void> {
        QThread::sleep(2);
        YIGONG_TRY(tx.setLocal(QStringLiteral("test/held"), qint64{1}));
        return {};
    });
    desk.typed(QStringLiteral("sgt"));
    CHECK(window.search()->text() == u"sgt");
    REQUIRE(ClinicDesk::waited([&] { return window.currentKey() == u"residents"; }));
    Table &list = tableNamed(desk.residentsPage(), ResidentsPage::tr("Residents"));
    REQUIRE(ClinicDesk::waited([&] { return list.model()->rowCount() == 1 && firstRowOf(list).startsWith(u"孙*田"); }));
    CHECK_FALSE(held.isFinished()); // the answer came from a reader while the writer was still asleep
    held.waitForFinished();
    CHECK(held.result());
}
