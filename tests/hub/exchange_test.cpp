// SPDX-License-Identifier: GPL-3.0-or-later
// The hub and several devices in one process, messages handed over directly: what sync promises, without a line.
#include "core/hub/positions.h"
#include "core/hub/restore.h"
#include "core/referrals/referral.h"
#include "core/store/derive_some.h"
#include "core/sync/conflicts.h"
#include "core/sync/sync_records.h"
#include "tests/hub/little_county.h"

using namespace yigong;

TEST_CASE("what a village records reaches its township and nobody else", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    const auto outcome = c.sync(c.village);
    REQUIRE(outcome);
    CHECK(outcome->pushed == 1);
    CHECK(outcome->pulled == 0); // its own record is not news
    for (Computer *d : {&c.township, &c.village2, &c.county})
        REQUIRE(c.sync(*d));
    CHECK(LittleCounty::seenBy(c.township, id)->name == "李芳"_q);
    CHECK_FALSE(LittleCounty::seenBy(c.village2, id));
    CHECK_FALSE(LittleCounty::seenBy(c.county, id));
    const auto again = c.sync(c.village);
    CHECK(again->pushed == 0);
    CHECK(again->pulled == 0);
}

TEST_CASE("an answer that is lost on the way changes nothing when the batch is sent again", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    c.loseAnswer = true;
    CHECK_FALSE(c.sync(c.village));
    c.edits(c.village, id, [](Patient &p) { p.phone = "13900000077"_q; });
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.township));
    CHECK(LittleCounty::seenBy(c.township, id)->phone == "13900000077"_q);
    CHECK(*c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM hub_act"); }) == 2);
}

TEST_CASE("the hub finds whom its last act made findable, and nobody whose act it holds back", "[sync]")
{
    LittleCounty c;
    const auto found = [&](const char *word, int left) {
        int steps = 0; // as it does now and then, so many at a time
        while (*deriveSome(*c.hubStore.db, 1) > 0)
            ++steps;
        CHECK(steps == left);
        CHECK(*deriveSome(*c.hubStore.db, 1) == 0);
        return *c.hubStore.db->read([&](const Snapshot &s) {
            return s.number("SELECT count(*) FROM patient_search WHERE patient_search MATCH ?",
                            {QString::fromUtf8(word)});
        });
    };
    const Id id = c.registers(c.village, "李芳");
    c.edits(c.village, id, [](Patient &p) { p.name = "王芳"_q; });
    REQUIRE(c.sync(c.village));
    CHECK(found("§王芳*", 1) == 1);
    CHECK(found("§李芳*", 0) == 0);
    c.edits(c.village, id, [](Patient &p) { p.name = "赵芳"_q; });
    Patient stranger;
    stranger.name = "孙芳"_q;
    stranger.site = c.village2.store.site; // not this laptop's to write
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(stranger); }));
    const auto outcome = c.sync(c.village);
    REQUIRE(outcome);
    CHECK(outcome->heldBack == 1);
    CHECK(found("§赵芳*", 1) == 1);
    CHECK(found("§王芳*", 0) == 0);
    CHECK(found("§孙芳*", 0) == 0);
}

TEST_CASE("two sites change a resident: the phone settles itself, the name waits, one press settles it everywhere",
          "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.township));
    c.edits(c.village, id, [](Patient &p) { p.phone = "13900000077"_q, p.name = "李芬"_q; });
    c.edits(c.township, id, [](Patient &p) { p.phone = "13700000009"_q, p.name = "李方"_q; });
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.township));
    REQUIRE(c.sync(c.village));

    for (Computer *d : {&c.village, &c.township}) {
        CHECK(LittleCounty::seenBy(*d, id)->phone == "13700000009"_q); // the later one
        CHECK(LittleCounty::seenBy(*d, id)->name == "李芬"_q);         // the hub's stays until a person says
        const auto conflicts = LittleCounty::conflictsAt(*d);
        REQUIRE(conflicts.size() == 2);
        CHECK(conflicts[0].open);
        CHECK(conflicts[0].values() == QStringList{"李芬"_q, "李方"_q});
        CHECK(conflicts[0].base->value == "李芳"_q);
        CHECK_FALSE(conflicts[1].open);
        CHECK(conflicts[1].chosen == "13700000009"_q);
        CHECK(conflicts[1].values().contains("13900000077"_q));
    }

    const Id conflict = LittleCounty::conflictsAt(c.township)[0].conflict.id;
    REQUIRE(c.township.store.db->write(c.township.store.actor,
                                       [&](Transaction &tx) { return settleConflict(tx, conflict, "李方"_q); }));
    REQUIRE(c.sync(c.township));
    REQUIRE(c.sync(c.village));
    CHECK(LittleCounty::seenBy(c.village, id)->name == "李方"_q);
    CHECK_FALSE(LittleCounty::conflictsAt(c.village)[0].open);
    CHECK_FALSE(LittleCounty::conflictsAt(c.village)[1].open);
}

