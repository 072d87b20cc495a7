// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/balance.h"
#include "core/inventory/knowledge.h"
#include "core/security/policy.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace yigong {

namespace {

enum class Order
{
    Before,
    BeforeByClock,
    After
};

/// Where an entry (movement or other count) stands to a count.
template <typename Entry> Order orderTo(const Entry &entry, const StockCount &count, const Knowledge &knew)
{
    if (entry.device == count.device) // within one act the ids say which was written first
        return std::tie(entry.number, entry.id) < std::tie(count.number, count.id) ? Order::Before : Order::After;
    if (knew.covers(entry.device, entry.number))
        return Order::Before;
    return entry.time < count.time ? Order::BeforeByClock : Order::After;
}

template <typename Entry> bool isEarlier(const Entry &a, const Entry &b)
{
    return std::tie(a.time, a.device, a.number, a.id) < std::tie(b.time, b.device, b.number, b.id);
}

/// A count with what it knew, read once.
struct ReadCount
{
    const StockCount *count;
    Knowledge knew;

    [[nodiscard]] bool knows(const StockCount &other) const
    {
        return count->id != other.id && orderTo(other, *count, knew) == Order::Before;
    }
};

std::optional<ReadCount> validCount(std::span<const StockCount> counts)
{
    std::vector<ReadCount> latestFirst;
    for (const StockCount &count : counts)
        latestFirst.push_back({&count, Knowledge::parse(count.knew)});
    std::sort(latestFirst.begin(), latestFirst.end(),
              [](const ReadCount &a, const ReadCount &b) { return isEarlier(*b.count, *a.count); });
    for (const ReadCount &candidate : latestFirst) {
        const bool superseded = std::any_of(latestFirst.begin(), latestFirst.end(),
                                            [&](const ReadCount &other) { return other.knows(*candidate.count); });
        if (!superseded)
            return candidate;
    }
    // None, or all claim to know each other (forged or cloned): still one answer everywhere.
    return latestFirst.empty() ? std::nullopt : std::optional{latestFirst.front()};
}

struct BatchEntries
{
    std::vector<StockMovement> intoStore;
    std::vector<StockCount> counts;
};

/// `where` stands over stock_movement and stock_count alike: both carry site, drug and batch.
Result<std::map<Id, BatchEntries>> entriesOf(const Snapshot &snapshot, const std::string &where,
                                             std::initializer_list<Value> parameters)
{
    static_assert(static_cast<int>(StockAccount::Store) == 2);
    std::map<Id, BatchEntries> entries;
    YIGONG_TRY(
        snapshot.eachRow(snapshot.typeOf<StockMovement>(), where + " AND account = 2", parameters, [&](Row &&row) {
            StockMovement movement = recordOf<StockMovement>(row);
            entries[movement.batch].intoStore.push_back(std::move(movement));
        }));
    YIGONG_TRY(snapshot.eachRow(snapshot.typeOf<StockCount>(), where, parameters, [&](Row &&row) {
        StockCount count = recordOf<StockCount>(row);
        entries[count.batch].counts.push_back(std::move(count));
    }));
    return entries;
}

/// A batch whose own record has not arrived still holds stock; it shows without lot and expiry.
StockBatch batchBehind(Id id, const BatchEntries &entries)
{
    StockBatch batch;
    batch.id = id;
    if (!entries.intoStore.empty()) {
        batch.site = entries.intoStore.front().site;
        batch.drug = entries.intoStore.front().drug;
    } else if (!entries.counts.empty()) {
        batch.site = entries.counts.front().site;
        batch.drug = entries.counts.front().drug;
    }
    return batch;
}

bool firstExpired(const BatchBalance &a, const BatchBalance &b)
{
    const auto expiry = [](const StockBatch &batch) {
        return batch.expiry.isValid() ? batch.expiry.toJulianDay() : std::numeric_limits<qint64>::max();
    };
    return std::make_tuple(a.batch.drug, expiry(a.batch), a.batch.lot, a.batch.id) <
           std::make_tuple(b.batch.drug, expiry(b.batch), b.batch.lot, b.batch.id);
}

Result<std::vector<BatchBalance>> balancesWhere(const Snapshot &snapshot, const std::string &where,
                                                std::initializer_list<Value> parameters)
{
    YIGONG_LET(entries, entriesOf(snapshot, where, parameters));
    YIGONG_LET(batches, snapshot.select<StockBatch>(where, parameters));
    std::map<Id, StockBatch> byId;
    for (StockBatch &batch : batches)
        byId.emplace(batch.id, std::move(batch));
    std::vector<BatchBalance> balances;
    balances.reserve(entries.size());
    for (const auto &[id, ofBatch] : entries) {
        const auto known = byId.find(id);
        balances.push_back({known != byId.end() ? known->second : batchBehind(id, ofBatch),
                            standingOf(ofBatch.intoStore, ofBatch.counts)});
    }
    std::sort(balances.begin(), balances.end(), firstExpired);
    return balances;
}

template <typename Entry>
std::vector<Entry> before(std::span<const Entry> entries, const StockCount &count, const Knowledge &knew)
{
    std::vector<Entry> earlier;
    for (const Entry &entry : entries)
        if (entry.id != count.id && orderTo(entry, count, knew) != Order::After)
            earlier.push_back(entry);
    return earlier;
}

} // namespace

