// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/vitals.h"
#include "core/base/text.h"

#include <QRegularExpression>
#include <array>

namespace yigong {

namespace {

// Pressure and glucose: hypertension from 140/90 (国家基本公共卫生服务规范, third edition), fasting glucose from 7.0
// mmol/L.
// clang-format off
constexpr std::array kinds{
    VitalKind{vital::systolic,       u"收缩压",   u"mmHg",   "mm[Hg]", 5000, 30000,  9000, 13900},
    VitalKind{vital::diastolic,      u"舒张压",   u"mmHg",   "mm[Hg]", 3000, 20000,  6000,  8900},
    VitalKind{vital::pulse,          u"脉率",     u"次/分",  "/min",   2000, 25000,  6000, 10000},
    VitalKind{vital::temperature,    u"体温",     u"℃",     "Cel",    3300,  4300,  3600,  3720},
    VitalKind{vital::breathing,      u"呼吸频率", u"次/分",  "/min",    500,  8000,  1200,  2000},
    VitalKind{vital::weight,         u"体重",     u"kg",     "kg",      100, 30000,   100, 30000},
    VitalKind{vital::height,         u"身高",     u"cm",     "cm",     3000, 25000,  3000, 25000},
    VitalKind{vital::fastingGlucose, u"空腹血糖", u"mmol/L", "mmol/L",  100,  4000,   390,   690},
    VitalKind{vital::oxygen,         u"血氧饱和度", u"%",    "%",      5000, 10000,  9500, 10000},
};
// clang-format on

} // namespace

std::optional<Hundredths> parseHundredths(QStringView text)
{
    static const QRegularExpression decimal(QStringLiteral("^([0-9]{1,6})(?:\\.([0-9]{1,2}))?$"));
    const auto match = decimal.match(tidied(text));
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toLongLong() * 100 + match.captured(2).leftJustified(2, QLatin1Char('0')).toLongLong();
}

QString hundredthsText(Hundredths value)
{
    QString text = QString::number(value / 100);
    const QString rest = QStringLiteral("%1").arg(value % 100, 2, 10, QLatin1Char('0'));
    if (value % 100 != 0)
        text += u'.' + (rest.endsWith(u'0') ? rest.left(1) : rest);
    return text;
}

bool VitalKind::takesUnit(QStringView written) const
{
    const QString tidy = tidied(written);
    return tidy.isEmpty() || tidy == unitText() || tidy == QLatin1String(ucum);
}

std::span<const VitalKind> vitalKinds()
{
    return kinds;
}

const VitalKind *vitalKind(QStringView code)
{
    for (const VitalKind &kind : kinds)
        if (code == QLatin1String(kind.code))
            return &kind;
    return nullptr;
}

namespace {

constexpr char glucoseInMoles[] = "14771-0";

bool isInMoles(QStringView unit)
{
    return !unit.isEmpty() && vitalKind(QString::fromLatin1(vital::fastingGlucose))->takesUnit(unit);
}

} // namespace

QString loincFor(const QString &code, QStringView unit)
{
    return code == QLatin1String(vital::fastingGlucose) && isInMoles(unit) ? QString::fromLatin1(glucoseInMoles) : code;
}

QString keptCodeFor(const QString &loinc, QStringView unit)
{
    return loinc == QLatin1String(glucoseInMoles) && isInMoles(unit) ? QString::fromLatin1(vital::fastingGlucose)
                                                                     : loinc;
}

VitalMark markOf(const VitalKind &kind, Hundredths value)
{
    if (value < kind.lowest || value > kind.highest)
        return VitalMark::Implausible;
    if (value < kind.usualLow)
        return VitalMark::Low;
    return value > kind.usualHigh ? VitalMark::High : VitalMark::Usual;
}

} // namespace yigong
