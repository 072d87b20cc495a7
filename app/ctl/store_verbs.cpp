// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/exchange/divisions_reader.h"
#include "core/exchange/stand_alone_store.h"

namespace yigong {

namespace {

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
                      {QStringLiteral("sites"), made.added},
                      {QStringLiteral("as"), plan.login}});
}

} // namespace

void registerStoreVerbs(Ctl &ctl)
{
    CLI::App &create = ctl.verb(ctl.noun("store", "Stores"), "create", "Make a store of one device without a hub");
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
