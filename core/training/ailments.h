// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/catalogue.h"
#include "core/training/households.h"

namespace yigong {

/// A prescription line before it is somebody's.
struct UsualDrug
{
    const Drug *drug = nullptr;
    int days = 0;
    int doseHundredths = 0; ///< 0: as directed

    [[nodiscard]] int units() const; ///< what that comes to, whole bottles where they cannot be shared out
    [[nodiscard]] QString doseText() const;
};
using Treatment = std::vector<UsualDrug>;

/// What people come with, and what is done about it.
struct Ailment
{
    QString programme; ///< chronic-disease programme; empty for what passes
    const Diagnosis *diagnosis = nullptr;
    int weight = 0;
    int fromAge = 0, toAge = 120;
    Sex sex = Sex::Unknown; ///< only of this sex
    QString season;         ///< winter, summer or empty
    int temperatureTenths = 365;
    QStringList complaints;
    std::vector<Treatment> treatments;
    QString advice;

    [[nodiscard]] bool fits(const Person &person) const;
    /// A treatment that the person's allergies do not speak against: always the same one for a chronic disease.
    [[nodiscard]] const Treatment *treatmentFor(const Person &person, Dice &dice) const;
};

/// resources/training/ailments.csv over the shipped catalogue.
class Ailments
{
public:
    Ailments();
    [[nodiscard]] const Ailment &passing(const Person &person, Dice &dice) const;    ///< by weight, age and sex
    [[nodiscard]] const Ailment *chronic(QStringView programme) const;               ///< null where it has none
    [[nodiscard]] const std::vector<const Drug *> &drugs() const { return m_drugs; } ///< all that are prescribed

private:
    std::vector<Ailment> m_passing, m_chronic;
    std::vector<const Drug *> m_drugs;
};

} // namespace yigong
