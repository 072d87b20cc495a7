// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/close_visit.h"
#include "core/patients/timeline.h"
#include "tests/followups/program.h"

using namespace yigong;

TEST_CASE("a follow-up is judged and closed, with the day of the visit and the moment of its entry", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    const SavedForm saved = c.saves(c.seenWith(QDate(2025, 5, 10), 138, 84));
    CHECK(saved.judgement.outcome == FollowUpClass::Controlled);
    CHECK(saved.judgement.due == QDate(2025, 8, 10));
    const FollowUp form = *c.read([&](const Snapshot &s) { return s.get<FollowUp>(saved.id); });
    CHECK(form.visitDate == QDate(2025, 5, 10));
    CHECK(form.entered == c.clock.now());
    CHECK(form.nextOn == QDate(2025, 8, 10));
    CHECK(form.formCode == "hypertension-follow-up"_q);
    CHECK(form.formVersion == "2020"_q);
    CHECK(form.practitioner == c.villageDoctor.practitioner);
    CHECK(form.systolic.text() == "138"_q);
}

TEST_CASE("an unlikely figure is asked about and an impossible one refused", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 13), 310, 95);
    const auto asked = c.triesToSave(draft);
    REQUIRE(asked);
    REQUIRE(asked->asks.size() == 1);
    CHECK(asked->asks[0] == FollowUpAsk{FollowUpCaution::Unlikely, "systolic"_q, {"310"_q, "50"_q, "300"_q}});
    CHECK(asked->forms.empty());
    CHECK(c.written() == 0);
    draft.confirmed = QStringList{"systolic"_q};
    CHECK(c.saves(draft).judgement.step == FollowUpStep::UrgentReferral);
    CHECK(c.written() == 1);

    const auto refused = c.triesToSave(c.seenWith(QDate(2025, 5, 12), 360, 95));
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == Error{ErrorKind::OutOfRange, "systolic"_q, {"360"_q, "30"_q, "350"_q}});
    CHECK(c.written() == 1);
}

TEST_CASE("what a form lacks or contradicts is said by its field", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    struct Case
    {
        const char *story;
        std::function<void(FollowUpDraft &)> but;
        ErrorKind kind;
        const char *field;
    };
    const auto k = GENERATE(values<Case>({
        {"no pressure", [](auto &d) { d.forms[0].systolic = {}; }, ErrorKind::Required, "systolic"},
        {"no way of visit", [](auto &d) { d.forms[0].way = 0; }, ErrorKind::Required, "way"},
        {"symptoms not asked", [](auto &d) { d.forms[0].symptoms.clear(); }, ErrorKind::Required, "symptoms"},
        {"none and some",
         [](auto &d) {
             d.forms[0].symptoms = QStringList{"1"_q, "2"_q};
         },
         ErrorKind::Invalid, "symptoms"},
        {"tomorrow", [](auto &d) { d.date = QDate(2025, 5, 14); }, ErrorKind::OutOfRange, "date"},
        {"next before the visit", [](auto &d) { d.forms[0].nextOn = QDate(2025, 5, 13); }, ErrorKind::OutOfRange,
         "nextOn"},
        {"another program", [](auto &d) { d.forms[0].program = FollowUpProgram::Diabetes; }, ErrorKind::NotFound,
         "program"},
        {"nobody's form", [](auto &d) { d.forms.clear(); }, ErrorKind::Required, "program"},
    }));
    INFO(k.story);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 13), 138, 84);
    k.but(draft);
    const auto saved = c.triesToSave(draft);
    REQUIRE_FALSE(saved);
    CHECK(saved.error().kind == k.kind);
    CHECK(saved.error().field == QString::fromLatin1(k.field));
    CHECK(c.written() == 0);
}

TEST_CASE("a next date later than the rule says is asked about", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 13), 156, 84);
    draft.forms[0].nextOn = QDate(2025, 8, 1);
    const auto asked = c.triesToSave(draft);
    REQUIRE(asked);
    REQUIRE(asked->asks.size() == 1);
    CHECK(asked->asks[0] == FollowUpAsk{FollowUpCaution::LaterThanRule, "nextOn"_q, {"2025-08-01"_q, "2025-05-27"_q}});
}

TEST_CASE("a form opens with habits, drugs and goals of last time, and never with its measurements", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    FollowUpDraft first = c.seenWith(QDate(2025, 3, 1), 138, 84);
    first.forms[0].smoking = {500};
    first.forms[0].salt = 2;
    first.forms[0].weight = {6500};
    first.forms[0].weightTarget = {6000};
    first.forms[0].heartRate = {7200};
    first.forms[0].drugs = {{"氨氯地平"_q, "1"_q, "5 mg"_q}};
    first.forms[0].symptoms = QStringList{"2"_q};
    c.saves(first);

    const OpenedFollowUp opened = c.opens();
    const FollowUp &form = opened.draft.forms.front();
    CHECK(form.smoking.text() == "5"_q);
    CHECK(form.salt == 2);
    CHECK(form.weightTarget.text() == "60"_q);
    CHECK(form.drugs == first.forms[0].drugs);
    CHECK(form.systolic.isNone());
    CHECK(form.weight.isNone());
    CHECK(form.heartRate.isNone());
    CHECK(form.symptoms.isEmpty());
    CHECK(form.way == 0);
    CHECK(opened.last.at(c.pressure).systolic.text() == "138"_q);
    CHECK(opened.last.at(c.pressure).weight.text() == "65"_q);
}

