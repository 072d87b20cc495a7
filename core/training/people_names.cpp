// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/people_names.h"
#include "core/training/training_tables.h"

#include <algorithm>

namespace yigong {

PeopleNames::PeopleNames()
{
    int sum = 0;
    for (const QStringList &row : trainingRows(u"surnames"))
        m_surnames.emplace_back(row[0], sum += row[1].toInt());
    for (const QStringList &row : trainingRows(u"given_names"))
        m_fashions.push_back({row[0].toInt(), static_cast<Sex>(row[1].toInt()), row[2], row[3], row[4]});
    for (const QStringList &row : trainingRows(u"rare_given_names"))
        m_rare.append(row[0]);
}

QString PeopleNames::surname(Dice &dice) const
{
    const int at = dice.below(m_surnames.back().second);
    const auto found = std::upper_bound(m_surnames.begin(), m_surnames.end(), at,
                                        [](int value, const auto &entry) { return value < entry.second; });
    return found->first;
}

QString PeopleNames::givenName(Dice &dice, Sex sex, int birthYear) const
{
    if (dice.oneIn(150))
        return dice.of(m_rare);
    const Fashion *fashion = nullptr;
    for (const Fashion &f : m_fashions)
        if (f.sex == sex && f.bornFrom <= birthYear)
            fashion = &f;
    if (!fashion->single.isEmpty() && dice.percent(14))
        return QString(dice.of(fashion->single));
    const QChar first = dice.of(fashion->first);
    QChar second = dice.of(fashion->second);
    if (second == first)
        second = fashion->second[0] == first ? fashion->second[1] : fashion->second[0];
    return QString(first) + second;
}

} // namespace yigong
