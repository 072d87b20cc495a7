// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_rules.h"
#include "core/inventory/balance.h"
#include "core/referrals/referral_list.h"
#include "core/store/transaction.h"
#include "core/sync/conflicts.h"

#include <optional>
#include <vector>

namespace yigong {

/// What waits for somebody of a site. Each kind says which of an item's parts is set.
enum class WorkKind : quint8
{
    PlanItem,     ///< of a patient who was sent back: `activity`, due or soon due
    ReferralStep, ///< the next step of a referral is this site's: `referral` (see its deadline)
    Appointment,  ///< accepted, for today or tomorrow: tell the patient: `referral`
    Count,        ///< a batch whose ledger may be wrong: `batch`
    Expiry,       ///< a batch with something left that is expired or will be within three months: `batch`
    Draft,        ///< a visit of this laptop that was not closed: `saved`
    Conflict,     ///< two sites entered two things: `conflict`
    NotSeen,      ///< hypertension or diabetes, and no visit within 90 days: `lastSeen`, `conditions`
    FollowUp,     ///< overdue in a program, also below this site: `program`, `dueForm`, `lastFollowUp`, `siteName`
};
/// "plan-item", "referral-step", "appointment", "count", "expiry", "draft", "conflict", "not-seen", "follow-up".
QString nameOf(WorkKind kind);

struct WorkItem
{
    WorkKind kind = WorkKind::PlanItem;
    Id subject; ///< the record to open: activity, referral, batch, draft, conflict, patient
    Id patient; ///< none for stock
    QString patientName, phone, address;
    Sex sex = Sex::Unknown;
    PartialDate birthDate;
    Instant deadline; ///< none where there is no limit; of a day, its last moment
    bool overdue = false;
    Instant lastSeen;       ///< last visit at any site that this store knows; none where there is none
    QStringList conditions; ///< the resident's chronic ones
    Instant saved;          ///< of a draft
    std::optional<FollowUpProgram> program;
    QString dueForm, dueStage; ///< of a program whose forms are data (follow_up_plan.h)
    QDate lastFollowUp;        ///< invalid where there was none
    QString siteName;          ///< of a follow-up: who looks after them
    std::optional<CarePlanActivity> activity;
    std::optional<ReferralRow> referral;
    std::optional<BatchBalance> batch;
    std::optional<ConflictState> conflict;
};

/// A figure with a word beside it: how many, of them overdue and for today, and when the nearest is.
struct WorkTile
{
    qint64 count = 0;
    qint64 overdue = 0;
    qint64 today = 0;
    Instant nearest; ///< deadline; for what was not uploaded, since when the oldest waits
};

struct WorkList
{
    WorkTile due;                ///< PlanItem
    WorkTile referrals;          ///< ReferralStep and Appointment
    WorkTile expiring;           ///< Expiry
    WorkTile notUploaded;        ///< acts of this laptop that the hub has not taken
    qint64 dueLater = 0;         ///< plan items of the week after those listed
    qint64 notSeen = 0;          ///< residents, also beyond those listed
    qint64 followUps = 0;        ///< overdue ones, also beyond those listed
    std::vector<WorkItem> items; ///< nearest deadline first, then overdue follow-ups, what has no deadline last;
                                 ///< at most `itemsOfAKind` each
};

constexpr int itemsOfAKind = 200;
constexpr int planDaysAhead = 7;
constexpr int notSeenDays = 90;

/// What is to be done at the actor's site today. Drafts are the actor's own. Each part is asked only of those who may
/// use its door: patients, stock (ReadStock), conflicts (SettleConflict). Errors: Forbidden.
Result<WorkList> workList(const Snapshot &snapshot, const Actor &actor, Instant now);

} // namespace yigong
