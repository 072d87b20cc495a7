// SPDX-License-Identifier: GPL-3.0-or-later
// Teams and packages, and the figures: what a county makes before anybody signs.
#include "app/ctl/contract_words.h"
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/verbs.h"
#include "core/contracts/contract_figures.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"

#include <QJsonArray>

namespace yigong {

Result<Id> teamCalled(const Snapshot &snapshot, const QString &called)
{
    if (const auto id = Id::parse(called))
        return *id;
    YIGONG_LET(teams, snapshot.select<CareTeam>("WHERE name = ? AND closed_on = ''", {called}));
    if (teams.empty())
        return fail(ErrorKind::NotFound, QStringLiteral("care_team"), {called});
    if (teams.size() > 1)
        return fail(ErrorKind::Invalid, QStringLiteral("care_team"), {called});
    return teams.front().id;
}

Result<std::vector<Id>> packagesCalled(const Snapshot &snapshot, const QStringList &codes)
{
    std::vector<Id> ids;
    for (const QString &code : codes) {
        const Id id = ServicePackage::idOf(code);
        YIGONG_LET(known, snapshot.find<ServicePackage>(id));
        if (!known)
            return fail(ErrorKind::NotFound, QStringLiteral("service_package"), {code});
        ids.push_back(id);
    }
    return ids;
}

Result<Id> siteCoded(const Snapshot &snapshot, const QString &code)
{
    YIGONG_LET(found, siteByCode(snapshot, code));
    if (!found)
        return fail(ErrorKind::NotFound, QStringLiteral("site"), {code});
    return found->id;
}

namespace {

struct TeamArguments
{
    const std::optional<QString> &name, &leader, &phone;
    const QStringList &members;
};

Result<Id> memberCalled(const Snapshot &snapshot, const QString &login)
{
    YIGONG_LET(found, practitionerByLogin(snapshot, login));
    if (!found)
        return fail(ErrorKind::NotFound, QStringLiteral("practitioner"), {login});
    return found->id;
}

/// Lays what was given over what is there.
Result<CareTeamDraft> teamDraftFrom(const Snapshot &snapshot, const TeamArguments &given, CareTeamDraft draft)
{
    if (given.name)
        draft.name = *given.name;
    if (given.phone)
        draft.phone = *given.phone;
    if (given.leader) {
        YIGONG_LET(leader, memberCalled(snapshot, *given.leader));
        draft.leader = leader;
    }
    if (!given.members.isEmpty())
        draft.members.clear();
    for (const QString &login : given.members) {
        YIGONG_LET(member, memberCalled(snapshot, login));
        draft.members.push_back(member);
    }
    return draft;
}

CareTeamDraft draftOf(const CareTeam &team)
{
    CareTeamDraft draft{team.name, team.site, team.leader, {}, team.phone};
    for (const QString &member : team.members)
        draft.members.push_back(Id::parse(member).value_or(Id{}));
    return draft;
}

Result<void> addTeam(Ctl &ctl, const TeamArguments &given, const QString &siteCode)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        CareTeamDraft fresh;
        YIGONG_LET(site, siteCoded(tx, siteCode));
        fresh.site = site;
        YIGONG_LET(draft, teamDraftFrom(tx, given, fresh));
        return addCareTeam(tx, draft);
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> changeTeam(Ctl &ctl, const QString &called, const TeamArguments &given)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(id, teamCalled(tx, called));
        YIGONG_LET(team, tx.get<CareTeam>(id));
        YIGONG_LET(draft, teamDraftFrom(tx, given, draftOf(team)));
        return changeCareTeam(tx, id, draft);
    }));
    return ctl.print({{QStringLiteral("changed"), true}});
}

Result<void> closeTeam(Ctl &ctl, const QString &called, const QString &reason)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(id, teamCalled(tx, called));
        return closeCareTeam(tx, id, reason);
    }));
    return ctl.print({{QStringLiteral("closed"), true}});
}

Result<void> listTeams(Ctl &ctl, const std::optional<QString> &siteCode, bool closedToo)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(listed, session.db->read([&](const Snapshot &snapshot) -> Result<std::vector<ListedTeam>> {
        Id serving;
        if (siteCode) {
            YIGONG_LET(site, siteCoded(snapshot, *siteCode));
            serving = site;
        }
        return careTeams(snapshot, serving, closedToo);
    }));
    QJsonArray teams;
    for (const ListedTeam &one : listed)
        teams.append(QJsonObject{{QStringLiteral("id"), one.team.id.text()},
                                 {QStringLiteral("name"), one.team.name},
                                 {QStringLiteral("site"), one.siteName},
                                 {QStringLiteral("leader"), one.leaderName},
                                 {QStringLiteral("members"), QJsonArray::fromStringList(one.memberNames)},
                                 {QStringLiteral("phone"), one.team.phone},
                                 {QStringLiteral("closedOn"), dayJson(one.team.closedOn)}});
    return ctl.print({{QStringLiteral("teams"), teams}});
}

struct PackageArguments
{
    const std::optional<QString> &code, &name, &fee;
    const QStringList &items, &groups, &benefits;
};

Result<void> addPackage(Ctl &ctl, const PackageArguments &given)
{
    ServicePackageDraft draft;
    draft.code = *given.code;
    draft.name = *given.name;
    draft.groups = given.groups;
    draft.benefits = given.benefits;
    for (const QString &line : given.items) {
        YIGONG_LET(item, serviceItemFrom(line));
        draft.items.push_back(std::move(item));
    }
    if (given.fee) {
        const auto fee = Money::parse(*given.fee);
        if (!fee)
            return fail(ErrorKind::Invalid, QStringLiteral("fee"), {*given.fee});
        draft.fee = *fee;
    }
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) { return addServicePackage(tx, draft); }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> closePackage(Ctl &ctl, const QString &code, const QString &reason)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(
        session.actor, [&](Transaction &tx) { return closeServicePackage(tx, ServicePackage::idOf(code), reason); }));
    return ctl.print({{QStringLiteral("closed"), true}});
}

