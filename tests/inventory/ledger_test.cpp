// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/inventory/clinic.h"

using namespace yigong;

TEST_CASE("what is received lies on the shelf, pack by pack", "[inventory]")
{
    Laptop desk("desk");
    const auto received = desk.write([](Transaction &tx) {
        return receiveStock(tx, {"县药房"_q,
                                 "R2025-031"_q,
                                 {{"AMX"_q, "A24071"_q, QDate(2026, 6, 30), 3, {10}, 24, {880}},
                                  {"IBU"_q, "B1"_q, QDate(2027, 1, 31), 2, {}, 20, {1250}}}});
    });
    REQUIRE(received);
    REQUIRE(received->batches.size() == 2);
    CHECK(desk.units(received->batches[0]) == 82);
    CHECK(desk.units(received->batches[1]) == 40);
    const auto document = desk.db->read([&](const Snapshot &s) { return s.get<StockDocument>(received->document); });
    REQUIRE(document);
    CHECK(document->counterparty == "县药房"_q);
    CHECK(document->number == "R2025-031"_q);
    const auto movements = *desk.db->read([](const Snapshot &s) { return s.select<StockMovement>(""); });
    REQUIRE(movements.size() == 4);
    for (const StockMovement &movement : movements) {
        CHECK(movement.device == desk.db->device());
        CHECK(movement.number == 1);
    }
}

TEST_CASE("the same lot received on two laptops is one batch", "[inventory]")
{
    Clinic clinic;
    const Id first = clinic.desk.receives("A24071"_q, 24);
    const Id second = clinic.bag.receives(" A24071 "_q, 48);
    CHECK(first == second);
    clinic.bothSync();
    CHECK(clinic.desk.units(first) == 72);
    CHECK(clinic.bag.units(first) == 72);
}

TEST_CASE("a delivery with a line that cannot be right is not taken at all", "[inventory]")
{
    Laptop desk("desk");
    struct Case
    {
        const char *story;
        ReceiptLine line;
        ErrorKind kind;
        const char *field;
    };
    const auto c = GENERATE(values<Case>({
        {"no drug", {{}, "L"_q, QDate(2026, 1, 1), 1, {}, 24}, ErrorKind::Required, "drug"},
        {"no lot", {"AMX"_q, " "_q, QDate(2026, 1, 1), 1, {}, 24}, ErrorKind::Required, "lot"},
        {"no expiry", {"AMX"_q, "L"_q, {}, 1, {}, 24}, ErrorKind::Required, "expiry"},
        {"expired yesterday", {"AMX"_q, "L"_q, QDate(2025, 5, 12), 1, {}, 24}, ErrorKind::Expired, "expiry"},
        {"nothing in it", {"AMX"_q, "L"_q, QDate(2026, 1, 1), 0, {}, 24}, ErrorKind::OutOfRange, "quantity"},
        {"less than nothing", {"AMX"_q, "L"_q, QDate(2026, 1, 1), 0, {-5}, 24}, ErrorKind::OutOfRange, "quantity"},
        {"a slip of the finger",
         {"AMX"_q, "L"_q, QDate(2026, 1, 1), 9'000'000, {}, 24},
         ErrorKind::OutOfRange,
         "quantity"},
        {"an empty pack", {"AMX"_q, "L"_q, QDate(2026, 1, 1), 1, {}, 0}, ErrorKind::OutOfRange, "units_per_pack"},
        {"paid to take it", {"AMX"_q, "L"_q, QDate(2026, 1, 1), 1, {}, 24, {-1}}, ErrorKind::OutOfRange, "pack_cost"},
    }));
    INFO(c.story);
    const ReceiptLine good{"IBU"_q, "B1"_q, QDate(2027, 1, 31), 2, {}, 20};
    const auto refused = desk.write([&](Transaction &tx) {
        return receiveStock(tx, {"县药房"_q, {}, {good, c.line}});
    });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == c.kind);
    CHECK(refused.error().field == QString::fromLatin1(c.field));
    CHECK(desk.db->read([&](const Snapshot &s) { return balancesOf(s, desk.site); })->empty());
}

TEST_CASE("a document whose sides do not agree is refused", "[inventory]")
{
    Laptop desk("desk");
    const Id amoxicillin = desk.receives("A1"_q, 24);
    const Id ibuprofen = desk.receives("B1"_q, 20, QDate(2027, 1, 31), "IBU"_q);
    const auto side = [](Id batch, StockAccount account, qint64 units) {
        StockMovement movement;
        movement.batch = batch;
        movement.account = account;
        movement.quantity = {units};
        return movement;
    };
    using enum StockAccount;
    const auto post = [&](std::vector<StockMovement> sides) {
        StockDocument document;
        document.kind = StockDocumentKind::Loss;
        document.number = "L7"_q;
        return desk.write([&](Transaction &tx) { return postDocument(tx, document, sides); });
    };
    CHECK(post({}).error().kind == ErrorKind::Unbalanced);
    CHECK(post({side(amoxicillin, Store, -5)}).error() == Error{ErrorKind::Unbalanced, {}, {"L7"_q}});
    CHECK(post({side(amoxicillin, Store, -5), side(amoxicillin, Loss, 4)}).error().kind == ErrorKind::Unbalanced);
    // In sum they agree, batch by batch they do not.
    CHECK(post({side(amoxicillin, Store, -5), side(ibuprofen, Loss, 5)}).error().kind == ErrorKind::Unbalanced);
    CHECK(post({side(amoxicillin, Store, 0), side(amoxicillin, Loss, 0)}).error().kind == ErrorKind::Unbalanced);
    CHECK(desk.units(amoxicillin) == 24);
    CHECK(post({side(amoxicillin, Store, -5), side(amoxicillin, Loss, 5)}));
    CHECK(desk.units(amoxicillin) == 19);
}

