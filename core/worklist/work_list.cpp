// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worklist/work_list.h"
#include "core/followups/follow_up_plan.h"
#include "core/security/policy.h"
#include "core/sites/site.h"
#include "core/sync/sync_session.h"

#include <algorithm>

namespace yigong {

namespace {

Instant endOf(QDate day)
{
    return day.isValid() ? startOf(day.addDays(1)).plusMs(-1) : Instant{};
}

/// Name and telephone of whom an item is about: of the record that theirs follows, where two were merged.
Result<void> fillPerson(const Snapshot &snapshot, WorkItem &item)
{
    if (item.patient.isNone())
        return {};
    return snapshot.each(
        "SELECT p.name, p.sex, p.birth_date, p.phone, p.address, p.conditions, "
        "(SELECT max(e.start) FROM encounter e WHERE e.patient = o.id OR e.patient = p.id) FROM patient o "
        "JOIN patient p ON p.id = coalesce((SELECT m.id FROM patient m WHERE m.id = o.merged_into), o.id) "
        "WHERE o.id = ?",
        {item.patient.bytes()}, [&item](const Columns &c) {
            item.patientName = c.text(0);
            item.sex = static_cast<Sex>(c.integer(1));
            item.birthDate = PartialDate::parse(c.text(2)).value_or(PartialDate{});
            item.phone = c.text(3);
            item.address = c.text(4);
            item.conditions = ValueOf<QStringList>::from(c.value(5));
            item.lastSeen = c.instant(6);
        });
}

WorkItem itemOf(WorkKind kind, Id subject, Id patient, Instant deadline, Instant now)
{
    WorkItem item;
    item.kind = kind;
    item.subject = subject;
    item.patient = patient;
    item.deadline = deadline;
    item.overdue = !deadline.isNone() && now > deadline;
    return item;
}

/// One reading of the list: who asks, when, and what was found so far.
class Reading
{
public:
    Reading(const Snapshot &snapshot, const Actor &actor, Instant now)
        : m_snapshot(snapshot), m_actor(actor), m_now(now), m_today(civilDay(now))
    {}

    Result<void> plans();
    Result<void> referrals();
    Result<void> stock();
    Result<void> drafts();
    Result<void> conflicts();
    Result<void> notSeen();
    Result<void> followUps();
    Result<void> waiting();
    Result<WorkList> finished();

private:
    [[nodiscard]] bool may(Door door) const { return allows(static_cast<StaffRole>(m_actor.role), door); }
    void add(WorkItem item) { m_list.items.push_back(std::move(item)); }
    void addReferral(const ReferralRow &row);
    void count(WorkTile &tile, const WorkItem &item) const;