TEST_CASE("what today's visit measured stands in the form", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    VisitDraft visit;
    visit.patient = c.lixiulan;
    visit.complaint = "头晕"_q;
    visit.visitClass = "HH"_q;
    visit.diagnoses = {{"J06.900"_q, {}, false}};
    visit.vitals = {{"8480-6"_q, "152"_q, {}}, {"8462-4"_q, "94"_q, {}}, {"29463-7"_q, "64.5"_q, {}}};
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return closeVisit(tx, visit, Catalogue::shipped()); }));
    const OpenedFollowUp today = c.opens();
    CHECK(today.draft.forms[0].systolic.text() == "152"_q);
    CHECK(today.draft.forms[0].weight.text() == "64.5"_q);
    CHECK(today.draft.forms[0].way == 2);
    CHECK(today.fromVisit.contains("systolic"_q));
    // Another day's form knows nothing of it.
    CHECK(c.opens(QDate(2025, 5, 12)).draft.forms[0].systolic.isNone());
}

TEST_CASE("who has both diseases is seen once, and both forms are written in one act", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    c.enrols(c.lixiulan, c.sugar);
    OpenedFollowUp opened = c.opens();
    REQUIRE(opened.draft.forms.size() == 2);
    FollowUpDraft draft = opened.draft;
    draft.forms[0].way = 1;
    draft.forms[0].systolic = {13800};
    draft.forms[0].diastolic = {8400};
    draft.forms[0].symptoms = QStringList{"1"_q};
    draft.forms[0].smoking = {300};
    draft.forms[0].salt = 3;
    draft.forms[1].fastingGlucose = {1720};
    draft.forms[1].symptoms = QStringList{"2"_q};
    const auto acts = [&] { return *c.read([](const Snapshot &s) { return s.number("SELECT count(*) FROM act"); }); };
    const qint64 before = acts();
    const auto saved = c.triesToSave(draft);
    REQUIRE(saved);
    REQUIRE(saved->forms.size() == 2);
    CHECK(acts() == before + 1);
    CHECK(saved->forms[0].judgement.outcome == FollowUpClass::Controlled);
    CHECK(saved->forms[1].judgement.step == FollowUpStep::UrgentReferral);
    const FollowUp sugar = *c.read([&](const Snapshot &s) { return s.get<FollowUp>(saved->forms[1].id); });
    CHECK(sugar.systolic.text() == "138"_q);
    CHECK(sugar.smoking.text() == "3"_q);
    CHECK(sugar.salt == 0); // not on its form
    CHECK(sugar.symptoms == QStringList{"2"_q});
}

TEST_CASE("if one of two forms cannot be judged, neither is written", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    c.enrols(c.lixiulan, c.sugar);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 13), 138, 84);
    draft.forms.push_back(c.formOf(c.sugar));
    const auto saved = c.triesToSave(draft);
    REQUIRE_FALSE(saved);
    CHECK(saved.error() == Error{ErrorKind::Required, "fastingGlucose"_q, {}});
    CHECK(c.written() == 0);
}

TEST_CASE("a second form of a day is refused, and a correction takes the first one's place", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    const SavedForm wrong = c.saves(c.seenWith(QDate(2025, 5, 13), 183, 84));
    CHECK(wrong.judgement.step == FollowUpStep::UrgentReferral);
    const auto twice = c.triesToSave(c.seenWith(QDate(2025, 5, 13), 138, 84));
    REQUIRE_FALSE(twice);
    CHECK(twice.error().kind == ErrorKind::AlreadyExists);

    const auto opened = c.read([&](const Snapshot &s) { return draftCorrection(s, c.villageDoctor, wrong.id); });
    REQUIRE(opened);
    FollowUpDraft correction = opened->draft;
    CHECK(correction.forms[0].systolic.text() == "183"_q);
    correction.forms[0].systolic = {13800};
    correction.forms[0].nextOn = {};
    const auto noReason = c.triesToSave(correction);
    REQUIRE_FALSE(noReason);
    CHECK(noReason.error().kind == ErrorKind::ReasonRequired);
    correction.amendReason = "抄错"_q;
    const SavedForm right = c.saves(correction);
    CHECK(right.judgement.step == FollowUpStep::Routine);
    const auto listed = c.read([&](const Snapshot &s) { return followUpsOf(s, c.villageDoctor, c.lixiulan, 10); });
    REQUIRE(listed->size() == 2);
    CHECK(listed->at(0).form.id == right.id);
    CHECK(listed->at(1).isCorrected);
    CHECK(listed->at(1).form.step == FollowUpStep::UrgentReferral); // as it was closed
    const auto again = c.triesToSave(correction);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == ErrorKind::WrongState);
}

