// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <compare>
#include <cstdint>
#include <optional>

namespace yigong {

/// Money in whole fen (1 yuan = 100 fen). Never floating.
struct Money
{
    std::int64_t fen = 0;

    [[nodiscard]] QString yuan() const; ///< "42.60", "-0.05"
    /// "42.6", "42.60", "42"; nothing where it is no amount or has more than two decimals.
    static std::optional<Money> parse(QStringView yuan);
    Money operator+(Money o) const { return {fen + o.fen}; }
    Money operator-(Money o) const { return {fen - o.fen}; }
    auto operator<=>(const Money &) const = default;
};

/// An amount in a drug's smallest unit (tablet, capsule, ml; never a box). Signed: a ledger's balance may be below
/// zero.
struct Quantity
{
    std::int64_t units = 0;

    Quantity operator+(Quantity o) const { return {units + o.units}; }
    Quantity operator-(Quantity o) const { return {units - o.units}; }
    Quantity operator-() const { return {-units}; }
    auto operator<=>(const Quantity &) const = default;
};

} // namespace yigong
