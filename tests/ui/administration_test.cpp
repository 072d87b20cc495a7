// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/account.h"
#include "core/security/accounts.h"
#include "core/security/passwords.h"
#include "core/sites/staff.h"
#include "tests/ui/clinic_desk.h"
#include "tests/ui/desk.h"
#include "ui/administration/administration_page.h"
#include "ui/administration/codes_view.h"
#include "ui/administration/sites_view.h"
#include "ui/administration/staff_view.h"
#include "ui/shell/password_dialog.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table.h"
#include <QFile>

using namespace yigong;

namespace {

struct Office : CountyStore
{
    Actor administrator = addStaff("顾明", county, StaffRole::Administrator);

    std::optional<Practitioner> named(const QString &name)
    {
        const auto all = read([](const Snapshot &s) { return staffOf(s); });
        REQUIRE(all);
        for (const Practitioner &person : *all)
            if (person.name == name)
                return person;
        return std::nullopt;
    }
    Account accountOf(Id person)
    {
        const auto found = read([&](const Snapshot &s) { return s.get<Account>(Account::idOf(person)); });
        REQUIRE(found);
        return *found;
    }
};

struct OfficeDesk : Desk
{
    explicit OfficeDesk(Office &office, const QString &view = {}) : Desk(office, office.administrator, office.county)
    {
        page = shows<AdministrationPage>("administration"_q, view);
    }
    /// Keys into the fields of the dialog on show, in any order; then F12.
    void fills(const QList<QPair<QString, QString>> &fields)
    {
        for (const auto &[name, text] : fields) {
            control<QLineEdit>(name)->setFocus();
            settle();
            presses(Qt::Key_A, Qt::ControlModifier);
            types(text);
            if (auto *box = qobject_cast<SuggestBox *>(QApplication::focusWidget())) {
                REQUIRE(waitsFor([&] { return box->popup()->isVisible(); }));
                presses(Qt::Key_Return);
            }
        }
        presses(Qt::Key_F12);
    }
    /// The dialog has closed, and the window is in front again.
    void isBack()
    {
        REQUIRE(waitsFor([&] { return dialog() == nullptr; }));
        QApplication::setActiveWindow(&window);
        settle();
    }
    [[nodiscard]] QWidget *dialog() const { return QApplication::activeModalWidget(); }
    [[nodiscard]] bool dialogSays(const QString &words) const
    {
        if (dialog() != nullptr)
            for (const QLabel *label : dialog()->findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains(words))
                    return true;
        return false;
    }
    void choosesPerson(const QString &name)
    {
        auto *find = control<Field>("找人员"_q);
        find->setText(name);
        REQUIRE(waitsFor([&] { return page->staff()->table()->model()->rowCount() == 1; }));
    }
    [[nodiscard]] bool offers(const QString &word) const
    {
        for (const Button *button : window.findChildren<Button *>())
            if (button->isVisible() && button->text() == word)
                return true;
        return false;
    }
    AdministrationPage *page = nullptr;
};

} // namespace

TEST_CASE("an administrator's window holds no resident: administration first, nothing to search",
          "[ui][administration]")
{
    ClinicDesk desk(StaffRole::Administrator);
    MainWindow &window = desk.signsIn();
    CHECK(window.currentKey() == u"administration");
    for (const char *clinical : {"today", "residents", "visit", "referrals", "pharmacy", "report"})
        CHECK_FALSE(window.showPage(QString::fromLatin1(clinical)));
    CHECK_FALSE(window.search()->isVisible());
    desk.typed("lxl"_q);
    CHECK(window.currentKey() == u"administration");
    // The page of synchronisation is there without its conflicts, which name residents.
    REQUIRE(window.showPage("sync"_q, "conflicts"_q));
    for (const Table *table : window.findChildren<Table *>())
        CHECK_FALSE((table->isVisible() && table->accessibleName() == "冲突"_q));
}

