// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/resident_contracts.h"
#include "core/contracts/contract_figures.h"
#include "core/contracts/evidence.h"
#include "core/contracts/key_groups.h"
#include "core/contracts/sign_contract.h"
#include "core/followups/enrolment.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"

#include <algorithm>

namespace yigong {

namespace {

Result<std::vector<ServicePackage>> packagesOf(const Snapshot &snapshot, const FamilyContract &contract)
{
    std::vector<ServicePackage> packages;
    for (const QString &text : contract.packages) {
        YIGONG_LET(package, snapshot.find<ServicePackage>(Id::parse(text).value_or(Id{})));
        if (package)
            packages.push_back(std::move(*package));
    }
    std::sort(packages.begin(), packages.end(),
              [](const ServicePackage &a, const ServicePackage &b) { return a.code < b.code; });
    return packages;
}

Result<ShownContract> shownFrom(const Snapshot &snapshot, const FamilyContract &contract)
{
    ShownContract shown;
    shown.contract = contract;
    YIGONG_LET(team, snapshot.find<CareTeam>(contract.team));
    shown.team = team.value_or(CareTeam{});
    YIGONG_LET(site, siteName(snapshot, contract.site));
    YIGONG_LET(person, practitionerName(snapshot, contract.practitioner));
    YIGONG_LET(leader, practitionerName(snapshot, shown.team.leader));
    YIGONG_LET(packages, packagesOf(snapshot, contract));
    shown.siteName = site;
    shown.practitionerName = person;
    shown.leaderName = leader;
    shown.packages = std::move(packages);
    return shown;
}

Result<QStringList> groupsToday(const Snapshot &snapshot, Id patient, const FamilyContract *standing, QDate today)
{
    YIGONG_LET(card, snapshot.get<Patient>(patient));
    KeyGroupFacts facts{card.birthDate, card.conditions, {}, {}};
    if (standing && standing->runsOn(today))
        facts.byHand = standing->groups;
    YIGONG_LET(enrolments, enrolmentsOf(snapshot, patient));
    for (const ProgramEnrolment &enrolment : enrolments)
        if (!enrolment.closedOn.isValid())
            facts.programs.append(nameOf(enrolment.program));
    return keyGroupsOf(facts, today);
}

Result<void> reckon(const Snapshot &snapshot, Id patient, std::vector<ShownContract> &contracts, QDate today)
{
    QDate since = today;
    bool measured = false;
    for (const ShownContract &shown : contracts) {
        since = std::min(since, shown.contract.from.isValid() ? shown.contract.from : today);
        measured = measured || asksForMeasurements(itemsOf(shown.packages));
    }
    EvidenceReading reading(snapshot, since, [patient](Id) { return patient; });
    YIGONG_TRY(reading.readOne(patient, measured));
    for (ShownContract &shown : contracts) {
        shown.runs = shown.contract.runsOn(today);
        shown.fulfilment =
            fulfilmentOf(shown.contract, shown.team, itemsOf(shown.packages), reading.of(patient), today);
        shown.delivered = shown.fulfilment.deliveredSince(shown.contract.from.addDays(-1), today);
    }
    return {};
}

} // namespace

const ShownContract *ResidentContracts::shown(Id contract) const
{
    const auto found = std::find_if(contracts.begin(), contracts.end(),
                                    [contract](const ShownContract &one) { return one.contract.id == contract; });
    return found == contracts.end() ? nullptr : &*found;
}

Result<ResidentContracts> contractsOf(const Snapshot &snapshot, const Actor &actor, Id patient, QDate today)
{
    YIGONG_LET(top, openRecord(snapshot, actor, patient));
    YIGONG_LET(records, contractRecordsOf(snapshot, top));
    YIGONG_LET(figures, ContractFigures::of(snapshot));
    ResidentContracts all;
    all.state = contractStateOf(records, today, figures.soonDays);
    const FamilyContract *standing = standingOf(records, today);
    all.standing = standing ? standing->id : Id{};
    YIGONG_LET(groups, groupsToday(snapshot, top, standing, today));
    all.groups = std::move(groups);
    for (const FamilyContract &contract : records) {
        YIGONG_LET(shown, shownFrom(snapshot, contract));
        all.contracts.push_back(std::move(shown));
    }
    if (!all.contracts.empty())
        YIGONG_TRY(reckon(snapshot, top, all.contracts, today));
    return all;
}

Result<ContractMark> contractMarkOf(const Snapshot &snapshot, Id patient, QDate today)
{
    YIGONG_LET(records, contractRecordsOf(snapshot, patient));
    YIGONG_LET(figures, ContractFigures::of(snapshot));
    const FamilyContract *standing = standingOf(records, today);
    ContractMark mark;
    if (!standing || !standing->runsOn(today))
        return mark;
    YIGONG_LET(team, snapshot.find<CareTeam>(standing->team));
    YIGONG_LET(packages, packagesOf(snapshot, *standing));
    mark.state = contractStateOf(records, today, figures.soonDays);
    mark.teamName = team ? team->name : QString();
    mark.teamPhone = team ? team->phone : QString();
    mark.until = standing->lastDay();
    mark.benefits = benefitsOf(packages);
    mark.groups = standing->groups;
    return mark;
}

} // namespace yigong
