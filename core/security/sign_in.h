// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/keys.h"
#include "core/store/database.h"

namespace yigong {

/// Wrong passwords in a row that lock an account, and for how long the first time. Each further wrong password after
/// a lock has run out locks at once, twice as long as before, up to the longest.
constexpr int signInTries = 5;
constexpr std::int64_t signInFirstLockMs = 10 * 60 * 1000;
constexpr std::int64_t signInLongestLockMs = 24 * 60 * 60 * 1000;
/// Characters of a password at least (NIST SP 800-63B §5.1.1.1).
constexpr int passwordLength = 8;

/// Who may act on this store, by what the store itself knows: works offline. `login` is a practitioner's login (any
/// case) or their exact full name; a name that several share needs the login. Failures are counted in this store, where
/// it can be written; on one opened for reading a lock is heeded, but a failure is not counted.
/// Errors: WrongPassword{tries left} (an unknown name too, so that names cannot be guessed; then without tries left) ·
/// AccountLocked{until} · AccountClosed (closed, or the person has left; said only to who knows the password).
/// Takes some 50 ms on purpose, whatever the answer: not for the interface's thread.
Result<Actor> signIn(Database &db, const QString &login, const QString &password);

/// Whether the account wants its password changed before anything else.
Result<bool> mustChangePassword(const Snapshot &snapshot, Id practitioner);

/// Makes the account of a practitioner who has none. The first sign-in is asked to change the password where
/// `mustChange`. Door ManageStaff over the practitioner's site.
/// Errors: Forbidden · OutOfScope · NotFound{practitioner} · AlreadyExists{"account"} · WeakPassword.
Result<Id> createAccount(Transaction &tx, Id practitioner, const QString &password, bool mustChange,
                         PasswordCost cost = PasswordCost::Usual);

/// Sets the actor's own password. Errors: WrongPassword (`before` is not theirs) · WeakPassword · AccountClosed.
Result<void> changePassword(Transaction &tx, const QString &before, const QString &after);

/// Errors: WeakPassword: shorter than `passwordLength`, equal to the login, or one character over and over.
Result<void> checkPassword(const QString &login, const QString &password);

} // namespace yigong
