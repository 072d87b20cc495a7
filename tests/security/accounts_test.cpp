// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/account.h"
#include "core/security/accounts.h"
#include "core/security/passwords.h"
#include "core/security/sign_in.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

/// The county with its administrator 顾明 at the hospital, and 赵德顺's account at 王庄.
struct Administered : CountyStore
{
    Actor administrator = addStaff("顾明", county, StaffRole::Administrator);

    template <typename F> auto does(F &&f) { return write(administrator, std::forward<F>(f)); }
    Practitioner person(const Actor &who)
    {
        return *read([&](const Snapshot &s) { return s.get<Practitioner>(who.practitioner); });
    }
    Account account(const Actor &who)
    {
        return *read([&](const Snapshot &s) { return s.get<Account>(Account::idOf(who.practitioner)); });
    }
    QString opensAccount(const Actor &who)
    {
        const auto password =
            does([&](Transaction &tx) { return openAccount(tx, who.practitioner, PasswordCost::Training); });
        REQUIRE(password);
        return *password;
    }
    AccountState stateOf(const Actor &who)
    {
        const auto all = read([&](const Snapshot &s) { return staffStandings(s, administrator, clock.now()); });
        REQUIRE(all);
        for (const StaffStanding &one : *all)
            if (one.person.id == who.practitioner)
                return one.account;
        FAIL("not among the staff");
        return {};
    }
};

} // namespace

TEST_CASE("another role, another site and the end of an account take hold", "[security][accounts]")
{
    Administered county;
    const Actor zhao = county.villageDoctor;
    CHECK(county.stateOf(zhao) == AccountState::None);
    const QString password = county.opensAccount(zhao);
    CHECK(county.stateOf(zhao) == AccountState::MustChange);
    CHECK(county.account(zhao).site == county.wangzhuang.id);
    CHECK(county.account(zhao).county == county.county.id); // so that the county can administer it
    CHECK(passwordMatches(county.account(zhao).passwordHash.toUtf8(), password));

    REQUIRE(county.does([&](Transaction &tx) { return changeRole(tx, zhao.practitioner, StaffRole::Nurse); }));
    CHECK(county.person(zhao).role == static_cast<int>(StaffRole::Nurse));
    REQUIRE(county.does([&](Transaction &tx) { return moveStaff(tx, zhao.practitioner, county.nanpo.id); }));
    CHECK(county.person(zhao).site == county.nanpo.id);
    CHECK(county.account(zhao).site == county.nanpo.id);

    const auto fresh =
        county.does([&](Transaction &tx) { return resetPassword(tx, zhao.practitioner, PasswordCost::Training); });
    REQUIRE(fresh);
    CHECK(*fresh != password);
    CHECK(passwordMatches(county.account(zhao).passwordHash.toUtf8(), *fresh));
    CHECK(county.account(zhao).mustChange);

    REQUIRE(county.does([&](Transaction &tx) { return closeAccount(tx, zhao.practitioner); }));
    CHECK(county.stateOf(zhao) == AccountState::Closed);
    CHECK(county.does([&](Transaction &tx) { return closeAccount(tx, zhao.practitioner); }).error().kind ==
          ErrorKind::AccountClosed);
    CHECK(county.does([&](Transaction &tx) { return resetPassword(tx, zhao.practitioner); }).error().kind ==
          ErrorKind::AccountClosed);
}

