// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/training/county_plan.h"

#include <QSet>

namespace yigong {

/// A resident with what their visits depend on.
struct Person
{
    Patient patient;
    int age = 0;
    std::vector<AllergyIntolerance> allergies;
    int systolic = 124; ///< what their pressure moves around
    int diastolic = 78;
    int weightTenths = 600; ///< kg × 10
    bool scripted = false;  ///< of the story: chance writes nothing about them
};

/// Peoples villages: households of couples, children, parents and those who live alone, older than the country as
/// villages are, with chronic diseases by age.
class Households
{
public:
    Households(const PeopleNames &names, IdSource &ids, QDate today);
    /// Fills `people` up to `count` residents of the village.
    void settle(const PlannedSite &village, int count, Dice &dice, std::vector<Person> &people);
    /// An ID number that nobody has yet.
    QString idNumber(const QString &area, QDate birth, Sex sex, Dice &dice);
    /// The one with this sequence (odd: male), which is then taken.
    QString idNumberOf(const QString &area, QDate birth, int sequence);

private:
    struct Home
    {
        Id id;
        QString surname, address, phone;
    };
    Person makePerson(const PlannedSite &village, const Home &home, const QString &surname, Sex sex, int age,
                      const QString &relation, Dice &dice);
    void addCouple(const PlannedSite &village, const Home &home, int age, Dice &dice, std::vector<Person> &people);
    void addChildren(const PlannedSite &village, const Home &home, int motherAge, int count, Dice &dice,
                     std::vector<Person> &people);
    void addHome(const PlannedSite &village, Dice &dice, std::vector<Person> &people);
    void giveDocument(Person &person, const PlannedSite &village, QDate birth, Dice &dice);
    void giveHealth(Person &person, Dice &dice);
    void giveAllergies(Person &person, const PlannedSite &village, Dice &dice);
    QString phone(Dice &dice);

    const PeopleNames &m_names;
    IdSource &m_ids;
    QDate m_today;
    QStringList m_streets;
    QSet<QString> m_numbers; // without the check digit
};

/// The pressure, weight and chronic diseases of an age, by chance.
void addCondition(Person &person, const QString &condition);

} // namespace yigong
