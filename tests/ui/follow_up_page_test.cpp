// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/close_visit.h"
#include "tests/ui/follow_up_desk.h"
#include "ui/followups/follow_up_side.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

#include <QSignalSpy>

using namespace yigong;

TEST_CASE("a follow-up where nothing else changed is eleven keys", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.wasSeen(QDate(2025, 2, 13), 142, 86);
    FollowUpDesk desk(room);
    desk.page->open(room.lixiulan.text());
    desk.opensForm();
    // Habits and drugs are there, measurements are not.
    CHECK(desk.textOf("日吸烟量"_q) == "3"_q);
    CHECK(desk.textOf("用药情况"_q) == "苯磺酸氨氯地平片 每日 1 次 每次 5 mg"_q);
    CHECK(desk.textOf("体重"_q).isEmpty());
    CHECK(desk.control<Field>("日吸烟量"_q)->state() == FieldState::Carried);

    QSignalSpy saved(desk.page, &FollowUpPage::followUpSaved);
    // In the clinic, pressure, no heart rate, no symptoms.
    CHECK(desk.strikes("1⏎13884⏎⏎1"_q) == 10);
    CHECK(desk.page->hasUnsavedEntry());
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
    const auto forms = room.forms();
    REQUIRE(forms.size() == 2);
    const FollowUp &form = forms.front().form;
    CHECK(form.systolic.text() == "138"_q);
    CHECK(form.diastolic.text() == "84"_q);
    CHECK(form.way == 1);
    CHECK(form.symptoms == QStringList{"1"_q});
    CHECK(form.smoking.text() == "3"_q);
    CHECK(form.salt == 2);
    CHECK(form.drugs.size() == 1);
    CHECK(form.weight.isNone());
    CHECK(form.nextOn == QDate(2025, 8, 13));
    CHECK_FALSE(desk.page->hasUnsavedEntry());
}

TEST_CASE("the rule's verdict follows what is typed, and its text is one key away", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.wasSeen(QDate(2025, 4, 29), 158, 92);
    FollowUpDesk desk(room, room.lixiulan.text());
    desk.opensForm();
    desk.goesTo("收缩压"_q);
    desk.types("16494"_q);
    CHECK(desk.says("控制不满意"_q));
    CHECK(desk.says("转诊，并跟踪转诊结果"_q)); // the second time in a row
    CHECK_FALSE(desk.says("紧急转诊"_q));
    CHECK(desk.says("· 连续第 2 次控制不满意"_q));
    CHECK(desk.says("5 月 27 日前核实是否到位"_q));
    desk.control<Field>("体重"_q)->setFocus();
    desk.types("61.5"_q);
    desk.control<Field>("身高"_q)->setFocus();
    desk.types("158"_q);
    CHECK(desk.says("BMI 24.64"_q));
    desk.presses(Qt::Key_R, Qt::AltModifier);
    CHECK(desk.saysPartOf("国家基本公共卫生服务规范"_q));
    desk.keepsPicture("follow-up-verdict"_q);
    desk.goesTo("收缩压"_q);
    QTest::keySequence(QApplication::focusWidget(), QKeySequence(QKeySequence::SelectAll));
    desk.types("184"_q);
    CHECK(desk.says("紧急转诊"_q));
}

