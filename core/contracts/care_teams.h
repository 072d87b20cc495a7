// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/care_team.h"
#include "core/contracts/service_package.h"
#include "core/store/transaction.h"

namespace yigong {

// Teams and packages are the county's to make, as its sites and staff are: door ManageTeams, at the county's own site.
// Errors of all that write: Forbidden · OutOfScope (not at the county).

struct CareTeamDraft
{
    QString name;
    Id site;
    Id leader;
    std::vector<Id> members;
    QString phone;
};
/// Errors also: Required{name | site | leader} · Invalid{name | phone} · NotFound{site | practitioner} · Closed{site} ·
/// AlreadyExists{name} (a team of that site) · WrongState{practitioner: left}.
Result<Id> addCareTeam(Transaction &tx, const CareTeamDraft &draft);
/// Name, leader, members and phone; the site stays. Errors also: NotFound{care_team} · Closed.
Result<void> changeCareTeam(Transaction &tx, Id team, const CareTeamDraft &draft);
/// Its contracts run on until they end, or go to another team. Errors also: NotFound · Closed · ReasonRequired.
Result<void> closeCareTeam(Transaction &tx, Id team, const QString &reason);

struct ListedTeam
{
    CareTeam team;
    QString siteName, leaderName;
    QStringList memberNames;
};
/// Teams by site and name; closed ones where they are asked for. Of all sites, or those that serve one: its own and
/// those of the sites above it. Names of colleagues are no secret: without a door.
Result<std::vector<ListedTeam>> careTeams(const Snapshot &snapshot, Id serving = {}, bool closedToo = false);
/// Whether the team serves the residents of that site.
Result<bool> servesSite(const Snapshot &snapshot, const CareTeam &team, Id site);

struct ServicePackageDraft
{
    QString code, name;
    QStringList groups;
    ServiceItems items;
    QStringList benefits;
    Money fee;
};
/// Errors also: Required{code | name | items} · Invalid{code | name | group | benefit | item} · OutOfRange{fee} ·
/// AlreadyExists{code} (also of one that was closed: contracts name it).
Result<Id> addServicePackage(Transaction &tx, const ServicePackageDraft &draft);
/// Nobody signs for it any more. Errors also: NotFound · Closed · ReasonRequired.
Result<void> closeServicePackage(Transaction &tx, Id package, const QString &reason);
/// By code; closed ones where they are asked for. Without a door.
Result<std::vector<ServicePackage>> servicePackages(const Snapshot &snapshot, bool closedToo = false);

} // namespace yigong