TEST_CASE("a person is added by keys, and the password for their first sign-in is shown once", "[ui][administration]")
{
    Office office;
    OfficeDesk desk(office, "staff"_q);
    REQUIRE(desk.waitsFor([&] { return desk.page->staff()->table()->model()->rowCount() > 0; }));
    desk.presses(Qt::Key_N, Qt::ControlModifier);
    REQUIRE(desk.dialog() != nullptr);
    desk.fills({{"姓名"_q, "吴小燕"_q}, {"机构"_q, "wz"_q}, {"职称"_q, "乡村医生"_q}});
    REQUIRE(desk.waitsFor([&] { return office.named("吴小燕"_q).has_value(); }));
    const Practitioner wu = *office.named("吴小燕"_q);
    CHECK(wu.login == "wuxiaoyan"_q); // proposed from the name
    CHECK(wu.site == office.wangzhuang.id);
    REQUIRE(desk.waitsFor([&] { return desk.dialogSays("登录名：wuxiaoyan"_q); }));
    const QString password = desk.control<QLabel>("一次性密码"_q)->text();
    CHECK(passwordMatches(office.accountOf(wu.id).passwordHash.toUtf8(), password));
    CHECK(office.accountOf(wu.id).mustChange);
    desk.presses(Qt::Key_Escape); // not closed in passing
    CHECK(desk.dialogSays(password));
    QTest::mouseClick(desk.control<Button>("已抄好"_q), Qt::LeftButton);
    desk.isBack();
    // Found by one's login, with the account's state.
    desk.choosesPerson("wuxiaoyan"_q);
    CHECK(desk.page->staff()->table()->model()->index(0, 3).data().toString() == "一次性密码"_q);
}

TEST_CASE("what a form lacks is said at its field, and nothing is written", "[ui][administration]")
{
    Office office;
    OfficeDesk desk(office, "staff"_q);
    desk.presses(Qt::Key_N, Qt::ControlModifier);
    desk.fills({{"姓名"_q, "吴小燕"_q}});
    CHECK(desk.dialogSays("从列表里选机构"_q));
    CHECK(QApplication::focusWidget()->accessibleName() == "机构"_q);
    desk.fills({{"登录名"_q, "Wu Xiao"_q}, {"机构"_q, "wz"_q}});
    REQUIRE(desk.waitsFor([&] { return desk.dialogSays("登录名"_q) && desk.dialogSays("Wu Xiao"_q); }));
    CHECK(desk.dialog() != nullptr);
    CHECK_FALSE(office.named("吴小燕"_q).has_value());
    desk.presses(Qt::Key_Escape);
}

TEST_CASE("role, site and account of a person change on the page, but not one's own", "[ui][administration]")
{
    Office office;
    REQUIRE(office.write(office.administrator, [&](Transaction &tx) {
        return openAccount(tx, office.dongheDoctor.practitioner, PasswordCost::Training);
    }));
    OfficeDesk desk(office, "staff"_q);
    desk.choosesPerson("钱文秀"_q);
    CHECK_FALSE(desk.offers("开账号"_q)); // has one
    QTest::mouseClick(desk.control<Button>("更改角色"_q), Qt::LeftButton);
    REQUIRE(desk.dialog() != nullptr);
    desk.control<ComboField>("角色"_q)->setFocus();
    Desk::settle();
    desk.presses(Qt::Key_Down); // the nurse is the third
    desk.presses(Qt::Key_Down);
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return office.named("钱文秀"_q)->role == static_cast<int>(StaffRole::Nurse); }));
    desk.isBack();

    QTest::mouseClick(desk.control<Button>("调到别的机构"_q), Qt::LeftButton);
    desk.fills({{"机构"_q, "np"_q}});
    REQUIRE(desk.waitsFor([&] { return office.named("钱文秀"_q)->site == office.nanpo.id; }));
    desk.isBack();

    const QString before = office.accountOf(office.dongheDoctor.practitioner).passwordHash;
    Desk::answersNextDialog([](QWidget *dialog) { QTest::keyClick(dialog->focusWidget(), Qt::Key_Return); });
    QTest::mouseClick(desk.control<Button>("重设一次性密码"_q), Qt::LeftButton);
    REQUIRE(desk.waitsFor([&] { return desk.dialogSays("登录名："_q); }));
    CHECK(office.accountOf(office.dongheDoctor.practitioner).passwordHash != before);
    QTest::mouseClick(desk.control<Button>("已抄好"_q), Qt::LeftButton);

    desk.choosesPerson("顾明"_q);
    for (const char *act : {"更改角色", "调到别的机构", "开账号", "重设一次性密码", "关闭账号", "登记离职…"})
        CHECK_FALSE(desk.offers(QString::fromUtf8(act)));
}

