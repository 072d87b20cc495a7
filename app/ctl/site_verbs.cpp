// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/sites/site_tree.h"

#include <QHash>
#include <QJsonArray>

namespace yigong {

namespace {

Result<void> listSites(Ctl &ctl)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(sites, session.db->read([](const Snapshot &snapshot) { return allSites(snapshot); }));
    QHash<Id, QString> codes;
    for (const Site &site : sites)
        codes.insert(site.id, site.code);
    QJsonArray rows;
    for (const Site &site : sites)
        rows += QJsonObject{{QStringLiteral("code"), site.code},
                            {QStringLiteral("name"), site.name},
                            {QStringLiteral("tier"), nameOf(site.tier)},
                            {QStringLiteral("parent"), codes.value(site.parent)}};
    return ctl.print({{QStringLiteral("sites"), rows}});
}

} // namespace

void registerSiteVerbs(Ctl &ctl)
{
    CLI::App &site = ctl.noun("site", "The site tree: county, townships, villages");
    ctl.runs(ctl.verb(site, "list", "All sites, parents before their children"), [&ctl] { return listSites(ctl); });
}

} // namespace yigong
