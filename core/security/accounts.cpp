// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/accounts.h"
#include "core/base/lockout.h"
#include "core/security/account.h"
#include "core/security/passwords.h"
#include "core/security/sign_in.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"

#include <QHash>
#include <algorithm>

namespace yigong {

namespace {

/// The person, whom the actor may administer.
Result<Practitioner> administered(const Transaction &tx, Id practitioner)
{
    YIGONG_LET(person, tx.get<Practitioner>(practitioner));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageStaff, person.site));
    if (person.id == tx.actor().practitioner)
        return fail(ErrorKind::OwnAccount);
    if (person.leftOn.isValid())
        return fail(ErrorKind::WrongState, {}, {person.leftOn.toString(Qt::ISODate)});
    return person;
}

Result<Account> openAccountOf(const Transaction &tx, Id practitioner)
{
    YIGONG_LET(account, tx.get<Account>(Account::idOf(practitioner)));
    if (account.closedOn.isValid())
        return fail(ErrorKind::AccountClosed);
    return account;
}

AccountState stateOf(const Account *account, const Failures &failures, Instant now)
{
    if (account == nullptr)
        return AccountState::None;
    if (account->closedOn.isValid())
        return AccountState::Closed;
    if (failures.locksAt(now))
        return AccountState::Locked;
    return account->mustChange ? AccountState::MustChange : AccountState::Good;
}

} // namespace

Result<Id> countyOf(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(above, ancestorsOf(snapshot, site));
    return above.empty() ? site : above.back().id;
}

Result<void> changeRole(Transaction &tx, Id practitioner, StaffRole role)
{
    YIGONG_LET(before, administered(tx, practitioner));
    if (nameOf(role).isEmpty())
        return fail(ErrorKind::Invalid, QStringLiteral("role"), {QString::number(static_cast<int>(role))});
    Practitioner after = before;
    after.role = static_cast<int>(role);
    YIGONG_TRY(tx.update(before, after));
    return {};
}

bool holdsNarcoticRight(const Practitioner &person)
{
    return person.narcoticFrom.isValid() && !person.narcoticUntil.isValid() &&
           allows(static_cast<StaffRole>(person.role), Door::WriteVisit);
}

Result<void> setNarcoticRight(Transaction &tx, Id practitioner, bool has)
{
    YIGONG_LET(before, administered(tx, practitioner));
    if (has && !allows(static_cast<StaffRole>(before.role), Door::WriteVisit))
        return fail(ErrorKind::Invalid, QStringLiteral("role"), {nameOf(static_cast<StaffRole>(before.role))});
    Practitioner after = before;
    if (has == holdsNarcoticRight(before))
        return {};
    if (has)
        after.narcoticFrom = civilDay(tx.now());
    after.narcoticUntil = has ? QDate() : civilDay(tx.now());
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<bool> hasNarcoticRight(const Snapshot &snapshot, Id practitioner)
{
    YIGONG_LET(person, snapshot.find<Practitioner>(practitioner));
    return person && holdsNarcoticRight(*person);
}

Result<void> moveStaff(Transaction &tx, Id practitioner, Id site)
{
    YIGONG_LET(before, administered(tx, practitioner));
    YIGONG_LET(to, tx.find<Site>(site));
    if (!to)
        return fail(ErrorKind::NotFound, QStringLiteral("site"), {site.text()});
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageStaff, site));
    if (to->closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("site"));
    Practitioner after = before;
    after.site = site;
    YIGONG_TRY(tx.update(before, after));
    YIGONG_LET(account, tx.find<Account>(Account::idOf(practitioner)));
    if (!account)
        return {};
    Account moved = *account;
    moved.site = site;
    YIGONG_LET(county, countyOf(tx, site));
    moved.county = county;
    YIGONG_TRY(tx.update(*account, moved));
    return {};
}

Result<QString> openAccount(Transaction &tx, Id practitioner, PasswordCost cost)
{
    YIGONG_TRY(administered(tx, practitioner));
    QString password = oneTimePassword();
    YIGONG_TRY(createAccount(tx, practitioner, password, true, cost));
    return password;
}

Result<QString> resetPassword(Transaction &tx, Id practitioner, PasswordCost cost)
{
    YIGONG_TRY(administered(tx, practitioner));
    YIGONG_LET(before, openAccountOf(tx, practitioner));
    QString password = oneTimePassword();
    Account after = before;
    after.passwordHash = QString::fromLatin1(passwordHash(password, cost));
    after.mustChange = true;
    after.passwordSetOn = civilDay(tx.now());
    YIGONG_TRY(tx.update(before, after));
    // A lock was for guesses at the former one.
    YIGONG_TRY(tx.run("DELETE FROM sign_in WHERE practitioner = ?", {practitioner.bytes()}));
    return password;
}

Result<void> closeAccount(Transaction &tx, Id practitioner)
{
    YIGONG_TRY(administered(tx, practitioner));
    YIGONG_LET(before, openAccountOf(tx, practitioner));
    Account after = before;
    after.closedOn = civilDay(tx.now());
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<std::vector<StaffStanding>> staffStandings(const Snapshot &snapshot, const Actor &actor, Instant now)
{
    YIGONG_TRY(require(snapshot, actor, Door::ManageStaff));
    YIGONG_LET(sites, subtreeOf(snapshot, actor.site));
    YIGONG_LET(staff, staffOf(snapshot, actor.site));
    YIGONG_LET(accounts, snapshot.select<Account>({}));
    QHash<Id, const Account *> byPerson;
    for (const Account &account : accounts)
        byPerson.insert(account.practitioner, &account);
    QHash<Id, Failures> failures;
    YIGONG_TRY(snapshot.each("SELECT practitioner, failures, locked_until FROM sign_in", {}, [&](const Columns &c) {
        failures.insert(c.id(0), {static_cast<int>(c.integer(1)), c.instant(2)});
    }));
    QHash<Id, std::size_t> place;
    for (std::size_t i = 0; i < sites.size(); ++i)
        place.insert(sites[i].id, i);
    std::vector<StaffStanding> standings;
    for (Practitioner &person : staff) {
        StaffStanding one;
        one.siteName = sites[place.value(person.site)].name;
        const Failures counted = failures.value(person.id);
        one.account = stateOf(byPerson.value(person.id), counted, now);
        if (one.account == AccountState::Locked)
            one.lockedUntil = counted.lockedUntil;
        one.person = std::move(person);
        standings.push_back(std::move(one));
    }
    std::stable_sort(standings.begin(), standings.end(), [&place](const StaffStanding &a, const StaffStanding &b) {
        const bool aLeft = a.person.leftOn.isValid(), bLeft = b.person.leftOn.isValid();
        return aLeft != bLeft ? bLeft : place.value(a.person.site) < place.value(b.person.site);
    });
    return standings;
}

} // namespace yigong
