// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral_desk.h"

namespace yigong {

/// The referral that a rule asks for, as far as the closed form can say it: whom and why, how urgent, the figures that
/// caused it, and the visit of that day. For a doctor to check and send; where to is theirs to say. Why is judged over
/// all that is known today, as in the plan. Opens the record. Doors SendReferral, ReadPatient.
/// Errors: Forbidden · OutOfScope · NotFound{follow_up} · WrongState{amends: superseded} (it was corrected).
Result<ReferralDraft> referralDraftOf(const Snapshot &snapshot, const Actor &actor, Id followUp);

} // namespace yigong