TEST_CASE("an unlikely figure is asked about once, and an impossible one stops at its field", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    FollowUpDesk desk(room, room.lixiulan.text());
    desk.opensForm();
    desk.presses(Qt::Key_1);
    desk.goesTo("收缩压"_q);
    desk.types("31095"_q);
    CHECK(desk.control<Field>("收缩压"_q)->state() == FieldState::Warn);
    desk.goesTo("无症状"_q);
    desk.presses(Qt::Key_Space);
    QSignalSpy saved(desk.page, &FollowUpPage::followUpSaved);
    desk.pressesAndAnswers(Qt::Key_F12, [](QWidget *dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
    CHECK(saved.count() == 0);
    CHECK(room.forms().empty());

    QApplication::setActiveWindow(&desk.window);
    desk.goesTo("收缩压"_q);
    QTest::keySequence(QApplication::focusWidget(), QKeySequence(QKeySequence::SelectAll));
    desk.types("360"_q);
    desk.presses(Qt::Key_S, Qt::ControlModifier);
    CHECK(desk.control<Field>("收缩压"_q)->state() == FieldState::Error);
    CHECK(room.forms().empty());
}

TEST_CASE("both diseases are one page, and F12 writes both forms", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.enrols(room.lixiulan, FollowUpProgram::Diabetes);
    FollowUpDesk desk(room, room.lixiulan.text());
    desk.opensForm();
    // In the clinic, pressure, no heart rate, fasting glucose, no other glucose, no symptoms of either disease.
    CHECK(desk.strikes("1⏎13884⏎⏎7.4⏎⏎1⏎1"_q) == 17);
    QSignalSpy saved(desk.page, &FollowUpPage::followUpSaved);
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
    const auto forms = room.forms();
    REQUIRE(forms.size() == 2);
    for (const ListedFollowUp &one : forms) {
        CHECK(one.form.systolic.text() == "138"_q);
        CHECK((one.form.program == FollowUpProgram::Diabetes ? one.form.outcome == FollowUpClass::Uncontrolled
                                                             : one.form.outcome == FollowUpClass::Controlled));
    }
}

TEST_CASE("a diabetes follow-up is fifteen keys", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Diabetes);
    FollowUpDesk desk(room, room.lixiulan.text());
    desk.opensForm();
    CHECK(desk.strikes("1⏎13884⏎6.5⏎⏎1"_q) == 14);
    QSignalSpy saved(desk.page, &FollowUpPage::followUpSaved);
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
    const FollowUp form = room.forms().front().form;
    CHECK(form.fastingGlucose.text() == "6.5"_q);
    CHECK(form.systolic.text() == "138"_q);
    CHECK(form.outcome == FollowUpClass::Controlled);
}

TEST_CASE("after today's visit a follow-up is two keys", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    VisitDraft visit;
    visit.patient = room.lixiulan;
    visit.complaint = "复查"_q;
    visit.diagnoses = {{"I10.x00"_q, {}, true}};
    visit.vitals = {{"8480-6"_q, "136"_q, {}}, {"8462-4"_q, "82"_q, {}}};
    REQUIRE(
        room.write(room.villageDoctor, [&](Transaction &tx) { return closeVisit(tx, visit, Catalogue::shipped()); }));
    FollowUpDesk desk(room, room.lixiulan.text());
    desk.opensForm();
    CHECK(desk.strikes("1"_q) == 1);
    QSignalSpy saved(desk.page, &FollowUpPage::followUpSaved);
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
    const FollowUp form = room.forms().front().form;
    CHECK(form.systolic.text() == "136"_q);
    CHECK(form.way == 1);
}

TEST_CASE("who is in no program is taken into one by a key, and the form opens", "[ui][followups]")
{
    FollowUpRoom room;
    FollowUpDesk desk(room);
    QSignalSpy asked(desk.page, &FollowUpPage::programsShown);
    desk.page->open(room.lixiulan.text());
    REQUIRE(desk.waitsFor([&] { return asked.count() == 1; }));
    desk.presses(Qt::Key_1, Qt::ControlModifier);
    desk.opensForm();
    CHECK(desk.page->sheet() != nullptr);
}

TEST_CASE("the plan begins a follow-up with Enter and notes who was not reached", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension); // due on 6 April: overdue
    FollowUpDesk desk(room);
    QSignalSpy shown(desk.page, &FollowUpPage::planShown);
    desk.page->refresh();
    auto *list = desk.control<Table>("随访"_q);
    REQUIRE(desk.waitsFor([&] { return shown.count() > 0 && list->currentRow() == 0; }));
    CHECK(list->model()->index(0, 2).data().toString().contains("高血压"_q));
    for (int tries = 1; tries <= 3; ++tries) {
        list->setFocus();
        const auto before = shown.count();
        desk.presses(Qt::Key_T, Qt::AltModifier);
        REQUIRE(desk.waitsFor([&] { return shown.count() > before; }));
    }
    CHECK(list->model()->rowCount() == 0); // overdue no more: nobody reaches her
    const auto plan =
        room.read([&](const Snapshot &s) { return planOf(s, room.villageDoctor, {}, QDate(2025, 5, 13)); });
    REQUIRE(plan);
    CHECK(plan->counts.unreachable == 1);
}

TEST_CASE("what was typed is not left without a question", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    FollowUpDesk desk(room, room.lixiulan.text());
    desk.opensForm();
    desk.goesTo("收缩压"_q);
    desk.types("138"_q);
    Desk::answersNextDialog([](QWidget *dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
    CHECK(desk.page->stepBack());
    CHECK(desk.page->sheet()->isVisible());
    CHECK(desk.textOf("收缩压"_q) == "138"_q);
}
