// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/balance.h"
#include "core/inventory/knowledge.h"
#include "tests/inventory/clinic.h"

using namespace yigong;

TEST_CASE("a count sets the balance and says what it found", "[inventory]")
{
    Laptop desk("desk");
    const Id batch = desk.receives("A1"_q, 100);
    desk.dispenses(20);
    const Counted counted = desk.counts(batch, 77);
    CHECK(counted.difference.expected.units == 80);
    CHECK(counted.difference.difference().units == -3);
    CHECK(desk.units(batch) == 77);
    desk.dispenses(7);
    CHECK(desk.units(batch) == 70);
    CHECK(desk.counts(batch, 70).difference.difference().units == 0);
    CHECK(desk.difference(counted.count) == -3);
    CHECK(desk.write([&](Transaction &tx) { return countBatch(tx, batch, {-1}, {}); }).error().kind ==
          ErrorKind::OutOfRange);
}

TEST_CASE("what a count knew is one line a device", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 100);
    clinic.bothSync();
    clinic.bag.dispenses(5);
    clinic.bag.dispenses(5);
    clinic.bothSync();
    const Id count = clinic.desk.counts(batch, 90).count;
    const auto record = clinic.desk.db->read([&](const Snapshot &s) { return s.get<StockCount>(count); });
    REQUIRE(record);
    const Knowledge knew = Knowledge::parse(record->knew);
    CHECK(knew.text() == record->knew);
    CHECK(knew.covers(clinic.desk.db->device(), 1));
    CHECK_FALSE(knew.covers(clinic.desk.db->device(), 2)); // the count's own act
    CHECK(knew.covers(clinic.bag.db->device(), 2));
    CHECK_FALSE(knew.covers(clinic.bag.db->device(), 3));
    CHECK(Knowledge::parse("nonsense\n:\n"_q + record->knew) == knew);
}

TEST_CASE("what the counter knew is not counted again, what comes after is", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 100);
    clinic.bothSync();
    clinic.bag.dispenses(20);
    clinic.bothSync();
    clinic.desk.counts(batch, 80);
    clinic.keepTime();
    clinic.bag.dispenses(10); // had not heard of the count, but is later
    clinic.bothSync();
    CHECK(clinic.desk.units(batch) == 70);
    CHECK(clinic.bag.units(batch) == 70);
    CHECK_FALSE(clinic.desk.isCountDue(batch));
}

TEST_CASE("a hand-out that arrives after the shelf was counted without it does not count twice", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 100);
    clinic.bothSync();
    clinic.bag.dispenses(20);
    clinic.keepTime();
    const Counted counted = clinic.desk.counts(batch, 80); // the shelf already lacks the 20
    CHECK(counted.difference.difference().units == -20);
    clinic.bothSync();
    for (Laptop *laptop : {&clinic.desk, &clinic.bag}) {
        CHECK(laptop->units(batch) == 80);
        CHECK(laptop->difference(counted.count) == 0); // explained by what came late
        CHECK(laptop->isCountDue(batch));              // on the word of two clocks: look again
    }
    clinic.bag.counts(batch, 80);
    clinic.bothSync();
    CHECK_FALSE(clinic.desk.isCountDue(batch));
}

TEST_CASE("a delivery entered on the other laptop before the count is not added to it", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 10);
    clinic.bothSync();
    clinic.bag.receives("A1"_q, 100);
    clinic.keepTime();
    clinic.desk.counts(batch, 110);
    clinic.bothSync();
    CHECK(clinic.desk.units(batch) == 110);
    CHECK(clinic.bag.units(batch) == 110);
}

TEST_CASE("an act that the hub held back had happened before the later ones that the counter knew", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 100);
    clinic.bothSync();
    clinic.bag.dispenses(20);
    const qint64 heldBack = clinic.bag.lastAct();
    clinic.bag.dispenses(10);
    clinic.desk.hears(clinic.bag, heldBack);
    clinic.keepTime();
    CHECK(clinic.desk.units(batch) == 90);
    const Counted counted = clinic.desk.counts(batch, 70);
    CHECK(counted.difference.difference().units == -20);
    clinic.bothSync(); // the hub lets it go
    CHECK(clinic.desk.units(batch) == 70);
    CHECK(clinic.bag.units(batch) == 70);
    CHECK(clinic.desk.difference(counted.count) == 0);
    CHECK_FALSE(clinic.desk.isCountDue(batch)); // no clock was asked
}

TEST_CASE("two laptops count without knowing of each other: the later count is valid everywhere", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 100);
    clinic.bothSync();
    const Counted first = clinic.desk.counts(batch, 95);
    clinic.keepTime();
    const Counted second = clinic.bag.counts(batch, 94);
    clinic.bothSync();
    for (Laptop *laptop : {&clinic.desk, &clinic.bag}) {
        CHECK(laptop->units(batch) == 94); // the five missing are missing once
        CHECK(laptop->standing(batch).count == second.count);
        CHECK(laptop->difference(first.count) == -5);
        CHECK(laptop->difference(second.count) == -1);
    }
}

TEST_CASE("a count that knew the other is the later one, whatever the clocks say", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 100);
    clinic.desk.clock.moveTo(Instant::fromIso(u"2031-01-01T08:00:00")); // wrong by years
    clinic.desk.counts(batch, 90);
    clinic.bag.hears(clinic.desk);
    const Counted second = clinic.bag.counts(batch, 88);
    clinic.desk.hears(clinic.bag);
    CHECK(clinic.desk.units(batch) == 88);
    CHECK(clinic.bag.units(batch) == 88);
    CHECK(clinic.bag.difference(second.count) == -2);
    clinic.bag.dispenses(8);
    clinic.desk.hears(clinic.bag);
    CHECK(clinic.desk.units(batch) == 80);
}

TEST_CASE("the ledger that comes late explains a batch below zero, and no count is due for it", "[inventory]")
{
    Clinic clinic;
    const Id batch = clinic.desk.receives("A1"_q, 10);
    clinic.bothSync();
    clinic.bag.receives("A1"_q, 100);
    clinic.keepTime();
    clinic.desk.dispenses(30, "货架上有，另一台电脑已入库"_q);
    CHECK(clinic.desk.units(batch) == -20);
    CHECK(clinic.desk.isCountDue(batch));
    clinic.bothSync();
    CHECK(clinic.desk.units(batch) == 80);
    CHECK_FALSE(clinic.desk.isCountDue(batch));
}

TEST_CASE("a delivery entered too late leaves the count due that the hand-out before it called for", "[inventory]")
{
    Laptop desk("desk");
    const Id batch = desk.receives("A1"_q, 10);
    desk.dispenses(30, "货架上有"_q);
    desk.receives("A1"_q, 100);
    CHECK(desk.units(batch) == 80);
    CHECK(desk.isCountDue(batch));
}

TEST_CASE("within one act the order of writing holds", "[inventory]")
{
    Laptop desk("desk");
    const Id batch = desk.receives("A1"_q, 100);
    REQUIRE(desk.write([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(recordLoss(tx, batch, {5}, "摔碎"_q));
        YIGONG_TRY(countBatch(tx, batch, {90}, {}));
        YIGONG_TRY(recordLoss(tx, batch, {7}, "摔碎"_q));
        return {};
    }));
    CHECK(desk.units(batch) == 83);
}
