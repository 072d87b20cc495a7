// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/stand_alone_store.h"
#include "core/all_records.h"
#include "core/base/text.h"
#include "core/security/protect_store.h"
#include "core/security/sign_in.h"
#include "core/store/database.h"
#include "core/store/encryption/key_block.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

const QString databaseFile = QStringLiteral("yigong.db");

Result<void> check(const StandAloneStore &plan)
{
    if (QFile::exists(QDir(plan.folder).filePath(databaseFile)))
        return fail(ErrorKind::AlreadyExists, {}, {plan.folder});
    if (tidied(plan.login).isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("login"));
    if (tidied(plan.name).isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("name"));
    if (std::none_of(plan.divisions.begin(), plan.divisions.end(),
                     [&](const Division &division) { return division.code == plan.siteCode; }))
        return fail(ErrorKind::NotFound, QStringLiteral("site"), {plan.siteCode});
    return checkPassword(tidied(plan.login), tidied(plan.name), plan.password);
}

Result<DivisionsImport> fill(Transaction &tx, const StandAloneStore &plan)
{
    YIGONG_LET(done, importDivisions(tx, plan.divisions));
    Practitioner person;
    person.name = tidied(plan.name);
    person.login = tidied(plan.login);
    person.site = Site::idOf(plan.siteCode);
    person.role = static_cast<int>(plan.role);
    YIGONG_LET(practitioner, tx.insert(person));
    YIGONG_TRY(createAccount(tx, practitioner, plan.password, false, plan.cost));
    YIGONG_TRY(tx.setLocal(QStringLiteral("letter"), QStringLiteral("A")));
    return done;
}

Result<StandAloneMade> make(const StandAloneStore &plan, const Clock &clock)
{
    StoreOptions options;
    options.folder = plan.folder;
    options.create = true;
    StandAloneMade made;
    FreshRecovery recovery = FreshRecovery::make();
    made.recoveryKey = recovery.text;
    const std::array openers{StoreOpener::account(tidied(plan.login), plan.password, tidied(plan.name)),
                             std::move(recovery.opener)};
    YIGONG_LET(key, createKeyBlock(Database::fileIn(plan.folder), openers,
                                   plan.cost == PasswordCost::Usual ? SlotCost::Usual : SlotCost::Training));
    options.key = key;
    YIGONG_LET(db, Database::open(options, allRecordTypes(), clock));
    if (const auto why = db->whyReadOnly())
        return fail(*why);
    YIGONG_TRY(db->becomeDevice(IdSource(clock).next(), Site::idOf(plan.siteCode)));
    // Nobody can sign in yet: the county makes its first account.
    const QString county = plan.siteCode.left(6);
    const Actor maker{{}, Site::idOf(county), static_cast<int>(StaffRole::Administrator)};
    YIGONG_LET(done, db->write(maker, [&](Transaction &tx) { return fill(tx, plan); }));
    made.divisions = done;
    YIGONG_TRY(DeviceKey::make().store(QDir(plan.folder).filePath(QStringLiteral("device.key")), db->key()));
    return made;
}

} // namespace

Result<StandAloneMade> makeStandAloneStore(const StandAloneStore &plan, const Clock &clock)
{
    YIGONG_TRY(check(plan));
    if (!QDir().mkpath(plan.folder))
        return fail(ErrorKind::FileUnwritable, {}, {plan.folder, QStringLiteral("mkdir")});
    auto made = make(plan, clock);
    if (!made) // what is half made would stand in the way of the next try
        for (const char *rest : {"", "-wal", "-shm"})
            QFile::remove(QDir(plan.folder).filePath(databaseFile + QLatin1String(rest)));
    return made;
}

} // namespace yigong
