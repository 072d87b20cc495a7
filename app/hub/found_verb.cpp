// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/device_verbs.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/exchange/divisions_reader.h"
#include "core/exchange/stand_alone_store.h"
#include "core/hub/hub.h"
#include "core/security/account.h"
#include "core/store/encryption/key_block.h"

#include <QTemporaryDir>
#include <iostream>

namespace yigong {

namespace {

/// The county as a store of its own has it: the tree's rules and the account's are those of any store.
Result<std::unique_ptr<Database>> draftOf(const StandAloneStore &plan, const Clock &clock)
{
    YIGONG_TRY(makeStandAloneStore(plan, clock));
    StoreOptions options;
    options.folder = plan.folder;
    YIGONG_LET(key, unlockStore(Database::fileIn(plan.folder), StoreOpener::account(plan.login, plan.password)));
    options.key = key;
    return Database::open(options, allRecordTypes(), clock);
}

template <Record T>
Result<void> gather(Database &db, const RecordTypes &types, std::vector<std::pair<const RecordType *, Row>> &rows)
{
    return db.read([&](const Snapshot &s) -> Result<void> {
        YIGONG_LET(found, s.select<T>("ORDER BY rid"));
        for (const T &record : found)
            rows.emplace_back(types.byNumber(T::info.number), rowOf(record));
        return {};
    });
}

Result<void> found(const Arguments &a)
{
    YIGONG_LET(hub, openHub(a, For::Writing));
    YIGONG_LET(sites, hub->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM site"); }));
    if (sites > 0)
        return fail(ErrorKind::AlreadyExists, {}, {QStringLiteral("the county's site tree")});
    const QTemporaryDir outside;
    StandAloneStore plan;
    plan.folder = outside.filePath(QStringLiteral("county"));
    plan.siteCode = QString::fromStdString(a.county);
    plan.login = QString::fromStdString(a.login);
    plan.name = QString::fromStdString(a.name);
    plan.role = StaffRole::Administrator;
    YIGONG_LET(list, readDivisions(QString::fromStdString(a.divisions), plan.siteCode));
    plan.divisions = std::move(list.divisions);
    YIGONG_LET(password, readWholeFile(QString::fromStdString(a.secretFile), 4096));
    plan.password = QString::fromUtf8(password.trimmed());
    wipe(password);
    YIGONG_LET(draft, draftOf(plan, hub->clock()));
    std::vector<std::pair<const RecordType *, Row>> rows;
    YIGONG_TRY(gather<Site>(*draft, hub->types(), rows));
    YIGONG_TRY(gather<Practitioner>(*draft, hub->types(), rows));
    YIGONG_TRY(gather<Account>(*draft, hub->types(), rows));
    YIGONG_TRY(Hub::initialise(*hub));
    YIGONG_TRY(Hub::publish(*hub, rows));
    std::cout << plan.divisions.size() << " sites, and " << a.login << " administers them." << std::endl;
    return {};
}

} // namespace

void addFoundVerb(const MakeVerb &verb, Arguments &a)
{
    CLI::App *founding = verb("found", "Give a new hub its county: the site tree and the first administrator", found);
    founding->add_option("--divisions", a.divisions, "CSV of the county's divisions")->required();
    founding->add_option("--county", a.county, "The county's code, six digits")->required();
    founding->add_option("--login", a.login, "The administrator's login")->required();
    founding->add_option("--name", a.name, "The administrator's name")->required();
    founding->add_option("--secret-file", a.secretFile, "File with their password")->required();
}

} // namespace yigong
