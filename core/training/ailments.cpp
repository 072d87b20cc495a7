// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/ailments.h"
#include "core/training/training_tables.h"

#include <algorithm>
#include <cmath>

namespace yigong {

namespace {

/// "D0530:3:0.5": drug, days, dose where it is not the usual one.
UsualDrug usualDrugFrom(const QString &text)
{
    const QStringList parts = text.split(u':');
    UsualDrug usual;
    usual.drug = Catalogue::shipped().drugs().find(parts[0]);
    if (!usual.drug)
        qFatal("The training tables prescribe an unknown drug: %s", qPrintable(parts[0]));
    usual.days = parts[1].toInt();
    usual.doseHundredths =
        parts.size() > 2 ? static_cast<int>(std::lround(parts[2].toDouble() * 100)) : usual.drug->doseHundredths;
    return usual;
}

Ailment ailmentFrom(const QStringList &row)
{
    Ailment a;
    a.programme = row[0];
    a.diagnosis = Catalogue::shipped().diagnoses().find(row[1]);
    if (!a.diagnosis)
        qFatal("The training tables name an unknown diagnosis: %s", qPrintable(row[1]));
    a.weight = row[2].toInt();
    a.fromAge = row[3].toInt();
    a.toAge = row[4].toInt();
    a.sex = static_cast<Sex>(row[5].toInt());
    a.season = row[6];
    a.temperatureTenths = static_cast<int>(std::lround(row[7].toDouble() * 10));
    a.complaints = row[8].split(u'|');
    for (const QString &treatment : row[9].split(u'|')) {
        Treatment drugs;
        for (const QString &drug : treatment.split(u'+'))
            drugs.push_back(usualDrugFrom(drug));
        a.treatments.push_back(std::move(drugs));
    }
    a.advice = row[10];
    return a;
}

} // namespace

int UsualDrug::units() const
{
    const int pack = std::max(1, drug->unitsPerPack);
    if (doseHundredths == 0)
        return pack;
    const int hundredths = doseHundredths * std::max(1, drug->timesPerDay) * days / std::max(1, drug->everyDays);
    const int units = std::max(1, (hundredths + 99) / 100);
    const bool isPoured = drug->unit == u"ml" || drug->unit == u"g";
    return isPoured ? (units + pack - 1) / pack * pack : units;
}

QString UsualDrug::doseText() const
{
    if (doseHundredths == 0)
        return QStringLiteral("适量");
    const QString number = QString::number(doseHundredths / 100.0, 'g', 6);
    return number + u' ' + drug->unit;
}

bool Ailment::fits(const Person &person) const
{
    return person.age >= fromAge && person.age <= toAge && (sex == Sex::Unknown || sex == person.patient.sex);
}

const Treatment *Ailment::treatmentFor(const Person &person, Dice &dice) const
{
    QStringList allergies;
    for (const AllergyIntolerance &allergy : person.allergies)
        allergies.append(allergy.code);
    const auto count = treatments.size();
    const std::size_t first = programme.isEmpty() ? static_cast<std::size_t>(dice.below(static_cast<qsizetype>(count)))
                                                  : person.patient.id.raw()[15] % count;
    for (std::size_t i = 0; i < count; ++i) {
        const Treatment &treatment = treatments[(first + i) % count];
        if (allergies.isEmpty() || std::none_of(treatment.begin(), treatment.end(), [&](const UsualDrug &d) {
                return !Catalogue::shipped().allergiesAgainst(*d.drug, allergies).isEmpty();
            }))
            return &treatment;
    }
    return nullptr;
}

Ailments::Ailments()
{
    for (const QStringList &row : trainingRows(u"ailments")) {
        Ailment ailment = ailmentFrom(row);
        for (const Treatment &treatment : ailment.treatments)
            for (const UsualDrug &usual : treatment)
                m_drugs.push_back(usual.drug);
        (ailment.programme.isEmpty() ? m_passing : m_chronic).push_back(std::move(ailment));
    }
    std::sort(m_drugs.begin(), m_drugs.end(), [](const Drug *a, const Drug *b) { return a->code < b->code; });
    m_drugs.erase(std::unique(m_drugs.begin(), m_drugs.end()), m_drugs.end());
}

const Ailment &Ailments::passing(const Person &person, Dice &dice) const
{
    int sum = 0;
    for (const Ailment &ailment : m_passing)
        sum += ailment.fits(person) ? ailment.weight : 0;
    int at = dice.below(std::max(1, sum));
    for (const Ailment &ailment : m_passing) {
        at -= ailment.fits(person) ? ailment.weight : 0;
        if (at < 0)
            return ailment;
    }
    return m_passing.front();
}

const Ailment *Ailments::chronic(QStringView programme) const
{
    for (const Ailment &ailment : m_chronic)
        if (ailment.programme == programme)
            return &ailment;
    return nullptr;
}

} // namespace yigong
