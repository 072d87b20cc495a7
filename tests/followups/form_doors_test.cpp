// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/followups/form_county.h"

using namespace yigong;

namespace {

constexpr auto copd = FollowUpProgram::Copd;
constexpr auto mental = FollowUpProgram::MentalDisorder;

} // namespace

TEST_CASE("a form is closed with what the rules said, and the plan goes by it", "[followups][forms]")
{
    FormCounty county;
    county.enrols(county.lixiulan, copd);
    CHECK(county.rowOf(copd).plan.state == PlanState::Overdue);
    CHECK(county.rowOf(copd).plan.dueForm == "copd-follow-up"_q);

    const HealthForm form =
        county.savesForm(county.draftOf("copd-follow-up"_q, QDate(2025, 5, 12), {{"oxygen", "86"}}));
    CHECK(form.outcome == "worse"_q);
    CHECK(form.step == FollowUpStep::UrgentReferral);
    CHECK(form.checkReferralBy == QDate(2025, 5, 26));
    CHECK(form.nextOn == form.due);

    const ProgramPlan plan = county.rowOf(copd).plan;
    CHECK(plan.last == QDate(2025, 5, 12));
    CHECK(plan.due == QDate(2025, 5, 26));
    CHECK(plan.referralCheckBy == QDate(2025, 5, 26));
    CHECK(plan.outcome == "worse"_q);
    CHECK(plan.changed.empty());
}

TEST_CASE("habits and drugs come from last time, what is measured does not", "[followups][forms]")
{
    FormCounty county;
    county.enrols(county.lixiulan, copd);
    county.savesForm(
        county.draftOf("copd-follow-up"_q, QDate(2025, 4, 12), {{"oxygen", "96"}, {"drugs", "噻托溴铵 1 18 μg"}}));
    const OpenedHealthForm opened = county.opensForm("copd-follow-up"_q);
    REQUIRE(opened.last);
    CHECK(opened.last->answers.text(u"oxygen") == "96"_q);
    CHECK(opened.draft.answers.text(u"oxygen").isEmpty());
    CHECK(opened.draft.answers.text(u"drugs") == opened.last->answers.text(u"drugs"));
}

TEST_CASE("a correction leaves the old form as it was, with who and why", "[followups][forms]")
{
    FormCounty county;
    county.enrols(county.lixiulan, copd);
    const HealthForm wrong =
        county.savesForm(county.draftOf("copd-follow-up"_q, QDate(2025, 5, 12), {{"oxygen", "68"}}));
    HealthFormDraft right = county.draftOf("copd-follow-up"_q, QDate(2025, 5, 12), {{"oxygen", "96"}});
    right.amends = wrong.id;
    CHECK(county.tries(right).error().kind == ErrorKind::ReasonRequired);
    right.amendReason = "数字写反了"_q;
    county.savesForm(right);

    const auto listed =
        county.read([&](const Snapshot &s) { return healthFormsOf(s, county.villageDoctor, county.lixiulan); });
    REQUIRE(listed);
    REQUIRE(listed->size() == 2);
    CHECK((*listed)[1].isCorrected);
    CHECK((*listed)[1].correctionReason == "数字写反了"_q);
    CHECK((*listed)[1].form.answers.text(u"oxygen") == "68"_q);
    CHECK(county.rowOf(copd).plan.outcome == "stable"_q);
    CHECK(county.tries(right).error().kind == ErrorKind::WrongState); // the same form is not corrected twice
}

TEST_CASE("a form that cannot be right is refused with its question, and nothing is written", "[followups][forms]")
{
    FormCounty county;
    const auto refused = [&](const HealthFormDraft &draft) {
        const auto saved = county.tries(draft);
        REQUIRE_FALSE(saved);
        return saved.error();
    };
    HealthFormDraft draft = county.draftOf("copd-follow-up"_q, QDate(2025, 5, 12), {{"oxygen", "96"}});
    CHECK(refused(draft) == Error{ErrorKind::NotFound, "program"_q, {"copd"_q}});
    county.enrols(county.lixiulan, copd);
    HealthFormDraft tomorrow = draft;
    tomorrow.day = QDate(2025, 5, 14);
    CHECK(refused(tomorrow).field == "day"_q);
    HealthFormDraft impossible = draft;
    impossible.answers.set("oxygen"_q, "130"_q);
    CHECK(refused(impossible).kind == ErrorKind::OutOfRange);
    HealthFormDraft unknown = draft;
    unknown.formCode = "no-such-form"_q;
    CHECK(refused(unknown).field == "form"_q);
    county.savesForm(draft);
    CHECK(refused(draft).kind == ErrorKind::AlreadyExists);
}

