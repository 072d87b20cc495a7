// SPDX-License-Identifier: GPL-3.0-or-later
// An enrolled laptop turned hostile: it has its key and says whatever it likes. What it may not write is held back,
// what it may not ask is refused, and what honest laptops see stays as it was.
#include "core/encounters/encounter.h"
#include "core/referrals/referral.h"
#include "core/sites/devices.h"
#include "core/store/verify.h"
#include "core/sync/question.h"
#include "core/sync/sync_records.h"
#include "tests/hub/hostile_device.h"

#include <limits>
#include <zstd.h>

using namespace yigong;

namespace {

/// A village that works honestly, its township and the county, and the laptop of the next village, which does not.
struct HostileDay : LittleCounty
{
    HostileDay() : hostile(*this, village2)
    {
        resident = registers(village, "李芳");
        Encounter visit;
        visit.patient = resident;
        visit.site = village.store.site;
        visit.practitioner = village.store.actor.practitioner;
        visit.summary = "咳嗽三天"_q;
        Share share;
        share.patient = resident;
        share.site = village.store.site;
        share.toSite = county.store.site;
        const auto closed = village.store.db->write(village.store.actor, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(id, tx.append(visit));
            share.encounter = id;
            YIGONG_TRY(tx.insert(share));
            return id;
        });
        REQUIRE(closed);
        encounter = *closed;
        everybodySyncs();
        before = seen();
    }
    void everybodySyncs()
    {
        for (Computer *c : {&village, &township, &county})
            REQUIRE(sync(*c));
    }
    /// What the honest laptops hold; of the township, which rightly sees what the next village writes for itself, what
    /// the honest village wrote.
    QByteArrayList seen()
    {
        QByteArrayList digests;
        for (Computer *c : {&village, &county})
            digests.append(*c->store.db->read([](const Snapshot &s) { return digestOfRecords(s); }));
        digests.append(*township.store.db->read([&](const Snapshot &s) -> Result<QByteArray> {
            YIGONG_LET(patient, s.get<Patient>(resident));
            YIGONG_LET(visit, s.get<Encounter>(encounter));
            YIGONG_LET(others, s.number("SELECT count(*) FROM patient WHERE site = ?", {siteOf(village).bytes()}));
            return canonicalForm(s.typeOf<Patient>(), rowOf(patient)) +
                   canonicalForm(s.typeOf<Encounter>(), rowOf(visit)) + QByteArray::number(others);
        }));
        return digests;
    }
    void nobodySawAnything()
    {
        everybodySyncs();
        CHECK(seen() == before);
    }
    Patient patientAt(const Id &site, const char *name) const
    {
        Patient p;
        p.id = Id::fromKey(QByteArray("made up ") + name);
        p.name = QString::fromUtf8(name);
        p.site = site;
        return p;
    }
    Id siteOf(const Computer &computer) const { return computer.store.site; }

    Id resident, encounter;
    QByteArrayList before;
    HostileDevice hostile;
};

} // namespace

TEST_CASE("a hostile laptop writes nothing for another site", "[hostile]")
{
    HostileDay d;
    const Patient known = *LittleCounty::seenBy(d.village, d.resident);
    Patient renamed = known;
    renamed.name = "假名"_q;
    CHECK(d.hostile.writes({HostileDevice::inserted(d.patientAt(d.siteOf(d.village), "假人"))}) ==
          "forbidden patient"_q);
    CHECK(d.hostile.writes({HostileDevice::changed(known, renamed)}) == "forbidden patient"_q);
    CHECK(d.hostile.writes({HostileDevice::inserted(renamed)}) == "forbidden patient"_q);

    // One good operation in an act does not carry a bad one in.
    CHECK(d.hostile.writes({HostileDevice::inserted(d.patientAt(d.siteOf(d.village2), "自己人")),
                            HostileDevice::changed(known, renamed)}) == "forbidden patient"_q);
    d.nobodySawAnything();
}

TEST_CASE("a hostile laptop writes as nobody who does not work there", "[hostile]")
{
    HostileDay d;
    const auto own = HostileDevice::inserted(d.patientAt(d.siteOf(d.village2), "自己人"));
    for (const Id &actor : {d.village.store.actor.practitioner, d.township.store.actor.practitioner,
                            d.county.store.actor.practitioner, Id::fromKey("nobody"), Id{}}) {
        d.hostile.actor = actor;
        CHECK(d.hostile.writes({own}) == "forbidden practitioner"_q);
    }
    Practitioner left = d.village2.person();
    left.leftOn = QDate(2025, 5, 1);
    d.hostile.actor = d.village2.store.actor.practitioner;
    REQUIRE(Hub::publish(*d.hubStore.db, {{d.hubStore.db->types().byNumber(Practitioner::info.number), rowOf(left)}}));
    CHECK(d.hostile.writes({own}) == "forbidden practitioner"_q);
    d.hostile.actor = Id{};
}

