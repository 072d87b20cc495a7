// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/care_teams.h"
#include "core/contracts/resident_contracts.h"
#include "core/contracts/sign_contract.h"
#include "tests/hub/little_county.h"

using namespace yigong;

namespace {

/// Two teams that serve 王庄, made at the county; its clinic and its township sign without hearing of each other.
struct Signing : LittleCounty
{
    Id wang, villageTeam, townshipTeam;
    const Id basic = ServicePackage::idOf("BASE"_q), more = ServicePackage::idOf("MORE"_q);

    Signing()
    {
        changesPerson(county, StaffRole::CountyManager);
        villageTeam = addsTeam("王庄团队", village);
        townshipTeam = addsTeam("石梁团队", township);
        for (const char *code : {"BASE", "MORE"}) {
            ServicePackageDraft draft;
            draft.code = QString::fromLatin1(code);
            draft.name = draft.code;
            draft.items = {*serviceItemFrom(u"看病 visit 1")};
            REQUIRE(county.store.db->write(county.store.actor,
                                           [&](Transaction &tx) { return addServicePackage(tx, draft); }));
        }
        wang = registers(village, "王小明");
        level();
    }
    Id addsTeam(const char *name, Computer &at)
    {
        CareTeamDraft draft;
        draft.name = QString::fromUtf8(name);
        draft.site = at.store.site;
        draft.leader = at.store.actor.practitioner;
        const auto id =
            county.store.db->write(county.store.actor, [&](Transaction &tx) { return addCareTeam(tx, draft); });
        REQUIRE(id);
        return *id;
    }
    void level()
    {
        for (int i = 0; i < 2; ++i)
            for (Computer *device : {&county, &village, &village2, &township})
                REQUIRE(sync(*device));
    }
    Id signs(Computer &device, Id team, std::vector<Id> packages)
    {
        ContractDraft draft;
        draft.patient = wang;
        draft.team = team;
        draft.packages = std::move(packages);
        const auto id =
            device.store.db->write(device.store.actor, [&](Transaction &tx) { return signContract(tx, draft); });
        REQUIRE(id);
        return *id;
    }
    std::vector<FamilyContract> at(Computer &device)
    {
        return *device.store.db->read([&](const Snapshot &s) { return contractRecordsOf(s, wang); });
    }
    ContractState stateAt(Computer &device) { return contractStateOf(at(device), device.store.clock.today(), 30); }
    qint64 held(Computer &device)
    {
        return *device.store.db->read(
            [](const Snapshot &s) { return s.number("SELECT count(*) FROM family_contract"); });
    }
};

} // namespace

TEST_CASE("one paper that two laptops type in is one contract, with all that either promised", "[hub][contracts]")
{
    Signing c;
    const Id here = c.signs(c.village, c.villageTeam, {c.basic});
    const Id there = c.signs(c.township, c.villageTeam, {c.more});
    CHECK(here == there);
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        const auto contracts = c.at(*device);
        REQUIRE(contracts.size() == 1);
        CHECK(contracts[0].packages.size() == 2);
        CHECK(c.stateAt(*device) == ContractState::Running);
    }
    CHECK(c.held(c.village2) == 0); // another village's
}

TEST_CASE("two teams that sign one resident offline both stand until somebody says which holds", "[hub][contracts]")
{
    Signing c;
    const Id first = c.signs(c.village, c.villageTeam, {c.basic});
    const Id second = c.signs(c.township, c.townshipTeam, {c.basic});
    CHECK(first != second);
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        CHECK(c.at(*device).size() == 2); // each as it was signed
        CHECK(c.stateAt(*device) == ContractState::Twice);
    }
    REQUIRE(
        c.township.store.db->write(c.township.store.actor, [&](Transaction &tx) { return keepContract(tx, first); }));
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        CHECK(c.stateAt(*device) == ContractState::Running);
        CHECK(standingOf(c.at(*device), device->store.clock.today())->id == first);
    }
}

TEST_CASE("both clinics keep the other's contract at once: nobody is left without one unnoticed", "[hub][contracts]")
{
    Signing c;
    const Id first = c.signs(c.village, c.villageTeam, {c.basic});
    const Id second = c.signs(c.township, c.townshipTeam, {c.basic});
    c.level();
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return keepContract(tx, first); }));
    REQUIRE(
        c.township.store.db->write(c.township.store.actor, [&](Transaction &tx) { return keepContract(tx, second); }));
    c.level();
    // Each ended the other's: both say so, with the reason, and the list shows somebody to be asked again.
    for (Computer *device : {&c.village, &c.township}) {
        CHECK(c.at(*device).size() == 2);
        for (const FamilyContract &contract : c.at(*device))
            CHECK(contract.endReason == "signed-twice"_q);
        CHECK_FALSE(contractStateOf(c.at(*device), device->store.clock.today(), 30) == ContractState::Twice);
    }
}

TEST_CASE("a contract goes where its resident is sent, with the team's name", "[hub][contracts]")
{
    Signing c;
    c.signs(c.village, c.villageTeam, {c.basic});
    c.level();
    CHECK(c.held(c.county) == 0);
    Share share;
    share.patient = c.wang;
    share.site = c.village.store.site;
    share.toSite = c.county.store.site;
    share.reason = "referral"_q;
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(share); }));
    c.level();
    const auto mark = c.county.store.db->read(
        [&](const Snapshot &s) { return contractMarkOf(s, c.wang, c.county.store.clock.today()); });
    REQUIRE(mark);
    CHECK(mark->teamName == "王庄团队"_q);
}

TEST_CASE("the hub takes contracts of who may sign, and teams of the county alone", "[hub][contracts]")
{
    Signing c;
    c.changesPerson(c.village, StaffRole::Nurse);
    REQUIRE(c.sync(c.village));
    FamilyContract contract;
    contract.patient = c.wang;
    contract.site = c.village.store.site;
    contract.team = c.villageTeam;
    contract.signedOn = contract.from = QDate(2025, 5, 1);
    contract.until = QDate(2026, 4, 30);
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(contract); }));
    CareTeam team;
    team.name = "自封团队"_q;
    team.site = c.village.store.site;
    REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(team); }));
    const auto outcome = c.sync(c.village);
    REQUIRE(outcome);
    const auto number = [&](const char *sql) {
        return *c.hubStore.db->read([&](const Snapshot &s) { return s.number(sql); });
    };
    CHECK(number("SELECT count(*) FROM family_contract") == 0);
    CHECK(number("SELECT count(*) FROM care_team") == 2);
    CHECK(number("SELECT count(*) FROM hub_act WHERE state = 2") == 2);
}
