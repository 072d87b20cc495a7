// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of follow-ups does with forms that are closed.
#include "core/encounters/close_visit.h"
#include "core/referrals/referral_list.h"
#include "core/security/audit_reading.h"
#include "tests/ui/follow_up_desk.h"
#include "ui/followups/trend_chart.h"
#include "ui/referrals/referrals_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text_area.h"

#include <QFile>
#include <QLineEdit>
#include <QPrintDialog>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace yigong;

namespace {

struct HistoryDesk : FollowUpDesk
{
    explicit HistoryDesk(FollowUpRoom &room) : FollowUpDesk(room), shown(page, &FollowUpPage::historyShown) {}

    void opensHistory(const FollowUpRoom &room, Id form = {})
    {
        const auto before = shown.count();
        page->open(QVariantMap{{"patient"_q, room.lixiulan.text()}, {"followUp"_q, form.text()}});
        REQUIRE(waitsFor([&] { return shown.count() > before; }));
        settle();
    }
    /// Writes the reason that the dialog asks for, and presses the button that goes on.
    static std::function<void(QWidget *)> givesReason(const QString &reason, const QString &button)
    {
        return [reason, button](QWidget *dialog) {
            auto *text = dialog->findChild<TextArea *>();
            REQUIRE(text != nullptr);
            text->setFocus();
            for (const QChar c : reason) {
                QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, QString(c));
                QApplication::sendEvent(text, &down);
            }
            for (Button *each : dialog->findChildren<Button *>())
                if (each->text() == button) {
                    each->setFocus();
                    QTest::keyClick(each, Qt::Key_Space);
                }
        };
    }
    /// Prints into a file, as whoever has no printer does.
    static std::function<void(QWidget *)> printsTo(const QString &path)
    {
        return [path](QWidget *dialog) {
            auto *file = dialog->findChild<QLineEdit *>("filename"_q);
            if (file == nullptr)
                return static_cast<QDialog *>(dialog)->reject();
            file->setText(path);
            static_cast<QDialog *>(dialog)->accept();
        };
    }
    static std::vector<AuditRow> printsOf(FollowUpRoom &room)
    {
        const Actor auditor{Id::fromKey("practitioner/auditor"), room.county.id, static_cast<int>(StaffRole::Auditor)};
        AuditFilter prints;
        prints.kind = AuditKind::Printed;
        REQUIRE(room.db->flushNotes());
        const auto noted = room.read([&](const Snapshot &s) { return auditPage(s, auditor, prints, 50); });
        REQUIRE(noted);
        return noted->rows;
    }

    QSignalSpy shown;
};

} // namespace

