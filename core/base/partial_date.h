// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDate>
#include <QString>
#include <compare>
#include <optional>

namespace yigong {

/// A date that may know only its year, or year and month (FHIR R4 `date`). All zero is "none".
class PartialDate
{
public:
    constexpr PartialDate() = default;
    explicit PartialDate(QDate day);
    /// "1956", "1956-03", "1956-03-07"; nothing else. Months and days must exist.
    static std::optional<PartialDate> parse(QStringView text);

    [[nodiscard]] bool isNone() const { return m_year == 0; }
    [[nodiscard]] bool isWhole() const { return m_day != 0; }
    [[nodiscard]] int year() const { return m_year; }
    [[nodiscard]] int month() const { return m_month; } ///< 0 where not known
    [[nodiscard]] int day() const { return m_day; }     ///< 0 where not known
    [[nodiscard]] QDate earliest() const;               ///< invalid where none
    [[nodiscard]] QString text() const;                 ///< "1956", "1956-03", "1956-03-07", ""

    auto operator<=>(const PartialDate &) const = default;

private:
    int m_year = 0;
    int m_month = 0;
    int m_day = 0;
};

/// Completed years on `day`; of a partial date, counted from its earliest day. Nothing for none or a birth after `day`.
std::optional<int> ageOn(const PartialDate &birthDate, QDate day);

} // namespace yigong
