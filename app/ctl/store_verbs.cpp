// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/exchange/divisions_reader.h"
#include "core/exchange/stand_alone_store.h"
#include "core/security/protect_store.h"
#include "core/security/sign_in.h"

namespace yigong {

namespace {

const QString powerfulWord = QStringLiteral("powerful");
const QString othersWord = QStringLiteral("others");

QStringList roleNames()
{
    QStringList names;
    for (int role = static_cast<int>(StaffRole::VillageDoctor); role <= static_cast<int>(StaffRole::Auditor); ++role)
        names.append(nameOf(static_cast<StaffRole>(role)));
    return names;
}

Result<void> createStore(const Ctl &ctl, StandAloneStore plan, const QString &divisions)
{
    YIGONG_LET(password, ctl.secret());
    plan.password = password;
    YIGONG_LET(list, readDivisions(divisions, plan.siteCode.left(6)));
    plan.divisions = std::move(list.divisions);
    YIGONG_LET(made, makeStandAloneStore(plan, ctl.clock()));
    return ctl.print({{QStringLiteral("store"), plan.folder},
                      {QStringLiteral("site"), plan.siteCode},
                      {QStringLiteral("sites"), made.divisions.added},
                      {QStringLiteral("as"), plan.login},
                      {QStringLiteral("recoveryKey"), made.recoveryKey}});
}

/// Of a plain store, as earlier versions made them.
Result<void> encrypt(Ctl &ctl)
{
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(password, ctl.secret());
    Practitioner person;
    {
        YIGONG_LET(session, ctl.openForWriting());
        if (session.db->key())
            return fail(ErrorKind::AlreadyExists, {}, {session.db->file()});
        person = session.practitioner;
    }
    YIGONG_LET(made, protectStore(folder.path, QStringLiteral("yigongctl"),
                                  StoreOpener::account(person.login, password, person.name), ctl.clock()));
    return ctl.print({{QStringLiteral("store"), folder.path}, {QStringLiteral("recoveryKey"), made.recoveryKey}});
}

/// The recovery key opens the store; the person's account decides whether the password is theirs.
Result<void> recover(Ctl &ctl, const QString &recoveryFile)
{
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(password, ctl.secret());
    YIGONG_LET(text, Ctl::secretFrom(recoveryFile));
    YIGONG_LET(recovery, recoveryKeyFrom(text));
    YIGONG_LET(key, unlockStore(Database::fileIn(folder.path), StoreOpener::recovery(std::move(recovery))));
    YIGONG_LET(db, ctl.openWith(key, true));
    YIGONG_TRY(signIn(*db, ctl.as(), password)); // which makes their slot
    return ctl.print({{QStringLiteral("store"), folder.path}, {QStringLiteral("as"), ctl.as()}});
}

Result<void> setIdleLock(Ctl &ctl, qint64 minutes)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor,
                                 [&](Transaction &tx) { return setIdleLockMinutes(tx, static_cast<int>(minutes)); }));
    return ctl.print({{QStringLiteral("minutes"), minutes}});
}

Result<void> setPasswordPeriod(Ctl &ctl, bool powerful, qint64 days)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(
        session.actor, [&](Transaction &tx) { return setPasswordDays(tx, powerful, static_cast<int>(days)); }));
    return ctl.print({{QStringLiteral("days"), days}});
}

} // namespace

void registerStoreVerbs(Ctl &ctl)
{
    CLI::App &store = ctl.noun("store", "Stores");
    ctl.runs(ctl.verb(store, "encrypt", "Encrypt a plain store, for --as by the password of --secret-file"),
             [&ctl] { return encrypt(ctl); });
    CLI::App &recovering = ctl.verb(store, "recover", "Let --as open the store again, by its recovery key");
    const auto &recoveryFile = ctl.text(recovering, "--recovery-file", "File with the recovery key", Given::Always);
    ctl.runs(recovering, [&ctl, &recoveryFile] { return recover(ctl, *recoveryFile); });
    CLI::App &locking = ctl.verb(store, "idle-lock", "After how long without a key this machine's screen locks");
    const auto &minutes = ctl.number(locking, "--minutes", "Minutes", 10, 1, 60);
    ctl.runs(locking, [&ctl, &minutes] { return setIdleLock(ctl, minutes); });
    CLI::App &period = ctl.verb(store, "password-days", "After how many days passwords are changed on this machine");
    const auto &whose = ctl.choice(period, "--whose", "Of those who administer or audit, or of the others",
                                   {powerfulWord, othersWord}, powerfulWord);
    const auto &days = ctl.number(period, "--days", "Days; 0: never", 90, 0, 730);
    ctl.runs(period, [&ctl, &whose, &days] { return setPasswordPeriod(ctl, whose == powerfulWord, days); });
    CLI::App &create = ctl.verb(store, "create", "Make a store of one device without a hub");
    const auto &folder = ctl.text(create, "DIR", "Its folder", Given::Always);
    const auto &site = ctl.text(create, "--site", "Code of the site it works for", Given::Always);
    const auto &divisions = ctl.text(create, "--divisions", "CSV of the county's divisions", Given::Always);
    const auto &login = ctl.text(create, "--login", "Login of its first person", Given::Always);
    const auto &name = ctl.text(create, "--name", "That person's name", Given::Always);
    const auto &role =
        ctl.choice(create, "--role", "That person's role", roleNames(), nameOf(StaffRole::VillageDoctor));
    ctl.runs(create, [&ctl, &folder, &site, &divisions, &login, &name, &role] {
        StandAloneStore plan;
        plan.folder = *folder;
        plan.siteCode = *site;
        plan.login = *login;
        plan.name = *name;
        plan.role = *roleFrom(role);
        return createStore(ctl, plan, *divisions);
    });
}

} // namespace yigong
