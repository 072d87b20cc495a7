// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/stock.h"
#include "core/store/transaction.h"

#include <optional>
#include <span>

namespace yigong {

/// What the ledger says of one batch. Never stored: derived from movements and counts, so that every laptop with the
/// same entries says the same, in whatever order they came.
///
/// **The rule.** The valid count is the last one: of those that no other count knew, the latest by (time, device,
/// number). The balance is what it counted, and every movement into the store that happened after it. A movement
/// happened before a count if
///  1. the count knew it (its device's number there is as high or higher; on the count's own device: was written
///     before it);
///  2. or, where neither laptop knew of the other, its hybrid time is earlier. The shelf that was counted had already
///     felt it, so it must not count twice. As that rests on clocks alone, the batch is to be counted again.
/// Without a count the balance is the sum of all movements into the store.
struct Standing
{
    Quantity units;
    Id count;                     ///< the valid count; none where there is none
    bool dippedBelowZero = false; ///< at some point since that count; more was handed out than the ledger showed
    bool restsOnClocks = false;   ///< rule 2 decided about some movement
    Instant lastMoved;

    /// The shelf and the ledger may differ: somebody should count.
    [[nodiscard]] bool countDue() const { return dippedBelowZero || restsOnClocks; }
};

/// The rule itself, over the movements into the store and the counts of one batch, in any order.
Standing standingOf(std::span<const StockMovement> intoStore, std::span<const StockCount> counts);

struct BatchBalance
{
    StockBatch batch;
    Standing standing;

    [[nodiscard]] Quantity units() const { return standing.units; }
    [[nodiscard]] bool isNegative() const { return standing.units.units < 0; }
    [[nodiscard]] bool isExpiredOn(QDate day) const { return batch.expiry.isValid() && batch.expiry < day; }
    /// May be handed out on that day: neither expired nor on hold. Says nothing of how much is left.
    [[nodiscard]] bool isUsableOn(QDate day) const { return !batch.onHold && !isExpiredOn(day); }
};

/// How near a batch is to its last day. Tiers of six, three and one month, as county pharmacies sort their shelves.
enum class ExpiryTier : quint8
{
    Expired, ///< must not be handed out; may only be returned or destroyed
    WithinOneMonth,
    WithinThreeMonths,
    WithinSixMonths,
    Later, ///< or not known
};
ExpiryTier expiryTierOn(QDate expiry, QDate today);

/// All batches of a site that ever moved or were counted, by drug, then first expired first (unknown expiry last).
/// Used-up ones are among them.
Result<std::vector<BatchBalance>> balancesOf(const Snapshot &snapshot, Id site);
/// Those of one drug.
Result<std::vector<BatchBalance>> balancesOf(const Snapshot &snapshot, Id site, const QString &drug);
/// The same for a person: of a site within their reach. Door ReadStock. Errors: Forbidden · OutOfScope.
Result<std::vector<BatchBalance>> stockAt(const Snapshot &snapshot, const Actor &actor, Id site,
                                          const QString &drug = {});
/// One batch. Errors: NotFound.
Result<BatchBalance> balanceOf(const Snapshot &snapshot, Id batch);
/// Batches that somebody should count.
Result<std::vector<BatchBalance>> countsDue(const Snapshot &snapshot, Id site);
/// Batches with something left that are expired or expire within six months, nearest first.
Result<std::vector<BatchBalance>> nearExpiry(const Snapshot &snapshot, Id site, QDate today);

/// What a count found, as far as is known by now: `counted` − `expected` is the difference that a person explains.
/// `expected` is the balance just before the count: of the counts and movements that happened before it (same rule).
/// A late entry may change it, never the balance twice.
struct CountDifference
{
    Quantity counted;
    Quantity expected;

    [[nodiscard]] Quantity difference() const { return counted - expected; }
};
/// Errors: NotFound.
Result<CountDifference> differenceOf(const Snapshot &snapshot, Id count);

} // namespace yigong
