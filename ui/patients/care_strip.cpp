// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/care_strip.h"

namespace yigong {

CareStrip::CareStrip(QWidget *parent) : RunsLabel({}, parent)
{
    setAccessibleName(tr("Allergies and current medication"));
}

void CareStrip::setCare(bool isAllergic, bool noneKnown, const std::vector<CurrentMedicine> &medicines)
{
    Runs runs;
    if (!isAllergic)
        runs.append(noneKnown ? small(tr("No drug allergy known"), Token::Text2)
                              : small(tr("Drug allergies not asked"), Token::Warn));
    runs.append(small(tr("Takes:"), Token::Text2));
    QStringList names;
    for (const CurrentMedicine &medicine : medicines) {
        runs.append(bold(medicine.name));
        runs.append(small(medicine.how, Token::Text2));
        names.append(medicine.name);
    }
    if (medicines.empty())
        runs.append(small(tr("nothing known"), Token::Text3));
    setRuns(runs);
    setAccessibleDescription(plainText(runs));
    setToolTip(names.join(QStringLiteral("、")));
}

} // namespace yigong
