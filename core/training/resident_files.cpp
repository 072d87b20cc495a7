// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/resident_files.h"
#include "core/patients/basic_form.h"
#include "core/patients/household.h"
#include "core/training/written.h"

#include <QHash>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr int formFromAge = 7, grownUp = 18;

struct TrainingDisease
{
    int option;
    const char16_t *condition;
};
constexpr std::array trainingDiseases{TrainingDisease{2, u"hypertension"}, TrainingDisease{3, u"diabetes"},
                                      TrainingDisease{4, u"coronary"},     TrainingDisease{5, u"copd"},
                                      TrainingDisease{7, u"stroke"},       TrainingDisease{8, u"mental"},
                                      TrainingDisease{9, u"tuberculosis"}};

QString option(int number)
{
    return QString::number(number);
}

/// Fills in the forms of one village.
class FileWriting
{
public:
    FileWriting(const PlannedSite &village, QDate today, Dice dice) : m_village(village), m_today(today), m_dice(dice)
    {}

    BasicInformation formOf(const Person &person)
    {
        BasicInformation form;
        form.id = BasicInformation::idOf(person.patient.id);
        form.patient = person.patient.id;
        form.site = m_village.site.id;
        form.formCode = QString::fromLatin1(basicFormCode);
        form.formVersion = QString::fromLatin1(basicFormVersion);
        form.establishedBy = form.doctor = m_village.staff.front().id;
        form.establishedOn = m_today.addDays(-m_dice.between(30, std::min(2200, person.age * 360)));
        form.registeredAddress = person.patient.address;
        addPerson(person, form);
        addHistory(person, form);
        addLiving(form);
        forget(form);
        return form;
    }

private:
    void addPerson(const Person &person, BasicInformation &form)
    {
        const bool isGrown = person.age >= grownUp;
        form.residency = option(m_dice.percent(94) ? 1 : 2);
        form.rh = option(m_dice.percent(70) ? 3 : 2);
        form.education = option(!isGrown          ? m_dice.between(7, 8)
                                : person.age < 40 ? m_dice.between(2, 7)
                                : person.age < 65 ? m_dice.between(6, 8)
                                                  : m_dice.between(8, 9));
        form.occupation = option(!isGrown || person.age > 75 ? 8 : m_dice.percent(75) ? 4 : m_dice.between(1, 5));
        form.marriage = option(!isGrown || person.age < 22 ? 1 : person.age > 75 && m_dice.percent(40) ? 3 : 2);
        form.payments = {option(m_dice.percent(85) ? 3 : m_dice.between(1, 2))};
        form.noDrugAllergies = person.allergies.empty();
        form.exposures = {option(m_dice.percent(96) ? 1 : 2)};
    }

    void addHistory(const Person &person, BasicInformation &form)
    {
        for (const TrainingDisease &disease : trainingDiseases)
            if (person.patient.conditions.contains(written(disease.condition)))
                form.diseases.append(BasicEntry{
                    disease.option,
                    PartialDate(m_today.addDays(-m_dice.between(30, std::clamp(person.age * 300, 40, 5000)))),
                    {}}.text()
                                         .left(9)); // "2|2018-06": a month is what the form asks
        if (form.diseases.isEmpty())
            form.diseases = {option(1)};
        form.operations = {person.age > 40 && m_dice.oneIn(6)
                               ? option(2) + u'|' + QString::number(m_today.year() - m_dice.between(1, 30)) + u'|' +
                                     written(m_dice.percent(60) ? u"阑尾切除" : u"胆囊切除")
                               : option(1)};
        form.injuries = form.transfusions = form.hereditary = {option(1)};
        for (QStringList *relative : {&form.fatherHistory, &form.motherHistory})
            *relative = {option(m_dice.percent(55) ? 1 : m_dice.between(2, 7))};
        form.siblingsHistory = {option(m_dice.percent(80) ? 1 : 2)};
        form.childrenHistory = {option(1)};
        form.disabilities = {option(m_dice.oneIn(30) ? m_dice.between(2, 5) : 1)};
        if (form.disabilities.front() != option(1))
            form.disabilityNumber = person.patient.idNumber + QString::number(m_dice.between(11, 74));
    }

    void addLiving(BasicInformation &form)
    {
        form.kitchen = option(m_dice.between(2, 4));
        form.fuel = option(m_dice.percent(70) ? 1 : 5);
        form.water = option(m_dice.percent(85) ? 1 : 3);
        form.toilet = option(m_dice.percent(80) ? 1 : 2);
        form.livestock = option(m_dice.percent(60) ? 1 : 2);
    }

    /// Every third form has a gap or two.
    void forget(BasicInformation &form)
    {
        if (!m_dice.percent(33))
            return;
        const std::array<QString BasicInformation::*, 5> gaps{&BasicInformation::education, &BasicInformation::rh,
                                                              &BasicInformation::contactPhone,
                                                              &BasicInformation::occupation, &BasicInformation::toilet};
        for (int i = m_dice.between(1, 2); i > 0; --i)
            form.*(m_dice.of(gaps)) = QString();
    }

    const PlannedSite &m_village;
    QDate m_today;
    Dice m_dice;
};

using Homes = QHash<Id, std::vector<const Person *>>;

/// The next of kin is whom one calls; who is small or very old is looked after by a grown-up of the house.
void addKin(const Person &person, const std::vector<const Person *> &home, BasicInformation &form)
{
    const Person *kin = nullptr;
    for (const Person *other : home)
        if (other != &person && other->age >= grownUp && other->patient.deceasedOn.isNone() &&
            (!kin || other->age < kin->age))
            kin = other;
    if (!kin)
        return;
    form.contactName = kin->patient.name;
    form.contactPhone = kin->patient.phone;
    if (person.age >= grownUp && person.age < 80)
        return;
    form.carer = kin->patient.id;
    form.carerName = kin->patient.name;
    form.carerPhone = kin->patient.phone;
}

Household householdOf(Id id, const std::vector<const Person *> &home, const PlannedSite &village, int serial)
{
    Household household;
    household.id = id;
    household.site = village.site.id;
    household.number = village.site.shortCode + QStringLiteral("-H%1").arg(serial, 4, 10, QLatin1Char('0'));
    household.address = home.front()->patient.address;
    household.head = home.front()->patient.id;
    for (const Person *person : home)
        if (person->patient.householdRelation == written(u"户主"))
            household.head = person->patient.id;
    return household;
}

} // namespace

void fileResidents(const PlannedSite &village, const std::vector<Person> &people, QDate today, RecordPile &pile,
                   Dice dice)
{
    Homes homes;
    std::vector<Id> order;
    for (const Person &person : people) {
        auto &home = homes[person.patient.household];
        if (home.empty())
            order.push_back(person.patient.household);
        home.push_back(&person);
    }
    int serial = 0;
    for (const Id &id : order)
        if (!id.isNone())
            pile.add(householdOf(id, homes[id], village, ++serial));
    FileWriting writing(village, today, Dice(dice.next()));
    for (const Person &person : people) {
        if (person.age < formFromAge || !dice.percent(88))
            continue;
        BasicInformation form = writing.formOf(person);
        addKin(person, homes[person.patient.household], form);
        pile.add(form);
    }
}

} // namespace yigong