Standing standingOf(std::span<const StockMovement> intoStore, std::span<const StockCount> counts)
{
    Standing standing;
    const auto valid = validCount(counts);
    if (valid) {
        standing.count = valid->count->id;
        standing.units = valid->count->counted;
    }
    std::vector<const StockMovement *> since;
    for (const StockMovement &movement : intoStore) {
        standing.lastMoved = std::max(standing.lastMoved, movement.at);
        const Order order = valid ? orderTo(movement, *valid->count, valid->knew) : Order::After;
        if (order == Order::After)
            since.push_back(&movement);
        standing.restsOnClocks = standing.restsOnClocks || order == Order::BeforeByClock;
    }
    std::sort(since.begin(), since.end(), [](auto *a, auto *b) { return isEarlier(*a, *b); });
    for (const StockMovement *movement : since) {
        standing.units = standing.units + movement->quantity;
        standing.dippedBelowZero = standing.dippedBelowZero || standing.units.units < 0;
    }
    return standing;
}

ExpiryTier expiryTierOn(QDate expiry, QDate today)
{
    if (!expiry.isValid())
        return ExpiryTier::Later;
    if (expiry < today)
        return ExpiryTier::Expired;
    if (expiry <= today.addMonths(1))
        return ExpiryTier::WithinOneMonth;
    if (expiry <= today.addMonths(3))
        return ExpiryTier::WithinThreeMonths;
    return expiry <= today.addMonths(6) ? ExpiryTier::WithinSixMonths : ExpiryTier::Later;
}

Result<std::vector<BatchBalance>> balancesOf(const Snapshot &snapshot, Id site)
{
    return balancesWhere(snapshot, "WHERE site = ?", {site.bytes()});
}

Result<std::vector<BatchBalance>> balancesOf(const Snapshot &snapshot, Id site, const QString &drug)
{
    return balancesWhere(snapshot, "WHERE site = ? AND drug = ?", {site.bytes(), drug});
}

Result<std::vector<BatchBalance>> stockAt(const Snapshot &snapshot, const Actor &actor, Id site, const QString &drug)
{
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadStock, site));
    return drug.isEmpty() ? balancesOf(snapshot, site) : balancesOf(snapshot, site, drug);
}

Result<BatchBalance> balanceOf(const Snapshot &snapshot, Id batchId)
{
    YIGONG_LET(batch, snapshot.get<StockBatch>(batchId));
    YIGONG_LET(entries, entriesOf(snapshot, "WHERE batch = ?", {batchId.bytes()}));
    const BatchEntries &ofBatch = entries[batchId];
    return BatchBalance{batch, standingOf(ofBatch.intoStore, ofBatch.counts)};
}

Result<std::vector<BatchBalance>> countsDue(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(balances, balancesOf(snapshot, site));
    std::erase_if(balances, [](const BatchBalance &balance) { return !balance.standing.countDue(); });
    return balances;
}

Result<std::vector<BatchBalance>> nearExpiry(const Snapshot &snapshot, Id site, QDate today)
{
    YIGONG_LET(balances, balancesOf(snapshot, site));
    std::erase_if(balances, [today](const BatchBalance &balance) {
        return balance.units().units <= 0 || expiryTierOn(balance.batch.expiry, today) == ExpiryTier::Later;
    });
    std::stable_sort(balances.begin(), balances.end(),
                     [](const BatchBalance &a, const BatchBalance &b) { return a.batch.expiry < b.batch.expiry; });
    return balances;
}

Result<CountDifference> differenceOf(const Snapshot &snapshot, Id countId)
{
    YIGONG_LET(count, snapshot.get<StockCount>(countId));
    YIGONG_LET(entries, entriesOf(snapshot, "WHERE batch = ?", {count.batch.bytes()}));
    const BatchEntries &ofBatch = entries[count.batch];
    const Knowledge knew = Knowledge::parse(count.knew);
    const auto movements = before(std::span(ofBatch.intoStore), count, knew);
    const auto counts = before(std::span(ofBatch.counts), count, knew);
    return CountDifference{count.counted, standingOf(movements, counts).units};
}

} // namespace yigong
