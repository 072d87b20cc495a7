// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <optional>

namespace yigong {

/// 特殊管理药品: how the law guards a drug (麻醉药品和精神药品管理条例; 医疗用毒性药品管理办法). Numbers are stored.
enum class SpecialClass : quint8
{
    None = 0,
    Narcotic = 1,       ///< 麻醉药品
    PsychotropicI = 2,  ///< 第一类精神药品
    PsychotropicII = 3, ///< 第二类精神药品
    Toxic = 4,          ///< 医疗用毒性药品
};

/// "none", "narcotic", "psychotropic-1", "psychotropic-2", "toxic"; empty for a number that is none.
QString nameOf(SpecialClass special);
std::optional<SpecialClass> specialClassFrom(QStringView name);

/// 麻醉药品 and 第一类精神药品: each move of them is signed by two people, each prescription needs 麻精处方权 (五专).
constexpr bool needsTwo(SpecialClass special)
{
    return special == SpecialClass::Narcotic || special == SpecialClass::PsychotropicI;
}

/// What a drug's name says of its class: the longest substance of resources/codes/special_substances.csv that stands in
/// it. The table names what cannot be mistaken in the national catalogues; a county sets the rest (drug_class.h).
SpecialClass specialClassByName(const QString &drugName);

} // namespace yigong
