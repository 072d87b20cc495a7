// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/special_class.h"
#include "core/base/resources.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace yigong {

namespace {

constexpr std::array specialNames{
    std::pair{SpecialClass::None, "none"},
    std::pair{SpecialClass::Narcotic, "narcotic"},
    std::pair{SpecialClass::PsychotropicI, "psychotropic-1"},
    std::pair{SpecialClass::PsychotropicII, "psychotropic-2"},
    std::pair{SpecialClass::Toxic, "toxic"},
};

using Substance = std::pair<QString, SpecialClass>;

/// The longest first: 复方地芬诺酯 is another class than 地芬诺酯, 阿扑吗啡 is none.
std::vector<Substance> readSubstances()
{
    std::vector<Substance> substances;
    for (const QString &line : resourceLines(QStringLiteral(":/codes/special_substances.csv"))) {
        const QStringList row = line.split(u',');
        substances.emplace_back(row[0], specialClassFrom(row[1]).value_or(SpecialClass::None));
    }
    std::stable_sort(substances.begin(), substances.end(),
                     [](const Substance &a, const Substance &b) { return a.first.size() > b.first.size(); });
    return substances;
}

} // namespace

QString nameOf(SpecialClass special)
{
    for (const auto &[known, name] : specialNames)
        if (known == special)
            return QString::fromLatin1(name);
    return {};
}

std::optional<SpecialClass> specialClassFrom(QStringView name)
{
    for (const auto &[known, word] : specialNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

SpecialClass specialClassByName(const QString &drugName)
{
    static const std::vector<Substance> substances = readSubstances();
    const auto found = std::find_if(substances.begin(), substances.end(),
                                    [&](const Substance &substance) { return drugName.contains(substance.first); });
    return found == substances.end() ? SpecialClass::None : found->second;
}

} // namespace yigong
