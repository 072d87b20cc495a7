// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/same_person.h"
#include "core/patients/undo.h"
#include "tests/hub/little_county.h"

using namespace yigong;

namespace {

struct Merging : LittleCounty
{
    Id one = registers(village, "李秀兰"), two = registers(village, "李秀兰"), three = registers(village, "李秀蓝");

    Merging() { level(); }
    void level()
    {
        for (int i = 0; i < 2; ++i)
            for (Computer *device : {&village, &township})
                REQUIRE(sync(*device));
    }
    void merges(Computer &device, Id a, Id b)
    {
        hubStore.clock.advanceMs(60'000);
        device.store.clock.advanceMs(60'000);
        REQUIRE(device.store.db->write(device.store.actor,
                                       [&](Transaction &tx) { return mergeResidents(tx, a, b, "同一人"_q); }));
    }
    void parts(Computer &device, Id merged)
    {
        REQUIRE(device.store.db->write(device.store.actor,
                                       [&](Transaction &tx) { return unmergeResident(tx, merged, "两人"_q); }));
    }
    Id into(Computer &device, Id id) { return seenBy(device, id)->mergedInto; }
    qint64 open(Computer &device)
    {
        return *device.store.db->read([](const Snapshot &s) { return openConflictCount(s); });
    }
};

} // namespace

TEST_CASE("a merge and its undoing reach everybody, also where both cards were edited since", "[hub][same]")
{
    Merging c;
    c.merges(c.village, c.one, c.two);
    c.level();
    CHECK(c.into(c.township, c.two) == c.one);
    c.edits(c.village, c.two, [](Patient &p) { p.address = "王庄 3 号"_q; });
    c.edits(c.township, c.one, [](Patient &p) { p.phone = "13900000009"_q; });
    c.parts(c.township, c.two);
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        CHECK(c.into(*device, c.two).isNone());
        CHECK(LittleCounty::seenBy(*device, c.two)->address == "王庄 3 号"_q);
        CHECK(LittleCounty::seenBy(*device, c.one)->phone == "13900000009"_q);
        CHECK(c.open(*device) == 0);
    }
}

TEST_CASE("two sites that merge a card into two others ask a person, and the answer holds", "[hub][same]")
{
    Merging c;
    c.merges(c.village, c.three, c.one);
    c.merges(c.township, c.three, c.two);
    c.level();
    CHECK(c.open(c.village) == 1);
    CHECK(c.open(c.township) == 1);
    CHECK(c.into(c.village, c.three) == c.into(c.township, c.three));
    const Id conflict = Conflict::idOf(Patient::info.number, c.three, 21);
    REQUIRE(c.township.store.db->write(c.township.store.actor, [&](Transaction &tx) {
        return settleConflict(tx, conflict, c.two.text(), "核对过"_q);
    }));
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        CHECK(c.into(*device, c.three) == c.two);
        CHECK(c.open(*device) == 0);
    }
}

TEST_CASE("a merge into a card that the hub does not have waits for it", "[hub][same]")
{
    Merging c;
    Patient stray; // of no site that this laptop may write for: the hub keeps it back
    stray.id = Id::fromBytes(QByteArray(16, '\1'));
    stray.name = "李秀兰"_q;
    stray.site = Site::idOf("341181999"_q);
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(stray); }));
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(c.two));
        Patient after = before;
        after.mergedInto = stray.id;
        return tx.update(before, after);
    }));
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.township));
    CHECK(c.into(c.township, c.two).isNone());
    CHECK(c.into(c.village, c.two) == stray.id); // its own desk still sees what it did
}

TEST_CASE("who takes back what another has set anew is asked, and nothing of either is lost", "[hub][same]")
{
    Merging c;
    c.edits(c.village, c.one, [](Patient &p) { p.deceasedOn = *PartialDate::parse(u"2025-03-02"); });
    c.level();
    // The township corrects the day, the village revives, and neither knows of the other.
    c.edits(c.township, c.one, [](Patient &p) { p.deceasedOn = *PartialDate::parse(u"2025-03-04"); });
    REQUIRE(c.village.store.db->write(c.village.store.actor,
                                      [&](Transaction &tx) { return undoDeath(tx, c.one, "同名误记"_q); }));
    REQUIRE(c.sync(c.township));
    REQUIRE(c.sync(c.village));
    c.level();
    CHECK(c.open(c.village) == 1);
    CHECK(LittleCounty::seenBy(c.village, c.one)->deceasedOn.text() == "2025-03-04"_q);
    CHECK(LittleCounty::seenBy(c.village, c.one)->remarks == "同名误记"_q);
    const Id conflict = Conflict::idOf(Patient::info.number, c.one, 19);
    REQUIRE(c.township.store.db->write(c.township.store.actor,
                                       [&](Transaction &tx) { return settleConflict(tx, conflict, ""_q, "人在"_q); }));
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        CHECK(LittleCounty::seenBy(*device, c.one)->deceasedOn.isNone());
        CHECK(c.open(*device) == 0);
    }
}
