// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace yigong {

/// Who may open an encrypted store on this machine (staff.json beside it): names, logins and roles of staff, who are
/// known to everybody at their clinic, and nothing else. So that one picks oneself and types only the password while
/// the store is still closed.
struct StaffList
{
    struct Person
    {
        QString login;
        QString name;
        int role = 0; ///< StaffRole
    };
    QString county;
    QString siteName;
    Instant lastExchange; ///< with the hub
    std::vector<Person> people;
};

/// Everybody who works at the store's site, by what the store says.
Result<StaffList> staffListOf(Database &db);
/// The list beside a closed store; none where there is none, or it cannot be read.
std::optional<StaffList> readStaffList(const QString &folder);
/// Brings the list beside an open encrypted store up to who of the staff has a slot in it. Nothing of a plain one, or
/// one that cannot be written. Errors: those of `writeDurably`.
Result<void> keepStaffList(Database &db);

} // namespace yigong