    const Snapshot &m_snapshot;
    const Actor &m_actor;
    const Instant m_now;
    const QDate m_today;
    WorkList m_list;
};

Result<void> Reading::plans()
{
    YIGONG_LET(due,
               m_snapshot.select<CarePlanActivity>(
                   "WHERE site = ? AND done_on = '' AND due_on <= ? AND NOT EXISTS (SELECT 1 FROM patient p "
                   "WHERE p.id = care_plan_activity.patient AND (p.deceased_on <> '' OR p.left_on <> '')) "
                   "ORDER BY due_on, id LIMIT ?",
                   {m_actor.site.bytes(), m_today.addDays(planDaysAhead).toString(Qt::ISODate), qint64{itemsOfAKind}}));
    for (CarePlanActivity &activity : due) {
        WorkItem item = itemOf(WorkKind::PlanItem, activity.id, activity.patient, endOf(activity.dueOn), m_now);
        item.activity = std::move(activity);
        add(std::move(item));
    }
    YIGONG_LET(later, m_snapshot.number("SELECT count(*) FROM care_plan_activity WHERE site = ? AND done_on = '' AND "
                                        "due_on > ? AND due_on <= ?",
                                        {m_actor.site.bytes(), m_today.addDays(planDaysAhead).toString(Qt::ISODate),
                                         m_today.addDays(2 * planDaysAhead).toString(Qt::ISODate)}));
    m_list.dueLater = later;
    return {};
}

void Reading::addReferral(const ReferralRow &row)
{
    const bool ours = row.deadline.due != ReferralDue::Nothing && row.deadline.by == m_actor.site;
    // A patient on the ward has no limit and is nobody's errand today.
    if (ours && !row.deadline.when.isNone()) {
        const bool mayAct = may(row.referral.site == m_actor.site ? Door::SendReferral : Door::AnswerReferral);
        WorkItem item = itemOf(WorkKind::ReferralStep, row.referral.id, row.referral.patient, row.deadline.when, m_now);
        item.referral = row;
        if (mayAct)
            add(std::move(item));
    }
    const qint64 days = row.appointment.isNone() ? -1 : m_today.daysTo(civilDay(row.appointment));
    if (row.referral.site == m_actor.site && row.state == ReferralState::Accepted && (days == 0 || days == 1)) {
        WorkItem item = itemOf(WorkKind::Appointment, row.referral.id, row.referral.patient, row.appointment, m_now);
        item.referral = row;
        add(std::move(item));
    }
}

Result<void> Reading::referrals()
{
    ReferralFilter open;
    open.openOnly = true;
    open.limit = itemsOfAKind;
    YIGONG_LET(rows, referralsOf(m_snapshot, m_actor.site, ReferralDirection::Both, open, m_now));
    for (const ReferralRow &row : rows)
        addReferral(row);
    return {};
}

Result<void> Reading::stock()
{
    if (!may(Door::ReadStock))
        return {};
    YIGONG_LET(toCount, countsDue(m_snapshot, m_actor.site));
    for (BatchBalance &balance : toCount) {
        WorkItem item = itemOf(WorkKind::Count, balance.batch.id, {}, {}, m_now);
        item.batch = std::move(balance);
        add(std::move(item));
    }
    YIGONG_LET(near, nearExpiry(m_snapshot, m_actor.site, m_today));
    for (BatchBalance &balance : near) {
        if (expiryTierOn(balance.batch.expiry, m_today) > ExpiryTier::WithinThreeMonths)
            continue;
        WorkItem item = itemOf(WorkKind::Expiry, balance.batch.id, {}, endOf(balance.batch.expiry), m_now);
        item.batch = std::move(balance);
        add(std::move(item));
    }
    return {};
}

Result<void> Reading::drafts()
{
    return m_snapshot.each("SELECT id, patient, saved FROM draft WHERE practitioner = ? ORDER BY saved LIMIT ?",
                           {m_actor.practitioner.bytes(), qint64{itemsOfAKind}}, [this](const Columns &c) {
                               WorkItem item = itemOf(WorkKind::Draft, c.id(0), c.id(1), {}, m_now);
                               item.saved = c.instant(2);
                               add(std::move(item));
                           });
}

Result<void> Reading::conflicts()
{
    if (!may(Door::SettleConflict))
        return {};
    YIGONG_LET(open, conflictInbox(m_snapshot, m_actor, true));
    for (ConflictState &state : open) {
        WorkItem item = itemOf(WorkKind::Conflict, state.conflict.id, state.conflict.patient, {}, m_now);
        item.conflict = std::move(state);
        add(std::move(item));
    }
    return {};
}

constexpr const char *notSeenFrom =
    " FROM patient p WHERE p.site = ?1 AND p.conditions <> '' AND p.deceased_on = '' AND p.left_on = '' AND "
    "p.voided_on = ''"
    " AND p.merged_into IS NULL AND (instr(char(10) || p.conditions || char(10), char(10) || 'hypertension' || "
    "char(10))"
    " OR instr(char(10) || p.conditions || char(10), char(10) || 'diabetes' || char(10)))"
    " AND NOT EXISTS (SELECT 1 FROM encounter e WHERE e.start >= ?2 AND e.patient IN"
    " (SELECT p.id UNION ALL SELECT m.id FROM patient m WHERE m.merged_into = p.id))";

Result<void> Reading::notSeen()
{
    const Instant since = startOf(m_today.addDays(-notSeenDays));
    YIGONG_LET(
        all, m_snapshot.number(std::string("SELECT count(*)") + notSeenFrom, {m_actor.site.bytes(), qint64{since.ms}}));
    m_list.notSeen = all;
    return m_snapshot.each(std::string("SELECT p.id") + notSeenFrom +
                               " ORDER BY (SELECT max(e.start) FROM encounter e WHERE e.patient = p.id), p.id LIMIT ?3",
                           {m_actor.site.bytes(), qint64{since.ms}, qint64{itemsOfAKind}},
                           [this](const Columns &c) { add(itemOf(WorkKind::NotSeen, c.id(0), c.id(0), {}, m_now)); });
}

Result<void> Reading::followUps()
{
    // A county's manager sees them in the plan: its whole list would hold this one up.
    YIGONG_LET(tier, m_snapshot.number("SELECT tier FROM site WHERE id = ?", {m_actor.site.bytes()}));
    if (tier == static_cast<qint64>(Tier::County))
        return {};
    PlanFilter overdue;
    overdue.state = PlanState::Overdue;
    overdue.limit = itemsOfAKind;
    YIGONG_LET(plan, planOf(m_snapshot, m_actor, overdue, m_today));
    m_list.followUps = plan.counts.overdue;
    for (const PlanRow &row : plan.rows) {
        WorkItem item = itemOf(WorkKind::FollowUp, row.patient, row.patient, endOf(row.plan.due), m_now);
        item.program = row.program;
        item.dueForm = row.plan.dueForm;
        item.dueStage = row.plan.dueStage;
        item.lastFollowUp = row.plan.last;
        item.siteName = row.siteName;
        add(std::move(item));
    }
    return {};
}

Result<void> Reading::waiting()
{
    YIGONG_LET(standing, syncStanding(m_snapshot));
    m_list.notUploaded.count = standing.actsWaiting;
    m_list.notUploaded.nearest = standing.oldestWaiting;
    return {};
}

void Reading::count(WorkTile &tile, const WorkItem &item) const
{
    ++tile.count;
    tile.overdue += item.overdue ? 1 : 0;
    tile.today += !item.overdue && !item.deadline.isNone() && civilDay(item.deadline) == m_today ? 1 : 0;
    if (!item.deadline.isNone() && (tile.nearest.isNone() || item.deadline < tile.nearest))
        tile.nearest = item.deadline;
}

Result<WorkList> Reading::finished()
{
    for (WorkItem &item : m_list.items) {
        YIGONG_TRY(fillPerson(m_snapshot, item));
        if (item.kind == WorkKind::PlanItem)
            count(m_list.due, item);
        else if (item.kind == WorkKind::ReferralStep || item.kind == WorkKind::Appointment)
            count(m_list.referrals, item);
        else if (item.kind == WorkKind::Expiry)
            count(m_list.expiring, item);
    }
    // Overdue follow-ups are a group of their own behind what has its limit today, which they would bury. Stable: what
    // has no deadline keeps the order in which its kind was read.
    const auto place = [](const WorkItem &item) {
        return std::tuple(item.deadline.isNone(), item.kind == WorkKind::FollowUp, item.deadline);
    };
    std::stable_sort(m_list.items.begin(), m_list.items.end(),
                     [&place](const WorkItem &a, const WorkItem &b) { return place(a) < place(b); });
    return std::move(m_list);
}

} // namespace

QString nameOf(WorkKind kind)
{
    switch (kind) {
    case WorkKind::PlanItem:
        return QStringLiteral("plan-item");
    case WorkKind::ReferralStep:
        return QStringLiteral("referral-step");
    case WorkKind::Appointment:
        return QStringLiteral("appointment");
    case WorkKind::Count:
        return QStringLiteral("count");
    case WorkKind::Expiry:
        return QStringLiteral("expiry");
    case WorkKind::Draft:
        return QStringLiteral("draft");
    case WorkKind::Conflict:
        return QStringLiteral("conflict");
    case WorkKind::NotSeen:
        return QStringLiteral("not-seen");
    case WorkKind::FollowUp:
        return QStringLiteral("follow-up");
    }
    return {};
}

Result<WorkList> workList(const Snapshot &snapshot, const Actor &actor, Instant now)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    Reading reading(snapshot, actor, now);
    YIGONG_TRY(reading.plans());
    YIGONG_TRY(reading.referrals());
    YIGONG_TRY(reading.stock());
    YIGONG_TRY(reading.drafts());
    YIGONG_TRY(reading.conflicts());
    YIGONG_TRY(reading.notSeen());
    YIGONG_TRY(reading.followUps());
    YIGONG_TRY(reading.waiting());
    return reading.finished();
}

} // namespace yigong
