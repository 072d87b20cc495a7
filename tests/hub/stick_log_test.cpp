// SPDX-License-Identifier: GPL-3.0-or-later
// The second log of a village without a line goes to the county by stick, and its countersignature comes back.
#include "core/hub/log_intake.h"
#include "tests/hub/stick_county.h"

using namespace yigong;

namespace {

struct LoggingByStick : StickCounty
{
    void opens(int count)
    {
        for (int i = 0; i < count; ++i)
            note(*village.store.db, village.store.actor, AuditKind::OpenedRecord, QString(), 1,
                 Id::fromKey("patient/" + QByteArray::number(++opened)));
        REQUIRE(village.store.db->flushNotes());
    }
    qint64 atHub()
    {
        return *hubStore.db->read([&](const Snapshot &s) {
            return s.number("SELECT count(*) FROM hub_audit WHERE device = ?", {village.id.bytes()});
        });
    }
    qint64 here() { return count(village.store, "SELECT count(*) FROM audit_entry"); }
    qint64 countersigned() { return count(village.store, "SELECT ifnull(max(entries), 0) FROM countersigned"); }
    qint64 breaks() { return count(hubStore, "SELECT count(*) FROM hub_audit_break"); }
    void later()
    {
        for (TestStore *s : {&hubStore, &village.store})
            s->clock.advanceMs(3'600'000);
    }
    int opened = 0;
};

} // namespace

TEST_CASE("who looked at whom reaches the county by stick, and is countersigned with the next one",
          "[package][log][stick]")
{
    LoggingByStick c;
    c.opens(30);
    c.later();
    c.goesToTown(c.village);
    CHECK(c.atHub() == c.here());
    CHECK(c.countersigned() == c.here());
    c.opens(5);
    c.later();
    const QByteArray there = c.writes(c.village);
    const qint64 before = c.countersigned();
    CHECK(c.hubReads(there).state == PackageState::Taken);
    CHECK(c.hubReads(there).state == PackageState::ReadBefore);
    CHECK(c.atHub() == c.here());
    CHECK(c.countersigned() == before); // heard of only with a stick that comes back
    const QByteArray back = c.hubWrites(c.village);
    c.reads(c.village, back);
    CHECK(c.countersigned() == c.here());
    c.reads(c.village, back);
    CHECK(c.countersigned() == c.here());
    CHECK(c.breaks() == 0);
    CHECK(c.village.store.db->read([](const Snapshot &s) -> Result<qint64> {
        qint64 found = 0;
        YIGONG_TRY(checkAuditLog(s, [&found](const Finding &) { ++found; }));
        return found;
    }) == 0);
}

TEST_CASE("a log that was edited at a village without a line is noticed at the county", "[package][log][stick]")
{
    LoggingByStick c;
    c.opens(10);
    c.later();
    c.goesToTown(c.village);
    REQUIRE(c.village.store.db->apply(
        [](Transaction &tx) { return tx.run("DELETE FROM audit_entry WHERE number = 4", {}); }));
    c.opens(1);
    c.later();
    c.goesToTown(c.village);
    CHECK(c.breaks() > 0);
}

TEST_CASE("a log that was cut and written on goes behind what the county has, by sticks in any order",
          "[package][log][stick]")
{
    LoggingByStick c;
    c.opens(10);
    c.later();
    c.goesToTown(c.village);
    const qint64 had = c.atHub();
    // As a laptop that came back from an older copy of its disk: other entries under the same numbers.
    REQUIRE(c.village.store.db->apply([](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.run("DELETE FROM audit_entry WHERE number > 6", {}));
        YIGONG_TRY(tx.run("DELETE FROM countersigned", {}));
        return tx.setLocal("log/taken"_q, qint64{6});
    }));
    c.opens(8);
    c.later();
    CHECK(c.hubReads(c.writes(c.village)).state == PackageState::Taken);
    CHECK(c.atHub() == had);
    CHECK(c.breaks() > 0);
    c.later();
    const QByteArray back = c.hubWrites(c.village);
    c.later();
    const QByteArray later = c.hubWrites(c.village);
    c.reads(c.village, back);
    c.reads(c.village, later);
    c.reads(c.village, back);
    c.later();
    c.goesToTown(c.village);
    CHECK(c.atHub() >= had + 8);
    CHECK(c.countersigned() == c.atHub());
}
