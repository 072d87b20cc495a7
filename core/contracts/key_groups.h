// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/partial_date.h"

#include <QStringList>
#include <vector>

namespace yigong {

/// 重点人群 of 国卫基层发〔2022〕10号. Stored by their words.
enum class KeyGroup : quint8
{
    Elderly = 1, ///< 65 and older
    Child,       ///< 0–6: until the seventh birthday
    Hypertension,
    Diabetes,
    Copd,
    Tuberculosis,
    Mental, ///< severe mental disorder
    Pregnant,
    Disabled,
    Poor,          ///< 低收入, 脱贫
    SpecialFamily, ///< 计生特殊家庭
    Frail,         ///< 失能, 临终
};
QString nameOf(KeyGroup group); ///< "elderly", "child", … "special-family", "frail"
std::optional<KeyGroup> keyGroupFrom(QStringView name);
std::vector<KeyGroup> allKeyGroups();
/// Whether the product knows it of a resident by itself; the others are ticked when somebody signs.
bool isWorkedOut(KeyGroup group);

struct KeyGroupFacts
{
    PartialDate birthDate;
    QStringList conditions; ///< of the card
    QStringList programs;   ///< words of those that they are in
    QStringList byHand;     ///< words that were ticked: of worked-out groups they say nothing
};
/// Words, in the order of the groups.
QStringList keyGroupsOf(const KeyGroupFacts &facts, QDate day);

} // namespace yigong
