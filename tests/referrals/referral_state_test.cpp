// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_state.h"
#include "tests/support/text.h"

#include <algorithm>

using namespace yigong;

namespace {

using Kind = ReferralEventKind;
using State = ReferralState;

std::vector<ReferralEvent> eventsOf(const std::vector<Kind> &kinds)
{
    std::vector<ReferralEvent> events;
    for (const Kind kind : kinds) {
        ReferralEvent event;
        event.kind = kind;
        event.at = {static_cast<std::int64_t>(1000 - events.size())}; // clocks that go backwards change nothing
        events.push_back(event);
    }
    return events;
}

} // namespace

TEST_CASE("a referral's state is the fold of its events, whatever order they come in", "[referrals]")
{
    struct Case
    {
        const char *story;
        std::vector<Kind> kinds;
        State state;
    };
    using enum ReferralEventKind;
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"nothing has come yet but the request",             {},                                          State::Sent},
        {"sent",                                             {Sent},                                      State::Sent},
        {"withdrawn by the village",                         {Sent, Withdrawn},                           State::Withdrawn},
        {"accepted",                                         {Sent, Accepted},                            State::Accepted},
        {"accepted, then a new date",                        {Sent, Accepted, Accepted},                  State::Accepted},
        {"rejected",                                         {Sent, Rejected},                            State::Rejected},
        {"one desk accepts while another rejects",           {Sent, Accepted, Rejected},                  State::Accepted},
        {"withdrawn offline while the hospital accepts",     {Sent, Withdrawn, Accepted},                 State::Withdrawn},
        {"withdrawn offline while the hospital rejects",     {Sent, Withdrawn, Rejected},                 State::Withdrawn},
        {"withdrawn, accepted, and the patient came",        {Sent, Withdrawn, Accepted, Arrived},        State::Arrived},
        {"did not come",                                     {Sent, Accepted, NoShow},                    State::NoShow},
        {"did not come, because it was withdrawn",           {Sent, Withdrawn, Accepted, NoShow},         State::Withdrawn},
        {"came a day late",                                  {Sent, Accepted, NoShow, Arrived},           State::Arrived},
        {"arrived before the acceptance is heard of",        {Sent, Arrived},                             State::Arrived},
        {"treated twice",                                    {Arrived, Treated, Treated},                 State::InTreatment},
        {"sent back down",                                   {Accepted, Arrived, Treated, ReturnedDown},  State::ReturnedDown},
        {"only the return has come so far",                  {ReturnedDown},                              State::ReturnedDown},
        {"taken back",                                       {Accepted, ReturnedDown, Received},          State::Received},
        {"seen at home, closed",                             {Sent, Accepted, Arrived, Treated, ReturnedDown, Received, Closed}, State::Closed},
        {"closed after a rejection that another desk undid", {Sent, Rejected, Closed, Accepted},          State::Closed},
        {"a step of a newer program",                        {Sent, Accepted, Kind{11}},                  State::NeedsNewerProgram},
        {"a step of a newer program after the close",        {Sent, Closed, Kind{200}},                   State::NeedsNewerProgram},
        {"no kind at all",                                   {Sent, Kind{0}},                             State::NeedsNewerProgram},
    }));
    // clang-format on
    INFO(c.story);
    auto kinds = c.kinds;
    std::sort(kinds.begin(), kinds.end());
    do {
        CHECK(nameOf(fold(eventsOf(kinds))) == nameOf(c.state));
    } while (kinds.size() < 7 && std::next_permutation(kinds.begin(), kinds.end()));
    auto twice = c.kinds;
    twice.insert(twice.end(), c.kinds.begin(), c.kinds.end());
    CHECK(nameOf(fold(eventsOf(twice))) == nameOf(c.state));
}

TEST_CASE("every state and urgency has a word of its own", "[referrals]")
{
    QStringList words;
    for (int i = 0; i <= static_cast<int>(State::NeedsNewerProgram); ++i)
        words += nameOf(static_cast<State>(i));
    CHECK_FALSE(words.contains(QString()));
    CHECK(words.removeDuplicates() == 0);
    for (const auto urgency : {ReferralUrgency::Routine, ReferralUrgency::Soon, ReferralUrgency::Emergency})
        CHECK(referralUrgencyFrom(nameOf(urgency)) == urgency);
    CHECK_FALSE(referralUrgencyFrom(u"now"));
}
