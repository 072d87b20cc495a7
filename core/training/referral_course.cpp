// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/referral_course.h"
#include "core/base/spans.h"
#include "core/encounters/encounter.h"
#include "core/sync/sync_records.h"
#include "core/training/training_tables.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

struct ReferralCase
{
    QString diagnosisBegins, department;
    ReferralUrgency urgency = ReferralUrgency::Routine;
    QString reason, resultCode, result, treatment, plan;
    std::vector<PlannedActivity> activities;
};

std::vector<ReferralCase> readCases()
{
    std::vector<ReferralCase> cases;
    for (const QStringList &row : trainingRows(u"referral_cases")) {
        ReferralCase c{row[0], row[1], static_cast<ReferralUrgency>(row[2].toInt()), row[3], {}, {}, row[5],
                       row[6], {}};
        c.resultCode = row[4].section(u' ', 0, 0);
        c.result = row[4].section(u' ', 1);
        for (const QString &activity : row[7].split(u'|'))
            c.activities.push_back({activity.section(u':', 0, 0), activity.section(u':', 1).toInt(), false, 0, {}});
        cases.push_back(std::move(c));
    }
    return cases;
}

/// Null where such a thing is not referred.
const ReferralCase *caseOf(const QString &diagnosis)
{
    static const std::vector<ReferralCase> cases = readCases();
    for (const ReferralCase &c : cases)
        if (diagnosis.startsWith(c.diagnosisBegins))
            return &c;
    return nullptr;
}

/// The next moment at which somebody is at their desk.
Instant atWork(Instant at)
{
    const QDate day = civilDay(at);
    const qint64 sinceMidnight = at.ms - startOf(day).ms;
    if (sinceMidnight < 8 * hourMs)
        return {startOf(day).ms + 8 * hourMs + sinceMidnight % (50 * minuteMs)};
    if (sinceMidnight > 17 * hourMs + 30 * minuteMs)
        return {startOf(day.addDays(1)).ms + 8 * hourMs + sinceMidnight % (50 * minuteMs)};
    return at;
}

QString allergyStatementOf(const Person &person)
{
    QStringList substances;
    for (const AllergyIntolerance &allergy : person.allergies)
        substances.append(allergy.substance);
    return substances.isEmpty() ? QStringLiteral("无已知过敏") : substances.join(u'、') + QStringLiteral("过敏");
}

} // namespace

struct ReferralCourse::Course
{
    const ReferralPlan &plan;
    ServiceRequest request;
    Instant at; ///< of the last event
};

ReferralCourse::ReferralCourse(Desk &from, Desk &to, RecordPile &pile, Instant now, Dice dice)
    : m_from(from), m_to(to), m_pile(pile), m_now(now), m_dice(dice)
{}

Id ReferralCourse::receiver(const QString &department) const
{
    for (const Practitioner &person : m_to.site().staff)
        if (person.title.startsWith(department))
            return person.id;
    return m_to.site().staffWith(m_to.site().site.tier == Tier::County ? StaffRole::CountyDoctor
                                                                       : StaffRole::TownshipDoctor);
}

void ReferralCourse::addEvent(Course &course, ReferralEventKind kind, Instant at)
{
    using enum ReferralEventKind;
    course.at = std::min(std::max(at, course.at.plusMs(minuteMs)), m_now.plusMs(-minuteMs));
    const bool bySender = kind == Sent || kind == Withdrawn || kind == Received || kind == Closed;
    const ReferralPlan &plan = course.plan;
    ReferralEvent event;
    event.id = m_from.newId();
    event.referral = course.request.id;
    event.patient = course.request.patient;
    event.site = bySender ? m_from.siteId() : m_to.siteId();
    event.fromSite = m_from.siteId();
    event.toSite = m_to.siteId();
    event.kind = kind;
    event.at = course.at;
    event.practitioner = bySender ? course.request.practitioner : receiver(plan.department);
    switch (kind) {
    case Accepted:
        event.appointment = plan.appointment;
        event.department = plan.department;
        break;
    case Rejected:
        event.note = QStringLiteral("本院本周无号，建议先在镇卫生院检查后再转");
        break;
    case Withdrawn:
        event.note = QStringLiteral("患者已自行去市医院就诊");
        break;
    case Treated:
        event.treatment = plan.treatment;
        break;
    case ReturnedDown:
        event.diagnosis = plan.result;
        event.treatment = plan.treatment;
        event.plan = plan.plan;
        break;
    default:
        break;
    }
    m_pile.add(event);
}

