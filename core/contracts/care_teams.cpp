// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/care_teams.h"
#include "core/base/text.h"
#include "core/contracts/key_groups.h"
#include "core/security/policy.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"

#include <QRegularExpression>
#include <algorithm>

namespace yigong {

namespace {

constexpr int longestTeamName = 40;

Result<void> requireTheCounty(const Transaction &tx)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageTeams));
    YIGONG_LET(site, tx.find<Site>(tx.actor().site));
    if (!site || site->tier != Tier::County)
        return fail(ErrorKind::OutOfScope, {}, {tx.actor().site.text()});
    return {};
}

Result<QString> cleanName(const char *field, const QString &written)
{
    const QString name = tidied(written);
    if (name.isEmpty())
        return fail(ErrorKind::Required, QString::fromLatin1(field));
    if (!isCleanText(name) || name.contains(u'\n') || name.contains(u'\t') || name.size() > longestTeamName)
        return fail(ErrorKind::Invalid, QString::fromLatin1(field), {name.left(longestTeamName)});
    return name;
}

Result<void> requireStaff(const Transaction &tx, Id practitioner)
{
    YIGONG_LET(person, tx.get<Practitioner>(practitioner));
    if (person.leftOn.isValid())
        return fail(ErrorKind::WrongState, QStringLiteral("practitioner"), {QStringLiteral("left")});
    return {};
}

Result<void> requireFreeName(const Transaction &tx, const CareTeam &team)
{
    YIGONG_LET(same,
               tx.select<CareTeam>("WHERE site = ? AND name = ? AND closed_on = ''", {team.site.bytes(), team.name}));
    const bool isTaken =
        std::any_of(same.begin(), same.end(), [&team](const CareTeam &other) { return other.id != team.id; });
    return isTaken ? Result<void>(fail(ErrorKind::AlreadyExists, QStringLiteral("name"), {team.name})) : Result<void>{};
}

/// Lays what is drafted over the team, whose site is known.
Result<CareTeam> drafted(const Transaction &tx, CareTeam team, const CareTeamDraft &draft)
{
    YIGONG_LET(name, cleanName("name", draft.name));
    team.name = name;
    team.phone = tidied(draft.phone);
    static const QRegularExpression phoneShape(QStringLiteral("^[0-9+ ()-]{0,30}$"));
    if (!phoneShape.match(team.phone).hasMatch())
        return fail(ErrorKind::Invalid, QStringLiteral("phone"), {team.phone.left(40)});
    if (draft.leader.isNone())
        return fail(ErrorKind::Required, QStringLiteral("leader"));
    YIGONG_TRY(requireStaff(tx, draft.leader));
    team.leader = draft.leader;
    const QStringList before = team.members;
    team.members.clear();
    for (const Id member : draft.members) {
        if (!before.contains(member.text()))
            YIGONG_TRY(requireStaff(tx, member));
        team.members.append(member.text());
    }
    YIGONG_TRY(requireFreeName(tx, team));
    return team;
}

Result<CareTeam> openTeam(const Transaction &tx, Id id)
{
    YIGONG_LET(team, tx.get<CareTeam>(id));
    if (team.closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("care_team"));
    return team;
}

Result<QString> closingReason(const QString &written)
{
    const QString reason = tidied(written);
    if (reason.isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("close_reason"));
    if (!isCleanText(reason))
        return fail(ErrorKind::Invalid, QStringLiteral("close_reason"), {reason.left(40)});
    return reason;
}

Result<void> checkItems(const ServiceItems &items)
{
    if (items.empty())
        return fail(ErrorKind::Required, QStringLiteral("items"));
    for (auto item = items.begin(); item != items.end(); ++item) {
        YIGONG_LET(again, serviceItemFrom(textOf(*item)));
        if (again != *item)
            return fail(ErrorKind::Invalid, QStringLiteral("item"), {item->name.left(40)});
        if (std::any_of(items.begin(), item, [&](const ServiceItem &other) { return other.isSameService(*item); }))
            return fail(ErrorKind::AlreadyExists, QStringLiteral("item"), {item->name});
    }
    return {};
}

} // namespace

Result<Id> addCareTeam(Transaction &tx, const CareTeamDraft &draft)
{
    YIGONG_TRY(requireTheCounty(tx));
    if (draft.site.isNone())
        return fail(ErrorKind::Required, QStringLiteral("site"));
    YIGONG_LET(site, tx.get<Site>(draft.site));
    if (site.closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("site"));
    CareTeam fresh;
    fresh.site = site.id;
    YIGONG_LET(team, drafted(tx, fresh, draft));
    return tx.insert(team);
}

