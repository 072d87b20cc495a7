// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral.h"
#include "core/training/clinic_year.h"

namespace yigong {

/// How far a referral has come.
enum class ReferralStage
{
    Waiting,
    Withdrawn,
    Rejected,
    Accepted,
    NoShow,
    Arrived,
    Treated,
    Returned,
    Received,
    Closed,
};

struct PlannedActivity
{
    QString what;
    int daysAfterReturn = 0;
    bool done = false; ///< where it has fallen due
    int doneLate = 0;  ///< days after it was due
    QString outcome;
};

/// A referral with all that belongs to it. Moments that are not set follow from the one before by chance; none is
/// later than `now`.
struct ReferralPlan
{
    const Person *person = nullptr;
    Id encounter; ///< the visit attached
    Instant sent;
    ReferralStage stage = ReferralStage::Waiting;
    ReferralUrgency urgency = ReferralUrgency::Routine;
    QString department, reason, summary;
    QString diagnosisCode, diagnosis; ///< the sender's impression
    QString resultCode, result;       ///< the receiver's
    QString treatment, plan;
    std::vector<PlannedActivity> activities; ///< counted from the return; written from Returned on
    Instant appointment, returned;
};

/// Writes referrals between two sites: request, events, share, what the receiver saw, and the plan's activities.
class ReferralCourse
{
public:
    ReferralCourse(Desk &from, Desk &to, RecordPile &pile, Instant now, Dice dice);
    void write(const ReferralPlan &plan);

private:
    struct Course;
    ServiceRequest requestOf(const ReferralPlan &plan);
    void walk(Course &course);
    void writeShare(const Course &course);
    void addEvent(Course &course, ReferralEventKind kind, Instant at);
    void writeHospitalVisit(const Course &course);
    void writeActivities(const Course &course, Instant returned);
    [[nodiscard]] Id receiver(const QString &department) const;

    Desk &m_from;
    Desk &m_to;
    RecordPile &m_pile;
    Instant m_now;
    Dice m_dice;
};

/// Referrals by chance out of a village's visits: in every state, some of them overdue.
void referSome(Desk &village, Desk &township, Desk &hospital, const std::vector<Person> &people,
               const std::vector<VisitMade> &visits, int count, RecordPile &pile, Instant now, Dice dice);

} // namespace yigong
