// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/key_groups.h"

#include <array>
#include <utility>

namespace yigong {

namespace {

constexpr std::array keyGroupNames{
    std::pair{KeyGroup::Elderly, "elderly"},
    std::pair{KeyGroup::Child, "child"},
    std::pair{KeyGroup::Hypertension, "hypertension"},
    std::pair{KeyGroup::Diabetes, "diabetes"},
    std::pair{KeyGroup::Copd, "copd"},
    std::pair{KeyGroup::Tuberculosis, "tuberculosis"},
    std::pair{KeyGroup::Mental, "mental"},
    std::pair{KeyGroup::Pregnant, "pregnant"},
    std::pair{KeyGroup::Disabled, "disabled"},
    std::pair{KeyGroup::Poor, "poor"},
    std::pair{KeyGroup::SpecialFamily, "special-family"},
    std::pair{KeyGroup::Frail, "frail"},
};

constexpr int elderlyFrom = 65;
constexpr int childUntil = 7; // 0–6 岁: before the seventh birthday

/// The program that people of the group are in, where it has another word.
QString programOfGroup(KeyGroup group)
{
    if (group == KeyGroup::Mental)
        return QStringLiteral("mental-disorder");
    return group == KeyGroup::Pregnant ? QStringLiteral("maternity") : nameOf(group);
}

bool isOf(KeyGroup group, const KeyGroupFacts &facts, std::optional<int> age)
{
    if (group == KeyGroup::Elderly)
        return age && *age >= elderlyFrom;
    if (group == KeyGroup::Child)
        return age && *age < childUntil;
    const QString word = nameOf(group);
    return facts.programs.contains(programOfGroup(group)) || facts.conditions.contains(word) ||
           (!isWorkedOut(group) && facts.byHand.contains(word));
}

} // namespace

QString nameOf(KeyGroup group)
{
    for (const auto &[known, name] : keyGroupNames)
        if (known == group)
            return QString::fromLatin1(name);
    return {};
}

std::optional<KeyGroup> keyGroupFrom(QStringView name)
{
    for (const auto &[known, word] : keyGroupNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

std::vector<KeyGroup> allKeyGroups()
{
    std::vector<KeyGroup> all;
    all.reserve(keyGroupNames.size());
    for (const auto &[group, name] : keyGroupNames)
        all.push_back(group);
    return all;
}

bool isWorkedOut(KeyGroup group)
{
    return group < KeyGroup::Pregnant;
}

QStringList keyGroupsOf(const KeyGroupFacts &facts, QDate day)
{
    const auto age = ageOn(facts.birthDate, day);
    QStringList groups;
    for (const auto &[group, name] : keyGroupNames)
        if (isOf(group, facts, age))
            groups.append(QString::fromLatin1(name));
    return groups;
}

} // namespace yigong
