// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/colleagues.h"

namespace yigong {

Result<std::vector<Practitioner>> colleaguesAt(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(all, snapshot.select<Practitioner>("WHERE site = ? ORDER BY login, id", {site.bytes()}));
    std::erase_if(all, [](const Practitioner &person) { return person.leftOn.isValid(); });
    return all;
}

Result<QString> practitionerName(const Snapshot &snapshot, Id practitioner)
{
    YIGONG_LET(found, snapshot.find<Practitioner>(practitioner));
    return found ? found->name : QString();
}

} // namespace yigong
