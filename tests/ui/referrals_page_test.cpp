// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_desk.h"
#include "core/referrals/referral_list.h"
#include "tests/ui/desk.h"
#include "ui/referrals/referrals_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"
#include <QSignalSpy>

using namespace yigong;

namespace {

struct ReferringCounty : CountyStore
{
    Id lixiulan = addResident("李秀兰", wangzhuang, {"hypertension"_q});

    Id sends(const char *name, ReferralUrgency urgency, const char *reason, const char *department)
    {
        ReferralDraft draft;
        draft.patient = addResident(name, wangzhuang);
        draft.toSite = county.id;
        draft.urgency = urgency;
        draft.reason = QString::fromUtf8(reason);
        draft.diagnosis = "原发性高血压"_q;
        draft.department = QString::fromUtf8(department);
        draft.allergyStatement = "青霉素"_q;
        const auto sent = write(villageDoctor, [&](Transaction &tx) { return sendReferral(tx, draft); });
        REQUIRE(sent);
        return sent->id;
    }
    ReferralState stateOf(Id referral)
    {
        const auto view = read([&](const Snapshot &s) { return referralView(s, referral, clock.now()); });
        REQUIRE(view);
        return view->row.state;
    }
    std::vector<ReferralRow> ofVillage()
    {
        return *read(
            [&](const Snapshot &s) { return referralsOf(s, wangzhuang.id, ReferralDirection::Out, {}, clock.now()); });
    }
};

struct ReferralDeskUi : Desk
{
    ReferralDeskUi(ReferringCounty &county, const Actor &who, const Site &at, const QVariant &argument = {})
        : Desk(county, who, at)
    {
        page = shows<ReferralsPage>("referrals"_q, argument);
    }
    void seesList(int rows)
    {
        auto *table = control<Table>("转诊"_q);
        REQUIRE(waitsFor([&] { return table->model()->rowCount() == rows; }));
        table->setFocus();
        settle();
    }
    /// The chosen referral's detail is read after the list.
    void seesAct(const QString &word)
    {
        REQUIRE(waitsFor([&] {
            for (Button *button : window.findChildren<Button *>())
                if (button->isVisible() && button->text() == word)
                    return true;
            return false;
        }));
    }
    ReferralsPage *page = nullptr;
};

} // namespace

TEST_CASE("a village refers with the form that F8 opens, reason typed and the rest filled in", "[ui][referrals]")
{
    ReferringCounty county;
    ReferralDeskUi desk(county, county.villageDoctor, county.wangzhuang,
                        QVariantMap{{"patient"_q, county.lixiulan.text()}});
    auto *reason = static_cast<Field *>(desk.page->firstFocus());
    REQUIRE(desk.waitsFor([&] { return reason->hasFocus(); }));
    REQUIRE(desk.waitsFor([&] { return desk.control<Field>("过敏史"_q)->text() == "不详"_q; }));
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return reason->state() == FieldState::Error; }));
    CHECK(county.ofVillage().empty());

    desk.types("连续两次控制不满意"_q);
    QSignalSpy sent(desk.page, &ReferralsPage::referralSent);
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return sent.count() == 1; }));
    REQUIRE(county.ofVillage().size() == 1);
    CHECK(county.ofVillage().front().referral.reason == "连续两次控制不满意"_q);
    CHECK(county.ofVillage().front().referral.allergyStatement == "不详"_q);
    desk.seesList(1);
}

TEST_CASE("a rejection asks for its reason", "[ui][referrals]")
{
    ReferringCounty county;
    const Id referral = county.sends("吴小燕", ReferralUrgency::Routine, "胃痛 2 月", "消化内科");
    ReferralDeskUi desk(county, county.countyDoctor, county.county);
    QSignalSpy acted(desk.page, &ReferralsPage::acted);
    desk.seesList(1);
    desk.seesAct("退回"_q);
    desk.pressesAndAnswers(
        Qt::Key_R,
        [](QWidget *dialog) {
            QTest::keyClicks(QApplication::focusWidget(), "12"_q);
            for (Button *button : dialog->findChildren<Button *>())
                if (button->text() == "退回"_q)
                    QTest::mouseClick(button, Qt::LeftButton);
        },
        Qt::AltModifier);
    REQUIRE(desk.waitsFor([&] { return acted.count() == 1; }));
    CHECK(county.stateOf(referral) == ReferralState::Rejected);
}

