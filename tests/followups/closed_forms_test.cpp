// SPDX-License-Identifier: GPL-3.0-or-later
// What is made of forms that are closed: corrections, referrals, trends, the paper form.
#include "core/encounters/close_visit.h"
#include "core/followups/follow_up_paper.h"
#include "core/followups/follow_up_trends.h"
#include "core/followups/refer_from_follow_up.h"
#include "tests/followups/program.h"

using namespace yigong;

namespace {

struct ClosedForms : ProgramCounty
{
    Result<ReferralDraft> referralOf(Id form)
    {
        return read([&](const Snapshot &s) { return referralDraftOf(s, villageDoctor, form); });
    }
    FollowUpPaper paper(FollowUpProgram program = pressure, bool isBlank = false)
    {
        const auto made =
            read([&](const Snapshot &s) { return followUpPaper(s, villageDoctor, lixiulan, program, isBlank); });
        REQUIRE(made);
        return *made;
    }
    FollowUpTrends trends()
    {
        const auto found =
            read([&](const Snapshot &s) { return followUpTrends(s, villageDoctor, lixiulan, QDate(2025, 5, 13)); });
        REQUIRE(found);
        return *found;
    }
    /// A visit of today that measured these.
    Id isSeenToday(const QString &systolic, const QString &diastolic, const QString &glucose = {})
    {
        VisitDraft visit;
        visit.patient = lixiulan;
        visit.complaint = "头晕"_q;
        visit.diagnoses = {{"I10.x00"_q, {}, true}};
        visit.vitals = {{"8480-6"_q, systolic, {}}, {"8462-4"_q, diastolic, {}}};
        if (!glucose.isEmpty())
            visit.vitals.push_back({"1558-6"_q, glucose, {}});
        const auto closed =
            write(villageDoctor, [&](Transaction &tx) { return closeVisit(tx, visit, Catalogue::shipped()); });
        REQUIRE(closed);
        return closed->encounter;
    }
};

const PaperRow &rowOf(const FollowUpPaper &paper, const QString &name)
{
    for (const PaperRow &row : paper.rows)
        if (row.name == name)
            return row;
    FAIL("no row " << name.toStdString());
    return paper.rows.front();
}

} // namespace

TEST_CASE("a corrected form says who corrected it, when and why", "[followups][correction]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.pressure);
    const SavedForm wrong = c.saves(c.seenWith(QDate(2025, 5, 12), 183, 84));
    const auto opened = c.read([&](const Snapshot &s) { return draftCorrection(s, c.villageDoctor, wrong.id); });
    REQUIRE(opened);
    CHECK(opened->corrected.id == wrong.id);
    FollowUpDraft correction = opened->draft;
    CHECK(correction.date == QDate(2025, 5, 12));
    // The rule's own date is not carried over: with other figures the rule says another.
    CHECK_FALSE(correction.forms[0].nextOn.isValid());
    correction.forms[0].systolic = {13300};
    correction.amendReason = "把 133 写成 183"_q;
    const SavedForm right = c.saves(correction);
    CHECK(right.nextOn == QDate(2025, 8, 12));

    const auto listed = c.read([&](const Snapshot &s) { return followUpsOf(s, c.villageDoctor, c.lixiulan, 10); });
    REQUIRE(listed);
    REQUIRE(listed->size() == 2);
    const ListedFollowUp &now = listed->at(0), &before = listed->at(1);
    CHECK(now.form.amends == wrong.id);
    CHECK_FALSE(now.isCorrected);
    CHECK(before.isCorrected);
    CHECK(before.correctedBy == right.id);
    CHECK(before.correctorName == "赵德顺"_q);
    CHECK(before.correctedAt == now.form.entered);
    CHECK(before.correctionReason == "把 133 写成 183"_q);
    CHECK(before.form.systolic.text() == "183"_q);
    CHECK(c.plan().rows.at(0).plan.due == QDate(2025, 8, 12));
}

