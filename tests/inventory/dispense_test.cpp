// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "tests/inventory/clinic.h"

using namespace yigong;

TEST_CASE("what expires first goes out first, split over batches", "[inventory]")
{
    Laptop desk("desk");
    const Id late = desk.receives("late"_q, 24, QDate(2027, 3, 31));
    const Id soon = desk.receives("soon"_q, 10, QDate(2025, 9, 30));
    const auto taken = desk.dispenses(14);
    REQUIRE(taken.size() == 2);
    CHECK(taken[0].batch.id == soon);
    CHECK(taken[0].amount.units == 10);
    CHECK(taken[1].batch.id == late);
    CHECK(taken[1].amount.units == 4);
    CHECK(desk.units(soon) == 0);
    CHECK(desk.units(late) == 20);
}

TEST_CASE("expired batches and those on hold are passed over", "[inventory]")
{
    Laptop desk("desk");
    const Id expires = desk.receives("expires"_q, 10, QDate(2025, 5, 14));
    const Id recalled = desk.receives("recalled"_q, 10, QDate(2025, 9, 30));
    const Id good = desk.receives("good"_q, 10, QDate(2027, 3, 31));
    REQUIRE(desk.write([&](Transaction &tx) { return holdBatch(tx, recalled, true); }));

    // On its last day it may still be given.
    desk.clock.moveTo(Instant::fromIso(u"2025-05-14T23:58:00"));
    CHECK(desk.dispenses(1).front().batch.id == expires);
    desk.clock.moveTo(Instant::fromIso(u"2025-05-15T00:00:00"));
    CHECK(desk.dispenses(1).front().batch.id == good);
    const auto refused = desk.triesToDispense(10);
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == Error{ErrorKind::NotEnough, "quantity"_q, {"阿莫西林胶囊"_q, "10"_q, "9"_q, "粒"_q}});
    // An expired batch may still be destroyed.
    CHECK(desk.write([&](Transaction &tx) { return recordLoss(tx, expires, {9}, "过期销毁"_q); }));
    REQUIRE(desk.write([&](Transaction &tx) { return holdBatch(tx, recalled, false); }));
    CHECK(desk.dispenses(2).front().batch.id == recalled);
}

TEST_CASE("more than the ledger shows is stopped once, and goes through with a reason", "[inventory]")
{
    Laptop desk("desk");
    const Id soon = desk.receives("soon"_q, 10, QDate(2025, 9, 30));
    const Id late = desk.receives("late"_q, 4, QDate(2027, 3, 31));
    const auto stopped = desk.triesToDispense(20);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error() == Error{ErrorKind::NotEnough, "quantity"_q, {"阿莫西林胶囊"_q, "20"_q, "14"_q, "粒"_q}});
    CHECK(desk.units(soon) == 10);

    const auto taken = desk.dispenses(20, "货架上有，尚未入库"_q);
    REQUIRE(taken.size() == 2);
    CHECK(taken[0].batch.id == soon);
    CHECK(taken[0].amount.units == 16);
    CHECK(desk.units(soon) == -6);
    CHECK(desk.units(late) == 0);
    CHECK(desk.isCountDue(soon));
    CHECK_FALSE(desk.isCountDue(late));
    const auto due = *desk.db->read([&](const Snapshot &s) { return countsDue(s, desk.site); });
    REQUIRE(due.size() == 1);
    CHECK(due[0].batch.id == soon);
    CHECK(due[0].isNegative());
    const auto record = desk.db->read([](const Snapshot &s) { return s.select<MedicationDispense>(""); })->front();
    CHECK(record.overrideReason == "货架上有，尚未入库"_q);

    // A negative batch has nothing to give; the next hand-out is stopped again.
    CHECK(desk.triesToDispense(1).error().args == QStringList{"阿莫西林胶囊"_q, "1"_q, "0"_q, "粒"_q});
    desk.counts(soon, 0);
    CHECK(desk.units(soon) == 0);
    CHECK_FALSE(desk.isCountDue(soon));
}

TEST_CASE("a reason is kept only where it was needed", "[inventory]")
{
    Laptop desk("desk");
    desk.receives("A1"_q, 10);
    desk.dispenses(2, "货架上有"_q);
    CHECK(desk.db->read([](const Snapshot &s) { return s.select<MedicationDispense>(""); })->front().overrideReason ==
          ""_q);
}

TEST_CASE("a drug that was never entered goes out under an unknown lot", "[inventory]")
{
    Laptop desk("desk");
    CHECK(desk.triesToDispense(6).error().kind == ErrorKind::NotEnough);
    const auto taken = desk.dispenses(6, "货架上有"_q);
    REQUIRE(taken.size() == 1);
    CHECK(taken[0].batch.lot == unknownLot());
    CHECK(desk.units(taken[0].batch.id) == -6);
    // It happens again: still the one batch.
    CHECK(desk.dispenses(4, "货架上有"_q).front().batch.id == taken[0].batch.id);
    CHECK(desk.units(taken[0].batch.id) == -10);
    CHECK(desk.db->read(checkStock)->empty());
}

TEST_CASE("only an expired batch is on the ledger: a reason does not hand it out", "[inventory]")
{
    Laptop desk("desk");
    const Id expired = desk.receives("old"_q, 10, QDate(2025, 5, 14));
    desk.clock.moveTo(Instant::fromIso(u"2025-05-20T09:00:00"));
    const auto taken = desk.dispenses(3, "货架上有"_q);
    CHECK(taken.front().batch.lot == unknownLot());
    CHECK(desk.units(expired) == 10);
}

TEST_CASE("a line is handed out once, or in parts, never beyond its quantity", "[inventory]")
{
    Laptop desk("desk");
    const Id batch = desk.receives("A1"_q, 100);
    MedicationRequest line;
    line.patient = desk.patient;
    line.site = desk.site;
    line.drug = "AMX"_q;
    line.name = "阿莫西林胶囊"_q;
    line.unit = "粒"_q;
    line.quantity = {20};
    const Id lineId = *desk.write([&](Transaction &tx) { return tx.append(line); });
    const auto handOut = [&](qint64 units) {
        return desk.write([&](Transaction &tx) {
            DispenseRequest request;
            request.line = lineId;
            request.amount = {units};
            return dispense(tx, request);
        });
    };
    REQUIRE(handOut(14));
    CHECK(handOut(7).error() == Error{ErrorKind::AlreadyDispensed, {}, {lineId.text()}});
    REQUIRE(handOut(6));
    CHECK(handOut(1).error().kind == ErrorKind::AlreadyDispensed);
    CHECK(handOut(0).error().kind == ErrorKind::OutOfRange);
    CHECK(desk.units(batch) == 80);
    CHECK(desk.db->read([&](const Snapshot &s) { return dispensedOf(s, lineId); })->units == 20);
}
