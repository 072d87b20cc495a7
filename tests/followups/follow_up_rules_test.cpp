// SPDX-License-Identifier: GPL-3.0-or-later
// A table of cases, from 国家基本公共卫生服务规范（第三版）: hypertension and type-2 diabetes.
#include "core/followups/follow_up_rules.h"
#include "tests/support/text.h"

#include <catch2/catch.hpp>

using namespace yigong;

namespace {

const QDate today(2026, 5, 20);

FollowUpFinding pressure(int systolic, int diastolic, QDate on = today)
{
    FollowUpFinding f;
    f.date = on;
    f.systolic = systolic;
    f.diastolic = diastolic;
    return f;
}

FollowUpFinding fasting(int hundredths, QDate on = today)
{
    FollowUpFinding f;
    f.date = on;
    f.fastingGlucose = hundredths;
    return f;
}

FollowUpFinding with(FollowUpFinding f, bool FollowUpFinding::*flag)
{
    f.*flag = true;
    return f;
}

FollowUpFinding withSign(FollowUpFinding f, const QString &sign)
{
    f.dangerSigns.append(sign);
    return f;
}

struct Case
{
    const char *what;
    FollowUpProgram program;
    const char *born;
    std::vector<FollowUpFinding> findings;
    const char *outcome, *step;
    QDate due;
    const char *reasons;
};

constexpr auto htn = FollowUpProgram::Hypertension;
constexpr auto dm = FollowUpProgram::Diabetes;
const QDate inMonths(2026, 8, 20), inTwoWeeks(2026, 6, 3), monthBefore(2026, 4, 20);
constexpr const char *at60 = "1966-01-01", *at65 = "1961-05-20", *almost65 = "1961-05-21";

std::vector<Case> cases()
{
    FollowUpFinding random = fasting(0);
    random.fastingGlucose.reset();
    random.glucose = 1670;
    FollowUpFinding both = fasting(650);
    both.systolic = 180;
    return {
        {"one below both lines", htn, at60, {pressure(139, 89)}, "controlled", "routine", inMonths, ""},
        {"the systolic line itself",
         htn,
         at60,
         {pressure(140, 80)},
         "uncontrolled",
         "twoWeeks",
         inTwoWeeks,
         "pressure-above-target"},
        {"the diastolic line itself, and/or",
         htn,
         at60,
         {pressure(120, 90)},
         "uncontrolled",
         "twoWeeks",
         inTwoWeeks,
         "pressure-above-target"},
        {"from 65 years on 150", htn, at65, {pressure(149, 89)}, "controlled", "routine", inMonths, ""},
        {"a day before the birthday",
         htn,
         almost65,
         {pressure(149, 89)},
         "uncontrolled",
         "twoWeeks",
         inTwoWeeks,
         "pressure-above-target"},
        {"old, and the diastolic line stays",
         htn,
         at65,
         {pressure(145, 90)},
         "uncontrolled",
         "twoWeeks",
         inTwoWeeks,
         "pressure-above-target"},
        {"twice in a row",
         htn,
         at60,
         {pressure(150, 95, monthBefore), pressure(142, 88)},
         "uncontrolled",
         "refer",
         inTwoWeeks,
         "uncontrolled-twice pressure-above-target"},
        {"in any order",
         htn,
         at60,
         {pressure(142, 88), pressure(150, 95, monthBefore)},
         "uncontrolled",
         "refer",
         inTwoWeeks,
         "uncontrolled-twice pressure-above-target"},
        {"a good one between",
         htn,
         at60,
         {pressure(150, 95, QDate(2026, 3, 1)), pressure(130, 80, monthBefore), pressure(142, 88)},
         "uncontrolled",
         "twoWeeks",
         inTwoWeeks,
         "pressure-above-target"},
        {"controlled after a poor one",
         htn,
         at60,
         {pressure(150, 95, monthBefore), pressure(130, 80)},
         "controlled",
         "routine",
         inMonths,
         ""},
        {"a first adverse reaction",
         htn,
         at60,
         {with(pressure(130, 80), &FollowUpFinding::adverseReaction)},
         "adverseReaction",
         "twoWeeks",
         inTwoWeeks,
         "adverse-reaction"},
        {"one that goes on",
         htn,
         at60,
         {with(pressure(130, 80, monthBefore), &FollowUpFinding::adverseReaction),
          with(pressure(130, 80), &FollowUpFinding::adverseReaction)},
         "adverseReaction",
         "refer",
         inTwoWeeks,
         "adverse-reaction-twice adverse-reaction"},
        {"a new complication",
         htn,
         at60,
         {with(pressure(130, 80), &FollowUpFinding::newComplication)},
         "complication",
         "refer",
         inTwoWeeks,
         "new-complication"},
        {"180",
         htn,
         at65,
         {pressure(180, 85)},
         "uncontrolled",
         "urgentReferral",
         inTwoWeeks,
         "systolic-high pressure-above-target"},
        {"110",
         htn,
         at65,
         {pressure(130, 110)},
         "uncontrolled",
         "urgentReferral",
         inTwoWeeks,
         "diastolic-high pressure-above-target"},
        {"179/109", htn, at60, {pressure(179, 109)}, "uncontrolled", "twoWeeks", inTwoWeeks, "pressure-above-target"},
        {"a danger sign at a good pressure",
         htn,
         at60,
         {withSign(pressure(130, 80), "剧烈头痛"_q)},
         "controlled",
         "urgentReferral",
         inTwoWeeks,
         "danger-sign"},
        {"a mother above normal",
         htn,
         "1996-01-01",
         {with(pressure(140, 80), &FollowUpFinding::pregnant)},
         "uncontrolled",
         "urgentReferral",
         inTwoWeeks,
         "pregnant-high pressure-above-target"},
        {"a mother within it",
         htn,
         "1996-01-01",
         {with(pressure(120, 80), &FollowUpFinding::pregnant)},
         "controlled",
         "routine",
         inMonths,
         ""},
        {"fasting 6.99", dm, at60, {fasting(699)}, "controlled", "routine", inMonths, ""},
        {"fasting 7.0", dm, at60, {fasting(700)}, "uncontrolled", "twoWeeks", inTwoWeeks, "glucose-above-target"},
        {"twice 7.0",
         dm,
         at60,
         {fasting(900, monthBefore), fasting(700)},
         "uncontrolled",
         "refer",
         inTwoWeeks,
         "uncontrolled-twice glucose-above-target"},
        {"16.7 at any hour",
         dm,
         at60,
         {random},
         "uncontrolled",
         "urgentReferral",
         inTwoWeeks,
         "glucose-high glucose-above-target"},
        {"3.9", dm, at60, {fasting(390)}, "controlled", "urgentReferral", inTwoWeeks, "glucose-low"},
        {"3.91", dm, at60, {fasting(391)}, "controlled", "routine", inMonths, ""},
        {"a diabetic's pressure of 180", dm, at60, {both}, "controlled", "urgentReferral", inTwoWeeks, "systolic-high"},
    };
}

} // namespace