TEST_CASE("each act about staff asks who acts, over whom, and not about oneself", "[security][accounts]")
{
    Administered county;
    (void)county.opensAccount(county.villageDoctor);
    (void)county.opensAccount(county.administrator.practitioner.isNone() ? county.manager : county.dongheDoctor);
    struct Act
    {
        const char *name;
        std::function<Result<void>(Transaction &, Id)> act;
    };
    const auto act = GENERATE_REF(values<Act>(
        {{"changeRole", [](Transaction &tx, Id who) { return changeRole(tx, who, StaffRole::Nurse); }},
         {"moveStaff", [](Transaction &tx, Id who) { return moveStaff(tx, who, Site::idOf(u"341181003002")); }},
         {"openAccount",
          [](Transaction &tx, Id who) -> Result<void> {
              YIGONG_TRY(openAccount(tx, who, PasswordCost::Training));
              return {};
          }},
         {"resetPassword",
          [](Transaction &tx, Id who) -> Result<void> {
              YIGONG_TRY(resetPassword(tx, who, PasswordCost::Training));
              return {};
          }},
         {"closeAccount", [](Transaction &tx, Id who) { return closeAccount(tx, who); }},
         {"markLeft", [](Transaction &tx, Id who) { return markLeft(tx, who, QDate(2025, 5, 13)); }}}));
    INFO(act.name);
    const auto tries = [&](const Actor &who, const Actor &about) {
        return county.write(who, [&](Transaction &tx) { return act.act(tx, about.practitioner); });
    };
    // One who has no account yet, and one who has: each act is for one of them.
    const Actor about = act.name == std::string("openAccount") ? county.townshipDoctor : county.villageDoctor;
    CHECK(tries(county.manager, about).error().kind == ErrorKind::Forbidden);
    const Actor ofTownship = county.addStaff("钟平", county.beiling, StaffRole::Administrator);
    CHECK(tries(ofTownship, about).error().kind == ErrorKind::OutOfScope);
    CHECK(tries(county.administrator, county.administrator).error().kind == ErrorKind::OwnAccount);
    CHECK(tries(county.administrator, about));
}

TEST_CASE("nobody is moved to a closed site, or changed after they have left", "[security][accounts]")
{
    Administered county;
    const Id donghe = county.donghe.id;
    REQUIRE(county.does([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(moveStaff(tx, county.dongheDoctor.practitioner, county.liuhe.id));
        return closeSite(tx, donghe, "并入王庄"_q);
    }));
    CHECK(county.does([&](Transaction &tx) { return moveStaff(tx, county.villageDoctor.practitioner, donghe); })
              .error()
              .kind == ErrorKind::Closed);
    REQUIRE(county.does(
        [&](Transaction &tx) { return markLeft(tx, county.villageDoctor.practitioner, QDate(2025, 5, 12)); }));
    CHECK(
        county
            .does([&](Transaction &tx) { return changeRole(tx, county.villageDoctor.practitioner, StaffRole::Nurse); })
            .error()
            .kind == ErrorKind::WrongState);
}

TEST_CASE("a new password ends the lock that guesses at the former one have set", "[security][accounts]")
{
    Administered county; // its store is that of 王庄
    (void)county.opensAccount(county.villageDoctor);
    const QString name = "赵德顺"_q;
    for (int i = 0; i < 5; ++i)
        CHECK_FALSE(signIn(*county.db, name, "Wrong-1234"_q));
    CHECK(county.stateOf(county.villageDoctor) == AccountState::Locked);
    const auto fresh = county.does(
        [&](Transaction &tx) { return resetPassword(tx, county.villageDoctor.practitioner, PasswordCost::Training); });
    REQUIRE(fresh);
    CHECK(county.stateOf(county.villageDoctor) == AccountState::MustChange);
    CHECK(signIn(*county.db, name, *fresh));
}

TEST_CASE("a store knows accounts of other sites without letting their people in", "[security][accounts]")
{
    Administered county; // its store is that of 王庄
    const QString password = county.opensAccount(county.countyDoctor);
    CHECK(signIn(*county.db, "周文静"_q, password).error() == Error{ErrorKind::WrongPassword, {}, {}});
}

TEST_CASE("who was moved loses the slot on the former laptop", "[security][accounts][encryption]")
{
    Administered county; // its store is that of 王庄
    const QString password = county.opensAccount(county.villageDoctor);
    REQUIRE(county.db->write(county.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(before, tx.get<Practitioner>(county.villageDoctor.practitioner));
        Practitioner after = before;
        after.login = "zhaodeshun"_q;
        YIGONG_TRY(tx.update(before, after));
        return {};
    }));
    const QString file = county.db->file();
    REQUIRE(signIn(*county.db, "zhaodeshun"_q, password)); // which makes the slot
    REQUIRE(hasSlot(file, "zhaodeshun"_q) == Result<bool>(true));
    REQUIRE(dropSlotsOfWhoLeft(*county.db));
    CHECK(hasSlot(file, "zhaodeshun"_q) == Result<bool>(true));
    REQUIRE(county.does(
        [&](Transaction &tx) { return moveStaff(tx, county.villageDoctor.practitioner, county.nanpo.id); }));
    REQUIRE(dropSlotsOfWhoLeft(*county.db));
    CHECK(hasSlot(file, "zhaodeshun"_q) == Result<bool>(false));
}
