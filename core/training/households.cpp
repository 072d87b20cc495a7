// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/households.h"
#include "core/patients/id_number.h"
#include "core/training/training_tables.h"
#include "core/training/written.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

// Counties round about and further off, for those who married or moved in.
constexpr std::array otherAreas{u"341181", u"341122", u"341125", u"340123", u"341524", u"411524",
                                u"320830", u"321183", u"330106", u"420922", u"510823", u"522328"};
constexpr std::array phoneHeads{u"130", u"131", u"133", u"135", u"136", u"137", u"138", u"139", u"150", u"151", u"152",
                                u"157", u"158", u"159", u"177", u"180", u"182", u"186", u"187", u"189", u"199"};

QString digits(int value, int width)
{
    return QStringLiteral("%1").arg(value, width, 10, QLatin1Char('0'));
}

} // namespace

void addCondition(Person &person, const QString &condition)
{
    person.patient.conditions.append(condition);
    if (condition == u"hypertension") {
        person.systolic += 20;
        person.diastolic += 8;
    }
}

Households::Households(const PeopleNames &names, IdSource &ids, QDate today)
    : m_names(names), m_ids(ids), m_today(today)
{
    for (const QStringList &row : trainingRows(u"streets"))
        m_streets.append(row[0]);
}

void Households::settle(const PlannedSite &village, int count, Dice &dice, std::vector<Person> &people)
{
    const auto wanted = static_cast<std::size_t>(count);
    people.reserve(wanted + 8);
    while (people.size() < wanted)
        addHome(village, dice, people);
    people.resize(wanted); // the last home may have been one too many
    int serial = 0;
    for (Person &person : people)
        person.patient.recordNumber = village.site.code.leftJustified(12, u'0').left(12) + digits(++serial, 5);
}

void Households::addHome(const PlannedSite &village, Dice &dice, std::vector<Person> &people)
{
    Home home{m_ids.next(), m_names.surname(dice), {}, phone(dice)};
    home.address = QStringLiteral("%1 %2 号").arg(dice.of(m_streets)).arg(dice.between(1, 60));
    const int kind = dice.below(100);
    if (kind < 30) { // an old couple, some with a grandchild whose parents work in the city
        addCouple(village, home, dice.between(58, 84), dice, people);
        if (dice.percent(30)) {
            const Sex sex = dice.percent(53) ? Sex::Male : Sex::Female;
            people.push_back(makePerson(village, home, home.surname, sex, dice.between(3, 14),
                                        sex == Sex::Male ? written(u"孙子") : written(u"孙女"), dice));
        }
    } else if (kind < 43) { // old and alone
        const Sex sex = dice.percent(68) ? Sex::Female : Sex::Male;
        people.push_back(makePerson(village, home, home.surname, sex, dice.between(66, 92), written(u"户主"), dice));
        if (dice.percent(30))
            people.back().patient.remarks = written(u"独居");
    } else if (kind < 73) { // three generations or two
        const int age = dice.between(30, 52);
        addCouple(village, home, age, dice, people);
        addChildren(village, home, age, dice.between(1, 2), dice, people);
        if (dice.percent(45))
            people.push_back(
                makePerson(village, home, home.surname, Sex::Male, age + dice.between(22, 30), written(u"父亲"), dice));
        if (dice.percent(55))
            people.push_back(makePerson(village, home, m_names.surname(dice), Sex::Female, age + dice.between(21, 28),
                                        written(u"母亲"), dice));
    } else if (kind < 90) { // children grown
        const int age = dice.between(48, 62);
        addCouple(village, home, age, dice, people);
        if (dice.percent(50)) {
            const Sex sex = dice.percent(55) ? Sex::Male : Sex::Female;
            people.push_back(makePerson(village, home, home.surname, sex, dice.between(19, 32),
                                        sex == Sex::Male ? written(u"子") : written(u"女"), dice));
            if (dice.percent(40))
                people.back().patient.remarks = written(u"外出务工，春节返乡");
        }
    } else {
        const int age = dice.between(23, 34);
        addCouple(village, home, age, dice, people);
        addChildren(village, home, age, dice.between(0, 2), dice, people);
    }
}

void Households::addCouple(const PlannedSite &village, const Home &home, int age, Dice &dice,
                           std::vector<Person> &people)
{
    people.push_back(makePerson(village, home, home.surname, Sex::Male, age, written(u"户主"), dice));
    people.push_back(makePerson(village, home, m_names.surname(dice), Sex::Female,
                                std::max(20, age - dice.between(-1, 4)), written(u"配偶"), dice));
}

void Households::addChildren(const PlannedSite &village, const Home &home, int motherAge, int count, Dice &dice,
                             std::vector<Person> &people)
{
    for (int i = 0; i < count; ++i) {
        const int age = motherAge - dice.between(21, 30);
        if (age < 0 || age > 24)
            continue;
        const Sex sex = dice.percent(53) ? Sex::Male : Sex::Female;
        people.push_back(makePerson(village, home, home.surname, sex, age,
                                    sex == Sex::Male ? written(u"子") : written(u"女"), dice));
    }
}

