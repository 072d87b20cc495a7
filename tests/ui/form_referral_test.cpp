// SPDX-License-Identifier: GPL-3.0-or-later
// F8 on a form that is data: the referral is filled in from it.
#include "core/referrals/referral_list.h"
#include "tests/ui/health_form_desk.h"
#include "ui/referrals/referrals_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text_area.h"

using namespace yigong;

namespace {

struct ReferringDesk : HealthFormDesk
{
    explicit ReferringDesk(HealthFormRoom &room) : HealthFormDesk(room)
    {
        window.addPage({"referrals"_q, Icon::Referral, "转诊"_q, 5, [this] { return new ReferralsPage(place); }});
    }
    /// At the form's question of that name, which may also be a section's in the list beside it.
    void answers(const QString &question, const QString &keys)
    {
        for (QWidget *input : page->editor()->sheet()->findChildren<QWidget *>())
            if (input->isVisible() && input->accessibleName() == question &&
                (qobject_cast<OptionChips *>(input) != nullptr || qobject_cast<Field *>(input) != nullptr)) {
                input->setFocus();
                strikes(keys);
                return;
            }
        FAIL("no question " << question.toStdString());
    }
    /// F8, and the form of the referral with its reason.
    ReferralsPage &refers()
    {
        presses(Qt::Key_F8);
        auto *referrals = static_cast<ReferralsPage *>(window.page("referrals"_q));
        REQUIRE(referrals != nullptr);
        auto *reason = static_cast<Field *>(referrals->firstFocus());
        REQUIRE(waitsFor([&] { return reason->hasFocus() && !reason->text().isEmpty(); }));
        return *referrals;
    }
};

std::vector<ReferralRow> sentBy(HealthFormRoom &room)
{
    return *room.read([&](const Snapshot &s) {
        return referralsOf(s, room.wangzhuang.id, ReferralDirection::Out, {}, room.clock.now());
    });
}

} // namespace

