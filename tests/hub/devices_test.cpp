// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/devices.h"
#include "core/sites/hub_devices.h"
#include "core/sync/ask.h"
#include "core/sync/device_standing.h"
#include "tests/hub/little_county.h"

using namespace yigong;

namespace {

Result<QCborMap> asks(LittleCounty &c, Computer &computer, const QString &name, SealedFor purpose = SealedFor::Question)
{
    const HubQuestion question{computer.store.clock.now(), computer.store.actor.practitioner, name, {}};
    if (purpose == SealedFor::Question)
        return askHub({computer.id, [&](const QByteArray &bytes) { return computer.key.sign(bytes); },
                       [&](const QByteArray &message) -> Result<SyncReply> {
                           const HubReply reply = c.hub.ask(message);
                           return SyncReply{reply.status, reply.body};
                       }},
                      question);
    const HubReply reply =
        c.hub.ask(seal(computer.id, encode(question), [&](const QByteArray &b) { return computer.key.sign(b); }));
    return fail(errorOfRefusal({reply.status, reply.body}));
}

std::optional<Device> recordAt(Computer &computer, Id device)
{
    return *computer.store.db->read([&](const Snapshot &s) { return s.find<Device>(device); });
}

QStringList findings(LittleCounty &c)
{
    QStringList kinds;
    REQUIRE(c.hubStore.db->read([&](const Snapshot &s) {
        return checkHubDevices(s, [&](const Finding &f) { kinds.append(f.kind + u' ' + f.detail); });
    }));
    return kinds;
}

Result<void> revokes(Computer &by, Id device, const char *reason = "笔记本被盗")
{
    return by.store.db->write(by.store.actor,
                              [&](Transaction &tx) { return revokeDevice(tx, device, QString::fromUtf8(reason)); });
}

} // namespace

TEST_CASE("every site knows which computers there are, and whose letter a paper carries", "[devices]")
{
    LittleCounty c;
    const auto known = recordAt(c.village2, c.village.id);
    REQUIRE(known);
    CHECK(known->letter == "A"_q);
    CHECK(known->site == c.village.store.site);
    CHECK(known->publicKey == c.village.key.publicKey());
    CHECK_FALSE(known->isRevoked());
    CHECK(findings(c).isEmpty());
}

TEST_CASE("a laptop that the county revokes is taken no more, and keeps what it has not sent", "[devices]")
{
    LittleCounty c;
    c.registers(c.village, "李芳");
    REQUIRE(c.sync(c.village));
    c.registers(c.village, "王小明");
    REQUIRE(revokes(c.county, c.village.id));
    REQUIRE(c.sync(c.county));
    const auto refused = c.sync(c.village);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::DeviceRevoked);
    CHECK(c.village.store.db->read([](const Snapshot &s) { return syncStanding(s); })->actsWaiting == 1);
    CHECK(asks(c, c.village, "devices"_q).error().kind == ErrorKind::DeviceRevoked);
    CHECK(findings(c).isEmpty());

    REQUIRE(c.sync(c.village2));
    const auto known = recordAt(c.village2, c.village.id);
    CHECK(known->isRevoked());
    CHECK(known->revokeReason == "笔记本被盗"_q);
    CHECK(known->revokedBy == c.county.store.actor.practitioner);
    CHECK(revokes(c.county, c.village.id).error().kind == ErrorKind::WrongState);
}

TEST_CASE("late news of an old revocation does not put out a laptop that was enrolled again", "[devices]")
{
    LittleCounty c;
    REQUIRE(revokes(c.county, c.village.id));
    auto again = *recordAt(c.township, c.village.id);
    again.enrolment = 2;
    REQUIRE(Hub::publish(*c.hubStore.db, {{c.hubStore.db->types().byNumber(Device::info.number), rowOf(again)}}));
    REQUIRE(c.sync(c.county));
    CHECK(c.sync(c.village));
    CHECK(findings(c).isEmpty());
}

TEST_CASE("only the county's administrator revokes, and only with a reason", "[devices]")
{
    LittleCounty c;
    CHECK(revokes(c.village, c.village2.id).error().kind == ErrorKind::Forbidden);
    CHECK(revokes(c.county, c.village2.id, "  ").error().kind == ErrorKind::ReasonRequired);
    CHECK(revokes(c.county, Id::fromKey("nobody")).error().kind == ErrorKind::NotFound);

    // A laptop that does not ask its own policy: the hub does.
    c.village.store.actor.role = static_cast<int>(StaffRole::Administrator);
    const auto changed = c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Device>(c.village2.id));
        Device after = before;
        after.revokedEnrolment = 1;
        return tx.update(before, after);
    });
    REQUIRE(changed);
    CHECK(c.sync(c.village)->heldBack == 1);
    CHECK(c.sync(c.village2));
}

TEST_CASE("a county doctor's act at the county's computer revokes nothing", "[devices]")
{
    LittleCounty c;
    Practitioner doctor = c.county.person();
    doctor.id = Id::fromKey("practitioner/doctor");
    doctor.role = static_cast<int>(StaffRole::CountyDoctor);
    Account account = c.county.account();
    account.practitioner = doctor.id;
    account.id = Account::idOf(doctor.id);
    const auto &types = c.hubStore.db->types();
    REQUIRE(Hub::publish(*c.hubStore.db, {{types.byNumber(Practitioner::info.number), rowOf(doctor)},
                                          {types.byNumber(Account::info.number), rowOf(account)}}));
    // The device says that they are an administrator; the hub's own record says what they are.
    c.county.store.actor = {doctor.id, c.county.store.site, static_cast<int>(StaffRole::Administrator)};
    REQUIRE(revokes(c.county, c.village.id));
    CHECK(c.sync(c.county)->heldBack == 1);
    CHECK(c.sync(c.village));
    CHECK(asks(c, c.county, "devices"_q).error().kind == ErrorKind::Forbidden);
}