void ReferralCourse::writeHospitalVisit(const Course &course)
{
    const ReferralPlan &plan = course.plan;
    Encounter visit;
    visit.id = m_to.newId();
    visit.patient = course.request.patient;
    visit.site = m_to.siteId();
    visit.practitioner = receiver(plan.department);
    visit.number = m_to.nextNumber();
    visit.start = course.at;
    visit.end = course.at.plusMs(30 * minuteMs);
    visit.visitClass = plan.urgency == ReferralUrgency::Emergency ? QStringLiteral("IMP") : QStringLiteral("AMB");
    visit.complaint = plan.reason;
    visit.summary = plan.treatment;
    visit.advice = plan.plan;
    visit.fee = {m_dice.between(60, 900) * 100};
    m_pile.add(visit);
    Condition condition;
    condition.id = m_to.newId();
    condition.encounter = visit.id;
    condition.patient = visit.patient;
    condition.site = visit.site;
    condition.code = plan.resultCode;
    condition.system = Diagnosis::system();
    condition.display = plan.result;
    condition.primary = true;
    condition.recorded = visit.end;
    condition.clinicalStatus = QStringLiteral("active");
    m_pile.add(condition);
}

void ReferralCourse::writeActivities(const Course &course, Instant returned)
{
    for (const PlannedActivity &planned : course.plan.activities) {
        CarePlanActivity activity;
        activity.id = m_to.newId();
        activity.referral = course.request.id;
        activity.patient = course.request.patient;
        activity.site = m_from.siteId();
        activity.fromSite = m_to.siteId();
        activity.dueOn = civilDay(returned).addDays(planned.daysAfterReturn);
        activity.what = planned.what;
        if (planned.done && activity.dueOn <= civilDay(m_now)) {
            activity.doneOn = std::min(activity.dueOn.addDays(planned.doneLate), civilDay(m_now));
            activity.doneBy = course.request.practitioner;
            activity.outcome = planned.outcome;
        }
        m_pile.add(activity);
    }
}

ServiceRequest ReferralCourse::requestOf(const ReferralPlan &plan)
{
    ServiceRequest request;
    request.id = m_from.newId();
    request.patient = plan.person->patient.id;
    request.encounter = plan.encounter;
    request.site = m_from.siteId();
    request.toSite = m_to.siteId();
    request.practitioner = m_from.site().staff.front().id;
    request.number = m_from.nextNumber();
    request.at = plan.sent;
    request.urgency = plan.urgency;
    request.reason = plan.reason;
    request.diagnosisCode = plan.diagnosisCode;
    request.diagnosis = plan.diagnosis;
    request.summary = plan.summary;
    request.department = plan.department;
    request.allergyStatement = allergyStatementOf(*plan.person);
    request.validUntil = civilDay(plan.sent).addDays(7);
    return request;
}

void ReferralCourse::writeShare(const Course &course)
{
    Share share;
    share.id = m_from.newId();
    share.patient = course.request.patient;
    share.site = course.request.site;
    share.toSite = course.request.toSite;
    share.encounter = course.request.encounter;
    share.referral = course.request.id;
    share.reason = QStringLiteral("referral");
    share.since = course.request.at;
    if (course.plan.stage == ReferralStage::Withdrawn || course.plan.stage == ReferralStage::Closed)
        share.endedOn = civilDay(course.at);
    m_pile.add(share);
}

void ReferralCourse::write(const ReferralPlan &given)
{
    ReferralPlan plan = given;
    if (plan.appointment.isNone()) {
        const int days = plan.urgency == ReferralUrgency::Emergency ? 0 : m_dice.between(1, 3);
        const qint64 slot = m_dice.between(17, 31) * hourMs / 2; // 8:30 to 15:30
        plan.appointment =
            days == 0 ? plan.sent.plusMs(2 * hourMs) : startOf(civilDay(plan.sent).addDays(days)).plusMs(slot);
    }
    Course course{plan, requestOf(plan), plan.sent.plusMs(-minuteMs)};
    m_pile.add(course.request);
    walk(course);
    writeShare(course);
}

