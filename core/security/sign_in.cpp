// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/sign_in.h"
#include "core/security/account.h"
#include "core/security/accounts.h"
#include "core/security/audit.h"
#include "core/security/staff_list.h"
#include "core/sites/site.h"
#include "core/store/encryption/key_block.h"
#include "core/sync/streams.h"

#include <algorithm>

namespace yigong {

namespace {

struct Candidate
{
    Actor actor;
    QString login;
    QString name;
    bool left = false;
    std::optional<Account> account;
};

Result<std::optional<Candidate>> candidateFor(const Snapshot &snapshot, const QString &login)
{
    // By login first: a login that equals somebody else's name must not make either of them unreachable.
    std::vector<Candidate> found;
    const auto take = [&found](const Columns &columns) {
        found.push_back({{columns.id(0), columns.id(1), static_cast<int>(columns.integer(2))},
                         columns.text(4),
                         columns.text(5),
                         !columns.text(3).isEmpty(),
                         std::nullopt});
    };
    YIGONG_TRY(snapshot.each("SELECT id, site, role, left_on, login, name FROM practitioner WHERE login = ? LIMIT 2",
                             {login.trimmed().toLower()}, take));
    if (found.empty())
        YIGONG_TRY(snapshot.each(
            "SELECT id, site, role, left_on, login, name FROM practitioner WHERE name = ? AND left_on = '' LIMIT 2",
            {login.trimmed()}, take));
    if (found.size() != 1)
        return std::optional<Candidate>{};
    YIGONG_LET(account, snapshot.find<Account>(Account::idOf(found.front().actor.practitioner)));
    found.front().account = std::move(account);
    return std::optional{std::move(found.front())};
}

Result<Failures> failuresOf(const Snapshot &snapshot, Id practitioner)
{
    Failures failures;
    YIGONG_TRY(snapshot.each("SELECT failures, locked_until FROM sign_in WHERE practitioner = ?",
                             {practitioner.bytes()}, [&failures](const Columns &columns) {
                                 failures = {static_cast<int>(columns.integer(0)), columns.instant(1)};
                             }));
    return failures;
}

Result<void> note(Database &db, Id practitioner, Failures failures)
{
    if (db.whyReadOnly())
        return {};
    return db.write({}, [&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.run(
            "INSERT INTO sign_in (practitioner, failures, locked_until) VALUES (?, ?, ?) ON CONFLICT "
            "(practitioner) DO UPDATE SET failures = excluded.failures, locked_until = "
            "excluded.locked_until",
            {practitioner.bytes(), static_cast<qint64>(failures.count), static_cast<qint64>(failures.lockedUntil.ms)}));
        return {};
    });
}

bool hasWritableKey(const Database &db)
{
    return db.key() && !db.whyReadOnly();
}

/// Whether a store of `store` (none: of no site yet) is one that people of `site` sign in at.
Result<bool> worksHere(const Snapshot &snapshot, Id store, Id site)
{
    if (store.isNone())
        return true;
    YIGONG_LET(sites, writableSites(snapshot, store));
    return std::find(sites.begin(), sites.end(), site) != sites.end();
}

/// The store was opened with this very password, or its slot is compared and made anew.
Result<void> bringSlotUpTo(Database &db, const StoreOpener &opener)
{
    if (!hasWritableKey(db) || db.key()->wasOpenedBy(opener))
        return {};
    if (unlockStore(db.file(), opener))
        return {};
    return putSlot(db.file(), *db.key(), opener, db.key()->cost);
}

/// Whoever has no login is found by their name alone.
StoreOpener openerFor(const QString &login, const QString &name, const QString &password)
{
    return StoreOpener::account(login.isEmpty() ? name : login, password, name);
}

void noteFailedSignIn(Database &db, const Actor &whoever, const QString &login, ErrorKind why)
{
    AuditEntry entry = entryOf(whoever, AuditKind::SignInFailed, db.clock().now());
    entry.detail = login.trimmed();
    entry.after = nameOf(why);
    db.note(std::move(entry));
}

/// Wrong passwords while nobody had opened the store: counted in the slot, told here by who then had the right one.
Result<void> noteFailuresWhileClosed(Database &db, const ProvenPerson &candidate)
{
    if (!hasWritableKey(db))
        return {};
    const QString &login = candidate.login.isEmpty() ? candidate.name : candidate.login;
    YIGONG_LET(has, hasSlot(db.file(), login));
    if (!has)
        return {};
    YIGONG_LET(failures, slotFailures(db.file(), login));
    if (failures.count == 0)
        return {};
    note(db, candidate.actor, AuditKind::SignInFailed, candidate.login, failures.count);
    return setSlotFailures(db.file(), login, {});
}

/// Takes as long as a real check, so that an unknown name cannot be told from a wrong password by the clock.
void checkNothing(const QString &password)
{
    static const QByteArray nobody = passwordHash(QStringLiteral("nobody"));
    (void)passwordMatches(nobody, password);
}

} // namespace

