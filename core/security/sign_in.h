// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/lockout.h"
#include "core/security/keys.h"
#include "core/security/passwords.h"
#include "core/store/database.h"

namespace yigong {

/// Who may act on this store, by what the store itself knows: works offline. `login` is a practitioner's login (any
/// case) or their exact full name; a name that several share needs the login. Who works elsewhere is unknown here,
/// although a county's store holds their account. Failures are counted in this store, where it can be written; on one
/// opened for reading a lock is heeded, but a failure is not counted. Errors: WrongPassword{tries left} (an unknown
/// name too, so that names cannot be guessed; then without tries left) · AccountLocked{until} · AccountClosed (closed,
/// or the person has left; said only to who knows the password). Takes some 50 ms on purpose, whatever the answer: not
/// for the interface's thread. On an encrypted store that can be written the person's slot is brought up to this
/// password, or taken away with their account: whoever signs in while the store is open may open it by themselves from
/// then on.
Result<Actor> signIn(Database &db, const QString &login, const QString &password);

/// Whose password this is.
struct ProvenPerson
{
    Actor actor;
    QString login;
    QString name;
    bool mustChange = false; ///< somebody else has set the password
};
/// What `signIn` asks, with its errors, failures and locks, and nothing of what follows: nobody is signed in by it.
Result<ProvenPerson> provePassword(Database &db, const QString &login, const QString &password);

/// What opens the store of a folder for one person by their password of this machine; none where the store is plain.
/// Wrong passwords are counted in the person's slot, and lock it as `signIn` locks an account.
/// Errors: WrongPassword{tries left} (without tries: nobody of this login has a slot here) · AccountLocked{until} ·
/// StoreMissing · StoreDamaged · StoreNewer. Takes a tenth of a second on purpose.
Result<SharedStoreKey> storeKeyFor(const QString &folder, const QString &login, const QString &password,
                                   const Clock &clock);

/// After a password was changed: the person's slot of this store follows. Nothing on a plain one, or one that cannot be
/// written. Errors: those of `putSlot`.
Result<void> keepSlot(Database &db, Id practitioner, const QString &password);

/// Takes away the slots of those who have left, whose account was closed or who work elsewhere now: after each exchange
/// with the hub.
Result<void> dropSlotsOfWhoLeft(Database &db);

/// After how many minutes without a key or a move of the mouse the screen locks on this machine: 10 where nobody has
/// said otherwise.
Result<int> idleLockMinutes(const Snapshot &snapshot);
/// Door ManageSettings. Errors: Forbidden · OutOfRange (1 to 60).
Result<void> setIdleLockMinutes(Transaction &tx, int minutes);

/// Makes the account of a practitioner who has none. The first sign-in is asked to change the password where
/// `mustChange`. Door ManageStaff over the practitioner's site.
/// Errors: Forbidden · OutOfScope · NotFound{practitioner} · AlreadyExists{"account"} · WeakPassword.
Result<Id> createAccount(Transaction &tx, Id practitioner, const QString &password, bool mustChange,
                         PasswordCost cost = PasswordCost::Usual);

/// Sets the actor's own password. Errors: WrongPassword (`before` is not theirs) · WeakPassword{fault} · AccountClosed.
Result<void> changePassword(Transaction &tx, const QString &before, const QString &after);

} // namespace yigong