TEST_CASE("a date that was agreed with the resident stays in the correction", "[followups][correction]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.pressure);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 12), 138, 84);
    draft.forms[0].nextOn = QDate(2025, 6, 20);
    const SavedForm form = c.saves(draft);
    const auto opened = c.read([&](const Snapshot &s) { return draftCorrection(s, c.villageDoctor, form.id); });
    REQUIRE(opened);
    CHECK(opened->draft.forms[0].nextOn == QDate(2025, 6, 20));
}

TEST_CASE("an urgent conclusion makes an emergency's referral with its figures and its visit", "[followups][referral]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.pressure);
    c.saves(c.seenWith(QDate(2025, 4, 29), 158, 92));
    const Id visit = c.isSeenToday("184"_q, "112"_q);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 13), 184, 112);
    draft.forms[0].symptoms = QStringList{"2"_q};
    draft.forms[0].dangerSigns = QStringList{"2"_q};
    const SavedForm form = c.saves(draft);
    const auto referral = c.referralOf(form.id);
    REQUIRE(referral);
    CHECK(referral->patient == c.lixiulan);
    CHECK(referral->encounter == visit);
    CHECK(referral->urgency == ReferralUrgency::Emergency);
    CHECK(referral->reason.contains("收缩压 184 mmHg（≥180）"_q));
    CHECK(referral->reason.contains("舒张压 112 mmHg（≥110）"_q));
    CHECK(referral->reason.contains("危险情况：剧烈头痛或头晕"_q));
    CHECK(referral->reason.size() <= 100);
    CHECK(referral->summary.contains("2025-05-13（门诊）：血压 184/112 mmHg"_q));
    CHECK(referral->summary.contains("症状 头痛头晕"_q));
    CHECK(referral->summary.contains("上次 2025-04-29"_q));
    CHECK(referral->summary.contains("158/92"_q));
    CHECK(referral->diagnosisCode == "I10.x00"_q);
    CHECK(referral->allergyStatement == "不详"_q);
    // Where to is the doctor's to say; with that it is sent as it stands.
    ReferralDraft sent = *referral;
    sent.toSite = c.liuhe.id;
    CHECK(c.write(c.villageDoctor, [&](Transaction &tx) { return sendReferral(tx, sent); }));
}

TEST_CASE("the second time in a row refers soon, also where an earlier form came in late", "[followups][referral]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.pressure);
    const SavedForm may = c.saves(c.seenWith(QDate(2025, 5, 12), 164, 94));
    CHECK(may.judgement.step == FollowUpStep::TwoWeeks);
    c.saves(c.seenWith(QDate(2025, 4, 28), 158, 92)); // found in the notebook
    const auto referral = c.referralOf(may.id);
    REQUIRE(referral);
    CHECK(referral->urgency == ReferralUrgency::Soon);
    CHECK(referral->reason == "连续两次控制不满意（158/92 mmHg，164/94 mmHg）"_q);
    CHECK(referral->encounter.isNone());
    CHECK(referral->diagnosis == "高血压"_q);
}

TEST_CASE("what the doctor wrote on the form is the reason, and a corrected form refers nobody",
          "[followups][referral]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.pressure);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 12), 184, 96);
    draft.forms[0].referralReason = "血压急升，请上级医院处理"_q;
    draft.forms[0].referralTo = "心内科"_q;
    const SavedForm form = c.saves(draft);
    const auto referral = c.referralOf(form.id);
    REQUIRE(referral);
    CHECK(referral->reason == "血压急升，请上级医院处理"_q);
    CHECK(referral->department == "心内科"_q);
    auto opened = c.read([&](const Snapshot &s) { return draftCorrection(s, c.villageDoctor, form.id); });
    REQUIRE(opened);
    opened->draft.amendReason = "抄错"_q;
    c.saves(opened->draft);
    const auto late = c.referralOf(form.id);
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == ErrorKind::WrongState);
}

