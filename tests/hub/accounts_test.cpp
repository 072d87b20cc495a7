// SPDX-License-Identifier: GPL-3.0-or-later
// What an administrator at the county does about people reaches the laptops where they sign in.
#include "core/hub/hub.h"
#include "core/security/account.h"
#include "core/security/accounts.h"
#include "core/security/sign_in.h"
#include "core/sites/staff.h"
#include "core/sync/sync_session.h"
#include "tests/support/store.h"

using namespace yigong;

namespace {

struct AccountLaptop
{
    explicit AccountLaptop(const char *code)
        : store(code), key(DeviceKey::fromSeed(digestOf(QByteArray("accounts/") + code)))
    {
        id = Id::fromKey(QByteArray("accounts/device/") + code);
        REQUIRE(store.db->becomeDevice(id, store.site));
    }
    Result<SyncOutcome> syncs(Hub &hub)
    {
        SyncSession session(
            *store.db, [this](const QByteArray &bytes) { return key.sign(bytes); },
            [&hub](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = hub.sync(message);
                return SyncReply{reply.status, reply.body};
            });
        return session.run();
    }
    TestStore store;
    DeviceKey key;
    Id id;
};

/// 顾明 administers from the county hospital; 赵德顺 works at 王庄, and 南坡 is another village.
struct AccountCounty
{
    AccountCounty()
    {
        REQUIRE(Hub::initialise(*hubStore.db));
        const RecordType &siteType = hubStore.db->types().byNumber(Site::info.number)[0];
        const auto site = [](const char *code, const char *name, Tier tier, const char *parent) {
            Site made;
            made.id = Site::idOf(QString::fromLatin1(code));
            made.code = QString::fromLatin1(code);
            made.name = QString::fromUtf8(name);
            made.tier = tier;
            if (parent != nullptr)
                made.parent = Site::idOf(QString::fromLatin1(parent));
            return rowOf(made);
        };
        Practitioner gu{
            administrator.practitioner, "顾明"_q, administrator.site, administrator.role, "guming"_q, {}, {}, {}, {}};
        Account ofGu;
        ofGu.id = Account::idOf(gu.id);
        ofGu.practitioner = gu.id;
        ofGu.site = gu.site;
        REQUIRE(
            Hub::publish(*hubStore.db, {{&siteType, site("341181", "云岭县人民医院", Tier::County, nullptr)},
                                        {&siteType, site("341181003", "柳河镇卫生院", Tier::Township, "341181")},
                                        {&siteType, site("341181003001", "王庄村卫生室", Tier::Village, "341181003")},
                                        {&siteType, site("341181004001", "南坡村卫生室", Tier::Village, "341181003")},
                                        {hubStore.db->types().byNumber(Practitioner::info.number), rowOf(gu)},
                                        {hubStore.db->types().byNumber(Account::info.number), rowOf(ofGu)}}));
        for (AccountLaptop *laptop : {&county, &wangzhuang, &nanpo})
            REQUIRE(Hub::addDevice(*hubStore.db, laptop->id, laptop->store.site, laptop->key.publicKey(), "laptop"_q));
        everybodySyncs();
    }
    void everybodySyncs()
    {
        for (AccountLaptop *laptop : {&county, &wangzhuang, &nanpo})
            REQUIRE(laptop->syncs(hub));
    }
    template <typename F> auto does(F &&f)
    {
        for (TestStore *store : {&hubStore, &county.store, &wangzhuang.store, &nanpo.store})
            store->clock.advanceMs(60'000);
        return county.store.db->write(administrator, std::forward<F>(f));
    }
    TestStore hubStore{"hub"};
    Hub hub{*hubStore.db};
    AccountLaptop county{"341181"}, wangzhuang{"341181003001"}, nanpo{"341181004001"};
    Actor administrator{Id::fromKey("practitioner/gu"), Site::idOf(u"341181"),
                        static_cast<int>(StaffRole::Administrator)};
};

} // namespace

TEST_CASE("an account made at the county lets its person in where they work, and nowhere else", "[sync][accounts]")
{
    AccountCounty c;
    Id zhao;
    const auto password = c.does([&](Transaction &tx) -> Result<QString> {
        YIGONG_LET(id, addPractitioner(tx, {"赵德顺"_q,
                                            "zhaodeshun"_q,
                                            Site::idOf(u"341181003001"),
                                            static_cast<int>(StaffRole::VillageDoctor),
                                            {}}));
        zhao = id;
        return openAccount(tx, id, PasswordCost::Training);
    });
    REQUIRE(password);
    c.everybodySyncs();
    c.everybodySyncs();
    CHECK(signIn(*c.wangzhuang.store.db, "zhaodeshun"_q, *password));
    for (AccountLaptop *other : {&c.county, &c.nanpo})
        CHECK(signIn(*other->store.db, "zhaodeshun"_q, *password).error() == Error{ErrorKind::WrongPassword, {}, {}});
    const auto known = [zhao](AccountLaptop &laptop) {
        return laptop.store.db->read([&](const Snapshot &s) { return s.find<Account>(Account::idOf(zhao)); })
            ->has_value();
    };
    CHECK(known(c.county)); // where it is administered
    CHECK_FALSE(known(c.nanpo));

    REQUIRE(c.does([&](Transaction &tx) { return moveStaff(tx, zhao, Site::idOf(u"341181004001")); }));
    c.everybodySyncs();
    c.everybodySyncs();
    CHECK(signIn(*c.nanpo.store.db, "zhaodeshun"_q, *password));
    CHECK(signIn(*c.wangzhuang.store.db, "zhaodeshun"_q, *password).error().kind == ErrorKind::WrongPassword);

    const auto fresh = c.does([&](Transaction &tx) { return resetPassword(tx, zhao, PasswordCost::Training); });
    REQUIRE(fresh);
    c.everybodySyncs();
    c.everybodySyncs();
    CHECK_FALSE(signIn(*c.nanpo.store.db, "zhaodeshun"_q, *password));
    CHECK(signIn(*c.nanpo.store.db, "zhaodeshun"_q, *fresh));
    REQUIRE(c.does([&](Transaction &tx) { return closeAccount(tx, zhao); }));
    c.everybodySyncs();
    c.everybodySyncs();
    CHECK(signIn(*c.nanpo.store.db, "zhaodeshun"_q, *fresh).error().kind == ErrorKind::AccountClosed);
}