TEST_CASE("a hostile laptop alters no closed visit, its own or another's", "[hostile]")
{
    HostileDay d;
    const auto visit = d.village.store.db->read([&](const Snapshot &s) { return s.get<Encounter>(d.encounter); });
    Encounter forged = *visit;
    forged.summary = "没有来过"_q;
    CHECK(d.hostile.writes({HostileDevice::inserted(forged)}) == "forbidden encounter"_q);
    CHECK(d.hostile.writes({HostileDevice::changed(*visit, forged)}) == "forbidden encounter"_q);
    // An amendment of its own making, about a resident whom it does not have.
    forged.id = Id::fromKey("amendment");
    forged.site = d.siteOf(d.village2);
    forged.amends = d.encounter;
    CHECK(d.hostile.writes({HostileDevice::inserted(forged)}) == "forbidden encounter"_q);
    AllergyIntolerance allergy;
    allergy.id = Id::fromKey("allergy");
    allergy.patient = d.resident;
    allergy.site = d.siteOf(d.village2);
    CHECK(d.hostile.writes({HostileDevice::inserted(allergy)}) == "forbidden allergy_intolerance"_q);
    d.nobodySawAnything();

    // The village's own laptop cannot either: what a signature closed stays as it was, and the hub says how it is.
    HostileDevice insider(d, d.village);
    insider.number =
        *d.village.store.db->read([](const Snapshot &s) { return s.number("SELECT max(number) FROM act"); });
    insider.head = *d.village.store.db->read([](const Snapshot &s) -> Result<QByteArray> {
        QByteArray hash;
        YIGONG_TRY(s.each("SELECT hash FROM act ORDER BY number DESC LIMIT 1", {},
                          [&](const Columns &c) { hash = c.bytes(0); }));
        return hash;
    });
    forged = *visit;
    forged.summary = "没有来过"_q;
    (void)insider.writes({HostileDevice::changed(*visit, forged)});
    (void)insider.writes({HostileDevice::inserted(forged)});
    CHECK(d.hubStore.db->read([&](const Snapshot &s) { return s.get<Encounter>(d.encounter); })->summary ==
          "咳嗽三天"_q);
}

TEST_CASE("a hostile laptop gives itself no resident of another site", "[hostile]")
{
    HostileDay d;
    Share share;
    share.id = Id::fromKey("share");
    share.patient = d.resident;
    share.toSite = d.siteOf(d.village2);
    share.site = d.siteOf(d.village2);
    CHECK(d.hostile.writes({HostileDevice::inserted(share)}) == "forbidden share"_q);
    share.site = d.siteOf(d.village);
    CHECK(d.hostile.writes({HostileDevice::inserted(share)}) == "forbidden share"_q);
    share.patient = Id::fromKey("unheard of");
    share.site = d.siteOf(d.village2);
    CHECK(d.hostile.writes({HostileDevice::inserted(share)}) == "unknown-record patient"_q);

    for (const PulledRow &row : d.hostile.pulls().rows)
        CHECK(row.record != d.resident);
    // Asked for by name, another site's stream is not its to read.
    const auto answer =
        d.hostile.pulls({{d.siteOf(d.village), 0}, {d.siteOf(d.township), 0}, {d.siteOf(d.county), -5}});
    for (const PulledRow &row : answer.rows) {
        CHECK(row.record != d.resident);
        CHECK(row.record != d.encounter);
        CHECK(row.record != Account::idOf(d.village.store.actor.practitioner));
    }
    for (const auto &[stream, position] : answer.cursors)
        CHECK(stream != d.siteOf(d.village));
    d.nobodySawAnything();
}

