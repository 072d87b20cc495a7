// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/patients/allergies.h"
#include "core/patients/households.h"
#include "core/patients/resident_file.h"
#include "tests/ui/desk.h"
#include "ui/patients/care_strip.h"
#include "ui/patients/file_view.h"
#include "ui/patients/household_card.h"
#include "ui/patients/residents_page.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"

#include <QLabel>

using namespace yigong;

namespace {

struct FileRoom : CountyStore
{
    Id li = addResident("李秀兰", wangzhuang, {"hypertension"_q}), wang = addResident("王大山", wangzhuang);

    void fills(Id patient, std::initializer_list<std::pair<const char *, const char *>> answers)
    {
        REQUIRE(write(villageDoctor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, residentFileOf(tx, patient));
            ResidentFile after = before;
            for (const auto &[column, text] : answers)
                YIGONG_TRY(setField(after, *basicField(QString::fromLatin1(column)), QString::fromUtf8(text)));
            return saveResidentFile(tx, before, after);
        }));
    }
    ResidentFile file(Id patient)
    {
        return *read([&](const Snapshot &s) { return residentFileOf(s, patient); });
    }
};

struct FileDeskTop : Desk
{
    FileRoom &room;
    ResidentsPage *page;
    ResidentFileView *view;

    explicit FileDeskTop(FileRoom &r) : Desk(r, r.villageDoctor, r.wangzhuang), room(r)
    {
        page = shows<ResidentsPage>("residents"_q, room.li.text());
        view = page->findChild<ResidentFileView *>();
        REQUIRE(waitsFor([&] { return page->shownPatient() == room.li && says("李秀兰"_q); }));
    }
    [[nodiscard]] bool says(const QString &text) const
    {
        for (const QLabel *label : window.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    void opensFile()
    {
        presses(Qt::Key_F, Qt::AltModifier);
        REQUIRE(waitsFor(
            [&] { return view->isVisible() && says("姓名"_q) && control<Field>("姓名"_q)->text() == "李秀兰"_q; }));
    }
    /// The row's label says the same word: only the field takes the focus.
    void goesToField(const QString &name)
    {
        control<Field>(name)->setFocus();
        settle();
    }
    void saves()
    {
        presses(Qt::Key_S, Qt::ControlModifier);
        REQUIRE(waitsFor([&] { return !view->hasUnsavedEntry() && room.file(room.li).isFilled; }));
    }
};

} // namespace

TEST_CASE("a file is filled in by keyboard, in the paper's order", "[ui][file]")
{
    FileRoom room;
    FileDeskTop desk(room);
    desk.opensFile();
    CHECK(desk.says("项"_q));
    desk.goesToField("户籍地址"_q);
    desk.types("王庄 3 组"_q);
    desk.presses(Qt::Key_Return);
    CHECK(QApplication::focusWidget()->accessibleName() == "联系电话"_q);
    desk.goesToField("联系人姓名"_q);
    desk.types("张小军"_q);
    desk.presses(Qt::Key_Return);
    desk.types("13900000001"_q);
    desk.presses(Qt::Key_Return); // 常住类型
    desk.presses(Qt::Key_1);
    CHECK(desk.view->hasUnsavedEntry());
    desk.saves();
    const ResidentFile file = room.file(room.li);
    CHECK(file.form.registeredAddress == "王庄 3 组"_q);
    CHECK(file.form.contactName == "张小军"_q);
    CHECK(file.form.contactPhone == "13900000001"_q);
    CHECK(file.form.residency == "1"_q);
    CHECK(file.form.diseases == QStringList{"2"_q}); // known from the card, not typed
    CHECK(file.patient.phone == "13800006021"_q);    // walked past, not changed
    CHECK(room.read([&](const Snapshot &s) { return residentEventsOf(s, room.li); })->empty());
}

TEST_CASE("what was typed into one file is there again after another was looked at", "[ui][file]")
{
    FileRoom room;
    FileDeskTop desk(room);
    desk.opensFile();
    desk.goesToField("工作单位"_q);
    desk.types("王庄小学"_q);
    desk.page->open(room.wang.text());
    REQUIRE(desk.waitsFor([&] { return desk.control<Field>("姓名"_q)->text() == "王大山"_q; }));
    CHECK(desk.control<Field>("工作单位"_q)->text().isEmpty());
    CHECK(desk.page->hasUnsavedEntry());
    desk.page->open(room.li.text());
    REQUIRE(desk.waitsFor([&] { return desk.control<Field>("姓名"_q)->text() == "李秀兰"_q; }));
    CHECK(desk.control<Field>("工作单位"_q)->text() == "王庄小学"_q);
    desk.saves();
    CHECK(room.file(room.li).form.workplace == "王庄小学"_q);
    CHECK_FALSE(room.file(room.wang).isFilled);
}

TEST_CASE("phones are masked until somebody comes to change them", "[ui][file]")
{
    FileRoom room;
    FileDeskTop desk(room);
    QStringList revealed;
    desk.place.noteRevealed = [&](Id, const QString &column) { revealed.append(column); };
    desk.opensFile();
    CHECK(desk.control<Field>("联系电话"_q)->text() == "138****6021"_q);
    CHECK(revealed.isEmpty());
    desk.goesToField("联系电话"_q);
    CHECK(desk.control<Field>("联系电话"_q)->text() == "13800006021"_q);
    CHECK(revealed == QStringList{"phone"_q});
    CHECK_FALSE(desk.view->hasUnsavedEntry());
}

TEST_CASE("what cannot stand is said at its field, and nothing typed is lost", "[ui][file]")
{
    FileRoom room;
    FileDeskTop desk(room);
    desk.opensFile();
    desk.goesToField("工作单位"_q);
    desk.types("王庄小学"_q);
    desk.goesToField("联系人电话"_q);
    desk.types("没有"_q);
    desk.presses(Qt::Key_S, Qt::ControlModifier);
    REQUIRE(desk.waitsFor([&] { return desk.says("联系人电话："_q); }));
    CHECK(desk.control<Field>("联系人电话"_q)->state() == FieldState::Error);
    CHECK(desk.control<Field>("工作单位"_q)->text() == "王庄小学"_q);
    CHECK_FALSE(room.file(room.li).isFilled);
}

TEST_CASE("allergies and current medication stay in sight whatever is shown", "[ui][file]")
{
    FileRoom room;
    MedicationRequest line;
    line.patient = room.li;
    line.site = room.wangzhuang.id;
    line.name = "氨氯地平片"_q;
    line.dose = "1 片"_q;
    line.frequency = "每日 1 次"_q;
    line.days = 28;
    line.authored = room.clock.now();
    REQUIRE(room.write(room.villageDoctor, [&](Transaction &tx) { return tx.insert(line); }));
    FileDeskTop desk(room);
    auto *strip = desk.page->findChild<CareStrip *>();
    for (const Qt::Key view : {Qt::Key_T, Qt::Key_F, Qt::Key_H}) {
        desk.presses(view, Qt::AltModifier);
        CHECK(strip->isVisible());
        CHECK(strip->accessibleDescription().contains("氨氯地平片"_q));
        CHECK(strip->accessibleDescription().contains("未问"_q)); // nobody asked for allergies yet
    }
    REQUIRE(room.write(room.villageDoctor, [&](Transaction &tx) {
        return recordAllergy(tx, {room.li, "A01"_q, "青霉素类"_q, {}, {}});
    }));
    desk.page->refresh();
    REQUIRE(desk.waitsFor([&] { return !strip->accessibleDescription().contains("未问"_q); }));
}

TEST_CASE("the list shows whose file lacks an item", "[ui][file]")
{
    FileRoom room;
    room.fills(room.li, {{"education", "8"}});
    FileDeskTop desk(room);
    auto *list = desk.control<Table>("居民"_q);
    REQUIRE(desk.waitsFor([&] { return list->model()->rowCount() == 2; }));
    auto *items = desk.control<ComboField>("档案缺失项目"_q);
    REQUIRE(desk.waitsFor([&] { return items->findData("education"_q) >= 0; }));
    items->setCurrentIndex(items->findData("education"_q));
    Q_EMIT items->chosen("education"_q);
    REQUIRE(desk.waitsFor([&] { return list->model()->rowCount() == 1; }));
    CHECK(list->model()->index(0, 0).data().toString().contains("王"_q));
}

TEST_CASE("pictures of a file and of a household", "[ui][file][picture]")
{
    FileRoom room;
    room.fills(room.li, {{"residency", "1"},
                         {"education", "8"},
                         {"contact_name", "张小军"},
                         {"contact_phone", "13905500002"},
                         {"payments", "3"},
                         {"no_drug_allergies", "1"},
                         {"diseases", "2|2018-06;6|2020-03|肺癌"},
                         {"operations", "2|1998|阑尾切除"}});
    room.fills(room.li, {{"education", "7"}});
    const auto home = room.write(room.villageDoctor, [&](Transaction &tx) {
        return makeHousehold(tx, {room.wang, {}, "王庄 3 号"_q, {}, {}});
    });
    REQUIRE(home);
    REQUIRE(
        room.write(room.villageDoctor, [&](Transaction &tx) { return joinHousehold(tx, room.li, *home, "配偶"_q); }));
    REQUIRE(room.write(room.villageDoctor, [&](Transaction &tx) {
        return setCarer(tx, room.li, {room.wang, {}, {}, "配偶"_q});
    }));
    FileDeskTop desk(room);
    desk.opensFile();
    desk.keepsPicture("resident-file"_q);
    desk.goesToField("疾病 恶性肿瘤 名称"_q);
    desk.keepsPicture("resident-file-history"_q);
    desk.presses(Qt::Key_H, Qt::AltModifier);
    auto *members = desk.control<Table>("家庭成员"_q);
    REQUIRE(desk.waitsFor([&] { return members->model()->rowCount() == 2; }));
    desk.keepsPicture("resident-household"_q);
    desk.keepsPictureInTheDark("resident-household-dark"_q);
}