TEST_CASE("a closed form is corrected from the page, and stays readable with who and why", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.wasSeen(QDate(2025, 2, 13), 142, 86);
    const Id wrong = room.wasSeen(QDate(2025, 5, 12), 183, 84);
    HistoryDesk desk(room);
    desk.opensHistory(room, wrong);
    CHECK(desk.says("紧急转诊"_q));
    desk.presses(Qt::Key_C, Qt::AltModifier);
    desk.opensForm();
    CHECK(desk.textOf("收缩压"_q) == "183"_q);
    CHECK(desk.textOf("体重"_q) == "61.5"_q); // its own values, measured ones too
    CHECK(desk.textOf("随访日期"_q) == "2025-05-12"_q);
    desk.goesTo("收缩压"_q);
    QTest::keySequence(QApplication::focusWidget(), QKeySequence(QKeySequence::SelectAll));
    desk.types("133"_q);
    desk.keepsPicture("follow-up-correction"_q);

    // Without a reason nothing is closed.
    QSignalSpy saved(desk.page, &FollowUpPage::followUpSaved);
    desk.pressesAndAnswers(Qt::Key_F12, [](QWidget *dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
    CHECK(saved.count() == 0);
    CHECK(room.forms().size() == 2);
    QApplication::setActiveWindow(&desk.window);
    desk.pressesAndAnswers(Qt::Key_F12, HistoryDesk::givesReason("把 133 写成 183"_q, "完成更正"_q));
    REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
    auto *list = desk.control<Table>("历次随访"_q);
    REQUIRE(desk.waitsFor([&] { return list->model()->rowCount() == 3; }));
    const auto forms = room.forms();
    REQUIRE(forms.size() == 3);
    CHECK(forms[0].form.amends == wrong);
    CHECK(forms[0].form.amendReason == "把 133 写成 183"_q);
    CHECK(forms[0].form.systolic.text() == "133"_q);
    CHECK(forms[0].form.nextOn == QDate(2025, 8, 12)); // by the rule, as the figures are now

    // The correction is chosen; the row below it is the one that was corrected.
    REQUIRE(desk.waitsFor([&] { return desk.says("更正了原来的一张"_q); }));
    QApplication::setActiveWindow(&desk.window);
    list->setFocus();
    desk.presses(Qt::Key_Down);
    REQUIRE(desk.waitsFor([&] { return desk.says("已更正，不再计入"_q); }));
    CHECK(desk.says("原因：把 133 写成 183"_q));
    CHECK(desk.saysPartOf("赵德顺，"_q));
    CHECK_FALSE(desk.control<Button>("更正"_q)->isEnabled());
    desk.keepsPicture("follow-up-corrected"_q);
    desk.keepsPictureInTheDark("follow-up-corrected-dark"_q);
}

TEST_CASE("what was typed into a form is there again after a look at the earlier ones", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.wasSeen(QDate(2025, 2, 13), 142, 86);
    HistoryDesk desk(room);
    desk.page->open(room.lixiulan.text());
    desk.opensForm();
    desk.goesTo("收缩压"_q);
    desk.types("138"_q);
    const auto before = desk.shown.count();
    desk.presses(Qt::Key_H, Qt::AltModifier);
    REQUIRE(desk.waitsFor([&] { return desk.shown.count() > before; }));
    CHECK_FALSE(desk.page->sheet()->isVisible());
    CHECK(desk.page->hasUnsavedEntry());
    desk.presses(Qt::Key_F6); // goes on with the one that was begun
    CHECK(desk.page->sheet()->isVisible());
    CHECK(desk.textOf("收缩压"_q) == "138"_q);
}

TEST_CASE("who must be referred after a form is referred with one key, filled in", "[ui][followups][referrals]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.wasSeen(QDate(2025, 4, 29), 158, 92);
    HistoryDesk desk(room);
    desk.window.addPage({"referrals"_q, Icon::Referral, "转诊"_q, 5, [&] { return new ReferralsPage(desk.place); }});
    desk.page->open(room.lixiulan.text());
    desk.opensForm();
    desk.strikes("1⏎184112⏎⏎1"_q);
    QSignalSpy saved(desk.page, &FollowUpPage::followUpSaved);
    const auto before = desk.shown.count();
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return saved.count() == 1 && desk.shown.count() > before; }));
    desk.keepsPicture("follow-up-refers"_q);
    desk.presses(Qt::Key_F8);
    auto *page = static_cast<ReferralsPage *>(desk.window.page("referrals"_q));
    REQUIRE(page != nullptr);
    auto *reason = static_cast<Field *>(page->firstFocus());
    REQUIRE(desk.waitsFor([&] { return !reason->text().isEmpty(); }));
    CHECK(reason->text().startsWith("收缩压 184 mmHg（≥180）；舒张压 112 mmHg（≥110）"_q));
    CHECK(desk.control<TextArea>("病情与治疗"_q)->text().contains("上次 2025-04-29"_q));
    desk.keepsPicture("follow-up-referral"_q);
    QSignalSpy sent(page, &ReferralsPage::referralSent);
    desk.presses(Qt::Key_F12); // checked, and sent
    REQUIRE(desk.waitsFor([&] { return sent.count() == 1; }));
    const auto referrals = room.read([&](const Snapshot &s) {
        return referralsOf(s, room.wangzhuang.id, ReferralDirection::Out, {}, room.clock.now());
    });
    REQUIRE(referrals->size() == 1);
    CHECK(referrals->front().referral.urgency == ReferralUrgency::Emergency);
    CHECK(referrals->front().referral.patient == room.lixiulan);
    // The check whether they came goes on as before.
    const auto plan =
        room.read([&](const Snapshot &s) { return planOf(s, room.villageDoctor, {}, QDate(2025, 5, 13)); });
    CHECK(plan->rows.front().plan.referralCheckBy == QDate(2025, 5, 27));
}

