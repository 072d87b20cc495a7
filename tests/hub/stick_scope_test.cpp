// SPDX-License-Identifier: GPL-3.0-or-later
// A township without a line, while one of its villages goes to another: what packages say of a stream that left.
#include "tests/hub/stick_county.h"

using namespace yigong;

namespace {

struct VillageLeaves : StickCounty
{
    VillageLeaves()
    {
        inVillage = registers(village, "李芳");
        REQUIRE(sync(village));
        REQUIRE(sync(township));
    }
    /// 王庄 is the county's own from now on.
    void villageLeaves()
    {
        Site moved = *hubStore.db->read([&](const Snapshot &s) { return s.get<Site>(village.store.site); });
        moved.parent = county.store.site;
        REQUIRE(Hub::publish(*hubStore.db, {{hubStore.db->types().byNumber(Site::info.number), rowOf(moved)}}));
    }
    /// Each of them comes to the hub by itself, so that a page may end behind it.
    void othersRegister(int residents)
    {
        for (int i = 0; i < residents; ++i) {
            registers(village2, "陈刚");
            REQUIRE(sync(village2));
        }
    }
    Id registersForVillage()
    {
        Patient p;
        p.name = "王强"_q;
        p.site = village.store.site;
        const auto id = township.store.db->write(township.store.actor, [&](Transaction &tx) { return tx.insert(p); });
        REQUIRE(id);
        return *id;
    }
    qint64 residentsOf(Computer &device, Id site)
    {
        return *device.store.db->read(
            [&](const Snapshot &s) { return s.number("SELECT count(*) FROM patient WHERE site = ?", {site.bytes()}); });
    }
    /// Whether each page of a package names the record as one that leaves.
    bool eachPageTakesAway(Computer &reader, const QByteArray &package, Id record)
    {
        const auto parts = findPackage(package)->opened(reader.key);
        REQUIRE(parts);
        return std::all_of(parts->begin(), parts->end(), [record](const PackagePart &part) {
            if (part.kind != PartKind::Answer)
                return true;
            const auto removed = decodeAnswer(part.bytes)->removed;
            return std::any_of(removed.begin(), removed.end(),
                               [record](const RecordName &name) { return name.record == record; });
        });
    }
    Id inVillage;
};

} // namespace

TEST_CASE("a package of several pages, before which a village left, is read to its end", "[package][scope]")
{
    VillageLeaves c;
    c.villageLeaves();
    c.othersRegister(6);
    c.hub.setPageRows(2);
    const QByteArray package = c.hubWrites(c.township);
    REQUIRE(findPackage(package)->head.parts >= 4);
    CHECK(c.reads(c.township, package).state == PackageState::Taken);
    CHECK(c.residentsOf(c.township, c.village.store.site) == 0);
    CHECK(c.residentsOf(c.township, c.village2.store.site) == 6);
}

TEST_CASE("of two packages written before the hub hears that a village was forgotten, the second is read too",
          "[package][scope]")
{
    VillageLeaves c;
    c.villageLeaves();
    CHECK(c.reads(c.township, c.hubWrites(c.township)).state == PackageState::Taken);
    c.othersRegister(1);
    CHECK(c.reads(c.township, c.hubWrites(c.township)).state == PackageState::Taken);
    CHECK(c.residentsOf(c.township, c.village2.store.site) == 1);
}

TEST_CASE("what a township made for a village that left goes with it, though the first pages were read before",
          "[package][scope]")
{
    VillageLeaves c;
    c.registersForVillage();
    const QByteArray made = c.writes(c.township);
    c.othersRegister(4);
    REQUIRE(c.reads(c.township, c.hubWrites(c.township)).state == PackageState::Taken);
    REQUIRE(c.hubReads(made).state == PackageState::Taken); // says that the township stands before all that
    c.villageLeaves();
    c.hub.setPageRows(2);
    CHECK(c.reads(c.township, c.hubWrites(c.township)).state == PackageState::Taken);
    CHECK(c.residentsOf(c.township, c.village.store.site) == 0);
}

TEST_CASE("a package that continues another still names what was unread of a village that left", "[package][scope]")
{
    VillageLeaves c;
    const Id made = c.registersForVillage();
    REQUIRE(c.hubReads(c.writes(c.township)).state == PackageState::Taken);
    c.villageLeaves();
    const auto first = c.packages.write(c.township.id);
    REQUIRE(first);
    CHECK(c.eachPageTakesAway(c.township, first->bytes, made));
    c.othersRegister(4);
    c.hub.setPageRows(2);
    const auto second = c.packages.write(c.township.id, first->head.number);
    REQUIRE(second);
    REQUIRE(second->head.parts >= 3);
    CHECK(c.eachPageTakesAway(c.township, second->bytes, made));
    CHECK(c.reads(c.township, first->bytes).state == PackageState::Taken);
    CHECK(c.reads(c.township, second->bytes).state == PackageState::Taken);
    CHECK(c.residentsOf(c.township, c.village.store.site) == 0);

    // And where the village has come back meanwhile, all of it comes again.
    const auto before = c.packages.write(c.township.id);
    REQUIRE(before);
    REQUIRE(c.reads(c.township, before->bytes).state == PackageState::Taken);
    Site back = *c.hubStore.db->read([&](const Snapshot &s) { return s.get<Site>(c.village.store.site); });
    back.parent = c.township.store.site;
    REQUIRE(Hub::publish(*c.hubStore.db, {{c.hubStore.db->types().byNumber(Site::info.number), rowOf(back)}}));
    const auto third = c.packages.write(c.township.id, before->head.number);
    REQUIRE(third);
    CHECK(c.reads(c.township, third->bytes).state == PackageState::Taken);
    CHECK(c.residentsOf(c.township, c.village.store.site) == 2);
}
