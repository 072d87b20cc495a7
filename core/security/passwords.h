// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"

namespace yigong {

/// Characters of a password at least (NIST SP 800-63B §5.1.1.1).
constexpr int passwordLength = 8;
/// From so many on it is a passphrase: what kinds of characters it is made of no longer matters.
constexpr int passphraseLength = 16;
/// Of upper-case letters, lower-case letters, digits and all others (Chinese too), so many kinds at least in a shorter
/// one: the complexity that 等保 (GB/T 22239, identity) asks for, whose own figures stand in no standard.
constexpr int passwordKinds = 3;

/// What is wrong with a password; its stable word is the argument of WeakPassword.
enum class PasswordFault : quint8
{
    None,
    TooShort,
    OneCharacter, ///< over and over
    HoldsLogin,
    HoldsName,
    TooFewKinds,
    SameAsBefore,
};
/// "too-short", "one-character", "holds-login", "holds-name", "too-few-kinds", "same-as-before"; empty for None.
QString nameOf(PasswordFault fault);
std::optional<PasswordFault> passwordFaultFrom(QStringView name);

/// Quick: fit for each key pressed. Never answers SameAsBefore, which needs the hash.
PasswordFault passwordFaultOf(const QString &login, const QString &name, const QString &password);
/// Errors: WeakPassword{fault}.
Result<void> checkPassword(const QString &login, const QString &name, const QString &password);

/// A password for one sign-in, from the system's generator: 15 characters that are not mistaken for each other on paper
/// (no 0, O, 1, l, I), in three groups, 69 bits.
QString oneTimePassword();

/// Why a password is to be changed before anything else.
enum class PasswordChange : quint8
{
    NotNeeded,
    FirstSignIn, ///< somebody else has set it
    TooOld
};

/// The change that is due on `today`. Accounts whose password has no date (of a training county) never grow too old.
/// Errors: NotFound (no account).
Result<PasswordChange> passwordChangeDue(const Snapshot &snapshot, Id practitioner, QDate today);

/// After how many days a password is to be changed; 0: never. Accounts that administer or audit: 90 unless told
/// otherwise; the others: 0 unless told otherwise. Kept on this machine.
Result<int> passwordDays(const Snapshot &snapshot, int role);
/// `powerful`: of the accounts that administer or audit. Door ManageSettings. Errors: Forbidden · OutOfRange (0 to 730).
Result<void> setPasswordDays(Transaction &tx, bool powerful, int days);

} // namespace yigong
