// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/balance.h"
#include "core/inventory/knowledge.h"
#include "tests/inventory/clinic.h"

#include <algorithm>
#include <map>
#include <rapidcheck.h>

using namespace yigong;

namespace {

/// A clinic's month without a store: one shelf that really exists, laptops that write entries and meet now and then.
struct Month
{
    struct Device
    {
        Id id;
        qint64 acts = 0;
        qint64 lastTime = 0;
        std::vector<StockMovement> movements;
        std::vector<StockCount> counts;
    };

    std::vector<Device> devices{
        {Id::fromKey("desk"), 0, 0, {}, {}}, {Id::fromKey("bag"), 0, 0, {}, {}}, {Id::fromKey("old"), 0, 0, {}, {}}};
    qint64 shelf = 0;
    qint64 now = 1;
    int made = 0;

    Id nextId()
    {
        return Id::fromBytes(QByteArray("0000000000000000").replace(6, 10, QByteArray::number(1'000'000'000 + made++)));
    }

    template <typename Entry> Entry entryOf(Device &device)
    {
        Entry entry;
        entry.id = nextId();
        entry.device = device.id;
        entry.number = ++device.acts;
        entry.time = device.lastTime = std::max(device.lastTime + 1, now * 4096);
        entry.at = {now};
        return entry;
    }
    void moves(Device &device, qint64 units)
    {
        auto movement = entryOf<StockMovement>(device);
        movement.quantity = {units};
        shelf += units;
        device.movements.push_back(movement);
    }
    void counts(Device &device)
    {
        Knowledge knew;
        for (const auto &m : device.movements)
            knew.sees(m.device, m.number);
        for (const auto &c : device.counts)
            knew.sees(c.device, c.number);
        auto count = entryOf<StockCount>(device);
        count.counted = {shelf};
        knew.sees(device.id, count.number - 1);
        count.knew = knew.text();
        device.counts.push_back(count);
    }
    static void hears(Device &to, const Device &from)
    {
        const auto take = [](auto &mine, const auto &theirs) {
            for (const auto &entry : theirs)
                if (std::none_of(mine.begin(), mine.end(), [&](const auto &m) { return m.id == entry.id; }))
                    mine.push_back(entry);
        };
        take(to.movements, from.movements);
        take(to.counts, from.counts);
        to.lastTime = std::max(to.lastTime, from.lastTime);
    }
    void everybodyMeets()
    {
        for (int round = 0; round < 2; ++round)
            for (Device &to : devices)
                for (const Device &from : devices)
                    if (to.id != from.id)
                        hears(to, from);
    }

    /// One day's happening out of a random number.
    void happens(unsigned what)
    {
        ++now;
        Device &device = devices[what / 8 % devices.size()];
        Device &other = devices[(what / 8 + 1 + what / 32 % 2) % devices.size()];
        switch (what % 8) {
        case 0:
            return moves(device, 40);
        case 1:
        case 2:
            return moves(device, -static_cast<qint64>(what / 64 % 30));
        case 3:
            return counts(device);
        case 4:
            shelf -= what / 64 % 3; // somebody helps himself, nobody writes it down
            return;
        default:
            return hears(device, other);
        }
    }
};

/// The rule again, told plainly: walk through the entries in the order in which they happened.
qint64 toldPlainly(std::vector<StockMovement> movements, const std::vector<StockCount> &counts)
{
    std::sort(movements.begin(), movements.end(), [](const auto &a, const auto &b) { return a.time < b.time; });
    qint64 balance = 0;
    qint64 since = 0;
    const auto last = std::max_element(counts.begin(), counts.end(), [](const auto &a, const auto &b) {
        return std::make_pair(a.time, a.device) < std::make_pair(b.time, b.device);
    });
    if (last != counts.end()) {
        balance = last->counted.units;
        since = last->time;
    }
    for (const StockMovement &movement : movements)
        if (movement.time > since || (movement.time == since && movement.device != last->device))
            balance += movement.quantity.units;
    return balance;
}

} // namespace

TEST_CASE("after a count on any laptop the ledger says what lies on the shelf, once all has arrived", "[inventory]")
{
    CHECK(rc::check([](const std::vector<unsigned> &month) {
        Month clinic;
        for (const unsigned what : month)
            clinic.happens(what);
        ++clinic.now;
        clinic.counts(clinic.devices[month.size() % 3]);
        ++clinic.now;
        clinic.moves(clinic.devices[month.size() % 2], -3); // need not have heard of it
        clinic.everybodyMeets();
        for (Month::Device &device : clinic.devices) {
            RC_ASSERT(standingOf(device.movements, device.counts).units.units == clinic.shelf);
            std::reverse(device.movements.begin(), device.movements.end());
            std::reverse(device.counts.begin(), device.counts.end());
            RC_ASSERT(standingOf(device.movements, device.counts).units.units == clinic.shelf);
            RC_ASSERT(toldPlainly(device.movements, device.counts) == clinic.shelf);
        }
    }));
}

TEST_CASE("without counts a balance is the sum of what moved", "[inventory]")
{
    CHECK(rc::check([](const std::vector<int> &amounts) {
        std::vector<StockMovement> movements;
        qint64 sum = 0;
        for (const int amount : amounts) {
            StockMovement movement;
            movement.quantity = {amount};
            movements.push_back(movement);
            sum += amount;
        }
        RC_ASSERT(standingOf(movements, {}).units.units == sum);
    }));
}

TEST_CASE("two laptops with random days agree with each other and with the shelf", "[inventory]")
{
    CHECK(rc::check([](const std::vector<quint8> &days) {
        Clinic clinic;
        const Id batch = clinic.desk.receives("A1"_q, 200);
        clinic.bothSync();
        qint64 shelf = 200;
        for (const quint8 day : days) {
            Laptop &laptop = day & 1 ? clinic.desk : clinic.bag;
            const qint64 units = 1 + day / 16;
            if (day % 16 < 8) {
                laptop.dispenses(units, "货架上有"_q);
                shelf -= units;
            } else if (day % 16 < 11) {
                laptop.receives("A1"_q, units);
                shelf += units;
            } else if (day % 16 < 13) {
                laptop.counts(batch, std::max<qint64>(shelf, 0));
                shelf = std::max<qint64>(shelf, 0);
            } else {
                clinic.bothSync();
            }
            clinic.keepTime();
        }
        clinic.bothSync();
        RC_ASSERT(clinic.desk.units(batch) == clinic.bag.units(batch));
        RC_ASSERT(clinic.desk.units(batch) == shelf);
        RC_ASSERT(clinic.desk.db->read(checkStock)->empty());
    }));
}