Result<ProvenPerson> provePassword(Database &db, const QString &login, const QString &password)
{
    YIGONG_LET(candidate, db.read([&](const Snapshot &snapshot) -> Result<std::optional<Candidate>> {
        return candidateFor(snapshot, login);
    }));
    if (candidate) {
        YIGONG_LET(here, db.read([&](const Snapshot &s) { return worksHere(s, db.site(), candidate->actor.site); }));
        if (!here)
            candidate.reset();
    }
    const auto failed = [&](Error why) {
        noteFailedSignIn(db, candidate ? candidate->actor : Actor{}, login, why.kind);
        return fail(std::move(why));
    };
    if (!candidate || !candidate->account) {
        checkNothing(password);
        return failed({ErrorKind::WrongPassword, {}, {}});
    }
    const Id practitioner = candidate->actor.practitioner;
    YIGONG_LET(failures, db.read([&](const Snapshot &snapshot) { return failuresOf(snapshot, practitioner); }));
    const Instant now = db.clock().now();
    if (failures.locksAt(now))
        return failed({ErrorKind::AccountLocked, {}, {failures.lockedUntil.iso()}});

    if (!passwordMatches(candidate->account->passwordHash.toUtf8(), password)) {
        const Failures counted = failures.andOneMore(now);
        YIGONG_TRY(note(db, practitioner, counted));
        if (!counted.lockedUntil.isNone())
            return failed({ErrorKind::AccountLocked, {}, {counted.lockedUntil.iso()}});
        return failed({ErrorKind::WrongPassword, {}, {QString::number(signInTries - counted.count)}});
    }
    if (candidate->left || candidate->account->closedOn.isValid()) {
        if (hasWritableKey(db))
            YIGONG_TRY(removeSlot(db.file(), *db.key(), candidate->login));
        return failed({ErrorKind::AccountClosed, {}, {}});
    }
    if (failures.count > 0)
        YIGONG_TRY(note(db, practitioner, {}));
    return ProvenPerson{candidate->actor, candidate->login, candidate->name, candidate->account->mustChange};
}

Result<Actor> signIn(Database &db, const QString &login, const QString &password)
{
    YIGONG_LET(person, provePassword(db, login, password));
    YIGONG_TRY(bringSlotUpTo(db, openerFor(person.login, person.name, password)));
    YIGONG_TRY(keepStaffList(db));
    YIGONG_TRY(noteFailuresWhileClosed(db, person));
    note(db, person.actor, AuditKind::SignedIn, person.login);
    return person.actor;
}

Result<SharedStoreKey> storeKeyFor(const QString &folder, const QString &login, const QString &password,
                                   const Clock &clock)
{
    const QString file = Database::fileIn(folder);
    YIGONG_LET(form, storeFormOf(file));
    if (form == StoreForm::Missing)
        return fail(ErrorKind::StoreMissing, {}, {folder});
    if (form != StoreForm::Encrypted)
        return SharedStoreKey();
    YIGONG_LET(failures, slotFailures(file, login));
    const Instant now = clock.now();
    if (failures.locksAt(now))
        return fail(ErrorKind::AccountLocked, {}, {failures.lockedUntil.iso()});
    auto key = unlockStore(file, StoreOpener::account(login, password));
    // A folder that cannot be written counts nothing: Argon2id alone slows whoever guesses there. What was counted is
    // taken back by `signIn`, which can write it down first.
    if (key || key.error().kind != ErrorKind::WrongPassword)
        return key;
    YIGONG_LET(known, hasSlot(file, login));
    if (!known)
        return key;
    const Failures counted = failures.andOneMore(now);
    (void)setSlotFailures(file, login, counted);
    if (!counted.lockedUntil.isNone())
        return fail(ErrorKind::AccountLocked, {}, {counted.lockedUntil.iso()});
    return fail(ErrorKind::WrongPassword, {}, {QString::number(signInTries - counted.count)});
}

