// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_route.h"
#include "tests/followups/program.h"

using namespace yigong;

namespace {

PlanRow rowAt(const char *name, const char *address, PlanState state, Id household = {},
              FollowUpProgram program = FollowUpProgram::Hypertension)
{
    PlanRow row;
    row.patient = Id::fromKey(name);
    row.patientName = QString::fromUtf8(name);
    row.address = QString::fromUtf8(address);
    row.household = household;
    row.program = program;
    row.plan.state = state;
    row.plan.due = QDate(2025, 5, 10);
    return row;
}

QStringList wayOf(const std::vector<RouteStop> &stops)
{
    QStringList way;
    for (const RouteStop &stop : stops)
        way.append(QString::number(stop.house) + stop.who().patientName);
    return way;
}

} // namespace

TEST_CASE("one address is passed before another by its numbers' worth", "[followups][route]")
{
    struct Case
    {
        const char *first, *then;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"前街 9 号",     "前街 21 号"},
        {"前街9号",       "前街 21 号"},
        {"二组 21 号",    "十组 3 号"},
        {"九组",          "十一组"},
        {"十九组 1 号",   "二十组 1 号"},
        {"前街 ９ 号",    "前街 10 号"},
        {"前街 9 号",     "前街 9 号 2 室"},
        {"后街 30 号",    ""},
    }));
    // clang-format on
    CAPTURE(c.first, c.then);
    CHECK(isPassedBefore(QString::fromUtf8(c.first), QString::fromUtf8(c.then)));
    CHECK_FALSE(isPassedBefore(QString::fromUtf8(c.then), QString::fromUtf8(c.first)));
    CHECK_FALSE(isPassedBefore(QString::fromUtf8(c.first), QString::fromUtf8(c.first)));
}

TEST_CASE("a day's way goes from house to house, and calls on whoever is due in each", "[followups][route]")
{
    const Id zhangs = Id::fromKey("household/zhang");
    const auto sugar = FollowUpProgram::Diabetes;
    const auto stops = routeOf({
        rowAt("李秀兰", "前街 21 号", PlanState::Overdue), rowAt("王福来", "", PlanState::Overdue),
        rowAt("张国强", "后街 3 号", PlanState::DueToday, zhangs), rowAt("孙广田", "前街 9 号", PlanState::Later),
        rowAt("李秀兰", "前街 21 号", PlanState::DueSoon, {}, sugar),
        rowAt("刘桂英", "前街 9 号", PlanState::Unreachable), rowAt("李大山", "前街 21 号", PlanState::DueSoon),
        rowAt("张小兰", "后街 8 号", PlanState::DueSoon, zhangs), // her card has the old house
    });
    CHECK(wayOf(stops) == QStringList{"1刘桂英"_q, "2李大山"_q, "2李秀兰"_q, "3张国强"_q, "3张小兰"_q, "4王福来"_q});
    CHECK(stops[2].programs.size() == 2);
}

TEST_CASE("the plan knows the doctors of a site and the households of its residents", "[followups][plan]")
{
    ProgramCounty c;
    c.enrols(c.lixiulan, c.pressure);
    const Id other = c.addResident("王福来", c.donghe);
    const Id house = Id::fromKey("household/wang");
    REQUIRE(c.write(c.dongheDoctor, [&](Transaction &tx) -> Result<void> {
        EnrolmentDraft draft;
        draft.patient = other;
        draft.enrolledOn = QDate(2025, 1, 6);
        YIGONG_TRY(enrolInProgram(tx, draft));
        YIGONG_LET(before, tx.get<Patient>(other));
        Patient after = before;
        after.household = house;
        YIGONG_TRY(tx.update(before, after));
        return {};
    }));
    PlanFilter filter;
    filter.practitioner = c.dongheDoctor.practitioner;
    const FollowUpPlan plan = c.plan(filter);
    REQUIRE(plan.rows.size() == 1);
    CHECK(plan.rows[0].household == house);
    CHECK(plan.counts.enrolled == 1);
    REQUIRE(plan.practitioners.size() == 2); // also whom the filter leaves out
    CHECK(plan.practitioners[0].second == "赵德顺"_q);
    CHECK(plan.practitioners[1].second == "钱文秀"_q);
}