Person Households::makePerson(const PlannedSite &village, const Home &home, const QString &surname, Sex sex, int age,
                              const QString &relation, Dice &dice)
{
    Person person;
    person.age = age;
    const QDate birth = m_today.addYears(-age).addDays(-dice.below(360));
    Patient &patient = person.patient;
    patient.id = m_ids.next();
    patient.name = surname + m_names.givenName(dice, sex, birth.year());
    patient.sex = sex;
    patient.birthDate = PartialDate(birth);
    patient.site = village.site.id;
    patient.household = home.id;
    patient.householdRelation = relation;
    patient.address = home.address;
    patient.phone = age < 14 || (age > 72 && dice.percent(45)) ? home.phone
                    : dice.percent(94)                         ? phone(dice)
                                                               : QString();
    patient.ethnicity = dice.oneIn(60) ? QStringLiteral("03") : QStringLiteral("01");
    const int blood = dice.below(100);
    patient.bloodType = blood < 55   ? BloodType::NotAsked
                        : blood < 65 ? BloodType::Unclear
                        : blood < 78 ? BloodType::A
                        : blood < 89 ? BloodType::B
                        : blood < 97 ? BloodType::O
                                     : BloodType::AB;
    giveDocument(person, village, birth, dice);
    giveHealth(person, dice);
    giveAllergies(person, village, dice);
    return person;
}

QString Households::idNumber(const QString &area, QDate birth, Sex sex, Dice &dice)
{
    const QString head = area + birth.toString(QStringLiteral("yyyyMMdd"));
    for (;;) {
        int sequence = dice.between(1, 998);
        if ((sequence % 2 == 1) != (sex == Sex::Male))
            ++sequence;
        if (!m_numbers.contains(head + digits(sequence, 3)))
            return idNumberOf(area, birth, sequence);
    }
}

QString Households::idNumberOf(const QString &area, QDate birth, int sequence)
{
    const QString first17 = area + birth.toString(QStringLiteral("yyyyMMdd")) + digits(sequence, 3);
    m_numbers.insert(first17);
    return first17 + idNumberCheckDigit(first17);
}

void Households::giveDocument(Person &person, const PlannedSite &village, QDate birth, Dice &dice)
{
    Patient &patient = person.patient;
    if (person.age == 0 && dice.percent(60)) {
        patient.noIdReason = written(u"新生儿，尚未报户口");
        return;
    }
    if (dice.oneIn(120)) {
        patient.noIdReason = dice.percent(50) ? written(u"证件遗失，正在补办") : written(u"外来人员，未带证件");
        return;
    }
    patient.idType = QStringLiteral("01");
    const bool local = dice.percent(patient.householdRelation == u"配偶" ? 70 : 95);
    const QString area = local ? village.site.code.left(6) : written(dice.of(otherAreas));
    patient.idNumber = idNumber(area, birth, patient.sex, dice);
}

void Households::giveHealth(Person &person, Dice &dice)
{
    const int age = person.age;
    const bool man = person.patient.sex == Sex::Male;
    person.systolic = dice.around(age < 14 ? 98 : 112 + age / 5, 10);
    person.diastolic = dice.around(age < 14 ? 62 : 72 + age / 12, 7);
    person.weightTenths = age < 14 ? dice.around(100 + age * 27, 30) : dice.around(man ? 660 : 580, 140);
    const auto suffer = [&](const char16_t *condition, int percentage) {
        if (dice.percent(percentage))
            addCondition(person, written(condition));
    };
    suffer(u"hypertension", age < 35 ? 2 : age < 50 ? 15 : age < 65 ? 33 : 52);
    suffer(u"diabetes", age < 35 ? 0 : age < 50 ? 5 : age < 65 ? 12 : 18);
    suffer(u"copd", age < 50 ? 0 : age < 65 ? (man ? 6 : 2) : (man ? 14 : 6));
    suffer(u"coronary", age < 50 ? 0 : age < 65 ? 5 : 13);
    suffer(u"stroke", age < 50 ? 0 : age < 65 ? 3 : 8);
    if (age >= 18 && dice.oneIn(180))
        addCondition(person, written(u"mental"));
    if (age >= 25 && dice.oneIn(500))
        addCondition(person, written(u"tuberculosis"));
    if (age >= 75 && dice.oneIn(30))
        person.patient.deceasedOn = PartialDate(m_today.addDays(-dice.between(5, 300)));
}

void Households::giveAllergies(Person &person, const PlannedSite &village, Dice &dice)
{
    struct Known
    {
        const char16_t *code, *substance, *reaction, *criticality;
        int weight;
    };
    static constexpr std::array table{
        Known{u"A01", u"青霉素类", u"皮疹", u"high", 42},   Known{u"A03", u"磺胺类", u"皮疹、瘙痒", u"high", 14},
        Known{u"A02", u"头孢类", u"皮疹", u"high", 14},     Known{u"A11", u"解热镇痛药", u"荨麻疹", u"low", 8},
        Known{u"A25", u"海鲜", u"风团", u"low", 8},         Known{u"A23", u"鸡蛋", u"腹泻", u"low", 4},
        Known{u"A29", u"花粉", u"打喷嚏、流涕", u"low", 7}, Known{u"A21", u"酒精", u"皮肤潮红", u"low", 3}};
    if (!dice.percent(person.age < 10 ? 2 : 7))
        return;
    int at = dice.below(100);
    const auto found = std::find_if(table.begin(), table.end(), [&at](const Known &k) { return (at -= k.weight) < 0; });
    AllergyIntolerance allergy;
    allergy.patient = person.patient.id;
    allergy.site = village.site.id;
    allergy.code = written(found->code);
    allergy.substance = written(found->substance);
    allergy.reaction = written(found->reaction);
    allergy.criticality = written(found->criticality);
    allergy.recordedOn = m_today.addDays(-dice.between(10, std::clamp(person.age * 365, 10, 2000)));
    allergy.practitioner = village.staff.front().id;
    allergy.id = AllergyIntolerance::idOf(allergy.patient, allergy.code);
    person.allergies.push_back(allergy);
}

QString Households::phone(Dice &dice)
{
    return written(dice.of(phoneHeads)) + digits(dice.below(100'000'000), 8);
}

} // namespace yigong
