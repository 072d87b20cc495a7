// SPDX-License-Identifier: GPL-3.0-or-later
// The referral that forms which are data ask for.
#include "core/encounters/close_visit.h"
#include "core/followups/refer_from_follow_up.h"
#include "tests/followups/form_county.h"

using namespace yigong;

namespace {

struct ReferringForms : FormCounty
{
    Id wangxiaobao = bornOn("王小宝", u"2024-11-05");

    Id bornOn(const char *name, QStringView day)
    {
        Patient child;
        child.name = QString::fromUtf8(name);
        child.sex = Sex::Male;
        child.birthDate = *PartialDate::parse(day);
        child.site = wangzhuang.id;
        const auto id = write(villageDoctor, [&](Transaction &tx) { return tx.insert(child); });
        REQUIRE(id);
        return *id;
    }
    Result<ReferralDraft> referralOf(Id form, const std::optional<Actor> &who = {})
    {
        return read([&](const Snapshot &s) { return referralDraftOf(s, who.value_or(villageDoctor), form); });
    }
};

using Answers = FormCounty::Answers;

} // namespace

TEST_CASE("a form whose rule asks for a referral fills one in", "[followups][forms][referral]")
{
    using enum FollowUpProgram;
    constexpr auto soon = ReferralUrgency::Soon, emergency = ReferralUrgency::Emergency;
    struct Case
    {
        std::optional<FollowUpProgram> program;
        const char *form;
        Answers said;
        ReferralUrgency urgency;
        const char *reason, *diagnosis, *department;
        QStringList story;
    };
    // clang-format off
    const std::vector<Case> cases{
        {Copd, "copd-follow-up", {{"oxygen", "86"}, {"cyanosis", "2"}, {"symptoms", "2"}, {"smoking", "5"}}, emergency,
         "口唇紫绀 有；血氧饱和度 86 %（<90 %）", "慢阻肺病", "", {"症状 呼吸困难"_q, "脉搏氧饱和度（SpO₂） 86 %"_q}},
        {Copd, "copd-follow-up", {{"referral", "2"}, {"referralReason", "肺功能复查"}, {"referralTo", "县医院呼吸科"}}, soon,
         "肺功能复查", "慢阻肺病", "县医院呼吸科", {}},
        {Maternity, "antenatal-first", {{"systolic", "152"}, {"diastolic", "96"}, {"lmp", "2025-02-18"}}, soon,
         "血压 152/96 mmHg", "妊娠 12 周", "", {"收缩压 152 mmHg"_q}},
        {Maternity, "postnatal-visit", {{"wound", "2"}, {"woundText", "红肿渗液"}, {"classification", "2"}}, soon,
         "伤口 异常：红肿渗液", "", "", {"伤口 异常：红肿渗液"_q}},
        {Maternity, "postnatal-42", {{"referral", "2"}, {"referralReason", "子宫复旧不良"}}, soon, "子宫复旧不良", "", "", {}},
        {Child, "infant-check", {{"stage", "6"}, {"classification", "2"}, {"ricketsSigns", "7"}, {"weight", "6.1"}}, soon,
         "可疑佝偻病体征 方颅", "", "", {"体重 6.1 kg"_q}},
        {MentalDisorder, "mental-follow-up", {{"risk", "4"}, {"insight", "3"}, {"symptoms", "7"}}, emergency,
         "危险性评估 4级；自知力缺失；目前症状 伤人毁物", "严重精神障碍", "", {}},
        {Tuberculosis, "tb-follow-up", {{"adverseReaction", "2"}, {"adverseText", "视物模糊"}}, soon,
         "药物不良反应：视物模糊", "肺结核", "", {"药物不良反应 有：视物模糊"_q}},
        {OlderPeople, "health-check", {{"guidance", "3"}, {"classification", "2"}, {"abnormal1", "房颤"}}, soon,
         "房颤", "", "", {"健康评价 有异常：房颤"_q}},
        {{}, "health-check", {{"guidance", "3"}, {"rhythm", "3"}, {"murmur", "2"}, {"murmurText", "收缩期"}}, soon,
         "心律 绝对不齐，杂音 有：收缩期", "", "", {"杂音 有：收缩期"_q}},
    };
    // clang-format on
    for (const Case &c : cases) {
        INFO(c.form << ": " << c.reason);
        ReferringForms county;
        const Id whom = c.program == Child ? county.wangxiaobao : county.lixiulan;
        if (c.program)
            county.enrols(whom, *c.program);
        HealthFormDraft draft = county.draftOf(QString::fromLatin1(c.form), QDate(2025, 5, 13), c.said);
        draft.patient = whom;
        const HealthForm form = county.savesForm(draft);
        CHECK(asksForReferral(form));
        const auto referral = county.referralOf(form.id);
        REQUIRE(referral);
        CHECK(referral->patient == whom);
        CHECK(referral->urgency == c.urgency);
        CHECK(referral->reason == QString::fromUtf8(c.reason));
        CHECK(referral->diagnosis == QString::fromUtf8(c.diagnosis));
        CHECK(referral->department == QString::fromUtf8(c.department));
        CHECK(referral->summary.contains("2025-05-13"_q));
        for (const QString &part : c.story)
            CHECK(referral->summary.contains(part));
        // Where to is the doctor's to say; with that it is sent as it stands.
        ReferralDraft sent = *referral;
        sent.toSite = county.liuhe.id;
        CHECK(county.write(county.villageDoctor, [&](Transaction &tx) { return sendReferral(tx, sent); }));
    }
}

