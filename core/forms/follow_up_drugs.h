// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/value.h"

#include <vector>

namespace yigong {

/// 用药情况: a drug as the form has it.
struct FollowUpDrug
{
    QString name;
    QString times; ///< 每日 _ 次
    QString dose;  ///< 每次 _, with its unit: "5 mg"

    bool operator==(const FollowUpDrug &) const = default;
};
using FollowUpDrugs = std::vector<FollowUpDrug>;

/// Reads "氨氯地平 1 5mg", "氨氯地平 × 1 × 5 mg" or "氨氯地平 每日 1 次 每次 5 mg": name, times a day, dose; what is
/// not said stays empty.
FollowUpDrug followUpDrugFrom(QStringView text);
/// "氨氯地平 每日 1 次 每次 5 mg".
QString textOf(const FollowUpDrug &drug);
/// Joined by "；".
QString textOf(const FollowUpDrugs &drugs);
FollowUpDrugs followUpDrugsFrom(QStringView text);

/// Stored one a line, its three parts apart by tabs.
template <> struct ValueOf<FollowUpDrugs>
{
    static constexpr ValueKind kind = ValueKind::Text;
    static Value to(const FollowUpDrugs &drugs)
    {
        QStringList lines;
        for (const FollowUpDrug &drug : drugs)
            lines.append(drug.name + u'\t' + drug.times + u'\t' + drug.dose);
        return lines.isEmpty() ? QStringLiteral("") : lines.join(u'\n');
    }
    static FollowUpDrugs from(const Value &v)
    {
        FollowUpDrugs drugs;
        for (const QString &line : ValueOf<QString>::from(v).split(u'\n', Qt::SkipEmptyParts)) {
            const QStringList parts = line.split(u'\t');
            drugs.push_back({parts.value(0), parts.value(1), parts.value(2)});
        }
        return drugs;
    }
};

} // namespace yigong
