// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral_state.h"
#include "core/store/transaction.h"

namespace yigong {

/// How long each end of a referral may take, in minutes. The defaults are what county practice goes by; a county
/// changes them (`setReferralTime`), and they are this store's own setting.
struct ReferralTimes
{
    qint64 answerEmergency = 15;
    qint64 answerSoon = 2 * 60;
    qint64 answerRoutine = 24 * 60;
    qint64 slipValid = 7 * 24 * 60;         ///< 转诊单 valid: without an appointment, until then they may come
    qint64 noShowAfterSlot = 24 * 60;       ///< after the appointment
    qint64 summaryAfterTreatment = 24 * 60; ///< from the last treatment noted to the return
    qint64 firstFollowUp = 72 * 60;         ///< three working days: from the return to the first follow-up
    qint64 lookAfterRefusal = 24 * 60;      ///< the sender sees to a rejected patient, or one who did not come

    /// This store's settings over the defaults.
    static Result<ReferralTimes> of(const Snapshot &snapshot);
};

/// Sets one of them for this store; `name` is the member's. Errors: Forbidden · NotFound{name} · OutOfRange.
Result<void> setReferralTime(Transaction &tx, const QString &name, qint64 minutes);

enum class ReferralDue : quint8
{
    Nothing,
    Answer,   ///< accept or reject: the destination
    Arrival,  ///< note that they came, or did not: the destination
    Summary,  ///< treat, send back down with summary and plan: the destination
    FollowUp, ///< take back, see them for the first time, close: the sender
    NewPlan,  ///< rejected or not come: the sender looks after them and closes
};
/// "answer", "arrival", "summary", "follow-up", "new-plan"; empty for Nothing.
QString nameOf(ReferralDue due);

/// The next step: what, by which site, until when. `when` is none where the step has no time limit (a patient on the
/// ward is treated as long as it takes).
struct ReferralDeadline
{
    ReferralDue due = ReferralDue::Nothing;
    Id by;
    Instant when;
    bool overdue = false;
};

ReferralDeadline deadlineOf(const ServiceRequest &referral, std::span<const ReferralEvent> events, Instant now,
                            const ReferralTimes &times = {});

/// The appointment in force: of the acceptances the one that was made last (time, then id). None where none is set.
Instant appointmentOf(std::span<const ReferralEvent> events);

} // namespace yigong
