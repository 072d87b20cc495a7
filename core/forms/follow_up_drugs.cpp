// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/follow_up_drugs.h"
#include "core/base/text.h"

#include <QRegularExpression>

namespace yigong {

FollowUpDrug followUpDrugFrom(QStringView text)
{
    QString line = tidied(text);
    line.replace(u'×', u' ').replace(u'\t', u' ');
    static const QRegularExpression parts(QStringLiteral(
        "^(\\S.*?)(?:\\s+(?:每日\\s*)?(1[0-2]|[1-9])(?:\\s*次)?(?:\\s+(?:每次\\s*)?([0-9]\\S*(?:\\s?\\D\\S*)?))?)?$"));
    const auto match = parts.match(line.simplified());
    return {match.captured(1), match.captured(2), match.captured(3)};
}

QString textOf(const FollowUpDrug &drug)
{
    QStringList parts{drug.name};
    if (!drug.times.isEmpty())
        parts.append(QStringLiteral("每日 %1 次").arg(drug.times));
    if (!drug.dose.isEmpty())
        parts.append(QStringLiteral("每次 %1").arg(drug.dose));
    return parts.join(u' ');
}

QString textOf(const FollowUpDrugs &drugs)
{
    QStringList texts;
    for (const FollowUpDrug &drug : drugs)
        texts.append(textOf(drug));
    return texts.join(u'；');
}

FollowUpDrugs followUpDrugsFrom(QStringView text)
{
    static const QRegularExpression between(QStringLiteral("[;；\n]"));
    FollowUpDrugs drugs;
    for (const QString &part : text.toString().split(between, Qt::SkipEmptyParts))
        if (!tidied(part).isEmpty())
            drugs.push_back(followUpDrugFrom(part));
    return drugs;
}

} // namespace yigong
