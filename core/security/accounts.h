// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/sites/site.h"

#include <vector>

namespace yigong {

// What an administrator does about people. Each door asks ManageStaff over the site (and, where somebody moves, over
// both), and nobody uses one on themselves: a second person gives a role and takes it away.
// Errors of all: Forbidden · OutOfScope · OwnAccount · NotFound · WrongState{day} (the person has left).

/// Another role from now on; what they wrote stays as it is. Errors also: Invalid{role}.
Result<void> changeRole(Transaction &tx, Id practitioner, StaffRole role);
/// 麻精处方权, given or taken away: whether this doctor may prescribe 麻醉 and 第一类精神药品. Errors also:
/// Invalid{role} (given to somebody who writes no visits).
Result<void> setNarcoticRight(Transaction &tx, Id practitioner, bool has);
/// They work elsewhere from now on: their account goes to the devices of that site, and their slot on a device of the
/// former one is taken away at its next exchange. Errors also: NotFound{site} · Closed (the site).
Result<void> moveStaff(Transaction &tx, Id practitioner, Id site);
/// An account for somebody who has none. Answers its one-time password, which is kept nowhere else and is to be changed
/// at the first sign-in. Errors also: AlreadyExists{"account"}.
Result<QString> openAccount(Transaction &tx, Id practitioner, PasswordCost cost = PasswordCost::Usual);
/// The same for a password that was forgotten or seen. Errors also: AccountClosed.
Result<QString> resetPassword(Transaction &tx, Id practitioner, PasswordCost cost = PasswordCost::Usual);
/// They sign in nowhere any more, from each device's next exchange on. It is for good. Errors also: AccountClosed.
Result<void> closeAccount(Transaction &tx, Id practitioner);

/// Whether this person has 麻精处方权 now, and still writes visits.
bool holdsNarcoticRight(const Practitioner &person);
/// The same by id. Without a door: for doors.
Result<bool> hasNarcoticRight(const Snapshot &snapshot, Id practitioner);

/// The county's own site at the top of the tree above (or at) `site`: where accounts are administered.
Result<Id> countyOf(const Snapshot &snapshot, Id site);

enum class AccountState : quint8
{
    None, ///< none that this computer knows of
    Good,
    MustChange, ///< has not signed in since the password was set by somebody else
    Locked,     ///< on this computer, after wrong passwords
    Closed,
};

/// A person of the staff as an administrator sees them.
struct StaffStanding
{
    Practitioner person;
    QString siteName;
    AccountState account = AccountState::None;
    Instant lockedUntil; ///< where Locked
};

/// Of the actor's site and what is below it, by site and name; those who have left last. Door ManageStaff.
/// Errors: Forbidden.
Result<std::vector<StaffStanding>> staffStandings(const Snapshot &snapshot, const Actor &actor, Instant now);

} // namespace yigong