TEST_CASE("a site is added by its code and cannot be closed while people work there", "[ui][administration]")
{
    Office office;
    OfficeDesk desk(office, "sites"_q);
    Table *table = desk.page->sites()->table();
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 7; }));
    desk.presses(Qt::Key_N, Qt::ControlModifier);
    desk.fills({{"区划代码"_q, "341181003009"_q}, {"名称"_q, "西河村卫生室"_q}});
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 8; }));
    desk.isBack();
    // Below its township, with the others of it.
    QStringList names;
    for (int row = 0; row < 8; ++row)
        names.append(table->model()->index(row, 0).data().toString().trimmed());
    CHECK(names.indexOf("西河村卫生室"_q) == names.indexOf("东河村卫生室"_q) + 1);

    // To another township, and in the list below that.
    desk.control<Field>("找机构"_q)->setFocus();
    Desk::settle();
    desk.types("xh"_q);
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 1; }));
    QTest::mouseClick(desk.control<Button>("移动…"_q), Qt::LeftButton);
    desk.fills({{"乡镇"_q, "bl"_q}});
    REQUIRE(desk.waitsFor([&] { return desk.dialog() == nullptr; }));
    desk.isBack();
    CHECK(office.read([&](const Snapshot &s) { return siteByCode(s, "341181003009"_q); })->value().parent ==
          office.beiling.id);

    desk.control<Field>("找机构"_q)->setFocus();
    Desk::settle();
    desk.presses(Qt::Key_A, Qt::ControlModifier);
    desk.types("wz"_q);
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 1; }));
    QTest::mouseClick(desk.control<Button>("关闭…"_q), Qt::LeftButton);
    desk.fills({{"原因"_q, "撤并"_q}});
    REQUIRE(desk.waitsFor([&] { return desk.dialogSays("还有 1 人在岗。"_q); }));
    CHECK_FALSE(office.read([&](const Snapshot &s) { return s.get<Site>(office.wangzhuang.id); })->closedOn.isValid());
    desk.presses(Qt::Key_Escape);
    desk.isBack();

    // Enter on a site shows who works there.
    table->setFocus();
    desk.presses(Qt::Key_Return);
    REQUIRE(desk.waitsFor([&] {
        return desk.page->staff()->table()->isVisible() && desk.page->staff()->table()->model()->rowCount() == 1;
    }));
    CHECK(desk.page->staff()->table()->model()->index(0, 0).data().toString().startsWith("赵德顺"_q));
}

TEST_CASE("a code list is taken from a file, and what it lacks is said", "[ui][administration]")
{
    Office office;
    QFile csv(office.folder.filePath("icd.csv"_q));
    REQUIRE(csv.open(QIODevice::WriteOnly));
    csv.write("诊断代码,诊断名称\nA00.000,霍乱\nQ99.X11,某某病\n,没有代码\n");
    csv.close();
    OfficeDesk desk(office, "codes"_q);
    Table *table = desk.page->codes()->table();
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 3; }));
    CHECK(table->model()->index(0, 3).data().toString() == "还没有导入过"_q);
    desk.page->codes()->importFrom(csv.fileName());
    REQUIRE(desk.waitsFor([&] { return table->model()->index(0, 2).data().toString() == "2"_q; }));
    CHECK(table->model()->index(0, 3).data().toString().contains("10:12"_q));
    const auto says = [&](const QString &words) {
        for (const RunsLabel *label : desk.window.findChildren<RunsLabel *>())
            if (label->isVisible() && plainText(label->runs()).contains(words))
                return true;
        return false;
    };
    CHECK(says("第 4 行"_q));
    desk.page->codes()->importFrom(office.folder.filePath("nothing.csv"_q));
    CHECK(desk.waitsFor([&] { return says("nothing.csv"_q); }));
}