Result<void> keepSlot(Database &db, Id practitioner, const QString &password)
{
    YIGONG_LET(person, db.read([&](const Snapshot &snapshot) { return snapshot.get<Practitioner>(practitioner); }));
    YIGONG_TRY(bringSlotUpTo(db, openerFor(person.login, person.name, password)));
    return keepStaffList(db);
}

Result<void> dropSlotsOfWhoLeft(Database &db)
{
    if (!hasWritableKey(db))
        return {};
    QStringList gone;
    YIGONG_TRY(db.read([&](const Snapshot &snapshot) -> Result<void> {
        YIGONG_LET(here, writableSites(snapshot, db.site()));
        return snapshot.each(
            "SELECT p.login, p.site, p.left_on <> '' OR ifnull(a.closed_on, '') <> '' FROM practitioner p "
            "LEFT JOIN account a ON a.practitioner = p.id WHERE p.login <> ''",
            {}, [&](const Columns &columns) {
                const bool elsewhere =
                    !db.site().isNone() && std::find(here.begin(), here.end(), columns.id(1)) == here.end();
                if (elsewhere || columns.integer(2) != 0)
                    gone.append(columns.text(0));
            });
    }));
    for (const QString &login : gone) {
        YIGONG_LET(has, hasSlot(db.file(), login));
        if (has)
            YIGONG_TRY(removeSlot(db.file(), *db.key(), login));
    }
    return keepStaffList(db);
}

namespace {

const QString idleLockKey = QStringLiteral("idle-lock-minutes");
constexpr int usualIdleMinutes = 10, longestIdleMinutes = 60;

} // namespace

Result<int> idleLockMinutes(const Snapshot &snapshot)
{
    YIGONG_LET(value, snapshot.local(idleLockKey));
    return std::holds_alternative<qint64>(value) ? static_cast<int>(std::get<qint64>(value)) : usualIdleMinutes;
}

Result<void> setIdleLockMinutes(Transaction &tx, int minutes)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    if (minutes < 1 || minutes > longestIdleMinutes)
        return fail(ErrorKind::OutOfRange, QStringLiteral("minutes"),
                    {QString::number(minutes), QStringLiteral("1"), QString::number(longestIdleMinutes)});
    YIGONG_LET(before, idleLockMinutes(tx));
    noteSetting(tx, tx.actor(), idleLockKey, QString::number(before), QString::number(minutes));
    return tx.setLocal(idleLockKey, static_cast<qint64>(minutes));
}

Result<Id> createAccount(Transaction &tx, Id practitioner, const QString &password, bool mustChange, PasswordCost cost)
{
    YIGONG_LET(person, tx.find<Practitioner>(practitioner));
    if (!person)
        return fail(ErrorKind::NotFound, QStringLiteral("practitioner"), {practitioner.text()});
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageStaff, person->site));
    YIGONG_TRY(checkPassword(person->login, person->name, password));
    Account account;
    account.id = Account::idOf(practitioner);
    YIGONG_LET(known, tx.find<Account>(account.id));
    if (known)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("account"), {person->login});
    account.practitioner = practitioner;
    account.site = person->site;
    YIGONG_LET(county, countyOf(tx, person->site));
    account.county = county;
    account.passwordSetOn = civilDay(tx.now());
    account.passwordHash = QString::fromLatin1(passwordHash(password, cost));
    account.mustChange = mustChange;
    return tx.insert(account);
}

Result<void> changePassword(Transaction &tx, const QString &before, const QString &after)
{
    YIGONG_LET(account, tx.get<Account>(Account::idOf(tx.actor().practitioner)));
    if (account.closedOn.isValid())
        return fail(ErrorKind::AccountClosed);
    if (!passwordMatches(account.passwordHash.toUtf8(), before))
        return fail(ErrorKind::WrongPassword);
    YIGONG_LET(person, tx.get<Practitioner>(tx.actor().practitioner));
    if (after == before)
        return fail(ErrorKind::WeakPassword, QStringLiteral("password"), {nameOf(PasswordFault::SameAsBefore)});
    YIGONG_TRY(checkPassword(person.login, person.name, after));
    Account changed = account;
    changed.passwordSetOn = civilDay(tx.now());
    changed.passwordHash = QString::fromLatin1(passwordHash(after));
    changed.mustChange = false;
    YIGONG_TRY(tx.update(account, changed));
    return {};
}

} // namespace yigong
