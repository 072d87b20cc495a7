// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "core/store/transaction.h"

#include <map>
#include <vector>

namespace yigong {

/// A site whose figures are not, or not all, in a report.
struct MissingSite
{
    Id site;
    QString code;
    QString name;
    Tier tier = Tier::Village;
    Instant lastSeen; ///< none: never
};

/// Which sites a report has heard of late enough. "11 of 12 villages reported; 王庄 last seen 3 days ago."
struct Coverage
{
    int sites = 0; ///< asked for, the store's own among them
    int reported = 0;
    int villages = 0;
    int villagesReported = 0;
    std::vector<MissingSite> missing; ///< longest unseen first, never seen before all; then by code

    [[nodiscard]] bool isComplete() const { return missing.empty(); }
    [[nodiscard]] bool lacks(Id site) const;
};

/// When a site was last heard at the hub, of all that this store knows.
///  - A hub's store: of the site's devices in use, the one that was heard longest ago, because it is that one's
///    records that are missing. A device that never came has recorded nothing, as long as another of its site has come.
///  - A device's store: what the hub told at the last pull (local "contact/<site id>", milliseconds); its own site
///    is always known.
/// None for a site of which nothing is known, also for one without any device.
Result<std::map<Id, Instant>> lastContacts(const Snapshot &snapshot, const std::vector<Site> &sites, Instant now);

/// A site has reported if it was heard after the period's end; or, while that is not long past, within the last day.
Result<Coverage> coverageOf(const Snapshot &snapshot, const std::vector<Site> &sites, Instant periodEnd, Instant now);

} // namespace yigong
