// SPDX-License-Identifier: GPL-3.0-or-later
// Forms that are data, filled in by keys.
#include "tests/ui/health_form_desk.h"
#include "ui/followups/form_menu.h"
#include "ui/followups/health_form_side.h"
#include "ui/patients/residents_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text_area.h"

#include <QMenu>

using namespace yigong;

TEST_CASE("a follow-up of COPD goes from the plan to its end by keys alone", "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Copd);
    room.closes(
        room.lixiulan, "copd-follow-up"_q, QDate(2025, 2, 10),
        {{"oxygen"_q, "95"_q}, {"drugs"_q, "噻托溴铵粉吸入剂 1 18μg"_q}, {"smoking"_q, "5"_q}, {"height"_q, "158"_q}});
    HealthFormDesk desk(room);
    QSignalSpy listed(desk.page, &FollowUpPage::planShown);
    desk.page->refresh();
    REQUIRE(desk.waitsFor([&] { return listed.count() > 0; }));
    auto *list = desk.control<Table>("随访"_q);
    CHECK(list->model()->index(0, 2).data().toString().contains("慢阻肺"_q));
    list->setFocus();
    int keys = 0;
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        desk.presses(key, modifiers);
        ++keys;
    };
    desk.presses(Qt::Key_Return);
    desk.opensHealthForm();
    CHECK(desk.focused() == "随访方式"_q);
    // Habits and drugs are there, measurements are not.
    CHECK(desk.textOf("日吸烟量"_q) == "5"_q);
    CHECK(desk.control<Field>("日吸烟量"_q)->state() == FieldState::Carried);
    CHECK(desk.textOf("脉搏氧饱和度（SpO₂）"_q).isEmpty());
    desk.keepsPicture("form-copd"_q);

    // In the clinic, no symptoms; the signs were looked at; the saturation.
    keys += desk.strikes("1⏎1"_q);
    press(Qt::Key_PageDown);
    press(Qt::Key_N, Qt::AltModifier);
    CHECK(desk.chosenIn("口唇紫绀"_q) == QList<int>{1});
    for (int i = 0; i < 4; ++i)
        press(Qt::Key_PageDown);
    CHECK(desk.focused() == "脉搏氧饱和度（SpO₂）"_q);
    keys += desk.strikes("96"_q);
    press(Qt::Key_F12); // goes to what is still to be asked
    CHECK(desk.focused() == "药物不良反应"_q);
    keys += desk.strikes("1"_q);
    desk.keepsPicture("form-copd-end"_q);
    desk.closes();
    ++keys;
    CHECK(keys == 14);
    const auto forms = room.healthForms(room.lixiulan);
    REQUIRE(forms.size() == 2);
    const HealthForm &form = forms.front().form;
    CHECK(form.answers.text(u"oxygen") == "96"_q);
    CHECK(form.answers.choice(u"way") == 1);
    CHECK(form.answers.choice(u"consciousness") == 1);
    CHECK(form.answers.number(u"smoking") == 500);
    CHECK(form.answers.has(u"drugs"));
    CHECK(form.outcome == "stable"_q);
    CHECK(form.due == QDate(2025, 8, 13));
    CHECK_FALSE(desk.page->hasUnsavedEntry());
}

TEST_CASE("the verdict of a form follows what is typed, and what is computed too", "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Copd);
    HealthFormDesk desk(room, room.lixiulan.text());
    desk.opensHealthForm();
    desk.goesTo("脉搏氧饱和度（SpO₂）"_q);
    desk.types("86"_q);
    CHECK(desk.says("紧急转诊"_q));
    CHECK(desk.says("· 血氧饱和度低于 90 %"_q));
    desk.goesTo("体重"_q);
    desk.types("61.5"_q);
    desk.goesTo("身高"_q);
    desk.types("158"_q);
    CHECK(desk.textOf("体质指数"_q) == "24.64"_q);
    CHECK(desk.control<Field>("体质指数"_q)->isReadOnly());
    // Unlikely: asked, not refused. Impossible: stops at its field.
    desk.goesTo("心率"_q);
    desk.types("260"_q);
    CHECK(desk.control<Field>("心率"_q)->state() == FieldState::Warn);
    desk.types("0"_q);
    CHECK(desk.control<Field>("心率"_q)->state() == FieldState::Error);
    CHECK_FALSE(desk.page->editor()->side()->isRuleShown());
    desk.presses(Qt::Key_R, Qt::AltModifier);
    CHECK(desk.page->editor()->side()->isRuleShown());
    CHECK(desk.saysPartOf("慢性阻塞性肺疾病患者健康服务规范"_q));
    desk.keepsPicture("form-copd-verdict"_q);
}

