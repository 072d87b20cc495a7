// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/policy.h"
#include "core/training/people_names.h"
#include "core/training/record_pile.h"
#include "core/training/training_county.h"

namespace yigong {

/// A site of the county to be, with those who work there.
struct PlannedSite
{
    Site site;
    QString place;                   ///< 王庄村
    std::vector<Practitioner> staff; ///< the one for whom the site's laptop is, first
    Id formerDevice;                 ///< the laptop that wrote the site's past
    int residents = 0;               ///< of a village
    Instant heard;                   ///< the hub's last contact; what was done there later is not known yet

    [[nodiscard]] Id staffWith(StaffRole role) const; ///< the first of that role, or the first at all
};

/// County hospital first, then each township with its villages behind it.
struct CountyPlan
{
    QString name; ///< 云岭县
    Instant now;
    std::vector<PlannedSite> sites;
    std::size_t storyVillage = 0; ///< where the pictures' story plays: 王庄村, or the first village

    [[nodiscard]] const PlannedSite &hospital() const { return sites.front(); }
    [[nodiscard]] const PlannedSite &parentOf(const PlannedSite &site) const;
    [[nodiscard]] QDate today() const { return civilDay(now); }
};

/// Errors: Invalid{what} with field "divisions".
Result<CountyPlan> planCounty(const TrainingOptions &options, const PeopleNames &names, IdSource &ids);
/// Sites, practitioners and accounts.
RecordPile recordsOf(const CountyPlan &plan);

} // namespace yigong
