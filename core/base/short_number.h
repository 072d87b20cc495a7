// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <cstdint>
#include <optional>

namespace yigong {

/// The number that people read out over the telephone, "WZ-A0417-6": the site's short code, the letter of the device,
/// its serial (four digits or more), a check digit. The check digit is ISO/IEC 7064 MOD 11,10 over code, letter and
/// serial, each letter counted as its two digits A=10 … Z=35, so every mistyped character and nearly every swap shows.
struct ShortNumber
{
    QString siteCode; ///< 1 to 4 capitals or digits
    QChar letter;     ///< A … Z
    std::int64_t serial = 0;

    [[nodiscard]] QString text() const;
    /// Full width, lower case and blanks around it are forgiven; a wrong check digit is not.
    static std::optional<ShortNumber> parse(QStringView text);

    bool operator==(const ShortNumber &) const = default;
};

} // namespace yigong