TEST_CASE("whom nobody judged dangerous because nobody asked is not called stable", "[followups][forms]")
{
    FormCounty county;
    county.enrols(county.lixiulan, mental);
    const auto refused = county.tries(county.draftOf("mental-follow-up"_q, QDate(2025, 5, 12), {{"insight", "1"}}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == Error{ErrorKind::Required, "risk"_q, {}});
    county.savesForm(county.draftOf("mental-follow-up"_q, QDate(2025, 5, 12), {{"seen", "2"}})); // nothing was to ask
}

TEST_CASE("whoever is ill in mind is counted for all and named to doctors", "[followups][forms][security]")
{
    FormCounty county;
    county.enrols(county.lixiulan, mental);
    county.savesForm(county.draftOf("mental-follow-up"_q, QDate(2025, 5, 12), {{"risk", "0"}, {"insight", "1"}}));
    Actor nurse = county.villageDoctor;
    nurse.role = static_cast<int>(StaffRole::Nurse);
    const auto seenBy = [&](const Actor &who) {
        const auto plan = county.db->read([&](const Snapshot &s) { return planOf(s, who, {}, QDate(2025, 5, 13)); });
        REQUIRE(plan);
        CHECK(plan->counts.enrolled == 1);
        const auto forms = county.db->read([&](const Snapshot &s) { return healthFormsOf(s, who, county.lixiulan); });
        REQUIRE(forms);
        return std::pair{plan->rows.size(), forms->size()};
    };
    CHECK(seenBy(county.villageDoctor) == std::pair{std::size_t{1}, std::size_t{1}});
    CHECK(seenBy(nurse) == std::pair{std::size_t{0}, std::size_t{0}});
}

TEST_CASE("forms of an earlier turn in the program are not this one's", "[followups][forms]")
{
    FormCounty county;
    county.enrols(county.lixiulan, FollowUpProgram::Maternity, QDate(2023, 1, 6));
    county.savesForm(county.draftOf("maternity-delivery"_q, QDate(2023, 6, 1), {{"deliveredOn", "2023-05-28"}}));
    REQUIRE(county.write(county.villageDoctor, [&](Transaction &tx) {
        return closeProgram(tx, county.lixiulan, FollowUpProgram::Maternity, "moved"_q, {}, QDate(2023, 8, 1));
    }));
    county.enrols(county.lixiulan, FollowUpProgram::Maternity, QDate(2025, 5, 1));
    CHECK(county.rowOf(FollowUpProgram::Maternity).plan.dueForm == "antenatal-first"_q);
}

TEST_CASE("a program takes whom it is for", "[followups][forms]")
{
    FormCounty county; // born in 1957
    const auto enrolling = [&](FollowUpProgram program) {
        EnrolmentDraft draft;
        draft.patient = county.lixiulan;
        draft.program = program;
        return county.write(county.villageDoctor, [&](Transaction &tx) { return enrolInProgram(tx, draft); });
    };
    CHECK(enrolling(FollowUpProgram::Child).error().field == "birth_date"_q);
    CHECK(enrolling(FollowUpProgram::OlderPeople));
    const auto card = county.read([&](const Snapshot &s) { return s.get<Patient>(county.lixiulan); });
    CHECK(card->conditions.isEmpty()); // to be old is no disease
    CHECK(enrolling(mental));
    CHECK(county.read([&](const Snapshot &s) { return s.get<Patient>(county.lixiulan); })->conditions ==
          QStringList{"mental"_q});
}

TEST_CASE("the plan has the forms of all records of one person, through a chain of merges", "[followups][forms][plan]")
{
    FormCounty county;
    const Id second = county.addResident("李秀兰", county.wangzhuang);
    const Id third = county.addResident("李秀兰", county.wangzhuang);
    county.enrols(third, copd);
    HealthFormDraft draft = county.draftOf("copd-follow-up"_q, QDate(2025, 5, 12), {{"oxygen", "86"}});
    draft.patient = third;
    county.savesForm(draft);
    const auto merges = [&](Id from, Id into) {
        REQUIRE(county.write(county.townshipDoctor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(from));
            Patient after = before;
            after.mergedInto = into;
            return tx.update(before, after);
        }));
    };
    merges(third, second);
    merges(second, county.lixiulan);
    const FollowUpPlan plan = county.plan();
    REQUIRE(plan.rows.size() == 1);
    CHECK(plan.rows[0].patient == county.lixiulan);
    CHECK(plan.rows[0].plan.outcome == "worse"_q);
    CHECK(plan.rows[0].plan.last == QDate(2025, 5, 12));
}

TEST_CASE("one village's plan says what the township's says of it", "[followups][forms][plan]")
{
    FormCounty county;
    for (int i = 0; i < 10; ++i) // enough for those of 王庄 to be few
        for (const auto program : {FormCounty::pressure, copd}) {
            const Id other = county.addResident("张守仁", county.donghe);
            EnrolmentDraft draft;
            draft.patient = other;
            draft.program = program;
            REQUIRE(county.write(county.dongheDoctor, [&](Transaction &tx) { return enrolInProgram(tx, draft); }));
        }
    county.enrols(county.lixiulan, copd);
    county.enrols(county.lixiulan, FormCounty::pressure);
    county.saves(county.seenWith(QDate(2025, 5, 2), 152, 96));
    county.savesForm(county.draftOf("copd-follow-up"_q, QDate(2025, 4, 2), {{"oxygen", "96"}}));
    HealthFormDraft worse = county.draftOf("copd-follow-up"_q, QDate(2025, 5, 2), {{"oxygen", "86"}});
    county.savesForm(worse);
    const auto told = [](const FollowUpPlan &plan, Id patient) {
        QStringList lines;
        for (const PlanRow &row : plan.rows)
            if (row.patient == patient)
                lines.append(nameOf(row.program) + u' ' + row.plan.last.toString(Qt::ISODate) + u' ' +
                             row.plan.due.toString(Qt::ISODate) + u' ' + nameOf(row.plan.now.step) + u' ' +
                             row.plan.outcome);
        return lines;
    };
    PlanFilter village;
    village.site = county.wangzhuang.id;
    const QStringList few = told(county.plan(village), county.lixiulan);
    CHECK(few.size() == 2);
    CHECK(few == told(county.plan(), county.lixiulan));
    CHECK(few.contains("copd 2025-05-02 2025-05-16 urgentReferral worse"_q));
}
