// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_list.h"
#include "core/contracts/care_teams.h"
#include "core/contracts/contract_figures.h"
#include "core/contracts/evidence.h"
#include "core/followups/follow_up_rules.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"

#include <algorithm>
#include <deque>
#include <set>

namespace yigong {

namespace {

/// What is to be done first stands first.
int urgencyOf(const ContractRow &row)
{
    switch (row.state) {
    case ContractState::Twice:
        return 0;
    case ContractState::EndingSoon:
        return 1;
    case ContractState::Ended:
        return 2;
    case ContractState::Running:
        return row.overdue > 0 ? 3 : 6;
    case ContractState::None:
        return row.groups.isEmpty() ? 7 : 4;
    case ContractState::Starting:
        break;
    }
    return 5;
}

bool isContracted(ContractState state)
{
    return state == ContractState::Running || state == ContractState::EndingSoon || state == ContractState::Twice;
}

class ContractReading
{
public:
    ContractReading(const Snapshot &snapshot, QDate today) : m_snapshot(snapshot), m_today(today) {}

    Result<void> read(const Actor &actor, Door door, Id site)
    {
        YIGONG_LET(sites, subtreeIdsOf(m_snapshot, site));
        for (const Id below : sites) {
            YIGONG_LET(within, reachesSite(m_snapshot, actor, door, below));
            if (within)
                m_sites.insert(below);
        }
        YIGONG_LET(figures, ContractFigures::of(m_snapshot));
        m_figures = figures;
        YIGONG_TRY(readTeams());
        YIGONG_TRY(readResidents());
        YIGONG_TRY(readPrograms());
        YIGONG_TRY(readContracts());
        return workOut();
    }

    [[nodiscard]] ContractRates ratesOf(const std::set<Id> &sites) const
    {
        ContractRates rates;
        for (const Member &member : m_members)
            if (sites.contains(member.row.site))
                count(member, rates);
        return rates;
    }
    [[nodiscard]] const std::set<Id> &sites() const { return m_sites; }

    Result<ContractList> list(const ContractFilter &filter)
    {
        ContractList list;
        list.rates = ratesOf(m_sites);
        std::vector<const ContractRow *> found;
        std::map<Id, QString> teams;
        for (const Member &member : m_members) {
            if (!member.row.team.isNone())
                teams.emplace(member.row.team, member.row.teamName);
            if (isAsked(member.row, filter))
                found.push_back(&member.row);
        }
        list.found = static_cast<qint64>(found.size());
        const auto place = [](const ContractRow *row) {
            return std::tuple{urgencyOf(*row), row->until, row->patientName, row->patient};
        };
        std::sort(found.begin(), found.end(),
                  [&](const ContractRow *a, const ContractRow *b) { return place(a) < place(b); });
        if (found.size() > static_cast<std::size_t>(filter.limit))
            found.resize(static_cast<std::size_t>(filter.limit));
        for (const ContractRow *row : found)
            list.rows.push_back(*row);
        for (ContractRow &row : list.rows) {
            YIGONG_LET(name, siteName(m_snapshot, row.site));
            row.siteName = name;
        }
        list.teams.assign(teams.begin(), teams.end());
        std::sort(list.teams.begin(), list.teams.end(), [](const auto &a, const auto &b) {
            return std::tie(a.second, a.first) < std::tie(b.second, b.first);
        });
        return list;
    }

private:
    struct Member
    {
        ContractRow row;
        QStringList conditions, programs;
        std::vector<FamilyContract> contracts;
    };

    [[nodiscard]] Id topOf(Id patient) const { return m_tops.value(patient, patient); }
    Member *memberOf(Id patient)
    {
        const auto found = m_places.constFind(topOf(patient));
        return found == m_places.constEnd() ? nullptr : &m_members[static_cast<std::size_t>(*found)];
    }

    Result<void> readTeams()
    {
        YIGONG_LET(teams, m_snapshot.select<CareTeam>(""));
        for (CareTeam &team : teams)
            m_teams.insert(team.id, std::move(team));
        YIGONG_LET(packages, servicePackages(m_snapshot, true));
        for (ServicePackage &package : packages)
            m_packages.insert(package.id.text(), std::move(package));
        return {};
    }

