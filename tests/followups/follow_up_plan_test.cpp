// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/followups/program.h"

using namespace yigong;

TEST_CASE("the plan says who is due, soon due and overdue, to the day", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    c.saves(c.seenWith(QDate(2025, 2, 20), 138, 84)); // due on 2025-05-20
    struct Case
    {
        QDate today;
        PlanState state;
    };
    const auto k = GENERATE(values<Case>({
        {QDate(2025, 5, 12), PlanState::Later},
        {QDate(2025, 5, 13), PlanState::DueSoon},
        {QDate(2025, 5, 19), PlanState::DueSoon},
        {QDate(2025, 5, 20), PlanState::DueToday},
        {QDate(2025, 5, 21), PlanState::Overdue},
        {QDate(2026, 11, 2), PlanState::Overdue}, // long after
    }));
    const FollowUpPlan plan = c.plan({}, k.today);
    REQUIRE(plan.rows.size() == 1);
    CHECK(plan.rows[0].plan.due == QDate(2025, 5, 20));
    CHECK(nameOf(plan.rows[0].plan.state).toStdString() == nameOf(k.state).toStdString());
    CHECK(plan.rows[0].plan.now.outcome == FollowUpClass::Controlled);
    CHECK(plan.rows[0].siteName == "王庄村卫生室"_q);
    CHECK(plan.rows[0].practitionerName == "赵德顺"_q);
}

TEST_CASE("who was never seen is due three months after the enrolment", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure, QDate(2025, 1, 6));
    CHECK(c.plan().rows[0].plan.due == QDate(2025, 4, 6));
    CHECK(c.plan().rows[0].plan.state == PlanState::Overdue);
}

TEST_CASE("three tries make somebody unreachable, and reaching them ends it", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure, QDate(2025, 1, 6));
    c.tries(QDate(2025, 4, 8));
    c.tries(QDate(2025, 4, 15));
    CHECK(c.plan().rows[0].plan.state == PlanState::Overdue);
    CHECK(c.plan().rows[0].plan.tries == 2);
    c.tries(QDate(2025, 4, 22));
    CHECK(c.plan().rows[0].plan.state == PlanState::Unreachable);
    CHECK(c.plan().counts.unreachable == 1);
    CHECK(c.plan().counts.overdue == 0);
    c.saves(c.seenWith(QDate(2025, 5, 1), 138, 84));
    CHECK(c.plan().rows[0].plan.state == PlanState::Later);
    CHECK(c.plan().rows[0].plan.tries == 0);
}

TEST_CASE("a referral by the rule opens its own check within fourteen days, until somebody asked", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    c.saves(c.seenWith(QDate(2025, 5, 2), 184, 96));
    CHECK(c.plan().rows[0].plan.referralCheckBy == QDate(2025, 5, 16));
    CHECK(c.plan().counts.referralChecks == 1);
    c.tries(QDate(2025, 5, 9), ContactOutcome::ReferralAttended);
    CHECK_FALSE(c.plan().rows[0].plan.referralCheckBy.isValid());
    CHECK(c.plan().counts.referralChecks == 0);
}

TEST_CASE("a form entered late changes the plan, and shows beside what was closed", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    // Born 1957: from 65 years on the line is 150.
    const SavedForm april = c.saves(c.seenWith(QDate(2025, 4, 20), 156, 84));
    CHECK(april.judgement.step == FollowUpStep::TwoWeeks);
    CHECK(c.plan().rows[0].plan.changed.empty());

    const SavedForm march = c.saves(c.seenWith(QDate(2025, 3, 30), 160, 88));
    CHECK(march.judgement.step == FollowUpStep::TwoWeeks); // by what came before its own day
    REQUIRE(march.changed.size() == 1);
    CHECK(march.changed[0].followUp == april.id);

    const FollowUpPlan plan = c.plan();
    const ProgramPlan &now = plan.rows[0].plan;
    CHECK(now.now.step == FollowUpStep::Refer);
    CHECK(now.referralCheckBy == QDate(2025, 5, 4));
    REQUIRE(now.changed.size() == 1);
    CHECK(now.changed[0].followUp == april.id);
    CHECK(now.changed[0].closed.step == FollowUpStep::TwoWeeks);
    CHECK(now.changed[0].now.step == FollowUpStep::Refer);
    CHECK(now.changed[0].cause == march.id);
    CHECK(now.changed[0].causeDate == QDate(2025, 3, 30));
    CHECK_FALSE(now.changed[0].isCorrection);
    CHECK(c.read([&](const Snapshot &s) { return s.get<FollowUp>(april.id); })->step == FollowUpStep::TwoWeeks);

    // The late one was copied wrongly: with its correction the later conclusion is again what was closed.
    FollowUpDraft correction = c.seenWith(QDate(2025, 3, 30), 130, 88);
    correction.amends = march.id;
    correction.amendReason = "抄错"_q;
    c.saves(correction);
    CHECK(c.plan().rows[0].plan.changed.empty());
    CHECK(c.plan().rows[0].plan.now.step == FollowUpStep::TwoWeeks);
}

TEST_CASE("two records of one person make one line of the plan", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    const Id other = c.addResident("李秀兰", c.wangzhuang);
    c.enrols(other, c.pressure);
    FollowUpDraft draft = c.seenWith(QDate(2025, 5, 1), 138, 84);
    draft.patient = other;
    c.saves(draft);
    REQUIRE(c.plan().rows.size() == 2);
    REQUIRE(c.write(c.townshipDoctor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(other));
        Patient after = before;
        after.mergedInto = c.lixiulan;
        return tx.update(before, after);
    }));
    const FollowUpPlan plan = c.plan();
    REQUIRE(plan.rows.size() == 1);
    CHECK(plan.rows[0].patient == c.lixiulan);
    CHECK(plan.rows[0].plan.due == QDate(2025, 8, 1)); // what was seen under the other id counts
}

