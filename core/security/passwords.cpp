// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passwords.h"
#include "core/security/account.h"
#include "core/security/audit.h"
#include "core/security/policy.h"

#include <QRandomGenerator>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr std::array passwordFaultNames{
    std::pair{PasswordFault::TooShort, "too-short"},        std::pair{PasswordFault::OneCharacter, "one-character"},
    std::pair{PasswordFault::HoldsLogin, "holds-login"},    std::pair{PasswordFault::HoldsName, "holds-name"},
    std::pair{PasswordFault::TooFewKinds, "too-few-kinds"}, std::pair{PasswordFault::SameAsBefore, "same-as-before"},
};

int kindsIn(const QString &password)
{
    bool upper = false, lower = false, digit = false, other = false;
    for (const QChar c : password) {
        upper = upper || (c >= u'A' && c <= u'Z');
        lower = lower || (c >= u'a' && c <= u'z');
        digit = digit || (c >= u'0' && c <= u'9');
        other = other || !((c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'));
    }
    return int(upper) + int(lower) + int(digit) + int(other);
}

bool holds(const QString &password, const QString &word)
{
    return word.size() > 1 && password.contains(word, Qt::CaseInsensitive);
}

/// Whose passwords 等保 wants changed from time to time above all.
bool isPowerful(int role)
{
    const auto known = static_cast<StaffRole>(role);
    return allows(known, Door::ManageStaff) || allows(known, Door::ReadAudit);
}

const QString powerfulDaysKey = QStringLiteral("password-days/powerful");
const QString otherDaysKey = QStringLiteral("password-days/others");
constexpr int usualPowerfulDays = 90, usualOtherDays = 0, mostPasswordDays = 730;

} // namespace

QString nameOf(PasswordFault fault)
{
    for (const auto &[known, word] : passwordFaultNames)
        if (known == fault)
            return QString::fromLatin1(word);
    return {};
}

std::optional<PasswordFault> passwordFaultFrom(QStringView name)
{
    for (const auto &[known, word] : passwordFaultNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

PasswordFault passwordFaultOf(const QString &login, const QString &name, const QString &password)
{
    if (password.size() < passwordLength)
        return PasswordFault::TooShort;
    if (std::all_of(password.begin(), password.end(), [&](QChar c) { return c == password[0]; }))
        return PasswordFault::OneCharacter;
    if (holds(password, login))
        return PasswordFault::HoldsLogin;
    if (holds(password, name))
        return PasswordFault::HoldsName;
    if (password.size() < passphraseLength && kindsIn(password) < passwordKinds)
        return PasswordFault::TooFewKinds;
    return PasswordFault::None;
}

Result<void> checkPassword(const QString &login, const QString &name, const QString &password)
{
    const PasswordFault fault = passwordFaultOf(login, name, password);
    if (fault != PasswordFault::None)
        return fail(ErrorKind::WeakPassword, QStringLiteral("password"), {nameOf(fault)});
    return {};
}

QString oneTimePassword()
{
    static const QString letters = QStringLiteral("23456789ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz");
    constexpr int groups = 3, groupLength = 4;
    QString password;
    do {
        QStringList parts;
        for (int group = 0; group < groups; ++group) {
            QString part;
            for (int i = 0; i < groupLength; ++i)
                part += letters[QRandomGenerator::system()->bounded(static_cast<int>(letters.size()))];
            parts.append(part);
        }
        password = parts.join(u'-');
    } while (passwordFaultOf({}, {}, password) != PasswordFault::None);
    return password;
}

Result<PasswordChange> passwordChangeDue(const Snapshot &snapshot, Id practitioner, QDate today)
{
    YIGONG_LET(account, snapshot.get<Account>(Account::idOf(practitioner)));
    if (account.mustChange)
        return PasswordChange::FirstSignIn;
    YIGONG_LET(role, snapshot.number("SELECT role FROM practitioner WHERE id = ?", {practitioner.bytes()}));
    YIGONG_LET(days, passwordDays(snapshot, static_cast<int>(role)));
    if (days > 0 && account.passwordSetOn.isValid() && account.passwordSetOn.daysTo(today) >= days)
        return PasswordChange::TooOld;
    return PasswordChange::NotNeeded;
}

Result<int> passwordDays(const Snapshot &snapshot, int role)
{
    const bool powerful = isPowerful(role);
    YIGONG_LET(value, snapshot.local(powerful ? powerfulDaysKey : otherDaysKey));
    if (std::holds_alternative<qint64>(value))
        return static_cast<int>(std::get<qint64>(value));
    return powerful ? usualPowerfulDays : usualOtherDays;
}

Result<void> setPasswordDays(Transaction &tx, bool powerful, int days)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    if (days < 0 || days > mostPasswordDays)
        return fail(ErrorKind::OutOfRange, QStringLiteral("days"),
                    {QString::number(days), QStringLiteral("0"), QString::number(mostPasswordDays)});
    YIGONG_LET(before, tx.local(powerful ? powerfulDaysKey : otherDaysKey));
    const bool said = std::holds_alternative<qint64>(before);
    const qint64 usual = powerful ? usualPowerfulDays : usualOtherDays;
    noteSetting(tx, tx.actor(), powerful ? powerfulDaysKey : otherDaysKey,
                QString::number(said ? std::get<qint64>(before) : usual), QString::number(days));
    return tx.setLocal(powerful ? powerfulDaysKey : otherDaysKey, static_cast<qint64>(days));
}

} // namespace yigong