TEST_CASE("losses and returns leave the store with a reason, and never more than is there", "[inventory]")
{
    Laptop desk("desk");
    const Id batch = desk.receives("A1"_q, 24);
    const auto loses = [&](qint64 units, const QString &reason) {
        return desk.write([&](Transaction &tx) { return recordLoss(tx, batch, {units}, reason); });
    };
    CHECK(loses(3, " "_q).error().kind == ErrorKind::ReasonRequired);
    CHECK(loses(25, "摔碎"_q).error().kind == ErrorKind::NotEnough);
    CHECK(loses(0, "摔碎"_q).error().kind == ErrorKind::OutOfRange);
    REQUIRE(loses(3, "摔碎"_q));
    CHECK(desk.units(batch) == 21);
    const auto returns = [&](const QString &supplier) {
        return desk.write([&](Transaction &tx) { return returnToSupplier(tx, batch, {21}, supplier, "召回"_q); });
    };
    CHECK(returns({}).error() == Error{ErrorKind::Required, "supplier"_q, {}});
    REQUIRE(returns("县药房"_q));
    CHECK(desk.units(batch) == 0);
    CHECK(desk.db->read(checkStock)->empty());
}

TEST_CASE("who may not touch stock is told so, and nothing moves", "[inventory]")
{
    Laptop desk("desk");
    const Id batch = desk.receives("A1"_q, 24);
    desk.actor.role = static_cast<int>(StaffRole::Auditor);
    CHECK(desk.triesToDispense(2).error().kind == ErrorKind::Forbidden);
    CHECK(desk.write([&](Transaction &tx) { return countBatch(tx, batch, {20}, {}); }).error().kind ==
          ErrorKind::Forbidden);
    CHECK(desk.write([&](Transaction &tx) { return recordLoss(tx, batch, {1}, "x"_q); }).error().kind ==
          ErrorKind::Forbidden);
    CHECK(desk.units(batch) == 24);
}

TEST_CASE("verify finds a document that does not balance and a hand-out without its document", "[inventory]")
{
    Clinic clinic;
    clinic.desk.receives("A1"_q, 24);
    clinic.desk.dispenses(6);
    CHECK(clinic.desk.db->read(checkStock)->empty());
    // Half of a document reaches the other laptop, as only a damaged store could have it.
    REQUIRE(clinic.desk.db->apply(
        [&](Transaction &tx) { return tx.runUnguarded("DELETE FROM stock_movement WHERE account = 3", {}); }));
    auto findings = *clinic.desk.db->read(checkStock);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].fault == StockFault::Unbalanced);
    CHECK(findings[1].fault == StockFault::DispenseDiffers);
    REQUIRE(clinic.desk.db->apply(
        [&](Transaction &tx) { return tx.runUnguarded("DELETE FROM stock_document WHERE kind = 2", {}); }));
    findings = *clinic.desk.db->read(checkStock);
    REQUIRE(findings.size() == 3);
    CHECK(nameOf(findings[1].fault) == "MovementWithoutDocument"_q);
    CHECK(nameOf(findings[2].fault) == "DispenseWithoutDocument"_q);
}

TEST_CASE("batches are sorted into the tiers of the pharmacy's shelf", "[inventory]")
{
    const QDate today(2025, 5, 13);
    CHECK(expiryTierOn(QDate(2025, 5, 12), today) == ExpiryTier::Expired);
    CHECK(expiryTierOn(QDate(2025, 5, 13), today) == ExpiryTier::WithinOneMonth);
    CHECK(expiryTierOn(QDate(2025, 6, 13), today) == ExpiryTier::WithinOneMonth);
    CHECK(expiryTierOn(QDate(2025, 6, 14), today) == ExpiryTier::WithinThreeMonths);
    CHECK(expiryTierOn(QDate(2025, 8, 14), today) == ExpiryTier::WithinSixMonths);
    CHECK(expiryTierOn(QDate(2025, 11, 14), today) == ExpiryTier::Later);
    CHECK(expiryTierOn({}, today) == ExpiryTier::Later);

    Laptop desk("desk");
    desk.receives("later"_q, 10, QDate(2027, 1, 1));
    const Id soon = desk.receives("soon"_q, 10, QDate(2025, 9, 1));
    const Id soonest = desk.receives("soonest"_q, 10, QDate(2025, 6, 1), "IBU"_q);
    const Id usedUp = desk.receives("used-up"_q, 10, QDate(2025, 5, 20), "OME"_q);
    REQUIRE(desk.triesToDispense(10, {}, "OME"_q));
    const auto near = *desk.db->read([&](const Snapshot &s) { return nearExpiry(s, desk.site, today); });
    REQUIRE(near.size() == 2);
    CHECK(near[0].batch.id == soonest);
    CHECK(near[1].batch.id == soon);
    CHECK(desk.units(usedUp) == 0);
}
