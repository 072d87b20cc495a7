// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"

namespace yigong {

namespace {

Result<Site> administeredSite(const Transaction &tx, Id site)
{
    YIGONG_LET(found, tx.get<Site>(site));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageSites, site));
    return found;
}

} // namespace

Result<Id> addSite(Transaction &tx, const Division &division)
{
    const QString code = divisionCode(division.code).value_or(QString());
    const QString parent = division.parentCode.isEmpty() ? parentCodeOf(code) : division.parentCode;
    if (code.isEmpty())
        return fail(ErrorKind::BadFormat, QStringLiteral("code"), {QStringLiteral("division code"), division.code});
    YIGONG_LET(above, siteByCode(tx, parent));
    if (!above)
        return fail(ErrorKind::NotFound, QStringLiteral("parent"), {parent});
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageSites, above->id));
    if (above->closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("parent"));
    YIGONG_LET(known, siteByCode(tx, code));
    if (known)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("code"), {code});
    YIGONG_TRY(importDivisions(tx, {division}));
    return Site::idOf(code);
}

Result<void> renameSite(Transaction &tx, Id site, const QString &name)
{
    YIGONG_LET(before, administeredSite(tx, site));
    Site after = before;
    after.name = tidied(name);
    if (after.name.isEmpty() || !isCleanText(after.name))
        return fail(ErrorKind::Required, QStringLiteral("name"));
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<void> moveSite(Transaction &tx, Id village, Id township)
{
    YIGONG_LET(before, administeredSite(tx, village));
    if (before.tier != Tier::Village)
        return fail(ErrorKind::Invalid, QStringLiteral("site"), {before.name});
    if (before.closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("site"));
    YIGONG_LET(above, administeredSite(tx, township));
    if (above.tier != Tier::Township)
        return fail(ErrorKind::Invalid, QStringLiteral("parent"), {above.name});
    if (above.closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("parent"));
    if (before.parent == township)
        return fail(ErrorKind::WrongState, QStringLiteral("parent"), {above.name});
    Site after = before;
    after.parent = township;
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<void> closeSite(Transaction &tx, Id site, const QString &reason)
{
    YIGONG_LET(before, administeredSite(tx, site));
    if (tidied(reason).isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("reason"));
    if (before.closedOn.isValid())
        return fail(ErrorKind::WrongState, {}, {before.closedOn.toString(Qt::ISODate)});
    if (before.parent.isNone())
        return fail(ErrorKind::Invalid, QStringLiteral("site"), {before.name});
    YIGONG_LET(below, tx.number("SELECT count(*) FROM site WHERE parent = ? AND closed_on = ''", {site.bytes()}));
    if (below > 0)
        return fail(ErrorKind::SiteInUse, {}, {QStringLiteral("sites"), QString::number(below)});
    YIGONG_LET(staff, tx.number("SELECT count(*) FROM practitioner WHERE site = ? AND left_on = ''", {site.bytes()}));
    if (staff > 0)
        return fail(ErrorKind::SiteInUse, {}, {QStringLiteral("staff"), QString::number(staff)});
    Site after = before;
    after.closedOn = civilDay(tx.now());
    after.closeReason = tidied(reason);
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<void> allowNarcotics(Transaction &tx, Id site, bool allowed)
{
    YIGONG_LET(before, administeredSite(tx, site));
    if (before.tier != Tier::Village)
        return fail(ErrorKind::Invalid, QStringLiteral("site"), {nameOf(before.tier)});
    Site after = before;
    after.keepsNarcotics = allowed;
    YIGONG_TRY(tx.update(before, after));
    return {};
}

bool mayKeepNarcotics(const Site &site)
{
    return site.tier != Tier::Village || site.keepsNarcotics;
}

Result<std::vector<SiteStanding>> siteStandings(const Snapshot &snapshot, const Actor &actor)
{
    YIGONG_TRY(require(snapshot, actor, Door::ManageSites));
    // In the order of the tree, which is that of the codes but for villages that were moved.
    YIGONG_LET(sites, snapshot.select<Site>("WHERE id IN (WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT s.id FROM "
                                            "down JOIN site s ON s.parent = down.id) SELECT id FROM down) ORDER BY "
                                            "CASE tier WHEN 3 THEN (SELECT t.code FROM site t WHERE t.id = "
                                            "site.parent) ELSE code END, tier, code",
                                            {actor.site.bytes()}));
    std::vector<SiteStanding> standings;
    for (Site &site : sites) {
        YIGONG_LET(staff, snapshot.number("SELECT count(*) FROM practitioner WHERE site = ? AND left_on = ''",
                                          {site.id.bytes()}));
        standings.push_back({std::move(site), static_cast<int>(staff)});
    }
    return standings;
}

} // namespace yigong
