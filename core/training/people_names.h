// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/training/dice.h"

#include <QStringList>
#include <vector>

namespace yigong {

/// Chinese names as they are met in a village: surnames by their frequency (some read otherwise than their character,
/// 单 仇 曾 尉迟), given names by decade of birth and sex, and now and then a character that few fonts have.
class PeopleNames
{
public:
    PeopleNames();
    QString surname(Dice &dice) const;
    QString givenName(Dice &dice, Sex sex, int birthYear) const;
    QString name(Dice &dice, Sex sex, int birthYear) const { return surname(dice) + givenName(dice, sex, birthYear); }

private:
    struct Fashion
    {
        int bornFrom = 0;
        Sex sex = Sex::Unknown;
        QString first, second, single;
    };
    std::vector<std::pair<QString, int>> m_surnames; // with the sum of weights so far
    std::vector<Fashion> m_fashions;
    QStringList m_rare;
};

} // namespace yigong