TEST_CASE("a one-time password is changed before anything else, or one is signed out", "[ui][administration][sign-in]")
{
    ClinicDesk desk(StaffRole::VillageDoctor, true);
    desk.signsIn();
    const auto dialog = [&] { return desk.desktop().findChild<PasswordDialog *>(); };
    REQUIRE(ClinicDesk::waited([&] { return dialog() != nullptr && dialog()->isVisible(); }));
    QTest::keyClick(dialog(), Qt::Key_Escape);
    REQUIRE(ClinicDesk::waited([&] { return desk.desktop().window() == nullptr; }));

    desk.signsInHere();
    REQUIRE(ClinicDesk::waited([&] { return dialog() != nullptr && dialog()->isVisible(); }));
    const auto field = [&](const QString &name) {
        for (Field *one : dialog()->findChildren<Field *>())
            if (one->accessibleName() == name)
                return one;
        FAIL("no field " << name.toStdString());
        return static_cast<Field *>(nullptr);
    };
    const auto lacks = [&] {
        for (const QLabel *label : dialog()->findChildren<QLabel *>())
            if (label->accessibleName() == "新密码还缺什么"_q)
                return label->text();
        return QString();
    };
    QTest::keyClicks(field("现在的密码"_q), QString::fromUtf16(zhaosPassword));
    Field *after = field("新密码"_q);
    QTest::keyClicks(after, "horse"_q);
    CHECK(lacks() == "至少 8 位。"_q);
    QTest::keyClicks(after, " right"_q);
    CHECK(lacks().startsWith("大写字母"_q));
    QTest::keyClicks(after, " riding"_q);
    CHECK(lacks() == "可以。"_q);
    QTest::keyClicks(field("再输一遍"_q), "horse right riding"_q);
    for (Button *button : dialog()->findChildren<Button *>())
        if (button->text() == "改密码"_q)
            QTest::mouseClick(button, Qt::LeftButton);
    REQUIRE(ClinicDesk::waited([&] {
        const auto due = desk.workplace().db.read([&](const Snapshot &s) {
            return passwordChangeDue(s, desk.workplace().actor.practitioner, desk.clock().today());
        });
        return due && *due == PasswordChange::NotNeeded;
    }));
    CHECK(desk.desktop().window() != nullptr);
}

TEST_CASE("the pages of administration as an administrator sees them", "[ui][administration][picture]")
{
    Office office;
    REQUIRE(office.write(office.administrator, [&](Transaction &tx) {
        return openAccount(tx, office.dongheDoctor.practitioner, PasswordCost::Training);
    }));
    OfficeDesk desk(office, "sites"_q);
    REQUIRE(desk.waitsFor([&] { return desk.page->sites()->table()->model()->rowCount() == 7; }));
    desk.keepsPicture("administration_sites"_q);
    desk.keepsPictureInTheDark("administration_sites_dark"_q);
    desk.page->open("staff"_q);
    REQUIRE(desk.waitsFor([&] { return desk.page->staff()->table()->model()->rowCount() > 0; }));
    desk.keepsPicture("administration_staff"_q);
    desk.keepsPictureInTheDark("administration_staff_dark"_q);
    desk.page->open("codes"_q);
    REQUIRE(desk.waitsFor([&] { return desk.page->codes()->table()->model()->rowCount() == 3; }));
    desk.keepsPicture("administration_codes"_q);
}