Result<void> changeCareTeam(Transaction &tx, Id id, const CareTeamDraft &draft)
{
    YIGONG_TRY(requireTheCounty(tx));
    YIGONG_LET(before, openTeam(tx, id));
    YIGONG_LET(after, drafted(tx, before, draft));
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<void> closeCareTeam(Transaction &tx, Id id, const QString &reason)
{
    YIGONG_TRY(requireTheCounty(tx));
    YIGONG_LET(why, closingReason(reason));
    YIGONG_LET(before, openTeam(tx, id));
    CareTeam after = before;
    after.closedOn = tx.today();
    after.closeReason = why;
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<bool> servesSite(const Snapshot &snapshot, const CareTeam &team, Id site)
{
    if (team.site == site)
        return true;
    YIGONG_LET(above, ancestorsOf(snapshot, site));
    return std::any_of(above.begin(), above.end(), [&team](const Site &each) { return each.id == team.site; });
}

Result<std::vector<ListedTeam>> careTeams(const Snapshot &snapshot, Id serving, bool closedToo)
{
    YIGONG_LET(teams, snapshot.select<CareTeam>("ORDER BY (SELECT code FROM site s WHERE s.id = site), name, id"));
    std::vector<ListedTeam> listed;
    for (CareTeam &team : teams) {
        if (team.closedOn.isValid() && !closedToo)
            continue;
        if (!serving.isNone()) {
            YIGONG_LET(serves, servesSite(snapshot, team, serving));
            if (!serves)
                continue;
        }
        ListedTeam one;
        YIGONG_LET(site, siteName(snapshot, team.site));
        YIGONG_LET(leader, practitionerName(snapshot, team.leader));
        for (const QString &member : team.members) {
            YIGONG_LET(name, practitionerName(snapshot, Id::parse(member).value_or(Id{})));
            one.memberNames.append(name);
        }
        one.team = std::move(team);
        one.siteName = site;
        one.leaderName = leader;
        listed.push_back(std::move(one));
    }
    return listed;
}

Result<Id> addServicePackage(Transaction &tx, const ServicePackageDraft &draft)
{
    YIGONG_TRY(requireTheCounty(tx));
    static const QRegularExpression codeShape(QStringLiteral("^[A-Z0-9-]{1,12}$"));
    ServicePackage package;
    package.code = tidied(draft.code).toUpper();
    if (package.code.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("code"));
    if (!codeShape.match(package.code).hasMatch())
        return fail(ErrorKind::Invalid, QStringLiteral("code"), {package.code.left(40)});
    YIGONG_LET(name, cleanName("name", draft.name));
    package.name = name;
    for (const QString &group : draft.groups)
        if (!keyGroupFrom(group))
            return fail(ErrorKind::Invalid, QStringLiteral("group"), {group.left(40)});
    for (const QString &benefit : draft.benefits)
        if (!benefitWords().contains(benefit))
            return fail(ErrorKind::Invalid, QStringLiteral("benefit"), {benefit.left(40)});
    YIGONG_TRY(checkItems(draft.items));
    if (draft.fee.fen < 0 || draft.fee.fen > 10'000'00)
        return fail(ErrorKind::OutOfRange, QStringLiteral("fee"),
                    {draft.fee.yuan(), QStringLiteral("0"), QStringLiteral("10000")});
    package.id = ServicePackage::idOf(package.code);
    YIGONG_LET(known, tx.find<ServicePackage>(package.id));
    if (known)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("code"), {package.code});
    package.groups = draft.groups;
    package.items = draft.items;
    package.benefits = draft.benefits;
    package.fee = draft.fee;
    return tx.insert(package);
}

Result<void> closeServicePackage(Transaction &tx, Id id, const QString &reason)
{
    YIGONG_TRY(requireTheCounty(tx));
    YIGONG_LET(why, closingReason(reason));
    YIGONG_LET(before, tx.get<ServicePackage>(id));
    if (before.closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("service_package"));
    ServicePackage after = before;
    after.closedOn = tx.today();
    after.closeReason = why;
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<std::vector<ServicePackage>> servicePackages(const Snapshot &snapshot, bool closedToo)
{
    YIGONG_LET(all, snapshot.select<ServicePackage>("ORDER BY code"));
    if (!closedToo)
        std::erase_if(all, [](const ServicePackage &package) { return package.closedOn.isValid(); });
    return all;
}

} // namespace yigong
