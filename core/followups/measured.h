// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/vitals.h"
#include "core/store/value.h"

#include <optional>

namespace yigong {

/// A figure of a form, or nothing: nought cigarettes a day is an answer, an empty field is none.
struct Measured
{
    std::optional<Hundredths> value;

    Measured() = default;
    Measured(std::optional<Hundredths> hundredths) : value(hundredths) {}
    [[nodiscard]] bool isNone() const { return !value; }
    [[nodiscard]] QString text() const { return value ? hundredthsText(*value) : QString(); } ///< "36.5"
    /// The whole number that the rules reckon with, rounded down as a reading is.
    [[nodiscard]] std::optional<int> whole() const
    {
        return value ? std::optional{static_cast<int>(*value / 100)} : std::nullopt;
    }
    [[nodiscard]] std::optional<int> hundredths() const
    {
        return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
    }
    bool operator==(const Measured &) const = default;
};

/// Stored as it is written, so that a person who reads the table reads the form.
template <> struct ValueOf<Measured>
{
    static constexpr ValueKind kind = ValueKind::Text;
    static Value to(const Measured &v) { return v.isNone() ? QStringLiteral("") : v.text(); }
    static Measured from(const Value &v) { return {parseHundredths(ValueOf<QString>::from(v))}; }
};

} // namespace yigong
