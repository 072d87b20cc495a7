// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/code_entries.h"

namespace yigong {

QString Drug::title() const
{
    return strength.isEmpty() ? name : name + u' ' + strength;
}

QString Drug::doseText() const
{
    if (doseHundredths == 0)
        return {};
    QString amount = QString::number(doseHundredths / 100);
    if (const int rest = doseHundredths % 100; rest != 0)
        amount +=
            u'.' + (rest % 10 == 0 ? QString::number(rest / 10) : QStringLiteral("%1").arg(rest, 2, 10, QChar(u'0')));
    return amount + u' ' + unit;
}

QString Drug::frequencyText() const
{
    if (timesPerDay == 0)
        return {};
    const QString span = everyDays == 1   ? QStringLiteral("每日")
                         : everyDays == 7 ? QStringLiteral("每周")
                                          : QStringLiteral("每 %1 日").arg(everyDays);
    return QStringLiteral("%1 %2 次").arg(span).arg(timesPerDay);
}

} // namespace yigong
