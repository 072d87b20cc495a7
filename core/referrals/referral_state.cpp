// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_state.h"

#include <algorithm>
#include <array>
#include <utility>

namespace yigong {

namespace {

using Kind = ReferralEventKind;
using State = ReferralState;

/// The precedence table of the header, strongest first. `Sent` is what is left.
constexpr std::array precedence{
    std::pair{Kind::Closed, State::Closed},
    std::pair{Kind::Received, State::Received},
    std::pair{Kind::ReturnedDown, State::ReturnedDown},
    std::pair{Kind::Treated, State::InTreatment},
    std::pair{Kind::Arrived, State::Arrived},
    std::pair{Kind::Withdrawn, State::Withdrawn},
    std::pair{Kind::NoShow, State::NoShow},
    std::pair{Kind::Accepted, State::Accepted},
    std::pair{Kind::Rejected, State::Rejected},
    std::pair{Kind::Sent, State::Sent},
};

constexpr std::array stateWords{
    std::pair{State::Sent, "sent"},
    std::pair{State::Withdrawn, "withdrawn"},
    std::pair{State::Accepted, "accepted"},
    std::pair{State::Rejected, "rejected"},
    std::pair{State::Arrived, "arrived"},
    std::pair{State::InTreatment, "in-treatment"},
    std::pair{State::ReturnedDown, "returned"},
    std::pair{State::Received, "received"},
    std::pair{State::Closed, "closed"},
    std::pair{State::NoShow, "no-show"},
    std::pair{State::NeedsNewerProgram, "needs-newer-program"},
};

constexpr std::array kindWords{
    std::pair{Kind::Sent, "sent"},
    std::pair{Kind::Withdrawn, "withdrawn"},
    std::pair{Kind::Accepted, "accepted"},
    std::pair{Kind::Rejected, "rejected"},
    std::pair{Kind::Arrived, "arrived"},
    std::pair{Kind::Treated, "treated"},
    std::pair{Kind::ReturnedDown, "returned"},
    std::pair{Kind::Received, "received"},
    std::pair{Kind::Closed, "closed"},
    std::pair{Kind::NoShow, "no-show"},
};

constexpr std::array urgencyWords{
    std::pair{ReferralUrgency::Routine, "routine"},
    std::pair{ReferralUrgency::Soon, "soon"},
    std::pair{ReferralUrgency::Emergency, "emergency"},
};

template <typename Table, typename T> QString wordOf(const Table &table, T value)
{
    for (const auto &[known, word] : table)
        if (known == value)
            return QString::fromLatin1(word);
    return {};
}

bool isKnown(Kind kind)
{
    return std::any_of(precedence.begin(), precedence.end(), [kind](const auto &rule) { return rule.first == kind; });
}

} // namespace

QString nameOf(ReferralState state)
{
    return wordOf(stateWords, state);
}

QString nameOf(ReferralUrgency urgency)
{
    return wordOf(urgencyWords, urgency);
}

std::optional<ReferralUrgency> referralUrgencyFrom(QStringView word)
{
    for (const auto &[urgency, known] : urgencyWords)
        if (word == QLatin1String(known))
            return urgency;
    return std::nullopt;
}

QString nameOf(ReferralEventKind kind)
{
    const QString word = wordOf(kindWords, kind);
    return word.isEmpty() ? QString::number(static_cast<int>(kind)) : word;
}

ReferralState fold(std::span<const ReferralEvent> events)
{
    if (std::any_of(events.begin(), events.end(), [](const ReferralEvent &e) { return !isKnown(e.kind); }))
        return State::NeedsNewerProgram;
    for (const auto &[kind, state] : precedence)
        if (std::any_of(events.begin(), events.end(), [k = kind](const ReferralEvent &e) { return e.kind == k; }))
            return state;
    return State::Sent;
}

bool isOver(ReferralState state)
{
    return state == State::Closed || state == State::Withdrawn;
}

} // namespace yigong
