// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_deadline.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

Instant at(const char *local)
{
    return Instant::fromIso(QString::fromLatin1(local));
}

ReferralEvent event(ReferralEventKind kind, const char *when, const char *appointment = "")
{
    ReferralEvent made;
    made.id = Id::fromKey(QByteArray(when) + appointment);
    made.kind = kind;
    made.at = at(when);
    made.appointment = at(appointment);
    return made;
}

struct Case
{
    const char *story;
    ReferralUrgency urgency;
    std::vector<ReferralEvent> events;
    const char *now;
    ReferralDue due;
    bool bySender;
    const char *when;
    bool overdue;
};

} // namespace

TEST_CASE("the next step of a referral has an end, a site and a limit", "[referrals]")
{
    using Kind = ReferralEventKind;
    using enum ReferralUrgency;
    using Due = ReferralDue;
    const ReferralEvent sent = event(Kind::Sent, "2025-05-13T10:20");
    const ReferralEvent accepted = event(Kind::Accepted, "2025-05-13T11:00", "2025-05-15T09:00");
    const ReferralEvent later = event(Kind::Accepted, "2025-05-14T08:00", "2025-05-20T14:30");
    const ReferralEvent undated = event(Kind::Accepted, "2025-05-13T11:00");
    const ReferralEvent arrived = event(Kind::Arrived, "2025-05-15T09:00");
    const ReferralEvent treated = event(Kind::Treated, "2025-05-15T09:00");
    const ReferralEvent treatedAgain = event(Kind::Treated, "2025-05-16T16:00");
    const ReferralEvent returned = event(Kind::ReturnedDown, "2025-05-17T10:00");
    const ReferralEvent received = event(Kind::Received, "2025-05-18T10:00");
    const ReferralEvent rejected = event(Kind::Rejected, "2025-05-13T12:00");
    const ReferralEvent closed = event(Kind::Closed, "2025-05-20T12:00");
    const ReferralEvent newer = event(Kind{99}, "2025-05-20T12:00");
    // clang-format off
    const std::vector<Case> cases{
        {"an emergency waits 15 minutes",         Emergency, {sent},                   "2025-05-13T10:34", Due::Answer,   false, "2025-05-13T10:35", false},
        {"… and not one more",                    Emergency, {sent},                   "2025-05-13T10:36", Due::Answer,   false, "2025-05-13T10:35", true},
        {"soon: two hours",                       Soon,      {sent},                   "2025-05-13T12:00", Due::Answer,   false, "2025-05-13T12:20", false},
        {"routine: a day",                        Routine,   {sent},                   "2025-05-14T10:19", Due::Answer,   false, "2025-05-14T10:20", false},
        {"with a date: a day after it",           Routine,   {sent, accepted},         "2025-05-16T09:01", Due::Arrival,  false, "2025-05-16T09:00", true},
        {"the date that was set last",            Routine,   {later, sent, accepted},  "2025-05-16T09:01", Due::Arrival,  false, "2025-05-21T14:30", false},
        {"without a date: while the slip is good", Routine,  {sent, undated},          "2025-05-16T09:01", Due::Arrival,  false, "2025-05-20T10:20", false},
        {"on the ward: no limit",                 Routine,   {sent, arrived},          "2025-05-30T09:01", Due::Summary,  false, "",                 false},
        {"treated: the summary within a day",     Routine,   {treatedAgain, treated},  "2025-05-17T17:00", Due::Summary,  false, "2025-05-17T16:00", true},
        {"back: first follow-up in three days",   Routine,   {returned},               "2025-05-18T10:00", Due::FollowUp, true,  "2025-05-20T10:00", false},
        {"taking back does not stop the clock",   Routine,   {returned, received},     "2025-05-20T10:01", Due::FollowUp, true,  "2025-05-20T10:00", true},
        {"rejected: the sender looks after them", Routine,   {sent, rejected},         "2025-05-13T13:00", Due::NewPlan,  true,  "2025-05-14T12:00", false},
        {"closed: nothing",                       Routine,   {sent, closed},           "2025-06-13T13:00", Due::Nothing,  false, "",                 false},
        {"unreadable: nothing to be asked",       Routine,   {sent, newer},            "2025-06-13T13:00", Due::Nothing,  false, "",                 false},
    };
    // clang-format on
    for (const Case &c : cases) {
        INFO(c.story);
        ServiceRequest referral;
        referral.site = Id::fromKey("village");
        referral.toSite = Id::fromKey("hospital");
        referral.at = at("2025-05-13T10:20");
        referral.urgency = c.urgency;
        const ReferralDeadline next = deadlineOf(referral, c.events, at(c.now));
        CHECK(nameOf(next.due) == nameOf(c.due));
        CHECK(next.when.iso() == at(c.when).iso());
        CHECK(next.overdue == c.overdue);
        if (c.due != Due::Nothing)
            CHECK(next.by == (c.bySender ? referral.site : referral.toSite));
    }
}

TEST_CASE("a county sets its own times, and only those who may", "[referrals]")
{
    CountyStore county;
    Actor chief = county.countyDoctor;
    chief.role = static_cast<int>(StaffRole::CountyManager);
    const auto set = [&](const Actor &who, const char *name, qint64 minutes) {
        return county.write(who,
                            [&](Transaction &tx) { return setReferralTime(tx, QString::fromLatin1(name), minutes); });
    };
    CHECK(set(county.villageDoctor, "answerSoon", 60).error().kind == ErrorKind::Forbidden);
    CHECK(set(chief, "answerSoon", 0).error().kind == ErrorKind::OutOfRange);
    CHECK(set(chief, "answerNever", 5).error().kind == ErrorKind::NotFound);
    REQUIRE(set(chief, "answerSoon", 60));
    const auto times = county.read([](const Snapshot &s) { return ReferralTimes::of(s); });
    REQUIRE(times);
    CHECK(times->answerSoon == 60);
    CHECK(times->answerEmergency == 15);
}