TEST_CASE("two sites that settle a conflict differently find it open again with both choices", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.township));
    c.edits(c.village, id, [](Patient &p) { p.name = "李芬"_q; });
    c.edits(c.township, id, [](Patient &p) { p.name = "李方"_q; });
    for (Computer *d : {&c.village, &c.township, &c.village})
        REQUIRE(c.sync(*d));
    const Id conflict = LittleCounty::conflictsAt(c.village)[0].conflict.id;
    const auto settles = [&](Computer &d, const QString &value) {
        for (Computer *device : {&c.village, &c.township})
            device->store.clock.advanceMs(60'000);
        c.hubStore.clock.advanceMs(60'000);
        REQUIRE(d.store.db->write(d.store.actor, [&](Transaction &tx) { return settleConflict(tx, conflict, value); }));
    };
    SECTION("differently")
    {
        settles(c.village, "李芬"_q);
        settles(c.township, "李方"_q);
        for (Computer *d : {&c.township, &c.village, &c.township})
            REQUIRE(c.sync(*d));
        CHECK(LittleCounty::conflictsAt(c.village)[0].open);
        CHECK(LittleCounty::conflictsAt(c.township)[0].open);
        CHECK(LittleCounty::seenBy(c.village, id)->name == LittleCounty::seenBy(c.township, id)->name);
        settles(c.village, "李芬"_q);
        for (Computer *d : {&c.village, &c.township})
            REQUIRE(c.sync(*d));
        CHECK_FALSE(LittleCounty::conflictsAt(c.township)[0].open);
        CHECK(LittleCounty::seenBy(c.township, id)->name == "李芬"_q);
    }
    SECTION("one of them on the value that stands, whose word comes first")
    {
        settles(c.village, "李芬"_q);
        settles(c.township, "李方"_q);
        for (Computer *d : {&c.village, &c.township, &c.village})
            REQUIRE(c.sync(*d));
        for (Computer *d : {&c.village, &c.township}) {
            CHECK(LittleCounty::conflictsAt(*d)[0].open);
            CHECK(LittleCounty::conflictsAt(*d)[0].values().contains("李芬"_q));
        }
        settles(c.township, "李方"_q);
        for (Computer *d : {&c.township, &c.village})
            REQUIRE(c.sync(*d));
        CHECK_FALSE(LittleCounty::conflictsAt(c.village)[0].open);
    }
    SECTION("the second one knowing of the first")
    {
        settles(c.village, "李芬"_q);
        for (Computer *d : {&c.village, &c.township})
            REQUIRE(c.sync(*d));
        settles(c.township, "李方"_q);
        for (Computer *d : {&c.township, &c.village})
            REQUIRE(c.sync(*d));
        CHECK_FALSE(LittleCounty::conflictsAt(c.village)[0].open);
        CHECK(LittleCounty::seenBy(c.village, id)->name == "李方"_q);
    }
    SECTION("alike")
    {
        settles(c.village, "李方"_q);
        settles(c.township, "李方"_q);
        for (Computer *d : {&c.township, &c.village, &c.township})
            REQUIRE(c.sync(*d));
        CHECK_FALSE(LittleCounty::conflictsAt(c.village)[0].open);
        CHECK(LittleCounty::seenBy(c.village, id)->name == "李方"_q);
    }
}

TEST_CASE("a late edit that a rule settles does not close what two people still have to agree on", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    for (Computer *d : {&c.village, &c.township})
        REQUIRE(c.sync(*d));
    const auto phones = [&](Computer &d, const char *phone) {
        c.edits(d, id, [&](Patient &p) { p.phone = QString::fromLatin1(phone); });
    };
    phones(c.village, "139");
    phones(c.township, "137");
    for (Computer *d : {&c.village, &c.township, &c.village})
        REQUIRE(c.sync(*d));
    const Id conflict = LittleCounty::conflictsAt(c.village)[0].conflict.id;
    REQUIRE_FALSE(LittleCounty::conflictsAt(c.village)[0].open);
    const auto settles = [&](Computer &d, const char *phone) {
        for (TestStore *s : {&c.hubStore, &c.village.store, &c.township.store})
            s->clock.advanceMs(60'000);
        REQUIRE(d.store.db->write(
            d.store.actor, [&](Transaction &tx) { return settleConflict(tx, conflict, QString::fromLatin1(phone)); }));
    };
    settles(c.village, "139");
    settles(c.township, "137");
    for (Computer *d : {&c.township, &c.village})
        REQUIRE(c.sync(*d));
    REQUIRE(LittleCounty::conflictsAt(c.village)[0].open);

    // The township has heard of none of that, and edits once more: of the two numbers the later is shown.
    phones(c.township, "135");
    for (Computer *d : {&c.township, &c.village})
        REQUIRE(c.sync(*d));
    for (Computer *d : {&c.village, &c.township}) {
        CHECK(LittleCounty::seenBy(*d, id)->phone == "135"_q);
        CHECK(LittleCounty::conflictsAt(*d)[0].values().contains("135"_q));
        CHECK(LittleCounty::conflictsAt(*d)[0].open);
    }
    settles(c.village, "139");
    for (Computer *d : {&c.village, &c.township})
        REQUIRE(c.sync(*d));
    CHECK_FALSE(LittleCounty::conflictsAt(c.township)[0].open);
    CHECK(LittleCounty::seenBy(c.township, id)->phone == "139"_q);
}

TEST_CASE("what a person chose and a later edit overruled, unseen by them, is asked again", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    for (Computer *d : {&c.village, &c.township})
        REQUIRE(c.sync(*d));
    const auto phones = [&](Computer &d, const char *phone) {
        c.edits(d, id, [&](Patient &p) { p.phone = QString::fromLatin1(phone); });
    };
    phones(c.village, "139");
    phones(c.township, "137");
    for (Computer *d : {&c.village, &c.township, &c.village})
        REQUIRE(c.sync(*d));
    const Id conflict = LittleCounty::conflictsAt(c.village)[0].conflict.id;
    REQUIRE(c.village.store.db->write(c.village.store.actor,
                                      [&](Transaction &tx) { return settleConflict(tx, conflict, "139"_q); }));
    phones(c.township, "135");
    for (Computer *d : {&c.township, &c.village, &c.township})
        REQUIRE(c.sync(*d));
    for (Computer *d : {&c.village, &c.township}) {
        CHECK(LittleCounty::seenBy(*d, id)->phone == "135"_q);
        CHECK(LittleCounty::conflictsAt(*d)[0].open);
        CHECK(LittleCounty::conflictsAt(*d)[0].values().contains("139"_q));
    }
}

TEST_CASE("what a restored hub notes of acts to come is forgotten once every laptop has read what it has", "[sync]")
{
    LittleCounty c;
    REQUIRE(c.hubStore.db->apply([](Transaction &tx) -> Result<void> {
        YIGONG_TRY(beginEpoch(tx, tx.now()));
        return tx.setLocal(unheardKey(11, Id::fromKey("resident"), 3, Value{"李芳"_q}), qint64{1});
    }));
    const auto notes = [&] {
        return *c.hubStore.db->read(
            [](const Snapshot &s) { return s.number("SELECT count(*) FROM local WHERE key LIKE 'unheard/%'"); });
    };
    const auto daysLater = [&](std::initializer_list<Computer *> laptops) {
        for (int day = 0; day < 3; ++day) {
            for (TestStore *s : {&c.hubStore, &c.village.store, &c.village2.store, &c.township.store, &c.county.store})
                s->clock.advanceMs(86'400'000);
            for (Computer *d : laptops)
                REQUIRE(c.sync(*d));
        }
    };
    daysLater({&c.village, &c.village2, &c.township});
    CHECK(notes() == 1); // the county's laptop may have acts from before
    SECTION("it comes back")
    {
        daysLater({&c.village, &c.village2, &c.township, &c.county});
    }
    SECTION("it never will")
    {
        REQUIRE(c.hubStore.db->apply([&](Transaction &tx) {
            return tx.run("UPDATE hub_device SET revoked = 1 WHERE id = ?", {c.county.id.bytes()});
        }));
        daysLater({&c.village});
    }
    CHECK(notes() == 0);
}

TEST_CASE("an edit made while the last one is still unanswered is no conflict", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    REQUIRE(c.sync(c.village));
    for (const char *phone : {"1", "2", "3"})
        c.edits(c.village, id, [&](Patient &p) { p.phone = QString::fromLatin1(phone); });
    REQUIRE(c.sync(c.village));
    c.edits(c.village, id, [](Patient &p) { p.phone = "4"_q; });
    REQUIRE(c.sync(c.village));
    CHECK(LittleCounty::conflictsAt(c.village).empty());
    CHECK(LittleCounty::seenBy(c.village, id)->phone == "4"_q);
}

TEST_CASE("a share brings a resident and the attached visit to the other site, and every change after", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    Share share;
    share.patient = id;
    share.site = c.village.store.site;
    share.toSite = c.county.store.site;
    share.reason = "referral"_q;
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(share); }));
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.county));
    REQUIRE(LittleCounty::seenBy(c.county, id));
    c.edits(c.village, id, [](Patient &p) { p.address = "中街 8 号"_q; });
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.county));
    CHECK(LittleCounty::seenBy(c.county, id)->address == "中街 8 号"_q);
    c.changesPerson(c.county, StaffRole::CountyDoctor);
    c.edits(c.county, id, [](Patient &p) { p.bloodType = BloodType::O; });
    REQUIRE(c.sync(c.county));
    REQUIRE(c.sync(c.village));
    CHECK(LittleCounty::seenBy(c.village, id)->bloodType == BloodType::O);
}

