// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

struct SiteOffice : CountyStore
{
    Actor administrator = addStaff("顾明", county, StaffRole::Administrator);

    template <typename F> auto does(F &&f) { return write(administrator, std::forward<F>(f)); }
    Result<Id> adds(const QString &code, const QString &name)
    {
        return does([&](Transaction &tx) {
            return yigong::addSite(tx, {code, name, tierOfCode(code).value_or(Tier::Village), {}});
        });
    }
    ErrorKind closing(Id closedSite, const QString &reason)
    {
        const auto closed = does([&](Transaction &tx) { return closeSite(tx, closedSite, reason); });
        return closed ? ErrorKind::Cancelled : closed.error().kind; // Cancelled: none
    }
    Site stored(Id wanted)
    {
        return *read([&](const Snapshot &s) { return s.get<Site>(wanted); });
    }
};

} // namespace

TEST_CASE("a village is added below its township, renamed, and closed with a reason", "[sites]")
{
    SiteOffice office;
    const auto added = office.adds("341181003009"_q, "西河村卫生室"_q);
    REQUIRE(added);
    CHECK(office.stored(*added).parent == office.liuhe.id);
    CHECK(office.stored(*added).shortCode == "XHC"_q);
    REQUIRE(office.does([&](Transaction &tx) { return renameSite(tx, *added, " 西河  卫生室 "_q); }));
    CHECK(office.stored(*added).name == "西河 卫生室"_q);
    CHECK(office.stored(*added).code == "341181003009"_q);
    CHECK(office.closing(*added, " "_q) == ErrorKind::ReasonRequired);
    CHECK(office.closing(*added, "并入王庄"_q) == ErrorKind::Cancelled);
    CHECK(office.stored(*added).closedOn == QDate(2025, 5, 13));
    CHECK(office.stored(*added).closeReason == "并入王庄"_q);
    CHECK(office.closing(*added, "再次"_q) == ErrorKind::WrongState);
    CHECK(office.does([&](Transaction &tx) {
                    return addPractitioner(tx, {"钱一"_q, "qianyi"_q, *added, 1, {}});
                })
              .error()
              .kind == ErrorKind::Closed);
}

TEST_CASE("a site that cannot be, or is there, is not added", "[sites]")
{
    SiteOffice office;
    CHECK(office.adds("34118100300"_q, "西河"_q).error().kind == ErrorKind::BadFormat);
    CHECK(office.adds("341181009001"_q, "西河"_q).error().kind == ErrorKind::NotFound); // no township 341181009
    CHECK(office.adds("341181003001"_q, "王庄"_q).error() ==
          Error{ErrorKind::AlreadyExists, "code"_q, {"341181003001"_q}});
    CHECK(office.adds("341181003009"_q, " "_q).error().kind == ErrorKind::Required);
}

TEST_CASE("a site closes only once nobody works there and nothing lies below it", "[sites]")
{
    SiteOffice office;
    const auto refusal = [&](Id closedSite) {
        return office.does([&](Transaction &tx) { return closeSite(tx, closedSite, "撤并"_q); }).error();
    };
    CHECK(refusal(office.liuhe.id) == Error{ErrorKind::SiteInUse, {}, {"sites"_q, "2"_q}});
    CHECK(refusal(office.wangzhuang.id) == Error{ErrorKind::SiteInUse, {}, {"staff"_q, "1"_q}});
    CHECK(refusal(office.county.id).kind == ErrorKind::Invalid);
    REQUIRE(office.does(
        [&](Transaction &tx) { return markLeft(tx, office.villageDoctor.practitioner, QDate(2025, 5, 12)); }));
    CHECK(office.closing(office.wangzhuang.id, "撤并"_q) == ErrorKind::Cancelled);
}

TEST_CASE("a village moves to another township, and a later list does not move it back", "[sites]")
{
    SiteOffice office;
    const auto moving = [&](Id village, Id township) {
        const auto moved = office.does([&](Transaction &tx) { return moveSite(tx, village, township); });
        return moved ? Error{ErrorKind::Cancelled, {}, {}} : moved.error(); // Cancelled: none
    };
    CHECK(moving(office.liuhe.id, office.beiling.id) == Error{ErrorKind::Invalid, "site"_q, {"柳河镇卫生院"_q}});
    CHECK(moving(office.wangzhuang.id, office.nanpo.id) == Error{ErrorKind::Invalid, "parent"_q, {"南坡村卫生室"_q}});
    CHECK(moving(office.wangzhuang.id, office.liuhe.id).kind == ErrorKind::WrongState);
    const Actor ofBeiling = office.addStaff("钟平", office.beiling, StaffRole::Administrator);
    CHECK(
        office.write(ofBeiling, [&](Transaction &tx) { return moveSite(tx, office.wangzhuang.id, office.beiling.id); })
            .error()
            .kind == ErrorKind::OutOfScope);

    REQUIRE(moving(office.wangzhuang.id, office.beiling.id).kind == ErrorKind::Cancelled);
    const Site moved = office.stored(office.wangzhuang.id);
    CHECK(moved.parent == office.beiling.id);
    CHECK(moved.code == office.wangzhuang.code);
    REQUIRE(office.does([&](Transaction &tx) {
        return importDivisions(tx, {{moved.code, "王庄村"_q, Tier::Village, parentCodeOf(moved.code)}});
    }));
    CHECK(office.stored(office.wangzhuang.id).parent == office.beiling.id);
    CHECK(office.stored(office.wangzhuang.id).name == "王庄村"_q);

    // The tree has it with the villages of its new township.
    const auto all = office.read([&](const Snapshot &s) { return siteStandings(s, office.administrator); });
    REQUIRE(all);
    QStringList names;
    for (const SiteStanding &one : *all)
        names.append(one.site.name);
    CHECK(names == QStringList{"云岭县人民医院"_q, "柳河镇卫生院"_q, "东河村卫生室"_q, "北岭镇卫生院"_q, "王庄村"_q,
                               "南坡村卫生室"_q, "云岭县中医院"_q});
}

TEST_CASE("sites are changed by who manages them, within their part of the tree", "[sites]")
{
    SiteOffice office;
    const Actor ofBeiling = office.addStaff("钟平", office.beiling, StaffRole::Administrator);
    const auto renames = [&](const Actor &who, Id renamed) {
        return office.write(who, [&](Transaction &tx) { return renameSite(tx, renamed, "某村"_q); });
    };
    CHECK(renames(office.manager, office.wangzhuang.id).error().kind == ErrorKind::Forbidden);
    CHECK(renames(ofBeiling, office.wangzhuang.id).error().kind == ErrorKind::OutOfScope);
    CHECK(renames(ofBeiling, office.nanpo.id));
    CHECK(office
              .write(ofBeiling,
                     [&](Transaction &tx) {
                         return yigong::addSite(tx, {"341181003009"_q, "西河"_q, Tier::Village, {}});
                     })
              .error()
              .kind == ErrorKind::OutOfScope);
}

TEST_CASE("the administrator's tree has each township followed by its villages", "[sites]")
{
    SiteOffice office;
    const auto all = office.read([&](const Snapshot &s) { return siteStandings(s, office.administrator); });
    REQUIRE(all);
    QStringList names;
    for (const SiteStanding &one : *all)
        names.append(one.site.name + u' ' + QString::number(one.staff));
    CHECK(names == QStringList{"云岭县人民医院 2"_q, "柳河镇卫生院 2"_q, "王庄村卫生室 1"_q, "东河村卫生室 1"_q,
                               "北岭镇卫生院 0"_q, "南坡村卫生室 0"_q, "云岭县中医院 0"_q});
}
