// SPDX-License-Identifier: GPL-3.0-or-later
// What comes to a laptop and what leaves it, as shares end, residents and villages move: exactly its scope, and nothing
// unsent is ever touched.
#include "core/all_records.h"
#include "core/security/break_glass.h"
#include "tests/hub/scoped_county.h"

using namespace yigong;

namespace {

constexpr const char *residentsHere = "SELECT count(*) FROM patient";
constexpr const char *allergiesHere = "SELECT count(*) FROM allergy_intolerance";
constexpr const char *visitsHere = "SELECT count(*) FROM encounter";
constexpr const char *observationsHere = "SELECT count(*) FROM observation";
constexpr const char *conditionsHere = "SELECT count(*) FROM condition";

bool isSound(Computer &device)
{
    const auto found = device.store.db->read([](const Snapshot &s) { return verifyStore(s, allStoreChecks()); });
    REQUIRE(found);
    for (const Finding &finding : found->findings)
        if (finding.severity == Severity::Failure)
            UNSCOPED_INFO(finding.kind.toStdString()
                          << ' ' << finding.table.toStdString() << ' ' << finding.detail.toStdString());
    return found->ok;
}

/// 李芳 of 王庄, with an allergy, one visit that goes with the referral and one that does not.
struct ReferredDay : ScopedCounty
{
    ReferredDay()
    {
        resident = registers(village, "李芳");
        registers(village, "王强");
        isAllergic(village, resident);
        visits(village, resident);
        shown = visits(village, resident);
        share = refers(village, resident, shown);
        REQUIRE(sync(village));
    }
    Id resident, shown, share;
};

} // namespace

TEST_CASE("a referral brings the resident, what every share carries and its visit; its end takes away all but the card",
          "[scope]")
{
    ReferredDay c;
    c.checkScopes();
    CHECK(c.count(c.county, residentsHere) == 1);
    CHECK(c.count(c.county, allergiesHere) == 1);
    CHECK(c.count(c.county, visitsHere) == 1);
    CHECK(c.count(c.county, observationsHere) == 1);
    CHECK(c.count(c.county, conditionsHere) == 2);
    CHECK(c.count(c.county, "SELECT count(*) FROM patient_search WHERE patient_search MATCH '芳*'") == 1);

    c.ends(c.village, c.share);
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, allergiesHere) == 0);
    CHECK(c.count(c.county, visitsHere) == 0);
    CHECK(c.count(c.county, observationsHere) == 0);
    CHECK(c.count(c.county, conditionsHere) == 0);
    CHECK(c.count(c.county, "SELECT count(*) FROM field_stamp WHERE type = 11") == 0);
    // The letter is the hospital's own: it can still read whom it is about.
    CHECK(c.count(c.county, "SELECT count(*) FROM service_request") == 1);
    CHECK(c.count(c.county, residentsHere) == 1);
    CHECK(c.count(c.village, allergiesHere) == 1);
    CHECK(c.count(c.village, visitsHere) == 2);
    c.checkScopes();
    CHECK(isSound(c.county));
    CHECK(isSound(c.village));
}

TEST_CASE("a second referral brings back whole what the end of the first took away", "[scope]")
{
    ReferredDay c;
    c.checkScopes();
    c.ends(c.village, c.share);
    c.checkScopes();
    const Id second = c.visits(c.village, c.resident);
    c.refers(c.village, c.resident, second);
    c.checkScopes();
    CHECK(c.count(c.county, allergiesHere) == 1);
    CHECK(c.count(c.county, visitsHere) == 1);
    CHECK(c.count(c.county, conditionsHere) == 3);
    CHECK(c.count(c.county, "SELECT count(*) FROM departed WHERE type = 11") == 0);
    c.edits(c.village, c.resident, [](Patient &p) { p.address = "中街 8 号"_q; });
    c.checkScopes();
    CHECK(LittleCounty::seenBy(c.county, c.resident)->address == "中街 8 号"_q);
}