TEST_CASE("whoever a form refers is referred with one key, whichever program it is of",
          "[ui][followups][forms][referrals]")
{
    using enum FollowUpProgram;
    struct Case
    {
        const char *form;
        std::optional<FollowUpProgram> program;
        Id HealthFormRoom::*who;
        QList<QPair<QString, QString>> answers; ///< at which question which keys
        const char *reason, *told;
        ReferralUrgency urgency;
    };
    constexpr auto soon = ReferralUrgency::Soon, emergency = ReferralUrgency::Emergency;
    const auto c = GENERATE_COPY(values<Case>({
        {"copd-follow-up",
         Copd,
         &HealthFormRoom::lixiulan,
         {{"随访方式"_q, "1"_q}, {"症状"_q, "2"_q}, {"脉搏氧饱和度（SpO₂）"_q, "86"_q}, {"药物不良反应"_q, "1"_q}},
         "血氧饱和度 86 %（<90 %）",
         "症状 呼吸困难",
         emergency},
        {"mental-follow-up",
         MentalDisorder,
         &HealthFormRoom::lixiulan,
         {{"随访方式"_q, "2"_q}, {"是否访到"_q, "1"_q}, {"危险性评估"_q, "4"_q}, {"自知力"_q, "3"_q}},
         "危险性评估 4级；自知力缺失",
         "是否访到 是",
         emergency},
        {"tb-follow-up",
         Tuberculosis,
         &HealthFormRoom::lixiulan,
         {{"督导人员"_q, "2"_q},
          {"随访方式"_q, "1"_q},
          {"症状及体征"_q, "0"_q},
          {"漏服药次数"_q, "0"_q},
          {"药物不良反应"_q, "2"_q},
          {"药物不良反应：有"_q, "视物模糊"_q},
          {"并发症或合并症"_q, "1"_q}},
         "药物不良反应：视物模糊",
         "漏服药次数 0",
         soon},
        {"postnatal-visit",
         Maternity,
         &HealthFormRoom::zhangmin,
         {{"随访方式"_q, "2"_q}, {"伤口"_q, "2"_q}, {"伤口：异常"_q, "红肿渗液"_q}, {"分类"_q, "2"_q}},
         "伤口 异常：红肿渗液",
         "（家庭）",
         soon},
        {"infant-check",
         Child,
         &HealthFormRoom::wangxiaobao,
         {{"随访方式"_q, "1"_q}, {"体重"_q, "5.9"_q}, {"可疑佝偻病体征"_q, "7"_q}, {"本次检查结果"_q, "2"_q}},
         "可疑佝偻病体征 方颅",
         "体重 5.9 kg",
         soon},
        {"health-check",
         {},
         &HealthFormRoom::zhangmin,
         {{"症状"_q, "4"_q}, {"心律"_q, "3"_q}, {"健康指导"_q, "3"_q}},
         "心律 绝对不齐",
         "症状 心悸",
         soon},
    }));
    INFO(c.form);
    HealthFormRoom room;
    const Id who = room.*c.who;
    if (c.program)
        room.enrols(who, *c.program);
    ReferringDesk desk(room);
    QSignalSpy shown(desk.page, &FollowUpPage::historyShown);
    desk.page->open(HealthFormDesk::formOf(who, QString::fromLatin1(c.form)));
    desk.opensHealthForm();
    for (const auto &[question, keys] : c.answers)
        desk.answers(question, keys);
    // A figure that is unlikely is asked about: it is as it was.
    Desk::answersNextDialog([](QWidget *dialog) { QTest::keyClick(dialog->focusWidget(), Qt::Key_Return); });
    desk.closes();
    QApplication::setActiveWindow(&desk.window);
    REQUIRE(desk.waitsFor([&] { return shown.count() > 0; })); // not the next in the plan: it stays with this one

    ReferralsPage &referrals = desk.refers();
    CHECK(desk.control<Field>("转诊原因"_q)->text() == QString::fromUtf8(c.reason));
    CHECK(desk.control<TextArea>("病情与治疗"_q)->text().contains(QString::fromUtf8(c.told)));
    if (c.program == Copd)
        desk.keepsPicture("form-referral"_q);
    QSignalSpy sent(&referrals, &ReferralsPage::referralSent);
    desk.presses(Qt::Key_F12); // checked, and sent
    REQUIRE(desk.waitsFor([&] { return sent.count() == 1; }));
    const auto rows = sentBy(room);
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().referral.patient == who);
    CHECK(rows.front().referral.urgency == c.urgency);
    CHECK(rows.front().referral.reason == QString::fromUtf8(c.reason));
}

TEST_CASE("the plan's row of another program fills the referral in as well", "[ui][followups][forms][referrals]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Copd);
    room.closes(room.lixiulan, "copd-follow-up"_q, QDate(2025, 4, 28), {{"oxygen"_q, "85"_q}});
    ReferringDesk desk(room);
    QSignalSpy listed(desk.page, &FollowUpPage::planShown);
    desk.page->refresh();
    REQUIRE(desk.waitsFor([&] { return listed.count() > 0; }));
    desk.control<Table>("随访"_q)->setFocus();
    desk.refers();
    CHECK(desk.control<Field>("转诊原因"_q)->text() == "血氧饱和度 85 %（<90 %）"_q);
}

TEST_CASE("a form that refers nobody offers no referral", "[ui][followups][forms][referrals]")
{
    HealthFormRoom room;
    room.enrols(room.lixiulan, FollowUpProgram::Copd);
    const HealthForm form = room.closes(room.lixiulan, "copd-follow-up"_q, QDate(2025, 5, 12), {{"oxygen"_q, "96"_q}});
    ReferringDesk desk(room);
    QSignalSpy shown(desk.page, &FollowUpPage::historyShown);
    desk.page->open(QVariantMap{{"patient"_q, room.lixiulan.text()}, {"followUp"_q, form.id.text()}});
    REQUIRE(desk.waitsFor([&] { return shown.count() == 1; }));
    desk.presses(Qt::Key_F8);
    CHECK(desk.window.page("referrals"_q) == nullptr);
}
