// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral_state.h"
#include "core/sites/site.h"
#include "core/store/transaction.h"

#include <vector>

namespace yigong {

/// The doors of a referral, one an act. Each appends events; what they amount to is `fold`'s.
/// All of them refuse with Forbidden (role), NotFound, OutOfScope (the actor works at the wrong end: a referral is
/// pushed only by the staff of its own two sites), WrongState{state found}, NeedsNewerProgram (an event that this
/// program cannot read), Required{field}, OutOfRange{characters, 1, longest}, Invalid{field: control characters}.

/// What a 转诊单 says. `encounter` may be none. `reason` is 转诊原因, 1 to 100 characters (WS 445.16); the story goes
/// into `summary`. `allergyStatement` must be said, "无" or "不详" if that is so: the receiving form has it and paper
/// has not.
struct ReferralDraft
{
    Id patient;
    Id encounter;
    Id toSite;
    ReferralUrgency urgency = ReferralUrgency::Routine;
    QString reason;
    QString diagnosisCode; ///< with `diagnosis`; both empty: the attached visit's primary diagnosis is taken
    QString diagnosis;
    QString summary;
    QString department;
    QString allergyStatement;
};

struct SentReferral
{
    Id id;
    QString number;          ///< the short number people see
    bool skipsLevel = false; ///< 越级: past the township, and no emergency; allowed, to be warned about
};

/// Where a site may refer to: its ancestors (village → township → county) and the other hospitals of its county that
/// are open, nearest first.
Result<std::vector<Site>> destinationsOf(const Snapshot &snapshot, Id site);
/// Whether this would be 越级: a village past its township without an emergency.
bool skipsLevel(const Site &from, const Site &to, ReferralUrgency urgency);

/// Writes request, first event and the share of the resident and the visit in the caller's commit. The sending site is
/// the actor's. Errors also: OutOfScope{site} for a destination that is none, Invalid{encounter} for another's visit.
Result<SentReferral> sendReferral(Transaction &tx, const ReferralDraft &draft);

/// By the sender, before an answer. Ends the share.
Result<void> withdrawReferral(Transaction &tx, Id referral, const QString &reason);

/// By the destination. `appointment` may be none ("come at any time while the slip is valid").
Result<void> acceptReferral(Transaction &tx, Id referral, Instant appointment, const QString &department,
                            const QString &note);
/// A new date for an accepted one; the former acceptance stays in the history.
Result<void> changeAppointment(Transaction &tx, Id referral, Instant appointment, const QString &department,
                               const QString &note);
Result<void> rejectReferral(Transaction &tx, Id referral, const QString &reason);
/// After an acceptance or a no-show that came after all; in an emergency also before any answer.
Result<void> markArrived(Transaction &tx, Id referral, const QString &note = {});
/// After the appointment's time. Errors also: OutOfRange{appointment}.
Result<void> markNoShow(Transaction &tx, Id referral, const QString &note = {});
/// What was done; as often as something is. Notes the arrival where nobody had.
Result<void> recordTreatment(Transaction &tx, Id referral, const QString &whatWasDone);

/// One thing to do at home, and by when.
struct PlanItem
{
    QDate dueOn;
    QString what;
};
/// 回转单. `plan` is 下一步治疗方案及康复建议; the items land on the sender's work list.
struct ReturnSlip
{
    QString diagnosis; ///< required
    QString treatment;
    QString plan;
    std::vector<PlanItem> items; ///< none: the plan's text becomes one item, due with the first follow-up
};
/// By the destination, once accepted. Notes the arrival where nobody had: who is sent back was there.
Result<void> returnDown(Transaction &tx, Id referral, const ReturnSlip &slip);

/// The sender has the patient back.
Result<void> receiveBack(Transaction &tx, Id referral, const QString &note = {});
/// The sender has seen the patient for the first time since (taking them back, where nobody had); or has seen to one
/// who was rejected or did not come. Ends the share.
Result<void> closeReferral(Transaction &tx, Id referral, const QString &outcome);
/// One item of the plan, by the staff of the site that has it to do. Errors also: Closed (done before).
Result<void> completeActivity(Transaction &tx, Id activity, const QString &outcome);

} // namespace yigong
