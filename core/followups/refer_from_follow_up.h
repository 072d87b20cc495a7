// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"
#include "core/referrals/referral_desk.h"

namespace yigong {

/// The referral that a rule asks for, as far as the closed form can say it: whom and why, how urgent, the figures that
/// caused it, and the visit of that day. For a doctor to check and send; where to is theirs to say. Why is judged over
/// all that is known today, as in the plan. `form` is a `FollowUp` or a `HealthForm`. Opens the record. Doors
/// SendReferral, ReadPatient; of severe mental disorder ReadSensitive too.
/// Errors: Forbidden · OutOfScope · NotFound{follow_up} · WrongState{amends: superseded} (it was corrected).
Result<ReferralDraft> referralDraftOf(const Snapshot &snapshot, const Actor &actor, Id form);

/// Whether the rules ask for a referral, or the form itself says that there is one: an annual examination of somebody
/// in no program is judged by nobody, and may advise one.
bool asksForReferral(const HealthForm &form);

// Of both kinds of forms, for core.

constexpr qsizetype longestReferralReason = 100; // WS 445.16 转诊原因
constexpr qsizetype longestReferralStory = 2000; // WS 445.16 转诊记录

/// The reasons that fit, in their order, with "；" between them.
QString referralReasonOf(const QStringList &reasons);
ReferralUrgency referralUrgencyOf(FollowUpStep step);
/// The visit of that day, where there is one, and its diagnosis where it is of a disease whose code begins with one of
/// `blocks` (none: its primary one); else what the draft says stays.
Result<void> attachVisitOf(const Snapshot &snapshot, QDate day, const QStringList &blocks, ReferralDraft &draft);
/// `referralDraftOf` a `HealthForm`, once the door SendReferral was passed.
Result<ReferralDraft> referralDraftOfHealthForm(const Snapshot &snapshot, const Actor &actor, const HealthForm &form);

} // namespace yigong