TEST_CASE("a form's referral says what was found last time, takes the day's visit along, and leaves habits out",
          "[followups][forms][referral]")
{
    ReferringForms county;
    county.enrols(county.lixiulan, FollowUpProgram::Copd);
    county.savesForm(county.draftOf("copd-follow-up"_q, QDate(2025, 2, 10), {{"oxygen", "95"}, {"smoking", "10"}}));
    VisitDraft visit;
    visit.patient = county.lixiulan;
    visit.complaint = "气喘加重"_q;
    visit.diagnoses = {{"J44.100"_q, {}, true}};
    const auto seen = county.write(county.villageDoctor,
                                   [&](Transaction &tx) { return closeVisit(tx, visit, Catalogue::shipped()); });
    REQUIRE(seen);
    const HealthForm form =
        county.savesForm(county.draftOf("copd-follow-up"_q, QDate(2025, 5, 13),
                                        {{"oxygen", "85"}, {"smoking", "10"}, {"drugs", "噻托溴铵粉吸入剂 1 18μg"}}));
    const auto referral = county.referralOf(form.id);
    REQUIRE(referral);
    CHECK(referral->encounter == seen->encounter);
    CHECK(referral->diagnosisCode == "J44.100"_q);
    CHECK(referral->summary.contains("上次 2025-02-10（门诊）：脉搏氧饱和度（SpO₂） 95 %"_q));
    CHECK(referral->summary.contains("噻托溴铵"_q));
    CHECK_FALSE(referral->summary.contains("吸烟"_q));
    CHECK_FALSE(referral->summary.contains("无症状"_q));
}

TEST_CASE("whoever may not read a form gets no referral out of it, and a corrected one fills in none",
          "[followups][forms][referral]")
{
    ReferringForms county;
    county.enrols(county.lixiulan, FollowUpProgram::MentalDisorder);
    const HealthForm form =
        county.savesForm(county.draftOf("mental-follow-up"_q, QDate(2025, 5, 12), {{"risk", "4"}, {"insight", "3"}}));
    const Actor nurse = county.addStaff("吴护士", county.wangzhuang, StaffRole::Nurse);
    CHECK(county.referralOf(form.id, nurse).error().kind == ErrorKind::Forbidden);

    auto again =
        county.read([&](const Snapshot &s) { return draftHealthFormCorrection(s, county.villageDoctor, form.id); });
    REQUIRE(again);
    again->draft.amendReason = "危险性评估记错"_q;
    REQUIRE(county.tries(again->draft));
    const auto refused = county.referralOf(form.id);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::WrongState);
}
