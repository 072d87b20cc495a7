// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/balance.h"
#include "core/inventory/count.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "core/inventory/stock_check.h"
#include "tests/support/store.h"

namespace yigong {

/// One laptop of the clinic in 王庄. People act in verbs; what the verb does not say belongs here.
struct Laptop : TestStore
{
    explicit Laptop(const char *name) { REQUIRE(db->becomeDevice(Id::fromKey(QByteArray("device/") + name), site)); }

    template <typename F> auto write(F f)
    {
        clock.advanceMs(60'000);
        return db->write(actor, f);
    }

    Id receives(const QString &lot, qint64 units, QDate expiry = QDate(2026, 10, 31),
                const QString &drug = QStringLiteral("AMX"))
    {
        const auto received = write([&](Transaction &tx) {
            return receiveStock(tx, {"县药房"_q, "R1"_q, {{drug, lot, expiry, 0, {units}}}});
        });
        REQUIRE(received);
        return received->batches.front();
    }
    Result<Dispensed> triesToDispense(qint64 units, const QString &reason = {},
                                      const QString &drug = QStringLiteral("AMX"))
    {
        return write([&](Transaction &tx) {
            return dispense(tx, {{}, drug, "阿莫西林胶囊"_q, "粒"_q, patient, {}, {units}, reason});
        });
    }
    std::vector<Portion> dispenses(qint64 units, const QString &reason = {})
    {
        auto done = triesToDispense(units, reason);
        REQUIRE(done);
        return done->taken;
    }
    Counted counts(Id batch, qint64 units)
    {
        const auto counted = write([&](Transaction &tx) { return countBatch(tx, batch, {units}, "月末盘点"_q); });
        REQUIRE(counted);
        return *counted;
    }

    [[nodiscard]] Standing standing(Id batch) const
    {
        const auto found = db->read([&](const Snapshot &s) { return balanceOf(s, batch); });
        REQUIRE(found);
        return found->standing;
    }
    [[nodiscard]] qint64 units(Id batch) const { return standing(batch).units.units; }
    [[nodiscard]] bool isCountDue(Id batch) const { return standing(batch).countDue(); }
    [[nodiscard]] qint64 difference(Id count) const
    {
        const auto found = db->read([&](const Snapshot &s) { return differenceOf(s, count); });
        REQUIRE(found);
        return found->difference().units;
    }
    [[nodiscard]] qint64 lastAct() const
    {
        return *db->read([](const Snapshot &s) { return s.number("SELECT ifnull(max(number), 0) FROM act"); });
    }

    /// Another laptop's acts arrive through the hub, but for one that the hub holds back.
    void hears(const Laptop &other, qint64 heldBack = 0)
    {
        struct Arriving
        {
            const RecordType *type;
            Row row;
        };
        std::vector<Arriving> arriving;
        qint64 theirTime = 0;
        REQUIRE(other.db->read([&](const Snapshot &s) -> Result<void> {
            YIGONG_TRY(s.each("SELECT max(time) FROM act", {}, [&](const Columns &c) { theirTime = c.integer(0); }));
            for (const RecordType &type : s.types().all())
                YIGONG_TRY(s.eachRow(type, "", {}, [&](Row &&row) { arriving.push_back({&type, std::move(row)}); }));
            return {};
        }));
        REQUIRE(db->apply([&](Transaction &tx) -> Result<void> {
            for (const Arriving &a : arriving)
                if (heldBack == 0 || !isOfAct(a.type, a.row, heldBack))
                    YIGONG_TRY(tx.placeRow(*tx.types().byNumber(a.type->number()), a.row));
            YIGONG_LET(ours, tx.local(QStringLiteral("hybrid_time")));
            return tx.setLocal(QStringLiteral("hybrid_time"), std::max(ValueOf<qint64>::from(ours), theirTime));
        }));
    }

    Id patient = Id::fromKey("patient/李芳");

private:
    static bool isOfAct(const RecordType *type, const Row &row, qint64 number)
    {
        const int at = type->indexOf(u"number");
        return type->number() == StockMovement::info.number &&
               row.values[static_cast<std::size_t>(at)] == Value{number};
    }
};

/// The clinic has two laptops: one on the desk, one that goes along on home visits.
struct Clinic
{
    Laptop desk{"desk"};
    Laptop bag{"bag"};

    void bothSync()
    {
        desk.hears(bag);
        bag.hears(desk);
        keepTime();
    }
    /// Both clocks are right: neither stands before the other.
    void keepTime()
    {
        const Instant now = std::max(desk.clock.now(), bag.clock.now());
        desk.clock.moveTo(now);
        bag.clock.moveTo(now);
    }
};

} // namespace yigong
