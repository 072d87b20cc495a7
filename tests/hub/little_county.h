// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub.h"
#include "core/patients/patient.h"
#include "core/security/account.h"
#include "core/security/keys.h"
#include "core/sites/site.h"
#include "core/sync/conflicts.h"
#include "core/sync/sync_session.h"
#include "tests/support/store.h"

namespace yigong {

/// A laptop of a site, and whoever works at it.
struct Computer
{
    Computer(const char *code, const char *letter, StaffRole role)
        : store(code), key(DeviceKey::fromSeed(digestOf(QByteArray(code) + letter)))
    {
        id = Id::fromKey(QByteArray("device/") + code + letter);
        REQUIRE(store.db->becomeDevice(id, store.site));
        store.actor = {Id::fromKey(QByteArray("practitioner/") + code), store.site, static_cast<int>(role)};
    }
    [[nodiscard]] Practitioner person() const
    {
        Practitioner p;
        p.id = store.actor.practitioner;
        p.name = "赵敏"_q;
        p.site = store.site;
        p.role = store.actor.role;
        p.login = "zhao."_q + p.id.text().left(4);
        return p;
    }
    [[nodiscard]] Account account() const
    {
        Account a;
        a.id = Account::idOf(store.actor.practitioner);
        a.practitioner = store.actor.practitioner;
        a.site = store.site;
        return a;
    }
    TestStore store;
    DeviceKey key;
    Id id;
};

struct LittleCounty
{
    LittleCounty()
    {
        REQUIRE(Hub::initialise(*hubStore.db));
        const auto site = [](const char *code, const char *name, Tier tier, const char *parent) {
            Site s;
            s.id = Site::idOf(QString::fromLatin1(code));
            s.code = QString::fromLatin1(code);
            s.name = QString::fromUtf8(name);
            s.tier = tier;
            if (parent)
                s.parent = Site::idOf(QString::fromLatin1(parent));
            return rowOf(s);
        };
        const RecordType *type = hubStore.db->types().byNumber(Site::info.number);
        REQUIRE(Hub::publish(*hubStore.db, {{type, site("341181", "天长市人民医院", Tier::County, nullptr)},
                                            {type, site("341181100", "石梁镇卫生院", Tier::Township, "341181")},
                                            {type, site("341181100001", "王庄村卫生室", Tier::Village, "341181100")},
                                            {type, site("341181100002", "李庄村卫生室", Tier::Village, "341181100")}}));
        const auto &types = hubStore.db->types();
        for (Computer *device : {&village, &village2, &township, &county}) {
            REQUIRE(Hub::publish(*hubStore.db, {{types.byNumber(Practitioner::info.number), rowOf(device->person())},
                                                {types.byNumber(Account::info.number), rowOf(device->account())}}));
            REQUIRE(Hub::addDevice(*hubStore.db, device->id, device->store.site, device->key.publicKey(), "laptop"_q));
        }
        for (Computer *device : {&village, &village2, &township, &county})
            REQUIRE(sync(*device));
    }

    /// Somebody else signs in there: of that role, and known to the hub.
    void changesPerson(Computer &device, StaffRole role)
    {
        Practitioner person = device.person();
        person.id = Id::fromKey("practitioner/" + device.id.bytes() + QByteArray::number(static_cast<int>(role)));
        person.role = static_cast<int>(role);
        person.login = "p."_q + person.id.text().left(6);
        Account account = device.account();
        account.id = Account::idOf(person.id);
        account.practitioner = person.id;
        const auto &types = hubStore.db->types();
        REQUIRE(Hub::publish(*hubStore.db, {{types.byNumber(Practitioner::info.number), rowOf(person)},
                                            {types.byNumber(Account::info.number), rowOf(account)}}));
        device.store.actor = {person.id, device.store.site, person.role};
    }

    Result<SyncOutcome> sync(Computer &device)
    {
        SyncSession session(
            *device.store.db, [&](const QByteArray &bytes) { return device.key.sign(bytes); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = hub.sync(message);
                if (loseAnswer) {
                    loseAnswer = false;
                    return fail(ErrorKind::HubUnreachable);
                }
                return SyncReply{reply.status, reply.body};
            });
        return session.run();
    }

    /// The words with which the hub refuses, or nothing.
    static std::optional<Refusal> refusalOf(const HubReply &reply)
    {
        if (reply.status == 200)
            return std::nullopt;
        const auto refusal = decodeRefusal(reply.body);
        return refusal ? *refusal : Refusal{"no refusal"_q, {}};
    }

    Id registers(Computer &device, const char *name)
    {
        Patient p;
        p.name = QString::fromUtf8(name);
        p.phone = "13800000001"_q;
        p.site = device.store.site;
        const auto id = device.store.db->write(device.store.actor, [&](Transaction &tx) { return tx.insert(p); });
        REQUIRE(id);
        return *id;
    }
    void edits(Computer &device, Id id, const std::function<void(Patient &)> &change)
    {
        // Time goes on for everybody; a device whose clock was set wrong keeps its error.
        for (TestStore *s : {&hubStore, &village.store, &village2.store, &township.store, &county.store})
            s->clock.advanceMs(60'000);
        const auto done = device.store.db->write(device.store.actor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(id));
            Patient after = before;
            change(after);
            return tx.update(before, after);
        });
        REQUIRE(done);
    }
    static std::optional<Patient> seenBy(Computer &device, Id id)
    {
        return *device.store.db->read([&](const Snapshot &s) { return s.find<Patient>(id); });
    }
    static std::vector<ConflictState> conflictsAt(Computer &device)
    {
        return *device.store.db->read([](const Snapshot &s) { return conflictsOf(s, false); });
    }

    TestStore hubStore{"hub"};
    Hub hub{*hubStore.db};
    Computer village{"341181100001", "A", StaffRole::VillageDoctor},
        village2{"341181100002", "A", StaffRole::VillageDoctor}, township{"341181100", "A", StaffRole::TownshipDoctor},
        county{"341181", "A", StaffRole::Administrator};
    bool loseAnswer = false;
};

} // namespace yigong