void ReferralCourse::walk(Course &course)
{
    using enum ReferralEventKind;
    const ReferralPlan &plan = course.plan;
    const ReferralStage stage = plan.stage;
    addEvent(course, Sent, plan.sent);
    if (stage == ReferralStage::Waiting)
        return;
    const bool urgent = plan.urgency == ReferralUrgency::Emergency;
    const Instant answered = course.at.plusMs(minuteMs * (urgent ? m_dice.between(4, 14) : m_dice.between(20, 200)));
    if (stage == ReferralStage::Withdrawn)
        return addEvent(course, Withdrawn, answered);
    if (stage == ReferralStage::Rejected)
        return addEvent(course, Rejected, answered);
    addEvent(course, Accepted, answered);
    if (stage == ReferralStage::Accepted)
        return;
    if (stage == ReferralStage::NoShow)
        return addEvent(course, NoShow, plan.appointment.plusMs(dayMs));
    addEvent(course, Arrived, plan.appointment.plusMs(minuteMs * m_dice.between(-20, 50)));
    if (stage == ReferralStage::Arrived)
        return;
    writeHospitalVisit(course);
    addEvent(course, Treated, atWork(course.at.plusMs(hourMs * m_dice.between(1, 4))));
    if (stage == ReferralStage::Treated)
        return;
    addEvent(course, ReturnedDown,
             plan.returned.isNone() ? atWork(course.at.plusMs(hourMs * m_dice.between(3, 40))) : plan.returned);
    writeActivities(course, course.at);
    if (stage == ReferralStage::Returned)
        return;
    addEvent(course, Received, atWork(course.at.plusMs(hourMs * m_dice.between(12, 40))));
    if (stage == ReferralStage::Received)
        return;
    addEvent(course, Closed, atWork(course.at.plusMs(dayMs * m_dice.between(1, 3))));
}

namespace {

struct StageChance
{
    ReferralStage stage;
    int fromDay, toDay; ///< days before now at which such a one was sent
};

// In turns, so that even a small village's referrals are in many states. Waiting since more than a day is overdue.
constexpr std::array stages{
    StageChance{ReferralStage::Closed, 25, 110},  StageChance{ReferralStage::Waiting, 0, 3},
    StageChance{ReferralStage::Returned, 6, 10},  StageChance{ReferralStage::Accepted, 1, 2},
    StageChance{ReferralStage::Closed, 30, 300},  StageChance{ReferralStage::Received, 9, 20},
    StageChance{ReferralStage::Rejected, 2, 60},  StageChance{ReferralStage::Arrived, 3, 4},
    StageChance{ReferralStage::Treated, 4, 6},    StageChance{ReferralStage::NoShow, 5, 30},
    StageChance{ReferralStage::Withdrawn, 2, 90}, StageChance{ReferralStage::Closed, 25, 200},
};

/// The last visit before a moment with something that is referred; null where there is none.
const VisitMade *visitBefore(const std::vector<VisitMade> &visits, Instant wanted, const std::vector<Id> &used)
{
    auto at = std::upper_bound(visits.begin(), visits.end(), wanted,
                               [](Instant moment, const VisitMade &visit) { return moment < visit.start; });
    while (at != visits.begin()) {
        --at;
        if (!at->scripted && caseOf(at->diagnosis) && std::find(used.begin(), used.end(), at->encounter) == used.end())
            return &*at;
    }
    return nullptr;
}

} // namespace

void referSome(Desk &village, Desk &township, Desk &hospital, const std::vector<Person> &people,
               const std::vector<VisitMade> &visits, int count, RecordPile &pile, Instant now, Dice dice)
{
    if (visits.empty())
        return;
    int turn = dice.below(static_cast<qsizetype>(stages.size()));
    std::vector<Id> used;
    for (int i = 0; i < count; ++i, ++turn) {
        const StageChance &chance = stages[static_cast<std::size_t>(turn) % stages.size()];
        const Instant wanted = now.plusMs(-dice.between(chance.fromDay * 24, chance.toDay * 24 + 12) * hourMs);
        const VisitMade *visit = visitBefore(visits, wanted, used);
        if (!visit)
            continue;
        used.push_back(visit->encounter);
        const Person &person = people[visit->person];
        const ReferralCase &usual = *caseOf(visit->diagnosis);
        const bool upTwo = usual.urgency != ReferralUrgency::Routine || dice.percent(60);
        ReferralPlan plan;
        plan.person = &person;
        plan.encounter = visit->encounter;
        plan.sent = visit->start.plusMs(minuteMs * dice.between(20, 35));
        plan.stage = chance.stage;
        plan.urgency = usual.urgency;
        plan.department = upTwo ? usual.department : QStringLiteral("全科");
        plan.reason = usual.reason;
        plan.summary = usual.reason + QStringLiteral("。村卫生室处理后未见好转，请上级进一步诊治。");
        plan.diagnosisCode = usual.resultCode;
        plan.diagnosis = usual.result;
        plan.resultCode = usual.resultCode;
        plan.result = usual.result;
        plan.treatment = usual.treatment;
        plan.plan = usual.plan;
        plan.activities = usual.activities;
        for (PlannedActivity &activity : plan.activities) {
            activity.done = chance.stage == ReferralStage::Closed && dice.percent(90);
            activity.doneLate = dice.between(-1, 2);
            activity.outcome = activity.done ? QStringLiteral("已完成，病情平稳") : QString();
        }
        ReferralCourse course(village, upTwo ? hospital : township, pile, now, Dice(dice.next()));
        course.write(plan);
    }
}

} // namespace yigong