TEST_CASE("the county's administrator asks the hub what each computer holds and has sent", "[devices]")
{
    LittleCounty c;
    c.registers(c.village, "李芳");
    c.registers(c.village, "王小明");
    c.village.store.clock.advanceMs(-7'200'000);
    REQUIRE(c.sync(c.village));
    const auto answer = asks(c, c.county, "devices"_q);
    REQUIRE(answer);
    const auto standings = deviceStandingsFrom(*answer);
    REQUIRE(standings);
    REQUIRE(standings->size() == 4);
    const auto of = [&](Id device) {
        return *std::find_if(standings->begin(), standings->end(),
                             [&](const DeviceStanding &s) { return s.device.id == device; });
    };
    const DeviceStanding village = of(c.village.id);
    CHECK(village.taken == 2);
    CHECK(village.backedUp == 0); // this hub has no second place
    CHECK(village.heldBack == 0);
    CHECK(village.residents == 2);
    CHECK(village.lastContact == c.hubStore.clock.now());
    CHECK(village.lastAct == c.hubStore.clock.now());
    CHECK(village.clockDifferenceMs == 7'200'000);
    CHECK(village.device.name == "laptop"_q);
    CHECK(of(c.township.id).residents == 2);
    CHECK(of(c.village2.id).residents == 0);
}

TEST_CASE("a question is answered to who may ask it, sealed as a question", "[devices]")
{
    LittleCounty c;
    CHECK(asks(c, c.village, "devices"_q).error().kind == ErrorKind::Forbidden);
    CHECK(asks(c, c.county, "whereabouts"_q).error().field == "unknown-question"_q);
    CHECK(asks(c, c.county, "devices"_q, SealedFor::Sync).error().kind == ErrorKind::BadSignature);
    c.village.store.actor.practitioner = c.county.store.actor.practitioner; // not of this device's sites
    CHECK(asks(c, c.village, "devices"_q).error().kind == ErrorKind::Forbidden);
    CHECK(c.hub.ask("nonsense").status == 400);
    const auto garbage = seal(
        c.county.id, "nonsense", [&](const QByteArray &b) { return c.county.key.sign(b); }, SealedFor::Question);
    CHECK(LittleCounty::refusalOf(c.hub.ask(garbage))->word == "malformed"_q);
}

TEST_CASE("a one-time code is made for one laptop, and the record of it does not give it away", "[devices]")
{
    LittleCounty c;
    const QByteArray pin = digestOf("hub");
    const auto invites = [&](Computer &by, const InvitationDraft &draft) {
        return by.store.db->write(by.store.actor, [&](Transaction &tx) { return inviteDevice(tx, draft, pin); });
    };
    const InvitationDraft draft{c.village.store.site, "新电脑"_q, 24, {}, {}};
    CHECK(invites(c.village, draft).error().kind == ErrorKind::Forbidden);
    CHECK(invites(c.county, {c.village.store.site, {}, 0, {}, {}}).error().kind == ErrorKind::OutOfRange);
    CHECK(invites(c.county, {c.village.store.site, {}, 1, c.village2.id, {}}).error().kind == ErrorKind::Invalid);
    const auto made = invites(c.county, draft);
    REQUIRE(made);
    REQUIRE(c.sync(c.county));
    const auto row = c.hubStore.db->read([&](const Snapshot &s) { return s.get<DeviceInvitation>(made->id); });
    REQUIRE(row);
    CHECK(row->verifier.size() == 32);
    CHECK(row->until == made->until);
    for (Computer *other : {&c.village, &c.township}) {
        REQUIRE(c.sync(*other));
        CHECK_FALSE(*other->store.db->read([&](const Snapshot &s) { return s.find<DeviceInvitation>(made->id); }));
    }
    REQUIRE(c.county.store.db->write(c.county.store.actor,
                                     [&](Transaction &tx) { return withdrawInvitation(tx, made->id); }));
    REQUIRE(c.sync(c.county));
    CHECK_FALSE(
        c.hubStore.db->read([&](const Snapshot &s) { return s.get<DeviceInvitation>(made->id); })->withdrawn.isNone());
}

TEST_CASE("devices that an earlier version enrolled get their records when the hub starts", "[devices]")
{
    LittleCounty c;
    REQUIRE(c.hubStore.db->apply([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.run("INSERT INTO hub_device (id, site, letter, public_key, name, revoked) "
                          "VALUES (?, ?, 'B', ?, 'old', 5)",
                          {Id::fromKey("old").bytes(), c.village.store.site.bytes(), QByteArray(32, 'k')}));
        return {};
    }));
    CHECK(findings(c) == QStringList{"device record"_q});
    REQUIRE(Hub::initialise(*c.hubStore.db));
    CHECK(findings(c).isEmpty());
    REQUIRE(c.sync(c.village2));
    CHECK(recordAt(c.village2, Id::fromKey("old"))->isRevoked());
    const auto next = Hub::addDevice(*c.hubStore.db, Id::fromKey("new"), c.village.store.site, QByteArray(32, 'n'), {});
    CHECK(next->letter == "C"_q);
}