Result<void> listPackages(Ctl &ctl, bool closedToo)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(all, session.db->read([&](const Snapshot &snapshot) { return servicePackages(snapshot, closedToo); }));
    QJsonArray packages;
    for (const ServicePackage &package : all) {
        QStringList items;
        for (const ServiceItem &item : package.items)
            items.append(textOf(item));
        packages.append(QJsonObject{{QStringLiteral("code"), package.code},
                                    {QStringLiteral("name"), package.name},
                                    {QStringLiteral("items"), QJsonArray::fromStringList(items)},
                                    {QStringLiteral("groups"), QJsonArray::fromStringList(package.groups)},
                                    {QStringLiteral("benefits"), QJsonArray::fromStringList(package.benefits)},
                                    {QStringLiteral("fee"), package.fee.yuan()},
                                    {QStringLiteral("closedOn"), dayJson(package.closedOn)}});
    }
    return ctl.print({{QStringLiteral("packages"), packages}});
}

Result<void> showContractFigures(Ctl &ctl, const std::optional<QString> &name, qint64 value)
{
    if (name) {
        YIGONG_LET(session, ctl.openForWriting());
        YIGONG_TRY(session.db->write(
            session.actor, [&](Transaction &tx) { return setContractFigure(tx, *name, static_cast<int>(value)); }));
    }
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(figures, session.db->read(ContractFigures::of));
    QJsonObject answer;
    for (const auto &[figure, now] : figures.all())
        answer.insert(figure, now);
    return ctl.print(answer);
}

void registerTeamVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &team = ctl.verb(noun, "team", "Teams of family doctors");
    team.require_subcommand(1);
    CLI::App &add = ctl.verb(team, "add", "A new team");
    const auto &site = ctl.text(add, "--site", "Code of the site where it sits", Given::Always);
    const TeamArguments fresh{ctl.text(add, "--name", "Its name", Given::Always),
                              ctl.text(add, "--leader", "Login of who leads it", Given::Always),
                              ctl.text(add, "--phone", "Number for the residents"),
                              ctl.words(add, "--member", "Logins of the others", Given::Maybe)};
    ctl.runs(add, [&ctl, fresh, &site] { return addTeam(ctl, fresh, *site); });

    CLI::App &change = ctl.verb(team, "change", "Another name, leader, phone or other members");
    const auto &changed = ctl.text(change, "TEAM", "Id or name", Given::Always);
    const TeamArguments other{ctl.text(change, "--name", "Its name"),
                              ctl.text(change, "--leader", "Login of who leads it"),
                              ctl.text(change, "--phone", "Number for the residents"),
                              ctl.words(change, "--member", "Logins of all others", Given::Maybe)};
    ctl.runs(change, [&ctl, other, &changed] { return changeTeam(ctl, *changed, other); });

    CLI::App &close = ctl.verb(team, "close", "Nobody signs with it any more; its contracts run on");
    const auto &closed = ctl.text(close, "TEAM", "Id or name", Given::Always);
    const auto &reason = ctl.text(close, "--reason", "Why", Given::Always);
    ctl.runs(close, [&] { return closeTeam(ctl, *closed, *reason); });

    CLI::App &list = ctl.verb(team, "list", "All teams, or those that serve a site");
    const auto &serving = ctl.text(list, "--site", "Code of the site whose residents they serve");
    const bool &closedToo = ctl.flag(list, "--closed", "Closed ones too");
    ctl.runs(list, [&] { return listTeams(ctl, serving, closedToo); });
}

void registerServicePackageVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &package = ctl.verb(noun, "package", "Packages of services");
    package.require_subcommand(1);
    CLI::App &add = ctl.verb(package, "add", "A new package");
    const PackageArguments given{
        ctl.text(add, "--code", "Short code", Given::Always),
        ctl.text(add, "--name", "Its name", Given::Always),
        ctl.text(add, "--fee", "Yuan a year"),
        ctl.words(add, "--item", "What is counted, e.g. \"高血压随访 follow-up hypertension 4\" (docs/cli.md)"),
        ctl.words(add, "--group", "Key groups that it is meant for", Given::Maybe),
        ctl.words(add, "--benefit", "What it gives beyond that", Given::Maybe)};
    ctl.runs(add, [&ctl, given] { return addPackage(ctl, given); });

    CLI::App &close = ctl.verb(package, "close", "Nobody signs for it any more");
    const auto &code = ctl.text(close, "CODE", "Its code", Given::Always);
    const auto &reason = ctl.text(close, "--reason", "Why", Given::Always);
    ctl.runs(close, [&] { return closePackage(ctl, *code, *reason); });

    CLI::App &list = ctl.verb(package, "list", "What can be signed for");
    const bool &closedToo = ctl.flag(list, "--closed", "Closed ones too");
    ctl.runs(list, [&] { return listPackages(ctl, closedToo); });
}

} // namespace

void registerContractMakingVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("contract", "Contracts of family doctors");
    registerTeamVerbs(ctl, noun);
    registerServicePackageVerbs(ctl, noun);
    CLI::App &figures = ctl.verb(noun, "figures", "The figures of contracts; with NAME, set one here");
    const auto &name = ctl.text(figures, "NAME", "Which to set");
    const qint64 &value = ctl.number(figures, "VALUE", "To what", 0, 0, 100000);
    ctl.runs(figures, [&] { return showContractFigures(ctl, name, value); });
}

} // namespace yigong
