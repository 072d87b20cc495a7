// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/contract_year.h"
#include "core/contracts/care_team.h"
#include "core/contracts/family_contract.h"
#include "core/contracts/key_groups.h"
#include "core/contracts/service_package.h"
#include "core/training/written.h"

#include <algorithm>

namespace yigong {

namespace {

const QString basicCode = QStringLiteral("BASE"), elderlyCode = QStringLiteral("ELD"),
              pressureCode = QStringLiteral("HTN"), sugarCode = QStringLiteral("DM");

Id teamOf(const PlannedSite &site)
{
    return Id::fromKey("training/team/" + site.site.code.toUtf8());
}

ServicePackage package(const QString &code, const char16_t *name, const QStringList &groups, qint64 yuan,
                       std::initializer_list<const char16_t *> items, const QStringList &benefits)
{
    ServicePackage made;
    made.id = ServicePackage::idOf(code);
    made.code = code;
    made.name = written(name);
    made.groups = groups;
    made.benefits = benefits;
    made.fee = {yuan * 100};
    for (const char16_t *line : items)
        if (const auto item = serviceItemFrom(QString::fromUtf16(line)))
            made.items.push_back(*item);
    return made;
}

/// What a township's teams are asked to do in a year: the figures of the basic public-health service.
std::vector<ServicePackage> packages()
{
    const QStringList first{QStringLiteral("priority-booking"), QStringLiteral("phone-advice")};
    const QStringList chronic{QStringLiteral("long-prescription"), QStringLiteral("extended-prescription")};
    return {package(basicCode, u"基础包", {}, 0, {u"面对面服务 visit 1"}, first),
            package(elderlyCode, u"老年人包", {nameOf(KeyGroup::Elderly)}, 30,
                    {u"血压体重测量 measurement 8480-6,8462-4,29463-7 1"}, {QStringLiteral("home-service")}),
            package(pressureCode, u"高血压包", {nameOf(KeyGroup::Hypertension)}, 60,
                    {u"高血压随访 follow-up hypertension 4 face-to-face", u"面对面服务 visit 2"}, chronic),
            package(sugarCode, u"糖尿病包", {nameOf(KeyGroup::Diabetes)}, 80,
                    {u"糖尿病随访 follow-up diabetes 4 face-to-face", u"空腹血糖测定 measurement 1558-6 4"}, chronic)};
}

CareTeam teamAt(const CountyPlan &plan, const PlannedSite &site)
{
    CareTeam team;
    team.id = teamOf(site);
    team.site = site.site.id;
    const bool isVillage = site.site.tier == Tier::Village;
    team.leader = site.staffWith(isVillage ? StaffRole::VillageDoctor : StaffRole::TownshipDoctor);
    QString place = site.place;
    if (isVillage && place.endsWith(u'村') && place.size() > 2)
        place.chop(1);
    team.name = place + written(u"团队");
    if (isVillage)
        team.members = QStringList{plan.parentOf(site).staffWith(StaffRole::TownshipDoctor).text()};
    return team;
}

class TeamSigning
{
public:
    TeamSigning(const PlannedSite &village, const std::vector<Person> &people, QDate today, RecordPile &pile, Dice dice)
        : m_village(village), m_people(people), m_today(today), m_pile(pile), m_dice(dice)
    {}

    void signWith(const Person &person)
    {
        if (!person.patient.deceasedOn.isNone() || person.patient.voidedOn.isValid())
            return;
        const bool isTold = person.scripted && person.patient.name == u"李秀兰";
        const QStringList groups = keyGroupsOf({person.patient.birthDate, person.patient.conditions, {}, {}}, m_today);
        const bool isSigned = m_dice.percent(groups.isEmpty() ? 26 : 71);
        const int days = daysAgo();
        if (!isTold && (person.scripted || !isSigned))
            return;
        FamilyContract contract = begun(person, m_today.addDays(-(isTold ? 190 : days)));
        contract.groups = groups;
        for (const QString &code : codesFor(groups))
            contract.packages.append(ServicePackage::idOf(code).text());
        if (m_dice.percent(person.age > 70 ? 45 : 6))
            contract.way = ConsentWay::Mark;
        if (person.age < 18 && !signsFor(person, contract))
            return;
        if (person.patient.birthDate.earliest() < contract.signedOn)
            m_pile.add(contract);
    }

private:
    /// Most within the year, some of whom it ends soon, some before.
    int daysAgo()
    {
        const int part = m_dice.below(100);
        if (part < 10)
            return m_dice.between(338, 364);
        if (part < 18)
            return m_dice.between(367, 430);
        return m_dice.between(4, 330);
    }

    static QStringList codesFor(const QStringList &groups)
    {
        QStringList codes{basicCode};
        if (groups.contains(nameOf(KeyGroup::Elderly)))
            codes.append(elderlyCode);
        if (groups.contains(nameOf(KeyGroup::Hypertension)))
            codes.append(pressureCode);
        if (groups.contains(nameOf(KeyGroup::Diabetes)))
            codes.append(sugarCode);
        return codes;
    }

    FamilyContract begun(const Person &person, QDate day)
    {
        FamilyContract contract;
        contract.patient = person.patient.id;
        contract.site = m_village.site.id;
        contract.team = teamOf(m_village);
        contract.signedOn = contract.from = day;
        contract.until = day.addYears(1).addDays(-1);
        contract.practitioner = m_village.staffWith(StaffRole::VillageDoctor);
        contract.entered = startOf(day).plusMs(qint64{m_dice.between(8 * 60, 17 * 60)} * 60'000);
        contract.id = FamilyContract::idOf(contract.patient, contract.team, day);
        return contract;
    }

    /// A grown-up of the same household.
    bool signsFor(const Person &child, FamilyContract &contract) const
    {
        const auto parent = std::find_if(m_people.begin(), m_people.end(), [&child](const Person &other) {
            return other.age >= 18 && !child.patient.household.isNone() &&
                   other.patient.household == child.patient.household;
        });
        if (parent == m_people.end())
            return false;
        contract.signer = ConsentSigner::Guardian;
        contract.signerName = parent->patient.name;
        contract.signerRelation = written(u"监护人");
        return true;
    }

    const PlannedSite &m_village;
    const std::vector<Person> &m_people;
    QDate m_today;
    RecordPile &m_pile;
    Dice m_dice;
};

} // namespace

void addTeams(const CountyPlan &plan, RecordPile &pile)
{
    for (const PlannedSite &site : plan.sites)
        if (site.site.tier != Tier::County)
            pile.add(teamAt(plan, site));
    for (const ServicePackage &each : packages())
        pile.add(each);
}

void signWithTeam(const PlannedSite &village, const std::vector<Person> &people, QDate today, RecordPile &pile,
                  Dice dice)
{
    TeamSigning signing(village, people, today, pile, dice);
    for (const Person &person : people)
        signing.signWith(person);
}

} // namespace yigong