TEST_CASE("a question under a condition comes and goes without moving the focus", "[ui][followups][forms]")
{
    HealthFormRoom room;
    HealthFormDesk desk(room, HealthFormDesk::formOf(room.lixiulan, "health-check"_q));
    desk.opensHealthForm();
    CHECK(desk.focused() == "症状"_q);
    desk.strikes("25"_q); // two digits are one number
    CHECK(desk.chosenIn("症状"_q) == QList<int>{25});
    CHECK(desk.focused() == "症状"_q);
    CHECK(desk.control<Field>("症状：其他"_q)->isVisible());
    desk.keepsPicture("form-health-check"_q);
    desk.presses(Qt::Key_Backspace);
    const auto names = desk.page->findChildren<Field *>();
    CHECK(std::none_of(names.begin(), names.end(),
                       [](Field *field) { return field->accessibleName() == "症状：其他"_q && field->isVisible(); }));
    // Without any program: what was examined is declared normal at once, each as entered, and can be taken back.
    for (int i = 0; i < 4; ++i)
        desk.presses(Qt::Key_PageDown);
    CHECK(desk.focused() == "眼底"_q);
    desk.presses(Qt::Key_N, Qt::AltModifier);
    CHECK(desk.chosenIn("足背动脉搏动"_q) == QList<int>{2});
    CHECK(desk.chosenIn("淋巴结"_q) == QList<int>{1});
    CHECK(desk.chosenIn("眼底"_q).isEmpty()); // rarely done: asked
    CHECK(desk.saysPartOf("15 项按未见异常填入"_q));
    desk.keepsPicture("form-health-check-middle"_q);
    desk.presses(Qt::Key_N, Qt::AltModifier);
    CHECK(desk.chosenIn("足背动脉搏动"_q).isEmpty());
}

TEST_CASE("a child's check opens for its age, says so in the plan and knows what is due next", "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.wangxiaobao, FollowUpProgram::Child);
    HealthFormDesk desk(room);
    QSignalSpy listed(desk.page, &FollowUpPage::planShown);
    desk.page->refresh();
    REQUIRE(desk.waitsFor([&] { return listed.count() > 0; }));
    auto *list = desk.control<Table>("随访"_q);
    desk.showsEverybody();
    REQUIRE(list->model()->rowCount() == 1);
    CHECK(list->model()->index(0, 2).data().toString().contains("6 月龄体检"_q));
    list->setFocus();
    desk.presses(Qt::Key_Return);
    desk.opensHealthForm();
    CHECK(desk.chosenIn("月龄"_q) == QList<int>{6});
    desk.strikes("1⏎8.2"_q);
    desk.presses(Qt::Key_PageDown);
    desk.presses(Qt::Key_N, Qt::AltModifier);
    CHECK(desk.chosenIn("颈部包块"_q) == QList<int>{2}); // 1 is 有
    desk.keepsPicture("form-child"_q);
    desk.closes();
    const auto forms = room.healthForms(room.wangxiaobao);
    REQUIRE(forms.size() == 1);
    CHECK(forms.front().form.answers.text(u"stage") == "6"_q);
    CHECK(forms.front().form.answers.number(u"weight") == 820);
    const auto plan =
        room.read([&](const Snapshot &s) { return planOf(s, room.villageDoctor, {}, QDate(2025, 5, 13)); });
    CHECK(plan->rows.front().plan.dueStage == "8"_q);
}