TEST_CASE("an act that is not the device's to write is held back whole, said, and stops nothing behind it", "[sync]")
{
    LittleCounty c;
    Patient foreign;
    foreign.name = "外村人"_q;
    foreign.site = c.village2.store.site;
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(foreign); }));
    const Id own = c.registers(c.village, "李芳");
    const auto outcome = c.sync(c.village);
    REQUIRE(outcome);
    CHECK(outcome->heldBack == 1);
    REQUIRE(c.sync(c.township));
    CHECK(LittleCounty::seenBy(c.township, own));
    const auto standing = c.village.store.db->read([](const Snapshot &s) { return syncStanding(s); });
    REQUIRE(standing->held.size() == 1);
    CHECK(standing->held[0].reason == "forbidden"_q);
    CHECK(standing->actsWaiting == 0);
}

TEST_CASE("a forged signature, an unknown device and garbage are refused in words", "[sync]")
{
    LittleCounty c;
    c.registers(c.village, "李芳");
    SECTION("signed with another key")
    {
        c.village.key = DeviceKey::make();
        CHECK(c.sync(c.village).error().kind == ErrorKind::BadSignature);
    }
    SECTION("unknown")
    {
        REQUIRE(c.village.store.db->becomeDevice(Id::fromKey("nobody"), c.village.store.site));
        CHECK(c.sync(c.village).error().kind == ErrorKind::DeviceUnknown);
    }
    SECTION("garbage")
    {
        CHECK(c.hub.sync("nonsense").status == 400);
        CHECK(c.hub.sync(QByteArray()).status == 400);
        CHECK(c.hub.sync(QByteArray(100'000, '\x9f')).status == 400);
    }
}

TEST_CASE("a laptop restored from an older copy is noticed before a number is used twice", "[sync]")
{
    LittleCounty c;
    c.registers(c.village, "李芳");
    REQUIRE(c.sync(c.village));
    Computer again{"341181100001", "A", StaffRole::VillageDoctor};
    const auto done = c.sync(again);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::BrokenChain);
}

TEST_CASE("a wrong clock wins nothing", "[sync]")
{
    LittleCounty c;
    const Id id = c.registers(c.village, "李芳");
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.township));
    c.village.store.clock.moveTo(Instant::fromIso(u"2031-01-01T00:00:00"));
    c.edits(c.village, id, [](Patient &p) { p.phone = "early"_q; });
    REQUIRE(c.sync(c.village));
    c.edits(c.township, id, [](Patient &p) { p.phone = "late"_q; });
    REQUIRE(c.sync(c.township));
    REQUIRE(c.sync(c.village));
    CHECK(LittleCounty::seenBy(c.village, id)->phone == "late"_q);
}

TEST_CASE("a long pull is cut into pages and ends complete", "[sync]")
{
    LittleCounty c;
    for (int batch = 0; batch < 30; ++batch)
        REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) -> Result<void> {
            for (int i = 0; i < 300; ++i) {
                Patient p;
                p.name = "居民 %1"_q.arg(batch * 300 + i);
                p.site = c.village.store.site;
                YIGONG_TRY(tx.insert(p));
            }
            return {};
        }));
    REQUIRE(c.sync(c.village));
    const auto outcome = c.sync(c.township);
    REQUIRE(outcome);
    CHECK(outcome->pulled == 9000);
    CHECK(*c.township.store.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); }) ==
          9000);
}