TEST_CASE("the hospital accepts with Enter and a date", "[ui][referrals]")
{
    ReferringCounty county;
    const Id referral = county.sends("周德福", ReferralUrgency::Soon, "脑梗死", "神经内科");
    ReferralDeskUi desk(county, county.countyDoctor, county.county);
    QSignalSpy acted(desk.page, &ReferralsPage::acted);
    desk.seesList(1);
    desk.seesAct("接收并约号"_q);
    desk.pressesAndAnswers(Qt::Key_Return, [](QWidget *dialog) {
        Desk::fillsAndConfirms(dialog, {{"日期"_q, "2025-05-15"_q}, {"时间"_q, "9:30"_q}});
    });
    REQUIRE(desk.waitsFor([&] { return acted.count() == 1; }));
    REQUIRE(county.stateOf(referral) == ReferralState::Accepted);
    const auto accepted = county.read([&](const Snapshot &s) { return referralView(s, referral, county.clock.now()); });
    CHECK(accepted->row.appointment == Instant::fromIso(u"2025-05-15T09:30:00"));
}

TEST_CASE("the hospital sends back with a plan", "[ui][referrals]")
{
    ReferringCounty county;
    const Id referral = county.sends("周德福", ReferralUrgency::Soon, "脑梗死", "神经内科");
    REQUIRE(
        county.write(county.countyDoctor, [&](Transaction &tx) { return acceptReferral(tx, referral, {}, {}, {}); }));
    REQUIRE(county.write(county.countyDoctor, [&](Transaction &tx) { return markArrived(tx, referral); }));
    ReferralDeskUi desk(county, county.countyDoctor, county.county);
    QSignalSpy acted(desk.page, &ReferralsPage::acted);
    desk.seesList(1);
    desk.seesAct("回转并附方案"_q);
    Desk::answersNextDialog([](QWidget *dialog) {
        Desk::fillsAndConfirms(dialog, {{"诊断结果"_q, "脑梗死恢复期"_q},
                                        {"下一步方案"_q, "每周测血压"_q},
                                        {"事项 1 日期"_q, "2025-05-20"_q},
                                        {"事项 1"_q, "测血压"_q}});
    });
    QTest::mouseClick(desk.control<Button>("回转并附方案"_q), Qt::LeftButton);
    REQUIRE(desk.waitsFor([&] { return acted.count() == 1; }));
    const auto view = county.read([&](const Snapshot &s) { return referralView(s, referral, county.clock.now()); });
    CHECK(view->row.state == ReferralState::ReturnedDown);
    REQUIRE(view->activities.size() == 1);
    CHECK(view->activities.front().what == "测血压"_q);
    CHECK(view->activities.front().dueOn == QDate(2025, 5, 20));
}

TEST_CASE("the village takes back who was sent back", "[ui][referrals]")
{
    ReferringCounty county;
    const Id referral = county.sends("周德福", ReferralUrgency::Soon, "脑梗死", "神经内科");
    REQUIRE(
        county.write(county.countyDoctor, [&](Transaction &tx) { return acceptReferral(tx, referral, {}, {}, {}); }));
    REQUIRE(county.write(county.countyDoctor, [&](Transaction &tx) {
        return returnDown(tx, referral, {"脑梗死恢复期"_q, {}, {}, {{QDate(2025, 5, 20), "测血压"_q}}});
    }));
    ReferralDeskUi desk(county, county.villageDoctor, county.wangzhuang);
    QSignalSpy acted(desk.page, &ReferralsPage::acted);
    desk.seesList(1);
    desk.seesAct("承接"_q);
    desk.presses(Qt::Key_Return);
    REQUIRE(desk.waitsFor([&] { return acted.count() == 1; }));
    CHECK(county.stateOf(referral) == ReferralState::Received);
}

TEST_CASE("the page of referrals as a county desk sees it", "[ui][referrals][picture]")
{
    ReferringCounty county;
    county.sends("郭长顺", ReferralUrgency::Routine, "胃痛 2 月，疑消化性溃疡", "消化内科");
    const Id tian = county.sends("田满仓", ReferralUrgency::Soon, "间歇性跛行 3 月", "血管外科");
    county.sends("吴小燕", ReferralUrgency::Emergency, "孕 33 周，血压 162/108", "产科");
    REQUIRE(county.write(county.countyDoctor, [&](Transaction &tx) {
        return acceptReferral(tx, tian, county.clock.now().plusMs(26 * 3'600'000), {}, {});
    }));
    county.clock.advanceMs(27 * 60'000);
    ReferralDeskUi desk(county, county.countyDoctor, county.county);
    desk.seesList(3);
    desk.seesAct("接收并约号"_q);
    desk.keepsPicture("referrals"_q);
    desk.keepsPictureInTheDark("referrals_dark"_q);
    desk.window.showPage("referrals"_q, QVariantMap{{"patient"_q, county.lixiulan.text()}});
    REQUIRE(desk.waitsFor([&] { return desk.page->firstFocus()->hasFocus(); }));
    desk.keepsPicture("referral_send"_q);
}