TEST_CASE("a mental follow-up is the doctor's alone", "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::MentalDisorder);
    {
        HealthFormDesk desk(room, room.lixiulan.text());
        desk.opensHealthForm();
        desk.strikes("2⏎1"_q);
        CHECK_FALSE(desk.says("病情稳定"_q)); // nobody has asked yet
        desk.goesTo("药物不良反应"_q);
        desk.strikes("1"_q);
        desk.presses(Qt::Key_F12); // goes to what it cannot be judged without
        CHECK(desk.focused() == "危险性评估"_q);
        desk.strikes("3"_q);
        desk.goesTo("自知力"_q);
        desk.strikes("2"_q);
        CHECK(desk.says("病情不稳定"_q));
        CHECK(desk.saysPartOf("立即转诊"_q));
        desk.keepsPicture("form-mental"_q);
        desk.closes();
    }
    REQUIRE(room.healthForms(room.lixiulan).size() == 1);
    CHECK(room.healthForms(room.lixiulan).front().form.outcome == "unstable"_q);
    CHECK(room.healthForms(room.lixiulan, room.nurse).empty());

    for (const auto &[who, at] : {std::pair{room.nurse, room.wangzhuang}, std::pair{room.manager, room.liuhe}}) {
        HealthFormDesk desk(room, who, at);
        QSignalSpy listed(desk.page, &FollowUpPage::planShown);
        desk.page->refresh();
        REQUIRE(desk.waitsFor([&] { return listed.count() > 0; }));
        desk.showsEverybody();
        CHECK(desk.control<Table>("随访"_q)->model()->rowCount() == 0);
        CHECK(desk.control<ComboField>("项目"_q)->findText("严重精神障碍"_q) == -1);
        QSignalSpy shown(desk.page, &FollowUpPage::historyShown);
        desk.page->open(QVariantMap{{"patient"_q, room.lixiulan.text()}});
        REQUIRE(desk.waitsFor([&] { return shown.count() > 0; }));
        CHECK(desk.control<Table>("历次随访"_q)->model()->rowCount() == 0);
        const auto timeline = room.read([&](const Snapshot &s) { return timelineOf(s, who, room.lixiulan); });
        REQUIRE(timeline);
        CHECK(std::none_of(timeline->begin(), timeline->end(),
                           [](const TimelineEntry &entry) { return entry.kind == TimelineKind::HealthForm; }));
    }
    const auto own = room.read([&](const Snapshot &s) { return timelineOf(s, room.villageDoctor, room.lixiulan); });
    REQUIRE(own);
    REQUIRE(own->front().kind == TimelineKind::HealthForm);
    CHECK(wordsOf(own->front(), QDate(2025, 5, 13)).what == "精神障碍随访：病情不稳定"_q);
}

