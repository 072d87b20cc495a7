// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "core/store/transaction.h"

#include <vector>

namespace yigong {

struct StaffDraft
{
    QString name;
    QString login; ///< 2 to 32 of a-z, 0-9, dot and hyphen, a letter first; in lower case
    Id site;
    int role = 0; ///< StaffRole
    QString title;
};

/// Takes somebody into the county's staff; an account is made beside (`createAccount`). Door ManageStaff over the site.
/// Errors: Forbidden · OutOfScope · Required{name} · Invalid{login | role} · NotFound{site} · Closed{site} ·
/// AlreadyExists{login}.
Result<Id> addPractitioner(Transaction &tx, const StaffDraft &draft);

/// From that day on they sign in no more; what they wrote stays theirs. Door ManageStaff. Errors: NotFound · Forbidden
/// · OutOfScope · OwnAccount · WrongState (has left).
Result<void> markLeft(Transaction &tx, Id practitioner, QDate day);

/// Of the site and everything below it (none: all), by site and name; who has left among them.
Result<std::vector<Practitioner>> staffOf(const Snapshot &snapshot, Id site = {});
Result<std::optional<Practitioner>> practitionerByLogin(const Snapshot &snapshot, const QString &login);

} // namespace yigong
