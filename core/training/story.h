// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/training/referral_course.h"

namespace yigong {

/// The people of the pictures and what has happened to them up to the county's day: 李秀兰, whose pressure was 158/92 a
/// fortnight ago and who is due today, and her neighbours. The same whatever the seed, so that a lesson, a picture and
/// a test can count on them.
class Story
{
public:
    Story(const CountyPlan &plan, Households &households, IdSource &ids);

    /// The people, to stand first among the village's.
    [[nodiscard]] const std::vector<Person> &people() const { return m_people; }
    [[nodiscard]] std::vector<ScriptedVisit> visits() const;
    /// Drugs whose lots the story tells.
    static QStringList drugs();
    /// What followed from those visits. `made` as `ClinicYear::work` answered it.
    void write(Desk &village, Desk &hospital, ClinicYear &clinic, const std::vector<VisitMade> &made, RecordPile &pile);

private:
    struct Role;
    struct PastReferral;
    Person makePerson(const Role &role, Households &households, IdSource &ids) const;
    [[nodiscard]] Instant moment(int daysAgo, int hour, int minute) const;
    [[nodiscard]] std::size_t indexOf(QStringView name) const;
    [[nodiscard]] ReferralPlan planOf(QStringView name, const std::vector<VisitMade> &made, int daysAgo) const;
    void writeReturned(const PastReferral &returned, ReferralCourse &course, const std::vector<VisitMade> &made) const;
    void writeReferrals(ReferralCourse &course, const std::vector<VisitMade> &made) const;
    void writeShelf(Shelf &shelf) const;
    void writeConflicts(Desk &village, RecordPile &pile) const;

    const CountyPlan &m_plan;
    std::vector<Person> m_people;
};

} // namespace yigong
