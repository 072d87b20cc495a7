// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"

namespace yigong {

/// A device without a hub: the site tree of its county, one person who signs in, and a key of its own.
struct StandAloneStore
{
    QString folder;
    std::vector<Division> divisions;
    QString siteCode; ///< the site it works for, one of the divisions
    QString login, name, password;
    StaffRole role = StaffRole::VillageDoctor;
    PasswordCost cost = PasswordCost::Usual;
};

struct StandAloneMade
{
    DivisionsImport divisions;
    QString recoveryKey; ///< to be printed and kept away from the machine; nobody can show it again
};

/// Makes it, encrypted: the person's password opens it, and a recovery key. Errors, before anything is written:
/// AlreadyExists {folder} · NotFound {site; code} · Required {login or name} · WeakPassword; then those of
/// `Database::open`, `importDivisions` and `DeviceKey::store`, after which the database is taken away again.
Result<StandAloneMade> makeStandAloneStore(const StandAloneStore &plan, const Clock &clock);

} // namespace yigong