    Result<void> readResidents()
    {
        YIGONG_TRY(m_snapshot.each("SELECT id, merged_into FROM patient WHERE merged_into IS NOT NULL", {},
                                   [this](const Columns &c) { m_tops.insert(c.id(0), c.id(1)); }));
        return m_snapshot.each("SELECT id, site, name, phone, address, birth_date, conditions FROM patient WHERE "
                               "merged_into IS NULL AND deceased_on = '' AND voided_on = ''",
                               {}, [this](const Columns &c) {
                                   const Id site = c.id(1);
                                   if (!m_sites.contains(site))
                                       return;
                                   Member member;
                                   member.row.patient = c.id(0);
                                   member.row.site = site;
                                   member.row.patientName = c.text(2);
                                   member.row.phone = c.text(3);
                                   member.row.address = c.text(4);
                                   member.row.birthDate = PartialDate::parse(c.text(5)).value_or(PartialDate{});
                                   member.conditions = c.text(6).split(u'\n', Qt::SkipEmptyParts);
                                   m_places.insert(member.row.patient, static_cast<int>(m_members.size()));
                                   m_members.push_back(std::move(member));
                               });
    }

    Result<void> readPrograms()
    {
        return m_snapshot.each("SELECT patient, program FROM program_enrolment WHERE closed_on = ''", {},
                               [this](const Columns &c) {
                                   if (Member *member = memberOf(c.id(0)))
                                       member->programs.append(nameOf(static_cast<FollowUpProgram>(c.integer(1))));
                               });
    }

    Result<void> readContracts()
    {
        YIGONG_LET(contracts, m_snapshot.select<FamilyContract>(""));
        for (FamilyContract &contract : contracts)
            if (Member *member = memberOf(contract.patient))
                member->contracts.push_back(std::move(contract));
        return {};
    }

    [[nodiscard]] std::vector<ServicePackage> packagesOf(const FamilyContract &contract) const
    {
        std::vector<ServicePackage> packages;
        for (const QString &id : contract.packages)
            if (const auto found = m_packages.constFind(id); found != m_packages.constEnd())
                packages.push_back(*found);
        return packages;
    }

    Result<void> workOut()
    {
        // What fell due within the last twelve months belongs to contract years that began at most a year before.
        const QDate since = m_today.addYears(-2).addDays(-1);
        bool measured = false;
        for (const ServicePackage &package : std::as_const(m_packages))
            measured = measured || asksForMeasurements(package.items);
        EvidenceReading evidence(m_snapshot, since, [this](Id patient) { return topOf(patient); });
        YIGONG_TRY(evidence.readAll(measured));
        for (Member &member : m_members)
            workOut(member, evidence);
        return {};
    }

    void workOut(Member &member, const EvidenceReading &evidence) const
    {
        ContractRow &row = member.row;
        row.state = contractStateOf(member.contracts, m_today, m_figures.soonDays);
        const FamilyContract *standing = standingOf(member.contracts, m_today);
        const bool runs = standing && standing->runsOn(m_today);
        row.groups = keyGroupsOf(
            {row.birthDate, member.conditions, member.programs, runs ? standing->groups : QStringList()}, m_today);
        for (const FamilyContract &contract : member.contracts)
            addDelivered(row, contract, evidence, contract.id == (standing ? standing->id : Id{}));
        if (!standing)
            return;
        row.contract = standing->id;
        row.team = standing->team;
        row.teamName = m_teams.value(standing->team).name;
        row.signedOn = standing->signedOn;
        row.from = standing->from;
        row.until = standing->lastDay();
    }

