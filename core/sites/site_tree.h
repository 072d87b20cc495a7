// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "core/store/transaction.h"

#include <vector>

namespace yigong {

/// A place of a division list (GB/T 2260 county, GB/T 10114 township, the statistics' village).
struct Division
{
    QString code; ///< 6, 9 or 12 digits; the 12-digit form of a county or township (…000000, …000) too
    QString name;
    Tier tier = Tier::Village;
    QString parentCode; ///< empty for the county
};

/// 6, 9 or 12 digits: a 12-digit code of a county or township without its zeros. Nothing where it is no such code.
std::optional<QString> divisionCode(QStringView text);
std::optional<Tier> tierOfCode(QStringView divisionCode);
/// The code that a division lies in: township of a village, county of a township; empty for a county.
QString parentCodeOf(QStringView divisionCode);

/// Stable word of a tier: "county", "township", "village".
QString nameOf(Tier tier);
std::optional<Tier> tierFrom(QStringView name);

/// All sites, parents before their children, by code.
Result<std::vector<Site>> allSites(const Snapshot &snapshot);
Result<std::optional<Site>> siteByCode(const Snapshot &snapshot, const QString &code);
/// Direct children, by code.
Result<std::vector<Site>> childrenOf(const Snapshot &snapshot, Id site);
/// From the parent up to the county.
Result<std::vector<Site>> ancestorsOf(const Snapshot &snapshot, Id site);
/// The site and everything below it, by code.
Result<std::vector<Site>> subtreeOf(const Snapshot &snapshot, Id site);
/// The same, ids only: for "everything at or below".
Result<std::vector<Id>> subtreeIdsOf(const Snapshot &snapshot, Id site);
/// Empty where the site is not known here.
Result<QString> siteName(const Snapshot &snapshot, Id site);
/// "天长市 / 汊涧镇 / 王庄村".
Result<QString> sitePath(const Snapshot &snapshot, Id site);

struct DivisionsImport
{
    int added = 0;
    int updated = 0; ///< another name
    int unchanged = 0;
};

/// Builds the site tree of a county from its divisions, in any order; again, it adds what is new and renames. Sites
/// that the list lacks stay, and those that are there stay below the site that they were moved to. Each site gets a
/// short code of up to four letters and digits, made of its name's initials and unlike every other. Door ManageSites.
/// Errors: Forbidden · BadFormat{"division code", code} · Required{name; code} · NotFound{"parent", code} · Invalid (a
/// tier that does not fit its code).
Result<DivisionsImport> importDivisions(Transaction &tx, const std::vector<Division> &divisions);

// One site at a time, as an administrator does. Door ManageSites over the site (a new one's parent).
// Errors of all: Forbidden · OutOfScope.

/// Errors also: those of `importDivisions` · AlreadyExists{"code"} · Closed (the parent).
Result<Id> addSite(Transaction &tx, const Division &division);
/// Errors also: NotFound · Required{name}.
Result<void> renameSite(Transaction &tx, Id site, const QString &name);
/// A village goes to another township of the county; code and short numbers stay, and so does what was recorded. Door
/// ManageSites over both townships. The village's records follow: they are the new township's to see, and no more the
/// old one's. Errors also: NotFound · Closed (either) · Invalid{"site"} (no village) · Invalid{"parent"} (no township)
/// · WrongState{"parent"} (it lies there already).
Result<void> moveSite(Transaction &tx, Id village, Id township);
/// For good: what was recorded there stays, nobody is sent there any more. Errors also: NotFound · ReasonRequired ·
/// WrongState (closed already) · Invalid (the county itself) · SiteInUse{"sites" | "staff", how many}: those below, and
/// those who work there, go first.
Result<void> closeSite(Transaction &tx, Id site, const QString &reason);

/// Whether a village clinic may keep 麻醉 and 第一类精神药品: normally it does not. Errors also: NotFound ·
/// Invalid{tier} (a township or the county, which need no leave).
Result<void> allowNarcotics(Transaction &tx, Id site, bool allowed);
/// Whether they may lie on this site's shelves.
bool mayKeepNarcotics(const Site &site);

/// A site as an administrator sees it.
struct SiteStanding
{
    Site site;
    int staff = 0; ///< who have not left
};
/// The actor's site and everything below it, each township followed by its villages. Door ManageSites.
/// Errors: Forbidden.
Result<std::vector<SiteStanding>> siteStandings(const Snapshot &snapshot, const Actor &actor);

} // namespace yigong