TEST_CASE("the plan's row refers with the same key", "[ui][followups][referrals]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    const Id form = room.wasSeen(QDate(2025, 4, 28), 184, 96); // due on 12 May: late by a day
    HistoryDesk desk(room);
    QSignalSpy listed(desk.page, &FollowUpPage::planShown);
    desk.page->refresh();
    REQUIRE(desk.waitsFor([&] { return listed.count() > 0; }));
    desk.control<Table>("随访"_q)->setFocus();
    QSignalSpy asked(desk.page, &Page::pageRequested);
    desk.presses(Qt::Key_F8);
    REQUIRE(asked.count() == 1);
    CHECK(asked[0][0].toString() == "referrals"_q);
    CHECK(asked[0][1].toMap().value("followUp"_q).toString() == form.text());
    desk.presses(Qt::Key_Space); // a look at what was closed so far
    REQUIRE(desk.waitsFor([&] { return desk.shown.count() == 1; }));
}

TEST_CASE("Ctrl+P prints the national form of the chosen follow-up, and the log says so", "[ui][followups][print]")
{
    FollowUpRoom room;
    const QTemporaryDir folder;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    room.wasSeen(QDate(2025, 2, 13), 142, 86);
    HistoryDesk desk(room);
    desk.opensHistory(room);
    QSignalSpy printed(desk.page, &FollowUpPage::printed);
    Desk::answersNextDialog(HistoryDesk::printsTo(folder.filePath("form.pdf"_q)));
    desk.presses(Qt::Key_P, Qt::ControlModifier);
    REQUIRE(desk.waitsFor([&] { return printed.count() == 1; }));
    QFile file(folder.filePath("form.pdf"_q));
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.read(5) == QByteArray("%PDF-"));
    REQUIRE(HistoryDesk::printsOf(room).size() == 1);
    CHECK(HistoryDesk::printsOf(room).front().entry.detail == "follow-up-form hypertension"_q);
    CHECK(HistoryDesk::printsOf(room).front().entry.patient == room.lixiulan);

    QApplication::setActiveWindow(&desk.window);
    Desk::answersNextDialog(HistoryDesk::printsTo(folder.filePath("blank.pdf"_q)));
    desk.presses(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(desk.waitsFor([&] { return printed.count() == 2; }));
    CHECK(QFile::exists(folder.filePath("blank.pdf"_q)));
}

TEST_CASE("values over time are chosen with the arrows and say where they were measured", "[ui][followups][trends]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension);
    HistoryDesk desk(room);
    desk.opensHistory(room);
    CHECK(desk.saysPartOf("都还没有量过血压"_q));
    room.wasSeen(QDate(2025, 2, 13), 158, 92);
    room.wasSeen(QDate(2025, 4, 29), 142, 86);
    VisitDraft visit;
    visit.patient = room.lixiulan;
    visit.complaint = "复查"_q;
    visit.diagnoses = {{"I10.x00"_q, {}, true}};
    visit.vitals = {{"8480-6"_q, "136"_q, {}}, {"8462-4"_q, "82"_q, {}}, {"1558-6"_q, "5.8"_q, {}}};
    REQUIRE(
        room.write(room.villageDoctor, [&](Transaction &tx) { return closeVisit(tx, visit, Catalogue::shipped()); }));
    desk.opensHistory(room);
    CHECK(desk.says("规范要求：低于 150/90"_q)); // she is 68
    CHECK(desk.says("5 月 13 日  136/82 mmHg  就诊"_q));
    desk.goesTo("血压变化"_q);
    desk.presses(Qt::Key_Left);
    CHECK(desk.says("4 月 29 日  142/86 mmHg  随访"_q));
    desk.keepsPicture("follow-up-trends"_q);
    desk.keepsPictureInTheDark("follow-up-trends-dark"_q);
    // The chart stands beside the form, too.
    desk.presses(Qt::Key_F6);
    desk.opensForm();
    CHECK(desk.says("规范要求：低于 150/90"_q));
    desk.keepsPicture("follow-up-with-trends"_q);
}