TEST_CASE("a hospital that saw the resident keeps its own visit and the card, nothing else", "[scope]")
{
    ReferredDay c;
    c.checkScopes();
    c.visits(c.county, c.resident);
    c.checkScopes();
    CHECK(c.count(c.county, visitsHere) == 2);
    // The resident's own village hears of the diagnosis, as of everything that a share would carry; not of the visit.
    CHECK(c.count(c.village, conditionsHere) == 3);
    CHECK(c.count(c.village, visitsHere) == 2);
    c.ends(c.village, c.share);
    c.checkScopes();
    CHECK(c.count(c.county, visitsHere) == 1);
    CHECK(c.count(c.county, conditionsHere) == 1);
    CHECK(c.count(c.county, allergiesHere) == 0);
    CHECK(c.count(c.county, residentsHere) == 1);
    CHECK(c.count(c.county, "SELECT count(*) FROM patient_list WHERE last_visit > 0 OR 1") == 1);
    CHECK(isSound(c.county));
}

TEST_CASE("a share ends by itself when its time is over, at the next exchange of anybody", "[scope]")
{
    ScopedCounty c;
    const Id resident = c.registers(c.village, "李芳");
    c.isAllergic(c.village, resident);
    REQUIRE(c.sync(c.village));
    Share share;
    share.patient = resident;
    share.site = c.village.store.site;
    share.toSite = c.county.store.site;
    share.reason = "consultation"_q;
    share.until = c.hubStore.clock.now().plusMs(3'600'000);
    const Id id = c.writes(c.village, share);
    c.checkScopes();
    CHECK(c.count(c.county, residentsHere) == 1);
    c.timeGoesOn(3'599'000);
    c.checkScopes();
    CHECK(c.count(c.county, residentsHere) == 1);
    c.timeGoesOn(1'000);
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, residentsHere) == 0);
    CHECK(c.count(c.county, allergiesHere) == 0);
    CHECK(c.count(c.county, "SELECT count(*) FROM patient_search") == 0);
    c.checkScopes();
    const auto ended = c.village.store.db->read([&](const Snapshot &s) { return s.get<Share>(id); });
    CHECK(ended->endedOn == civilDay(share.until));
}

TEST_CASE("a village that moves to another township takes its records there, and back", "[scope]")
{
    ScopedCounty c;
    const Id resident = c.registers(c.village, "李芳");
    c.visits(c.village, resident);
    c.registers(c.village2, "陈刚");
    c.checkScopes();
    CHECK(c.count(c.township, residentsHere) == 2);
    CHECK(c.count(c.township2, residentsHere) == 0);

    c.moves("341181100001", "341181200");
    c.checkScopes();
    CHECK(c.count(c.township, residentsHere) == 1);
    CHECK(c.count(c.township, visitsHere) == 0);
    CHECK(c.count(c.township, "SELECT count(*) FROM stream_cursor") == 3); // its own, 李庄, the catalogue
    CHECK(c.count(c.township2, residentsHere) == 1);
    CHECK(c.count(c.township2, visitsHere) == 1);
    CHECK(c.count(c.village, residentsHere) == 1);

    c.edits(c.village, resident, [](Patient &p) { p.address = "中街 8 号"_q; });
    c.moves("341181100001", "341181100");
    c.checkScopes();
    CHECK(LittleCounty::seenBy(c.township, resident)->address == "中街 8 号"_q);
    CHECK(c.count(c.township, visitsHere) == 1);
    CHECK(c.count(c.township2, residentsHere) == 0);
    for (Computer *d : c.laptops())
        CHECK(isSound(*d));
}

TEST_CASE("what a township wrote for its village leaves with the village, and its log still explains itself", "[scope]")
{
    ScopedCounty c;
    Patient p;
    p.name = "李芳"_q;
    p.site = c.village.store.site;
    const Id resident = c.writes(c.township, p);
    Encounter visit;
    visit.patient = resident;
    visit.site = c.village.store.site;
    c.writes(c.township, visit);
    c.checkScopes();
    c.moves("341181100001", "341181200");
    c.checkScopes();
    CHECK(c.count(c.township, residentsHere) == 0);
    CHECK(c.count(c.township, "SELECT count(*) FROM act") == 2);
    CHECK(isSound(c.township));
}