TEST_CASE("a program is left for a reason and taken up again", "[followups]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    CHECK(c.read([&](const Snapshot &s) { return s.get<Patient>(c.lixiulan); })->conditions ==
          QStringList{"hypertension"_q});
    const auto twice = c.write(c.villageDoctor, [&](Transaction &tx) {
        EnrolmentDraft draft;
        draft.patient = c.lixiulan;
        return enrolInProgram(tx, draft);
    });
    REQUIRE_FALSE(twice);
    CHECK(twice.error().kind == ErrorKind::AlreadyExists);
    CHECK(c.plan().counts.enrolled == 1);
    REQUIRE(c.write(c.villageDoctor,
                    [&](Transaction &tx) { return closeProgram(tx, c.lixiulan, c.pressure, "refused"_q); }));
    CHECK(c.plan().counts.enrolled == 0);
    CHECK_FALSE(c.triesToSave(c.seenWith(QDate(2025, 5, 14), 138, 84)));
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return reopenProgram(tx, c.lixiulan, c.pressure); }));
    CHECK(c.plan().counts.enrolled == 1);
    c.saves(c.seenWith(QDate(2025, 5, 13), 138, 84));
}

TEST_CASE("a draft says in JSON what it says in the form", "[followups]")
{
    ProgramCounty c;
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 13), 138, 84);
    FollowUp &form = draft.forms[0];
    form.symptoms = QStringList{"2"_q, "6"_q};
    form.drugs = {{"氨氯地平"_q, "1"_q, "5 mg"_q}, {"依那普利"_q, "2"_q, "10 mg"_q}};
    form.weight = {6450};
    form.adverseReaction = true;
    form.nextOn = QDate(2025, 5, 27);
    draft.confirmed = QStringList{"weight"_q};
    const auto read = followUpDraftFrom(jsonOf(draft));
    REQUIRE(read);
    CHECK(jsonOf(*read) == jsonOf(draft));
    CHECK(read->forms[0].drugs == form.drugs);
    CHECK(read->forms[0].symptoms == form.symptoms);
    CHECK(read->forms[0].adverseReaction);

    QJsonObject wrong = jsonOf(draft);
    wrong.insert("sytolic"_q, "120"_q);
    const auto unknown = followUpDraftFrom(wrong);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().kind == ErrorKind::BadFormat);
}

TEST_CASE("a resident's timeline tells each follow-up on its own day", "[followups][timeline]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    c.saves(c.seenWith(QDate(2025, 5, 2), 158, 92));
    c.saves(c.seenWith(QDate(2025, 4, 20), 138, 84)); // entered after it
    const auto told = c.read([&](const Snapshot &s) { return timelineOf(s, c.villageDoctor, c.lixiulan); });
    REQUIRE(told);
    REQUIRE(told->size() == 2);
    CHECK(told->at(0).kind == TimelineKind::FollowUp);
    CHECK(civilDay(told->at(0).at) == QDate(2025, 5, 2));
    CHECK(told->at(0).practitionerName == "赵德顺"_q);
    const auto says = [](const TimelineEntry &entry, TimelinePartKind kind, const QString &text) {
        return std::any_of(entry.parts.begin(), entry.parts.end(),
                           [&](const TimelinePart &part) { return part.kind == kind && part.text == text; });
    };
    CHECK(says(told->at(0), TimelinePartKind::Pressure, "158/92"_q));
    CHECK(says(told->at(0), TimelinePartKind::Class, "uncontrolled"_q));
    CHECK(says(told->at(1), TimelinePartKind::Pressure, "138/84"_q));
}

TEST_CASE("a drug is read as it is typed, and written as the form has it", "[followups]")
{
    struct Case
    {
        QString typed, name, times, dose, written;
    };
    const auto k = GENERATE(values<Case>({
        {"氨氯地平 1 5mg"_q, "氨氯地平"_q, "1"_q, "5mg"_q, "氨氯地平 每日 1 次 每次 5mg"_q},
        {"氨氯地平 × 1 × 5 mg"_q, "氨氯地平"_q, "1"_q, "5 mg"_q, "氨氯地平 每日 1 次 每次 5 mg"_q},
        {"硝苯地平控释片 每日 2 次 每次 30 mg"_q, "硝苯地平控释片"_q, "2"_q, "30 mg"_q,
         "硝苯地平控释片 每日 2 次 每次 30 mg"_q},
        {"二甲双胍 ３ 0.5 g"_q, "二甲双胍"_q, "3"_q, "0.5 g"_q, "二甲双胍 每日 3 次 每次 0.5 g"_q},
        {"门冬胰岛素 30"_q, "门冬胰岛素 30"_q, ""_q, ""_q, "门冬胰岛素 30"_q}, // a name that ends in a number
        {"复方丹参片"_q, "复方丹参片"_q, ""_q, ""_q, "复方丹参片"_q},
    }));
    INFO(k.typed.toStdString());
    const FollowUpDrug drug = followUpDrugFrom(k.typed);
    CHECK(drug.name == k.name);
    CHECK(drug.times == k.times);
    CHECK(drug.dose == k.dose);
    CHECK(textOf(drug) == k.written);
    CHECK(followUpDrugFrom(textOf(drug)) == drug);
}