    void addDelivered(ContractRow &row, const FamilyContract &contract, const EvidenceReading &evidence,
                      bool isStanding) const
    {
        const QDate yearAgo = m_today.addYears(-1);
        if (contract.isVoid() || contract.lastDay() < yearAgo)
            return;
        const ContractFulfilment fulfilment = fulfilmentOf(
            contract, m_teams.value(contract.team), itemsOf(packagesOf(contract)), evidence.of(row.patient), m_today);
        row.delivered += fulfilment.deliveredSince(yearAgo, m_today);
        if (!isStanding)
            return;
        row.overdue = fulfilment.overdueCount();
        row.nextDue = fulfilment.nextDue();
    }

    static void count(const Member &member, ContractRates &rates)
    {
        const ContractRow &row = member.row;
        const qint64 contracted = isContracted(row.state) ? 1 : 0;
        const auto add = [contracted](SignedShare &share) {
            ++share.residents;
            share.contracted += contracted;
        };
        add(rates.all);
        if (!row.groups.isEmpty())
            add(rates.key);
        for (const QString &word : row.groups)
            add(rates.groups[keyGroupFrom(word).value_or(KeyGroup::Elderly)]);
        rates.delivered += row.delivered;
        rates.endingSoon += row.state == ContractState::EndingSoon ? 1 : 0;
        rates.ended += row.state == ContractState::Ended ? 1 : 0;
        rates.twice += row.state == ContractState::Twice ? 1 : 0;
        rates.starting += row.state == ContractState::Starting ? 1 : 0;
        rates.owing += row.overdue > 0 ? 1 : 0;
    }

    static bool isDue(const ContractRow &row)
    {
        return row.overdue > 0 || row.state == ContractState::EndingSoon || row.state == ContractState::Twice;
    }

    static bool isAsked(const ContractRow &row, const ContractFilter &filter)
    {
        return filter.state.value_or(row.state) == row.state && (!filter.keyOnly || !row.groups.isEmpty()) &&
               (!filter.group || row.groups.contains(nameOf(*filter.group))) &&
               (!filter.owingOnly || row.overdue > 0) && (!filter.dueOnly || isDue(row)) &&
               (filter.team.isNone() || filter.team == row.team);
    }

    const Snapshot &m_snapshot;
    const QDate m_today;
    ContractFigures m_figures;
    std::set<Id> m_sites;
    QHash<Id, Id> m_tops;
    QHash<Id, CareTeam> m_teams;
    QHash<QString, ServicePackage> m_packages;
    std::deque<Member> m_members;
    QHash<Id, int> m_places;
};

} // namespace

std::optional<int> SignedShare::percent() const
{
    if (residents == 0)
        return std::nullopt;
    return static_cast<int>(contracted * 100 / residents);
}

ContractRates &ContractRates::operator+=(const ContractRates &other)
{
    const auto add = [](SignedShare &to, const SignedShare &from) {
        to.residents += from.residents;
        to.contracted += from.contracted;
    };
    add(all, other.all);
    add(key, other.key);
    for (const auto &[group, share] : other.groups)
        add(groups[group], share);
    delivered += other.delivered;
    endingSoon += other.endingSoon;
    ended += other.ended;
    twice += other.twice;
    starting += other.starting;
    owing += other.owing;
    return *this;
}

Result<ContractList> contractList(const Snapshot &snapshot, const Actor &actor, const ContractFilter &filter,
                                  QDate today)
{
    const Id site = filter.site.isNone() ? actor.site : filter.site;
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadPatient, site));
    ContractReading reading(snapshot, today);
    YIGONG_TRY(reading.read(actor, Door::ReadPatient, site));
    return reading.list(filter);
}

Result<std::vector<SiteContractRates>> contractRates(const Snapshot &snapshot, const Actor &actor, Id site, QDate today)
{
    const Id at = site.isNone() ? actor.site : site;
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadReport, at));
    ContractReading reading(snapshot, today);
    YIGONG_TRY(reading.read(actor, Door::ReadReport, at));
    YIGONG_LET(sites, subtreeOf(snapshot, at));
    std::vector<SiteContractRates> rates;
    for (const Site &each : sites)
        if (reading.sites().contains(each.id))
            rates.push_back({each.id, each.code, each.name, reading.ratesOf({each.id})});
    return rates;
}

} // namespace yigong
