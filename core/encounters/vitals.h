// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <cstdint>
#include <optional>
#include <span>

namespace yigong {

/// A measurement in hundredths of its unit: 36.5 ℃ is 3650.
using Hundredths = std::int64_t;

/// Reads "36.5", "120", "５.6"; nothing where it is no number, is negative or has more than two decimals.
std::optional<Hundredths> parseHundredths(QStringView text);
/// "36.5", "120".
QString hundredthsText(Hundredths value);

/// A vital sign that is measured in a visit. Ranges are of a grown person at rest; both ends belong to them.
struct VitalKind
{
    const char *code;               ///< LOINC
    const char16_t *name;           ///< 收缩压
    const char16_t *unit;           ///< as it is written and stored: mmHg, 次/分, ℃
    const char *ucum;               ///< the same in UCUM, also taken
    Hundredths lowest, highest;     ///< beyond this it is more likely a slip of the finger: asked again, never refused
    Hundredths usualLow, usualHigh; ///< beyond this it is marked

    [[nodiscard]] QString codeText() const { return QString::fromLatin1(code); }
    [[nodiscard]] QString nameText() const { return QString::fromUtf16(name); }
    [[nodiscard]] QString unitText() const { return QString::fromUtf16(unit); }
    [[nodiscard]] bool takesUnit(QStringView written) const;
};

namespace vital {
inline constexpr char systolic[] = "8480-6";
inline constexpr char diastolic[] = "8462-4";
inline constexpr char pulse[] = "8867-4";
inline constexpr char temperature[] = "8310-5";
inline constexpr char breathing[] = "9279-1";
inline constexpr char weight[] = "29463-7";
inline constexpr char height[] = "8302-2";
inline constexpr char fastingGlucose[] = "1558-6";
inline constexpr char oxygen[] = "59408-5";
} // namespace vital

/// In the order in which a form asks for them.
std::span<const VitalKind> vitalKinds();
/// Null where it is none of them.
const VitalKind *vitalKind(QStringView code);

/// Fasting glucose is kept as 1558-6, which in LOINC is a mass (mg/dL); told in mmol/L it is 14771-0. What other
/// systems call a value of this unit …
QString loincFor(const QString &code, QStringView unit);
/// … and what it is kept as here. Own files of earlier versions say 1558-6 with mmol/L. Both leave all else as it is.
QString keptCodeFor(const QString &loinc, QStringView unit);

enum class VitalMark
{
    Usual,
    Low,
    High,
    Implausible
};
VitalMark markOf(const VitalKind &kind, Hundredths value);

} // namespace yigong