TEST_CASE("the plan is cut by site, doctor, program and state, and counts what it leaves out", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure); // overdue
    const Id zhang = c.addResident("张守仁", c.donghe);
    EnrolmentDraft draft;
    draft.patient = zhang;
    draft.program = c.sugar;
    draft.enrolledOn = QDate(2025, 5, 1);
    REQUIRE(c.write(c.dongheDoctor, [&](Transaction &tx) { return enrolInProgram(tx, draft); }));
    const Id far = c.addResident("刘外村", c.nanpo);
    draft.patient = far;
    REQUIRE(c.write(c.addStaff("吴", c.nanpo, StaffRole::VillageDoctor),
                    [&](Transaction &tx) { return enrolInProgram(tx, draft); }));

    CHECK(c.plan().counts.enrolled == 2);          // 南坡 is another township's
    CHECK(c.plan().rows[0].patient == c.lixiulan); // the most overdue first
    PlanFilter filter;
    filter.site = c.donghe.id;
    CHECK(c.plan(filter).rows.size() == 1);
    CHECK(c.plan(filter).rows[0].patient == zhang);
    filter = {};
    filter.state = PlanState::Overdue;
    CHECK(c.plan(filter).rows.size() == 1);
    CHECK(c.plan(filter).counts.enrolled == 2);
    filter = {};
    filter.practitioner = c.dongheDoctor.practitioner;
    CHECK(c.plan(filter).counts.enrolled == 1);
    filter = {};
    filter.program = c.sugar;
    CHECK(c.plan(filter).rows[0].patient == zhang);
}

TEST_CASE("a county's own figures change what is due", "[followups][plan]")
{
    ProgramCounty c;
    Actor administrator = c.addStaff("管", c.county, StaffRole::Administrator);
    c.enrols(c.lixiulan, c.pressure, QDate(2025, 2, 20));
    CHECK(c.plan({}, QDate(2025, 5, 10)).rows[0].plan.state == PlanState::Later);
    REQUIRE(c.write(administrator, [](Transaction &tx) { return setFollowUpFigure(tx, "soonDays"_q, 14); }));
    CHECK(c.plan({}, QDate(2025, 5, 10)).rows[0].plan.state == PlanState::DueSoon);
    const auto doctor =
        c.write(c.villageDoctor, [](Transaction &tx) { return setFollowUpFigure(tx, "soonDays"_q, 30); });
    REQUIRE_FALSE(doctor);
    CHECK(doctor.error().kind == ErrorKind::Forbidden);
}

TEST_CASE("the list and the opened form say the same of one resident, whatever was found", "[followups][plan]")
{
    struct Case
    {
        const char *story;
        std::function<void(FollowUp &)> but;
    };
    const auto k = GENERATE(values<Case>({
        {"nothing", [](auto &) {}},
        {"a danger sign",
         [](auto &f) {
             f.dangerSigns = QStringList{"3"_q, "7"_q};
         }},
        {"an adverse reaction", [](auto &f) { f.adverseReaction = true; }},
        {"a complication", [](auto &f) { f.newComplication = true; }},
        {"a mother above normal", [](auto &f) { f.pregnant = true, f.systolic = {14200}; }},
        {"glucose of two decimals", [](auto &f) { f.fastingGlucose = {699}; }},
        {"glucose at the line", [](auto &f) { f.fastingGlucose = {700}; }},
        {"glucose at any hour", [](auto &f) { f.glucose = {1670}; }},
        {"pressure with a decimal", [](auto &f) { f.systolic = {14990}; }},
        {"pressure not measured", [](auto &f) { f.systolic = f.diastolic = {}; }},
    }));
    INFO(k.story);
    ProgramCounty c;
    for (const FollowUpProgram program : {c.pressure, c.sugar}) {
        c.enrols(c.lixiulan, program);
        // Written as an import would, with another conclusion than the rules': each is worked out anew.
        FollowUp form = c.formOf(program);
        form.patient = c.lixiulan;
        form.site = c.wangzhuang.id;
        form.visitDate = QDate(2025, 4, 1);
        form.entered = c.clock.now();
        form.systolic = {13800};
        form.diastolic = {8400};
        form.fastingGlucose = {620};
        form.due = form.nextOn = QDate(2025, 6, 30);
        k.but(form);
        REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return tx.append(form); }));
        PlanFilter filter;
        filter.program = program;
        const ProgramPlan listed = c.plan(filter).rows.at(0).plan, opened = c.opens().plans.at(program);
        CHECK(listed.due == opened.due);
        CHECK(listed.now == opened.now);
        CHECK(listed.referralCheckBy == opened.referralCheckBy);
        CHECK(listed.changed.size() == opened.changed.size());
        CHECK(listed.last == opened.last);
    }
}

TEST_CASE("a form whose day was wrong counts on the day that its correction says, and on no other", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    const SavedForm wrong = c.saves(c.seenWith(QDate(2025, 5, 12), 138, 84));
    FollowUpDraft correction = c.seenWith(QDate(2025, 4, 12), 138, 84);
    correction.amends = wrong.id;
    correction.amendReason = "月份写错"_q;
    c.saves(correction);
    CHECK(c.plan().rows[0].plan.last == QDate(2025, 4, 12));
    CHECK(c.plan().rows[0].plan.due == QDate(2025, 7, 12));
    CHECK(c.opens().last.at(c.pressure).visitDate == QDate(2025, 4, 12));
}