TEST_CASE("a resident who moves takes along what a share would carry; the old village keeps its visits and the card",
          "[scope]")
{
    ScopedCounty c;
    const Id seen = c.registers(c.village, "李芳"), unseen = c.registers(c.village, "王强");
    c.isAllergic(c.village, seen);
    c.visits(c.village, seen);
    c.checkScopes();
    for (const Id &resident : {seen, unseen})
        c.edits(c.village, resident, [&](Patient &p) { p.site = c.village2.store.site; });
    c.checkScopes();
    CHECK(c.count(c.village, residentsHere) == 1);
    CHECK(LittleCounty::seenBy(c.village, seen));
    CHECK(c.count(c.village, visitsHere) == 1);
    CHECK(c.count(c.village2, residentsHere) == 2);
    CHECK(c.count(c.village2, allergiesHere) == 1);
    CHECK(c.count(c.village2, conditionsHere) == 1);
    CHECK(c.count(c.village2, visitsHere) == 0);
    // Whoever has the resident now says what is right of the allergy that the old village wrote down.
    const auto corrected = c.village2.store.db->write(c.village2.store.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(found, tx.select<AllergyIntolerance>(""));
        AllergyIntolerance after = found.front();
        after.reaction = "皮疹"_q;
        return tx.update(found.front(), after);
    });
    REQUIRE(corrected);
    c.checkScopes();
    CHECK(c.count(c.village, "SELECT count(*) FROM allergy_intolerance WHERE reaction <> ''") == 1);
    CHECK(c.count(c.village2, "SELECT count(*) FROM held_back") == 0);
}

TEST_CASE("an edit that was not sent when its record left the scope is taken first, and the record goes then",
          "[scope]")
{
    ReferredDay c;
    c.checkScopes();
    c.edits(c.county, c.resident, [](Patient &p) { p.bloodType = BloodType::O; });
    c.ends(c.village, c.share);
    REQUIRE(c.sync(c.village));
    SECTION("sent with the exchange that brings the removal")
    {
        REQUIRE(c.sync(c.county));
    }
    SECTION("while that exchange loses its answer")
    {
        c.loseAnswer = true;
        CHECK_FALSE(c.sync(c.county));
        CHECK(c.count(c.county, allergiesHere) == 1);
        REQUIRE(c.sync(c.county));
    }
    CHECK(c.count(c.county, "SELECT count(*) FROM held_back") == 0);
    CHECK(c.count(c.county, allergiesHere) == 0);
    c.checkScopes();
    CHECK(LittleCounty::seenBy(c.village, c.resident)->bloodType == BloodType::O);
}

TEST_CASE("what was written after a share ended, and before its author could hear of it, is taken", "[scope]")
{
    ReferredDay c;
    c.checkScopes();
    c.ends(c.village, c.share);
    REQUIRE(c.sync(c.village));
    c.edits(c.county, c.resident, [](Patient &p) { p.bloodType = BloodType::O; });
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, "SELECT count(*) FROM held_back") == 0);
    CHECK(c.count(c.county, allergiesHere) == 0);
    c.checkScopes();
    CHECK(LittleCounty::seenBy(c.village, c.resident)->bloodType == BloodType::O);
}

TEST_CASE("what waits for a record that comes and leaves within one round is taken in that round", "[scope]")
{
    ScopedCounty c;
    Patient card;
    card.id = Id::fromKey("of the county's list");
    card.name = "李芳"_q;
    card.phone = "13800000001"_q;
    card.site = c.village2.store.site;
    // The village has her from the list, and may not write for 李庄, to which she belongs there.
    const Id resident = c.writes(c.village, card);
    REQUIRE(c.sync(c.village)->heldBack == 1);
    // The township finds her at 王庄, and has her moved before it exchanges.
    card.site = c.village.store.site;
    c.writes(c.township, card);
    c.edits(c.township, resident, [&](Patient &p) { p.site = c.village2.store.site; });
    REQUIRE(c.sync(c.township));
    const auto held = c.hubStore.db->read([&](const Snapshot &s) { return heldOf(s, c.village.id); });
    REQUIRE(held);
    CHECK(held->empty());
    REQUIRE(c.sync(c.village)->heldBack == 0);
    c.checkScopes();
    CHECK(LittleCounty::seenBy(c.village2, resident));
    CHECK_FALSE(LittleCounty::seenBy(c.village, resident));
}

