// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/asker.h"
#include "core/security/account.h"
#include "core/sites/site.h"
#include "core/sync/streams.h"

#include <algorithm>

namespace yigong {

Result<std::optional<Actor>> personAt(const Snapshot &snapshot, const HubDevice &device, Id practitioner, QDate day)
{
    using Nobody = std::optional<Actor>;
    YIGONG_LET(person, snapshot.find<Practitioner>(practitioner));
    YIGONG_LET(account, snapshot.find<Account>(Account::idOf(practitioner)));
    const auto isOverBy = [day](QDate end) { return end.isValid() && end < day; };
    if (!person || !account || isOverBy(person->leftOn) || isOverBy(account->closedOn))
        return Nobody{};
    YIGONG_LET(sites, writableSites(snapshot, device.site));
    if (std::find(sites.begin(), sites.end(), account->site) == sites.end())
        return Nobody{};
    return Nobody{{person->id, person->site, person->role}};
}

} // namespace yigong