TEST_CASE("a hostile laptop forges no referral between others", "[hostile]")
{
    HostileDay d;
    ServiceRequest referral;
    referral.id = Id::fromKey("referral");
    referral.patient = d.resident;
    referral.site = d.siteOf(d.village);
    referral.toSite = d.siteOf(d.village2);
    CHECK(d.hostile.writes({HostileDevice::inserted(referral)}) == "forbidden service_request"_q);

    const Patient own = d.patientAt(d.siteOf(d.village2), "自己人");
    ServiceRequest ours = referral;
    ours.id = Id::fromKey("ours");
    ours.patient = own.id;
    ours.site = d.siteOf(d.village2);
    ours.toSite = d.siteOf(d.village2);
    CHECK(d.hostile.writes({HostileDevice::inserted(own), HostileDevice::inserted(ours)}).isEmpty());
    ReferralEvent event;
    event.id = Id::fromKey("event");
    event.referral = ours.id;
    event.patient = own.id;
    event.site = d.siteOf(d.village2);
    event.fromSite = d.siteOf(d.village2);
    event.toSite = d.siteOf(d.village); // which is no end of it
    CHECK(d.hostile.writes({HostileDevice::inserted(event)}) == "forbidden referral_event"_q);
    CarePlanActivity task;
    task.id = Id::fromKey("task");
    task.referral = ours.id;
    task.patient = own.id;
    task.site = d.siteOf(d.village);
    task.fromSite = d.siteOf(d.village2);
    CHECK(d.hostile.writes({HostileDevice::inserted(task)}) == "forbidden care_plan_activity"_q);
    d.everybodySyncs();
    CHECK_FALSE(*d.village.store.db->read([](const Snapshot &s) {
        return s.number("SELECT (SELECT count(*) FROM service_request) + (SELECT count(*) FROM referral_event) + "
                        "(SELECT count(*) FROM care_plan_activity)");
    }));
}

TEST_CASE("a hostile laptop changes no catalogue, account or device", "[hostile]")
{
    HostileDay d;
    Site site;
    site.id = Site::idOf(u"341181100099");
    site.name = "假卫生室"_q;
    CHECK(d.hostile.writes({HostileDevice::inserted(site)}) == "forbidden site"_q);
    Practitioner promoted = d.village2.person();
    promoted.role = static_cast<int>(StaffRole::Administrator);
    CHECK(d.hostile.writes({HostileDevice::changed(d.village2.person(), promoted)}) == "forbidden practitioner"_q);

    Account other = d.village.account(), taken = other;
    taken.passwordHash = "$argon2id$mine"_q;
    CHECK(d.hostile.writes({HostileDevice::changed(other, taken)}) == "forbidden account"_q);
    Account fresh;
    fresh.practitioner = d.county.store.actor.practitioner;
    fresh.site = d.siteOf(d.village2);
    fresh.id = Id::fromKey("an account of one's own making");
    CHECK(d.hostile.writes({HostileDevice::inserted(fresh)}) == "forbidden account"_q);
    Account own = d.village2.account(), moved = own, changed = own;
    moved.site = d.siteOf(d.county);
    CHECK(d.hostile.writes({HostileDevice::changed(own, moved)}) == "forbidden account"_q);
    changed.passwordHash = "$argon2id$new"_q;
    CHECK(d.hostile.writes({HostileDevice::changed(own, changed)}).isEmpty()); // one's own password is one's own

    Device device;
    device.id = Id::fromKey("a device of one's own making");
    device.site = d.siteOf(d.county);
    device.publicKey = d.village2.key.publicKey();
    CHECK(d.hostile.writes({HostileDevice::inserted(device)}) == "forbidden device"_q);
    DeviceInvitation invitation;
    invitation.id = Id::fromKey("invitation");
    invitation.madeAt = d.siteOf(d.village2);
    invitation.madeBy = d.hostile.actor;
    invitation.site = d.siteOf(d.county);
    invitation.verifier = QByteArray(32, 'v');
    CHECK(d.hostile.writes({HostileDevice::inserted(invitation)}) == "forbidden device_invitation"_q);
    Conflict conflict;
    conflict.id = Id::fromKey("conflict");
    conflict.site = d.siteOf(d.village2);
    CHECK(d.hostile.writes({HostileDevice::inserted(conflict)}) == "forbidden conflict"_q);
    d.nobodySawAnything();
}