TEST_CASE("a township's plan is cut by doctor, and a village's day is laid out house by house", "[ui][followups]")
{
    FollowUpRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Hypertension); // due on 6 April: overdue
    for (const auto &[name, address] : {std::pair{"张国强", "前街 21 号"}, std::pair{"刘桂英", "前街 9 号"}}) {
        const Id patient = room.addResident(name, room.donghe);
        REQUIRE(room.write(room.dongheDoctor, [&, where = QString::fromUtf8(address)](Transaction &tx) -> Result<void> {
            YIGONG_LET(before, tx.get<Patient>(patient));
            Patient after = before;
            after.address = where;
            YIGONG_TRY(tx.update(before, after));
            EnrolmentDraft draft;
            draft.patient = patient;
            draft.enrolledOn = QDate(2025, 1, 6);
            YIGONG_TRY(enrolInProgram(tx, draft));
            return {};
        }));
    }
    Desk desk(room, room.townshipDoctor, room.liuhe);
    auto *page = desk.shows<FollowUpPage>("followups"_q);
    QSignalSpy shown(page, &FollowUpPage::planShown);
    page->refresh();
    auto *list = desk.control<Table>("随访"_q);
    REQUIRE(desk.waitsFor([&] { return shown.count() > 0 && list->model()->rowCount() == 3; }));
    desk.goesTo("责任医生"_q);
    desk.presses(Qt::Key_Down);
    desk.presses(Qt::Key_Down);
    REQUIRE(desk.control<ComboField>("责任医生"_q)->currentText() == "钱文秀"_q);
    REQUIRE(desk.waitsFor([&] { return list->model()->rowCount() == 2; }));

    // A way through all villages is none: the village is asked for.
    desk.presses(Qt::Key_W, Qt::AltModifier);
    CHECK(QApplication::focusWidget() == desk.control<ComboField>("村"_q));
    while (desk.control<ComboField>("村"_q)->currentText() != room.donghe.name)
        desk.presses(Qt::Key_Down);
    REQUIRE(desk.waitsFor([&] { return list->model()->rowCount() == 2; }));
    desk.settle();
    const QTemporaryDir folder;
    QStringList way;
    Desk::answersNextDialog([&](QWidget *dialog) {
        auto *stops = dialog->findChild<Table *>();
        for (int row = 0; row < stops->model()->rowCount(); ++row)
            way.append(stops->model()->index(row, 1).data().toString());
        const QString pictures = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
        QDir().mkpath(pictures);
        dialog->grab().save(pictures + "/follow-up-route.png"_q);
        Desk::answersNextDialog(HistoryDesk::printsTo(folder.filePath("route.pdf"_q)));
        QTest::keyClick(dialog, Qt::Key_P, Qt::ControlModifier);
        QTest::keyClick(dialog, Qt::Key_Escape);
    });
    desk.presses(Qt::Key_W, Qt::AltModifier);
    CHECK(way == QStringList{"前街 9 号"_q, "前街 21 号"_q});
    CHECK(QFile::exists(folder.filePath("route.pdf"_q)));
    const auto prints = HistoryDesk::printsOf(room);
    REQUIRE(prints.size() == 2); // each resident's log says so
    CHECK_FALSE(prints.front().entry.patient.isNone());
}
