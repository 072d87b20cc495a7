// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral.h"

#include <optional>
#include <span>

namespace yigong {

/// Where a referral stands: the fold of its events. Never stored, never sent, never taken from a page.
enum class ReferralState : quint8
{
    Sent,
    Withdrawn,
    Accepted,
    Rejected,
    Arrived,
    InTreatment,
    ReturnedDown,
    Received,
    Closed,
    NoShow,
    NeedsNewerProgram,
};

/// Stable words for JSON, filters and tests: "sent", "withdrawn", "accepted", "rejected", "arrived", "in-treatment",
/// "returned", "received", "closed", "no-show", "needs-newer-program".
QString nameOf(ReferralState state);
/// "routine", "soon", "emergency"; empty for a number that is none.
QString nameOf(ReferralUrgency urgency);
std::optional<ReferralUrgency> referralUrgencyFrom(QStringView word);
/// "sent", "withdrawn", "accepted", "rejected", "arrived", "treated", "returned", "received", "closed", "no-show"; the
/// number for a kind of a newer program.
QString nameOf(ReferralEventKind kind);

/// The state that a set of events amounts to. Only which kinds are there counts: no order, no clock, no repetition; so
/// every site that holds the same events reads the same state, whichever came first. From the strongest:
///
///   unknown kind   NeedsNewerProgram  a program that cannot read a step must not act on the rest
///   Closed         Closed             the care is done, whatever was still under way on paper
///   Received       Received           what happened to the patient beats what was planned for them, the later step of
///   ReturnedDown   ReturnedDown       the way beats the earlier
///   Treated        InTreatment
///   Arrived        Arrived            came after all: beats a withdrawal, a rejection and a no-show alike
///   Withdrawn      Withdrawn          beats an acceptance of the same hour: the sender knows that nobody will come,
///   and
///                                     the hospital, seeing both, frees the slot
///   NoShow         NoShow
///   Accepted       Accepted           beats a rejection by another desk: a date that was promised is kept
///   Rejected       Rejected
///   Sent, nothing  Sent               a request whose events are still on the way was sent all the same
///
/// The weaker events stay in the referral's history and are shown there.
ReferralState fold(std::span<const ReferralEvent> events);

/// Nobody has a further step to make: Withdrawn or Closed. (A rejection or a no-show waits for its sender.)
bool isOver(ReferralState state);

} // namespace yigong