TEST_CASE("a closed form is read, and corrected with a reason", "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Copd);
    const HealthForm wrong = room.closes(room.lixiulan, "copd-follow-up"_q, QDate(2025, 5, 12), {{"oxygen"_q, "69"_q}});
    HealthFormDesk desk(room);
    QSignalSpy shown(desk.page, &FollowUpPage::historyShown);
    desk.page->open(QVariantMap{{"patient"_q, room.lixiulan.text()}, {"followUp"_q, wrong.id.text()}});
    REQUIRE(desk.waitsFor([&] { return shown.count() == 1; }));
    Desk::settle();
    CHECK(desk.says("有加重"_q));
    desk.keepsPicture("form-history"_q);
    desk.presses(Qt::Key_C, Qt::AltModifier);
    desk.opensHealthForm();
    CHECK(desk.textOf("脉搏氧饱和度（SpO₂）"_q) == "69"_q);
    desk.goesTo("脉搏氧饱和度（SpO₂）"_q);
    QTest::keySequence(QApplication::focusWidget(), QKeySequence(QKeySequence::SelectAll));
    desk.types("96"_q);

    // Without a reason nothing is closed.
    desk.pressesAndAnswers(Qt::Key_F12, [](QWidget *dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
    CHECK(room.healthForms(room.lixiulan).size() == 1);
    QApplication::setActiveWindow(&desk.window);
    QSignalSpy saved(desk.page, &FollowUpPage::healthFormSaved);
    desk.pressesAndAnswers(Qt::Key_F12, [](QWidget *dialog) {
        auto *text = dialog->findChild<TextArea *>();
        REQUIRE(text != nullptr);
        text->setText("把 96 写成 69"_q);
        for (Button *each : dialog->findChildren<Button *>())
            if (each->text() == "完成更正"_q)
                each->click();
    });
    REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
    const auto forms = room.healthForms(room.lixiulan);
    REQUIRE(forms.size() == 2);
    CHECK(forms[0].form.amends == wrong.id);
    CHECK(forms[0].form.amendReason == "把 96 写成 69"_q);
    CHECK(forms[0].form.outcome == "stable"_q);
    auto *list = desk.control<Table>("历次随访"_q);
    REQUIRE(desk.waitsFor([&] { return list->model()->rowCount() == 2; }));
    REQUIRE(desk.waitsFor([&] { return desk.says("更正了原来的一张"_q); }));
    QApplication::setActiveWindow(&desk.window);
    list->setFocus();
    desk.presses(Qt::Key_Down);
    REQUIRE(desk.waitsFor([&] { return desk.says("已更正，不再计入"_q); }));
    CHECK_FALSE(desk.control<Button>("更正"_q)->isEnabled());
    desk.keepsPicture("form-corrected"_q);
}

TEST_CASE("the page of programs offers what fits, takes in by a key, and ends one for a reason",
          "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Copd);
    HealthFormDesk desk(room);
    QSignalSpy shown(desk.page, &FollowUpPage::programsShown);
    QSignalSpy listed(desk.page, &FollowUpPage::planShown);
    desk.page->refresh();
    REQUIRE(desk.waitsFor([&] { return listed.count() > 0; }));
    desk.control<Table>("随访"_q)->setFocus();
    desk.presses(Qt::Key_J, Qt::AltModifier);
    REQUIRE(desk.waitsFor([&] { return shown.count() == 1; }));
    auto *list = desk.control<Table>("项目"_q);
    const auto row = [list](int number) { return list->model()->index(number, 1).data().toString(); };
    REQUIRE(list->model()->rowCount() == 8);
    CHECK(row(0) == "慢阻肺病"_q); // in it
    CHECK(row(1) == "高血压"_q);   // on the card
    CHECK(row(2) == "老年人"_q);   // 68
    CHECK(row(7).contains("儿童"_q));
    desk.keepsPicture("form-programs"_q);

    // Not for her: nothing happens.
    desk.presses(Qt::Key_8, Qt::ControlModifier);
    CHECK(room.read([&](const Snapshot &s) { return enrolmentsOf(s, room.lixiulan); })->size() == 1);

    // It ends for a reason.
    list->setCurrentRow(0);
    QApplication::setActiveWindow(&desk.window);
    desk.pressesAndAnswers(
        Qt::Key_X,
        [](QWidget *dialog) {
            auto *reasons = dialog->findChild<OptionChips *>();
            REQUIRE(reasons != nullptr);
            reasons->setFocus();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_3);
            QTest::keyClick(dialog, Qt::Key_F12);
        },
        Qt::AltModifier);
    REQUIRE(desk.waitsFor([&] { return shown.count() == 2; }));
    const auto enrolments = room.read([&](const Snapshot &s) { return enrolmentsOf(s, room.lixiulan); });
    REQUIRE(enrolments->size() == 1);
    CHECK(enrolments->front().closeReason == "moved"_q);

    // Into the year's service: its first form opens.
    QApplication::setActiveWindow(&desk.window);
    list->setFocus();
    int older = -1;
    for (int i = 0; i < list->model()->rowCount(); ++i)
        older = row(i) == "老年人"_q ? i : older;
    REQUIRE(older >= 0);
    list->setCurrentRow(older);
    desk.presses(Qt::Key_Return);
    desk.opensHealthForm();
    CHECK(desk.page->editor()->formCode() == "health-check"_q);
}

TEST_CASE("another form of a program opens from the menu", "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.zhangmin, FollowUpProgram::Maternity);
    HealthFormDesk desk(room, room.zhangmin.text());
    desk.opensHealthForm();
    CHECK(desk.page->editor()->formCode() == "antenatal-first"_q);
    desk.keepsPicture("form-maternity"_q);
    desk.presses(Qt::Key_O, Qt::AltModifier);
    REQUIRE(desk.waitsFor(
        [&] { return desk.page->forms()->menu() != nullptr && desk.page->forms()->menu()->isVisible(); }));
    QMenu *menu = desk.page->forms()->menu();
    CHECK(menu->actions().front()->text().contains("（该填）"_q));
    QSignalSpy opened(desk.page, &FollowUpPage::healthFormOpened);
    for (QAction *action : menu->actions())
        if (action->text().contains("分娩"_q)) {
            menu->close();
            action->trigger();
            break;
        }
    REQUIRE(desk.waitsFor([&] { return opened.count() == 1; }));
    CHECK(desk.page->editor()->formCode() == "maternity-delivery"_q);
}

TEST_CASE("the annual examination of anybody is opened from the residents' page", "[ui][patients][forms]")
{
    HealthFormRoom room;
    Desk desk(room, room.villageDoctor, room.wangzhuang);
    auto *residents = desk.shows<ResidentsPage>("residents"_q, room.zhangmin.text());
    REQUIRE(desk.waitsFor([&] { return residents->shownPatient() == room.zhangmin; }));
    REQUIRE(desk.waitsFor([&] { // the record is read after the list
        for (const Button *button : residents->findChildren<Button *>())
            if (button->isVisible() && button->text() == "体检"_q)
                return true;
        return false;
    }));
    QSignalSpy asked(residents, &Page::pageRequested);
    desk.presses(Qt::Key_Y, Qt::AltModifier);
    REQUIRE(asked.count() == 1);
    CHECK(asked[0][0].toString() == "followups"_q);
    CHECK(asked[0][1].toMap().value("form"_q).toString() == "health-check"_q);
    CHECK(asked[0][1].toMap().value("patient"_q).toString() == room.zhangmin.text());
}

TEST_CASE("forms that are data are readable in the largest type", "[ui][followups][forms]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Copd);
    room.enrols(room.lixiulan, FollowUpProgram::OlderPeople);
    room.enrols(room.wangxiaobao, FollowUpProgram::Child);
    room.enrols(room.zhangmin, FollowUpProgram::Maternity);
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.enrols(room.lixiulan, FollowUpProgram::MentalDisorder);
    room.enrols(room.zhangmin, FollowUpProgram::Tuberculosis);
    HealthFormDesk desk(room);
    QSignalSpy listed(desk.page, &FollowUpPage::planShown);
    desk.page->refresh();
    REQUIRE(desk.waitsFor([&] { return listed.count() > 0; }));
    desk.showsEverybody();
    CHECK(desk.control<Table>("随访"_q)->model()->rowCount() == 7);
    desk.keepsPicture("form-plan"_q);
    desk.inLargeType("form-health-check-150"_q, [&] {
        desk.page->open(HealthFormDesk::formOf(room.lixiulan, "health-check"_q));
        desk.opensHealthForm();
        CHECK(desk.focused() == "症状"_q); // nothing of the keys is lost
        desk.presses(Qt::Key_PageDown);
        CHECK(desk.focused() == "体温"_q);
    });
    desk.inLargeType("form-programs-150"_q, [&] {
        QSignalSpy shown(desk.page, &FollowUpPage::programsShown);
        desk.presses(Qt::Key_J, Qt::AltModifier);
        REQUIRE(desk.waitsFor([&] { return shown.count() > 0; }));
    });
}
