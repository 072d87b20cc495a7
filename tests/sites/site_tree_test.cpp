// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/site_tree.h"
#include "tests/support/store.h"

using namespace yigong;

namespace {

std::vector<Division> tianchang()
{
    return {{"341181101201"_q, "王庄村委会"_q, Tier::Village, {}},
            {"341181101202"_q, "王店村委会"_q, Tier::Village, {}},
            {"341181101000"_q, "汊涧镇"_q, Tier::Township, {}},
            {"341181100"_q, "铜城镇"_q, Tier::Township, "341181"_q},
            {"341181"_q, "天长市"_q, Tier::County, {}}};
}

struct County : TestStore
{
    County() { actor.role = static_cast<int>(StaffRole::Administrator); }
    Result<DivisionsImport> imports(const std::vector<Division> &divisions)
    {
        return db->write(actor, [&](Transaction &tx) { return importDivisions(tx, divisions); });
    }
    QStringList names(Result<std::vector<Site>> sites)
    {
        REQUIRE(sites);
        QStringList names;
        for (const Site &each : *sites)
            names += each.name;
        return names;
    }
};

} // namespace

TEST_CASE("a division list in any order becomes the county's tree", "[sites]")
{
    County county;
    const auto done = county.imports(tianchang());
    REQUIRE(done);
    CHECK(done->added == 5);
    const auto tree = county.db->read([&](const Snapshot &snapshot) -> Result<QStringList> {
        const Id town = Site::idOf(u"341181101");
        CHECK(county.names(childrenOf(snapshot, Site::idOf(u"341181"))) == QStringList{"铜城镇"_q, "汊涧镇"_q});
        CHECK(county.names(ancestorsOf(snapshot, Site::idOf(u"341181101201"))) == QStringList{"汊涧镇"_q, "天长市"_q});
        CHECK(county.names(subtreeOf(snapshot, town)) == QStringList{"汊涧镇"_q, "王庄村委会"_q, "王店村委会"_q});
        CHECK(sitePath(snapshot, Site::idOf(u"341181101202")) == "天长市 / 汊涧镇 / 王店村委会"_q);
        return county.names(allSites(snapshot));
    });
    CHECK(tree == QStringList{"天长市"_q, "铜城镇"_q, "汊涧镇"_q, "王庄村委会"_q, "王店村委会"_q});
}

TEST_CASE("the same list again changes nothing, a new name renames", "[sites]")
{
    County county;
    REQUIRE(county.imports(tianchang()));
    CHECK(county.imports(tianchang())->unchanged == 5);
    auto renamed = tianchang();
    renamed[0].name = "王庄社区居委会"_q;
    const auto done = county.imports(renamed);
    REQUIRE(done);
    CHECK(done->updated == 1);
    CHECK(done->unchanged == 4);
}

TEST_CASE("no two sites share a short code, however alike their names", "[sites]")
{
    County county;
    std::vector<Division> divisions{{"341181"_q, "天长市"_q, Tier::County, {}},
                                    {"341181101"_q, "汊涧镇"_q, Tier::Township, {}}};
    for (int i = 1; i <= 60; ++i)
        divisions.push_back({"341181101%1"_q.arg(i, 3, 10, QChar(u'0')), "王庄村委会"_q, Tier::Village, {}});
    REQUIRE(county.imports(divisions));
    const auto sites = county.db->read([](const Snapshot &snapshot) { return allSites(snapshot); });
    REQUIRE(sites);
    QStringList codes;
    for (const Site &site : *sites) {
        CHECK(site.shortCode.size() >= 2);
        CHECK(site.shortCode.size() <= 4);
        codes += site.shortCode;
    }
    CHECK(codes.removeDuplicates() == 0);
    CHECK(codes.contains("WZ"_q));
}

TEST_CASE("a division list that does not hold together is refused whole", "[sites]")
{
    County county;
    struct Case
    {
        const char *story;
        Division wrong;
        ErrorKind kind;
    };
    const auto c = GENERATE(values<Case>({
        {"its township is missing", {"341181205201"_q, "李庄村委会"_q, Tier::Village, {}}, ErrorKind::NotFound},
        {"no code at all", {"王庄"_q, "王庄村委会"_q, Tier::Village, {}}, ErrorKind::BadFormat},
        {"no name", {"341181101203"_q, "  "_q, Tier::Village, {}}, ErrorKind::Required},
        {"a township's code on a village", {"341181102"_q, "秦栏镇"_q, Tier::Village, {}}, ErrorKind::Invalid},
    }));
    INFO(c.story);
    auto divisions = tianchang();
    divisions.push_back(c.wrong);
    const auto done = county.imports(divisions);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == c.kind);
    CHECK(county.db->read([](const Snapshot &snapshot) { return allSites(snapshot); })->empty());
}

TEST_CASE("only who manages sites may import divisions", "[sites]")
{
    County county;
    county.actor.role = static_cast<int>(StaffRole::VillageDoctor);
    CHECK(county.imports(tianchang()).error().kind == ErrorKind::Forbidden);
}