TEST_CASE("trends join visits and follow-ups, each value once and with its source", "[followups][trends]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.pressure);
    c.enrols(c.lixiulan, c.sugar);
    c.saves(c.seenWith(QDate(2025, 4, 29), 158, 92));
    const SavedForm wrong = c.saves(c.seenWith(QDate(2025, 5, 6), 198, 92));
    auto opened = c.read([&](const Snapshot &s) { return draftCorrection(s, c.villageDoctor, wrong.id); });
    opened->draft.forms[0].systolic = {14800};
    opened->draft.amendReason = "抄错"_q;
    c.saves(opened->draft);
    c.isSeenToday("142"_q, "86"_q, "7.4"_q);
    FollowUpDraft both = c.seenWith(QDate(2025, 5, 13), 142, 86); // taken over from the visit
    both.forms.push_back(ProgramCounty::formOf(c.sugar));
    both.forms[1].fastingGlucose = {740};
    REQUIRE(c.triesToSave(both));

    const FollowUpTrends trends = c.trends();
    const std::vector<TrendPoint> pressure{{QDate(2025, 4, 29), 15800, 9200, TrendSource::FollowUp},
                                           {QDate(2025, 5, 6), 14800, 9200, TrendSource::FollowUp},
                                           {QDate(2025, 5, 13), 14200, 8600, TrendSource::Visit}};
    CHECK(trends.pressure == pressure);
    const std::vector<TrendPoint> glucose{{QDate(2025, 5, 13), 740, 0, TrendSource::Visit}};
    CHECK(trends.glucose == glucose);
    // She is 68.
    CHECK(trends.systolic.below == 15000);
    CHECK(trends.diastolic.below == 9000);
    CHECK(trends.fasting.below == 700);
    CHECK_FALSE(trends.systolic.isAgreed);
}

TEST_CASE("an agreed goal takes the place of the rule's figure in the trend", "[followups][trends]")
{
    ClosedForms c;
    EnrolmentDraft draft;
    draft.patient = c.lixiulan;
    draft.systolicTarget = {13500};
    draft.fastingTarget = {650};
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return enrolInProgram(tx, draft); }));
    const FollowUpTrends trends = c.trends();
    CHECK(trends.pressure.empty());
    CHECK(trends.systolic.below == 13500);
    CHECK(trends.systolic.isAgreed);
    CHECK(trends.diastolic.below == 9000);
    CHECK(trends.fasting.below == 650);
    CHECK(trends.fasting.isAgreed);
}