TEST_CASE("what the hub holds back keeps its record here, as long as it is held back", "[scope]")
{
    ScopedCounty c;
    const Id resident = c.registers(c.village, "李芳");
    c.isAllergic(c.village, resident);
    REQUIRE(c.sync(c.village));
    Share share;
    share.patient = resident;
    share.site = c.village.store.site;
    share.toSite = c.county.store.site;
    const Id id = c.writes(c.village, share);
    c.checkScopes();
    // A draft keeps the record beyond the end of the share.
    REQUIRE(c.county.store.db->write(c.county.store.actor, [&](Transaction &tx) {
        return tx.run("INSERT INTO draft (id, kind, patient, body, saved) VALUES (?, 'visit', ?, '{}', 1)",
                      {tx.newId().bytes(), resident.bytes()});
    }));
    c.ends(c.village, id);
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.county));                                                   // hears of it
    REQUIRE(c.sync(c.county));                                                   // and says so
    c.edits(c.county, resident, [](Patient &p) { p.bloodType = BloodType::O; }); // knowing of the end: not its to write
    REQUIRE(c.county.store.db->write(c.county.store.actor,
                                     [&](Transaction &tx) { return tx.run("DELETE FROM draft", {}); }));
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, "SELECT count(*) FROM held_back") == 1);
    CHECK(c.count(c.county, allergiesHere) == 0);
    REQUIRE(LittleCounty::seenBy(c.county, resident));
    CHECK(LittleCounty::seenBy(c.county, resident)->bloodType == BloodType::O);
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, residentsHere) == 1);
    CHECK(c.count(c.county, "SELECT count(*) FROM leaving") == 1);
    // Shared again, the edit that waited is taken; at the end of that nothing is left to wait for.
    const Id second = c.writes(c.village, share);
    c.checkScopes();
    CHECK(c.count(c.county, "SELECT count(*) FROM leaving") == 0);
    CHECK(c.count(c.county, allergiesHere) == 1);
    c.ends(c.village, second);
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, allergiesHere) == 0);
}

TEST_CASE("a draft keeps the resident it is about here, until it is done with", "[scope]")
{
    ScopedCounty c;
    const Id resident = c.registers(c.village, "李芳");
    c.isAllergic(c.village, resident);
    REQUIRE(c.sync(c.village));
    Share share;
    share.patient = resident;
    share.site = c.village.store.site;
    share.toSite = c.county.store.site;
    const Id id = c.writes(c.village, share);
    c.checkScopes();
    REQUIRE(c.county.store.db->write(c.county.store.actor, [&](Transaction &tx) {
        return tx.run("INSERT INTO draft (id, kind, patient, body, saved) VALUES (?, 'visit', ?, '{}', 1)",
                      {tx.newId().bytes(), resident.bytes()});
    }));
    c.ends(c.village, id);
    REQUIRE(c.sync(c.village));
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, residentsHere) == 1);
    CHECK(c.count(c.county, allergiesHere) == 1);
    CHECK(c.count(c.county, "SELECT count(*) FROM draft") == 1);
    REQUIRE(c.county.store.db->write(c.county.store.actor,
                                     [](Transaction &tx) { return tx.run("DELETE FROM draft", {}); }));
    c.checkScopes();
    CHECK(c.count(c.county, residentsHere) == 0);
    CHECK(c.count(c.county, allergiesHere) == 0);
}

TEST_CASE("a removal that is lost or comes twice ends the same", "[scope]")
{
    ReferredDay c;
    c.checkScopes();
    c.ends(c.village, c.share);
    REQUIRE(c.sync(c.village));
    const auto cursorsBefore = c.count(c.county, "SELECT sum(position) FROM stream_cursor");
    c.loseAnswer = true;
    CHECK_FALSE(c.sync(c.county));
    CHECK(c.count(c.county, allergiesHere) == 1);
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, allergiesHere) == 0);
    CHECK(c.count(c.county, "SELECT sum(position) FROM stream_cursor") > cursorsBefore);
    // Everything once more, from the start.
    REQUIRE(
        c.county.store.db->apply([](Transaction &tx) { return tx.run("UPDATE stream_cursor SET position = 0", {}); }));
    REQUIRE(c.sync(c.county));
    CHECK(c.count(c.county, allergiesHere) == 0);
    c.checkScopes();
}