TEST_CASE("a hostile laptop replays, reorders, renumbers and forges in vain", "[hostile]")
{
    HostileDay d;
    const QByteArray first = d.hostile.bodyOf({HostileDevice::inserted(d.patientAt(d.siteOf(d.village2), "甲"))});
    const QByteArray second = d.hostile.bodyOf({HostileDevice::inserted(d.patientAt(d.siteOf(d.village2), "乙"))});
    const SyncRequest request = d.hostile.requestWith({first, second});
    REQUIRE(d.hostile.sends(request).status == 200);
    CHECK(decodeAnswer(d.hostile.sends(request).body)->taken == 2); // a replay changes nothing
    const auto word = [&](const SyncRequest &r) {
        const auto refusal = LittleCounty::refusalOf(d.hostile.sends(r));
        return refusal ? refusal->word : QString();
    };
    SyncRequest reordered = d.hostile.requestWith({second, first});
    CHECK(word(reordered) == "clone"_q);
    SyncRequest ahead = d.hostile.requestWith({second});
    ahead.firstNumber = 40;
    ahead.lastNumber = 40;
    CHECK(word(ahead) == "gap"_q);
    for (const qint64 number : {qint64{0}, qint64{-7}, std::numeric_limits<qint64>::min() + 1}) {
        SyncRequest renumbered = d.hostile.requestWith({second});
        renumbered.firstNumber = number;
        renumbered.lastNumber = 3;
        CHECK(word(renumbered) == "clone"_q);
    }
    SyncRequest last = d.hostile.requestWith({second});
    last.firstNumber = last.lastNumber = std::numeric_limits<qint64>::max();
    CHECK(word(last) == "gap"_q);
    SyncRequest back = d.hostile.requestWith({});
    back.lastNumber = 1;
    CHECK(word(back) == "behind"_q);

    // In another's name, by its own key; and one's own message with a bit turned.
    const QByteArray asOther = seal(d.village.id, encode(d.hostile.requestWith({})),
                                    [&](const QByteArray &b) { return d.village2.key.sign(b); });
    CHECK(d.hostile.refusedFor(asOther) == "bad-signature"_q);
    QByteArray turned = d.hostile.sealed(encode(d.hostile.requestWith({})));
    turned[turned.size() / 2] = static_cast<char>(turned[turned.size() / 2] ^ 1);
    CHECK(d.hostile.refusedFor(turned) == "bad-signature"_q);
    CHECK(*d.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM hub_act"); }) == 4);
    d.nobodySawAnything();
}

TEST_CASE("a hostile laptop's clock wins nothing, however absurd", "[hostile]")
{
    HostileDay d;
    const qint64 clock = GENERATE(std::numeric_limits<qint64>::min() + 1, qint64{-1}, qint64{0},
                                  qint64{253'402'300'799'000}, std::numeric_limits<qint64>::max());
    INFO(clock);
    Act act;
    act.actor = d.hostile.actor;
    act.site = d.siteOf(d.village2);
    act.time = {clock};
    act.wall = {clock};
    act.operations = {HostileDevice::inserted(d.patientAt(d.siteOf(d.village2), "甲"))};
    SyncRequest request = d.hostile.requestWith({encodeAct(act)});
    request.deviceNow = {clock};
    const HubReply reply = d.hostile.sends(request);
    CHECK(reply.status == 200);
    CHECK(*d.hubStore.db->read([&](const Snapshot &s) {
        return s.number("SELECT count(*) FROM field_stamp WHERE time > ?",
                        {HybridTime::at(d.hubStore.clock.now().plusMs(1000)).ticks});
    }) == 0);
    d.nobodySawAnything();
}

TEST_CASE("a hostile laptop's garbage is refused in words and costs the hub little", "[hostile]")
{
    HostileDay d;
    const auto zipped = [](const QByteArray &bytes) { return pack(bytes); };
    // A bomb: 1 GiB of zeros in some 100 KB, with its size in the head and without.
    const auto bomb = [](bool saysItsSize) {
        const std::size_t chunk = 1 << 20;
        ZSTD_CCtx *context = ZSTD_createCCtx();
        if (saysItsSize)
            ZSTD_CCtx_setPledgedSrcSize(context, chunk * 1024);
        const QByteArray zeros(static_cast<qsizetype>(chunk), '\0');
        QByteArray packed(1 << 20, '\0');
        ZSTD_outBuffer out{packed.data(), static_cast<std::size_t>(packed.size()), 0};
        for (int i = 0; i < 1024; ++i) {
            ZSTD_inBuffer in{zeros.constData(), chunk, 0};
            ZSTD_compressStream2(context, &out, &in, i == 1023 ? ZSTD_e_end : ZSTD_e_continue);
        }
        ZSTD_freeCCtx(context);
        packed.truncate(static_cast<qsizetype>(out.pos));
        return packed;
    };
    CHECK(d.hostile.refusedFor(d.hostile.sealed(bomb(true))) == "malformed"_q);
    CHECK(d.hostile.refusedFor(d.hostile.sealed(bomb(false))) == "malformed"_q);

    const QByteArray good = *unpack(encode(d.hostile.requestWith({d.hostile.bodyOf({})})));
    for (qsizetype size = 0; size < good.size(); ++size)
        CHECK(d.hostile.refusedFor(d.hostile.sealed(zipped(good.left(size)))) == "malformed"_q);
    // Lengths that lie: a byte string of 2^63, an array of 2^62, nested without end.
    for (const QByteArray &lie : {QByteArray::fromHex("8901f600000050") + QByteArray::fromHex("5b7fffffffffffffff"),
                                  QByteArray::fromHex("9b3fffffffffffffff01"), QByteArray(200'000, '\x81')})
        CHECK(d.hostile.refusedFor(d.hostile.sealed(zipped(lie))) == "malformed"_q);
    const HubReply nested = d.hub.ask(seal(
        d.village2.id, QByteArray(200'000, '\x81'), [&](const QByteArray &b) { return d.village2.key.sign(b); },
        SealedFor::Question));
    CHECK(nested.status == 400);

    // Bytes that are no act take their number in the chain, and stop nothing behind them.
    SyncRequest request = d.hostile.requestWith({"no act", d.hostile.bodyOf({}).chopped(1)});
    const auto answer = decodeAnswer(d.hostile.sends(request).body);
    REQUIRE(answer);
    CHECK(answer->held.size() == 2);
    CHECK(answer->held[0].reason == "malformed"_q);
    d.nobodySawAnything();
}

TEST_CASE("a laptop that floods the hub is told to wait, and nobody else is", "[hostile]")
{
    HostileDay d;
    HubLimits limits;
    limits.requestsPerDevice = 5;
    HubCounters counters(limits, d.hubStore.clock);
    Hub bounded(*d.hubStore.db, &counters);
    const auto asks = [&](Computer &computer) {
        SyncRequest request;
        request.lastNumber = 1'000'000;
        request.deviceNow = d.hubStore.clock.now();
        request.pull = Pull::Nothing;
        return bounded.sync(
            seal(computer.id, encode(request), [&](const QByteArray &b) { return computer.key.sign(b); }));
    };
    for (int i = 0; i < 5; ++i)
        CHECK(asks(d.village2).status == 200);
    const HubReply busy = asks(d.village2);
    CHECK(busy.status == 429);
    CHECK(busy.retryAfter > 0);
    CHECK(busy.retryAfter <= 60);
    CHECK(errorOfRefusal({busy.status, busy.body}) ==
          Error{ErrorKind::HubBusy, {}, {QString::number(busy.retryAfter)}});
    CHECK(asks(d.village).status == 200);
    // In another's name it uses up nothing of that one's.
    for (int i = 0; i < 10; ++i)
        (void)bounded.sync(seal(d.village.id, "x", [&](const QByteArray &b) { return d.village2.key.sign(b); }));
    CHECK(asks(d.village).status == 200);
    d.hubStore.clock.advanceMs(60'000);
    CHECK(asks(d.village2).status == 200);
}

TEST_CASE("who tries codes at random is soon made to wait, and a restart of the minute frees an address", "[hostile]")
{
    FixedClock clock(Instant::fromIso(u"2025-05-13T10:12:00"));
    HubLimits limits;
    limits.wrongCodesPerAddress = 3;
    limits.wrongCodes = 5;
    limits.bytesPerAddress = 1000;
    HubCounters counters(limits, clock);
    for (int i = 0; i < 3; ++i) {
        CHECK(counters.mayTryCode("10.0.0.1"_q) == 0);
        counters.countWrongCode("10.0.0.1"_q);
    }
    CHECK(counters.mayTryCode("10.0.0.1"_q) == 3600);
    CHECK(counters.mayTryCode("10.0.0.2"_q) == 0);
    for (const char *address : {"10.0.0.2", "10.0.0.3"})
        counters.countWrongCode(QString::fromLatin1(address));
    CHECK(counters.mayTryCode("10.0.0.4"_q) > 0); // all together have tried too often
    CHECK(counters.askedFrom("10.0.0.1"_q, 900) == 0);
    CHECK(counters.askedFrom("10.0.0.1"_q, 200) == 60);
    clock.advanceMs(60'000);
    CHECK(counters.askedFrom("10.0.0.1"_q, 200) == 0);
    clock.advanceMs(3'600'000);
    CHECK(counters.mayTryCode("10.0.0.1"_q) == 0);
}