TEST_CASE("the paper form holds the last four follow-ups that stand, the earliest at the left", "[followups][paper]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.pressure, QDate(2024, 1, 8));
    for (int month = 1; month <= 4; ++month)
        c.saves(c.seenWith(QDate(2025, month, 8), 130 + month, 80));
    FollowUpDraft last = c.seenWith(QDate(2025, 5, 12), 184, 96);
    FollowUp &form = last.forms[0];
    form.symptoms = QStringList{"2"_q, "6"_q, "10"_q};
    form.symptomText = "乏力"_q;
    form.weight = {6150};
    form.height = {15800};
    form.smoking = {300};
    form.smokingTarget = {0};
    form.salt = 2;
    form.saltTarget = 1;
    form.adherence = 2;
    form.dangerSigns = QStringList{"2"_q};
    form.drugs = {{"苯磺酸氨氯地平片"_q, "1"_q, "5 mg"_q}};
    c.saves(last);
    const FollowUpPaper paper = c.paper();
    CHECK(paper.title == "高血压患者随访服务记录表"_q);
    CHECK(paper.name == "李秀兰"_q);
    CHECK(paper.filled == 4);
    const auto at = [&](const char *name) { return rowOf(paper, QString::fromUtf8(name)).cells; };
    CHECK(at("随访日期")[0].text == "2025年2月8日"_q);
    CHECK(at("随访日期")[3].text == "2025年5月12日"_q);
    CHECK(at("血压（mmHg）")[0].text == "132 / 80"_q);
    CHECK(at("血压（mmHg）")[3].text == "184 / 96"_q);
    CHECK(at("随访方式")[3].text == "1门诊 2家庭 3电话"_q);
    CHECK(at("随访方式")[3].boxes == QStringList{"1"_q});
    const PaperCell symptoms =
        at("1无症状 2头痛头晕 3恶心呕吐 4眼花耳鸣 5呼吸困难 6心悸胸闷 7鼻衄出血不止 8四肢发麻 9下肢水肿 10其他")[3];
    CHECK(symptoms.boxes.mid(0, 4) == QStringList{"2"_q, "6"_q, "10"_q, QString()});
    CHECK(symptoms.more == "其他：乏力"_q);
    CHECK(at("体质指数（BMI）（kg/m²）")[3].text == "24.64 / 　　"_q);
    CHECK(at("日吸烟量（支）")[3].text == "3 / 0"_q);
    CHECK(at("摄盐情况（咸淡）")[3].text == "轻/中√/重 ／ 轻√/中/重"_q);
    CHECK(at("服药依从性")[3].boxes == QStringList{"2"_q});
    CHECK(at("此次随访分类")[3].boxes == QStringList{"2"_q});
    CHECK(at("下一步管理措施")[3].boxes == QStringList{"4"_q});
    CHECK(at("药物名称1")[3].text == "苯磺酸氨氯地平片"_q);
    CHECK(at("下次随访日期")[3].text == "2025年5月26日"_q);
    CHECK(at("随访医生签名")[3].text == "赵德顺"_q);
    CHECK(at("备注")[3].text == "危险情况：剧烈头痛或头晕"_q);
    CHECK(at("结果")[3].boxes == QStringList{QString()});
    // They went: the answer belongs to the visit that referred.
    c.tries(QDate(2025, 5, 13), ContactOutcome::ReferralAttended);
    CHECK(rowOf(c.paper(), "结果"_q).cells[3].boxes == QStringList{"1"_q});
}

TEST_CASE("a blank form has the shape of a filled one, for each disease", "[followups][paper]")
{
    ClosedForms c;
    c.enrols(c.lixiulan, c.sugar);
    FollowUpDraft draft;
    draft.patient = c.lixiulan;
    draft.date = QDate(2025, 5, 12);
    FollowUp form = ProgramCounty::formOf(c.sugar);
    form.fastingGlucose = {740};
    form.footPulse = 3; // weak at the left
    form.hypoglycaemia = 1;
    form.insulin = "门冬胰岛素 早 12 u"_q;
    draft.forms = {form};
    c.saves(draft);
    const FollowUpPaper filled = c.paper(c.sugar), blank = c.paper(c.sugar, true),
                        nobodys = blankFollowUpPaper(c.sugar);
    CHECK(rowOf(filled, "足背动脉搏动"_q).cells[0].text ==
          "1触及正常\n2减弱（双侧 左侧√ 右侧）\n3消失（双侧 左侧 右侧）"_q);
    CHECK(rowOf(filled, "足背动脉搏动"_q).cells[0].boxes == QStringList{"2"_q});
    CHECK(rowOf(filled, "空腹血糖值"_q).cells[0].text == "7.4 mmol/L"_q);
    CHECK(rowOf(filled, "低血糖反应"_q).cells[0].boxes == QStringList{"1"_q});
    CHECK(rowOf(filled, "胰岛素（种类、用法和用量）"_q).cells[0].text == "门冬胰岛素 早 12 u"_q);
    CHECK(blank.name == "李秀兰"_q);
    CHECK(nobodys.name.isEmpty());
    CHECK(blank.filled == 0);
    REQUIRE(filled.rows.size() == nobodys.rows.size());
    for (std::size_t i = 0; i < filled.rows.size(); ++i) {
        CHECK(filled.rows[i].name == nobodys.rows[i].name);
        REQUIRE(filled.rows[i].cells.size() == FollowUpPaper::visits);
        for (const PaperCell &cell : nobodys.rows[i].cells) {
            CHECK(cell.boxes.size() == filled.rows[i].cells[0].boxes.size());
            for (const QString &box : cell.boxes)
                CHECK(box.isEmpty());
        }
    }
}