TEST_CASE("a record that reaches a laptop by two ways stays until both have ended", "[scope]")
{
    ReferredDay c;
    const Id second = c.refers(c.village, c.resident, c.shown);
    c.checkScopes();
    c.ends(c.village, c.share);
    c.checkScopes();
    CHECK(c.count(c.county, allergiesHere) == 1);
    CHECK(c.count(c.county, visitsHere) == 1);
    c.ends(c.village, second);
    c.checkScopes();
    CHECK(c.count(c.county, allergiesHere) == 0);
    CHECK(c.count(c.county, visitsHere) == 0);
}

TEST_CASE("a laptop that goes to work for another site holds that site's records and gives back the old one's",
          "[scope]")
{
    ScopedCounty c;
    c.registers(c.village, "李芳");
    c.registers(c.village2, "陈刚");
    c.checkScopes();
    const auto device = c.hubStore.db->read([&](const Snapshot &s) { return s.get<Device>(c.village2.id); });
    REQUIRE(device);
    Device moved = *device;
    moved.site = c.village.store.site;
    REQUIRE(Hub::publish(*c.hubStore.db, {{c.hubStore.db->types().byNumber(Device::info.number), rowOf(moved)}}));
    REQUIRE(c.sync(c.village2));
    c.village2.store.site = c.village.store.site;
    c.checkScopes();
    CHECK(c.count(c.village2, residentsHere) == 1);
}

TEST_CASE("an older laptop synchronises as ever, and is sent no removals", "[scope]")
{
    ReferredDay c;
    SyncRequest old;
    old.protocol = 1;
    old.deviceNow = c.county.store.clock.now();
    old.previousHash = chainStart();
    old.firstNumber = 1;
    const auto asks = [&] {
        const HubReply reply = c.hub.sync(
            seal(c.county.id, encode(old), [&](const QByteArray &bytes) { return c.county.key.sign(bytes); }));
        REQUIRE(reply.status == 200);
        return *decodeAnswer(reply.body);
    };
    const SyncAnswer first = asks();
    CHECK(first.protocol == 1);
    CHECK(std::count_if(first.rows.begin(), first.rows.end(), [](const PulledRow &r) { return r.type == 11; }) == 1);
    old.epoch = first.epoch;
    old.cursors = first.cursors;
    c.ends(c.village, c.share);
    REQUIRE(c.sync(c.village));
    const SyncAnswer second = asks();
    CHECK(second.removed.empty());
    CHECK(second.cursors != first.cursors);
    // Made newer, it reads its streams from the start and gives up what is not its.
    c.checkScopes();
}

TEST_CASE("a hub that an earlier program kept finds out once which streams hold what", "[scope]")
{
    ReferredDay c;
    c.ends(c.village, c.share);
    const Id second = c.visits(c.village, c.resident);
    c.refers(c.village, c.resident, second);
    c.checkScopes();
    const auto members = [&] {
        std::set<QByteArray> found;
        REQUIRE(c.hubStore.db->read([&](const Snapshot &s) {
            return s.each(
                "SELECT type || hex(record) || hex(stream) || hex(hash) FROM hub_member WHERE hash IS NOT NULL "
                "UNION SELECT hex(stream) || hex(digest) FROM stream_head",
                {}, [&](const Columns &columns) { found.insert(columns.bytes(0)); });
        }));
        return found;
    };
    const auto kept = members();
    const auto entries =
        *c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM stream_entry"); });
    REQUIRE(c.hubStore.db->apply([](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.run("DELETE FROM hub_member", {}));
        YIGONG_TRY(tx.run("UPDATE stream_head SET digest = NULL", {}));
        YIGONG_TRY(tx.run("DELETE FROM local WHERE key = 'hub_members'", {}));
        return {};
    }));
    REQUIRE(Hub::initialise(*c.hubStore.db));
    CHECK(members() == kept);
    CHECK(*c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM stream_entry"); }) ==
          entries);
    c.checkScopes();
}