TEST_CASE("follow-ups are judged by the book", "[followups]")
{
    for (const Case &one : cases()) {
        INFO(one.what);
        const auto judged =
            judgeFollowUp(one.program, *PartialDate::parse(QString::fromLatin1(one.born)), one.findings);
        REQUIRE(judged);
        CHECK(nameOf(judged->outcome).toStdString() == one.outcome);
        CHECK(nameOf(judged->step).toStdString() == one.step);
        CHECK(judged->due == one.due);
        CHECK(judged->reasons.join(u' ').toStdString() == one.reasons);
        const bool refers = judged->step == FollowUpStep::Refer || judged->step == FollowUpStep::UrgentReferral;
        CHECK(judged->checkReferralBy == (refers ? inTwoWeeks : QDate()));
    }
}

TEST_CASE("what a follow-up cannot be judged without is asked for", "[followups]")
{
    const auto errorOf = [](FollowUpProgram program, std::vector<FollowUpFinding> findings) {
        const auto judged = judgeFollowUp(program, {}, std::move(findings));
        REQUIRE_FALSE(judged);
        return nameOf(judged.error().kind) + u' ' + judged.error().field;
    };
    CHECK(errorOf(htn, {}) == "Required visits"_q);
    CHECK(errorOf(htn, {fasting(600)}) == "Required sbp"_q);
    CHECK(errorOf(dm, {pressure(120, 80)}) == "Required fastingGlucose"_q);
    CHECK(errorOf(htn, {pressure(1200, 80)}) == "OutOfRange sbp"_q);
    FollowUpFinding random = fasting(0);
    random.fastingGlucose.reset();
    random.glucose = 900; // neither urgent nor fasting: it says nothing of control
    CHECK(errorOf(dm, {random}) == "Required fastingGlucose"_q);
}

TEST_CASE("a county may try other lines", "[followups]")
{
    FollowUpRules rules;
    rules.systolicTarget = 130;
    rules.routineMonths = 1;
    CHECK(judgeFollowUp(htn, *PartialDate::parse(u"1966-01-01"), {pressure(135, 80)}, rules)->step ==
          FollowUpStep::TwoWeeks);
    CHECK(judgeFollowUp(htn, *PartialDate::parse(u"1966-01-01"), {pressure(120, 80)}, rules)->due ==
          QDate(2026, 6, 20));
}
