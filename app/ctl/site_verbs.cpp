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

Result<void> moveVillage(Ctl &ctl, const QString &village, const QString &township)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) -> Result<void> {
        std::vector<Id> ids;
        for (const QString &code : {village, township}) {
            YIGONG_LET(found, siteByCode(tx, code));
            if (!found)
                return fail(ErrorKind::NotFound, QStringLiteral("site"), {code});
            ids.push_back(found->id);
        }
        return moveSite(tx, ids[0], ids[1]);
    }));
    return ctl.print({{QStringLiteral("site"), village}, {QStringLiteral("parent"), township}});
}

Result<void> letKeepNarcotics(Ctl &ctl, const QString &code, bool allowed)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor,
                                 [&](Transaction &tx) { return allowNarcotics(tx, Site::idOf(code), allowed); }));
    return ctl.print({{QStringLiteral("site"), code}, {QStringLiteral("narcotics"), allowed}});
}

} // namespace

void registerSiteVerbs(Ctl &ctl)
{
    CLI::App &site = ctl.noun("site", "The site tree: county, townships, villages");
    ctl.runs(ctl.verb(site, "list", "All sites, parents before their children"), [&ctl] { return listSites(ctl); });
    CLI::App &move = ctl.verb(site, "move", "Puts a village below another township of the county");
    const auto &village = ctl.text(move, "--site", "Code of the village", Given::Always);
    const auto &township = ctl.text(move, "--to", "Code of the township", Given::Always);
    ctl.runs(move, [&ctl, &village, &township] { return moveVillage(ctl, *village, *township); });

    CLI::App &narcotics = ctl.verb(site, "narcotics", "Let a village clinic keep narcotics, or no longer");
    const auto &code = ctl.text(narcotics, "--site", "The clinic's code", Given::Always);
    const auto &refuse = ctl.flag(narcotics, "--refuse", "It keeps none any longer");
    ctl.runs(narcotics, [&ctl, &code, &refuse] { return letKeepNarcotics(ctl, *code, !refuse); });
}

} // namespace yigong
