// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/encounter.h"
#include "core/referrals/referral.h"
#include "core/sync/sync_records.h"
#include "tests/hub/little_county.h"

#include <map>
#include <set>

namespace yigong {

/// The little county with a second township, and what each laptop ought to hold, reckoned from the hub's rows by plain
/// SQL: nothing here asks the engine.
struct ScopedCounty : LittleCounty
{
    ScopedCounty()
    {
        Site s;
        s.id = Site::idOf("341181200"_q);
        s.code = "341181200"_q;
        s.name = "铜城镇卫生院"_q;
        s.tier = Tier::Township;
        s.parent = Site::idOf("341181"_q);
        const auto &types = hubStore.db->types();
        REQUIRE(Hub::publish(*hubStore.db, {{types.byNumber(Site::info.number), rowOf(s)},
                                            {types.byNumber(Practitioner::info.number), rowOf(township2.person())},
                                            {types.byNumber(Account::info.number), rowOf(township2.account())}}));
        REQUIRE(Hub::addDevice(*hubStore.db, township2.id, township2.store.site, township2.key.publicKey(), "l"_q));
        changesPerson(county, StaffRole::CountyDoctor);
        everybodySyncs();
    }
    std::vector<Computer *> laptops() { return {&village, &village2, &township, &township2, &county}; }
    void everybodySyncs()
    {
        for (Computer *d : laptops())
            REQUIRE(sync(*d));
    }
    void timeGoesOn(qint64 ms)
    {
        for (TestStore *s :
             {&hubStore, &village.store, &village2.store, &township.store, &township2.store, &county.store})
            s->clock.advanceMs(ms);
    }
    void moves(const char *site, const char *above)
    {
        const auto row =
            hubStore.db->read([&](const Snapshot &s) { return s.get<Site>(Site::idOf(QString::fromLatin1(site))); });
        REQUIRE(row);
        Site moved = *row;
        moved.parent = Site::idOf(QString::fromLatin1(above));
        REQUIRE(Hub::publish(*hubStore.db, {{hubStore.db->types().byNumber(Site::info.number), rowOf(moved)}}));
    }
    template <typename T> Id writes(Computer &device, T record)
    {
        const auto id = device.store.db->write(device.store.actor, [&](Transaction &tx) { return tx.insert(record); });
        REQUIRE(id);
        return *id;
    }
    Id visits(Computer &device, Id resident)
    {
        Encounter visit;
        visit.patient = resident;
        visit.site = device.store.site;
        visit.practitioner = device.store.actor.practitioner;
        visit.summary = "咳嗽三天"_q;
        const Id id = writes(device, visit);
        Observation pressure;
        pressure.encounter = id;
        pressure.patient = resident;
        pressure.site = device.store.site;
        pressure.code = "8480-6"_q;
        pressure.value = "150"_q;
        writes(device, pressure);
        Condition condition;
        condition.encounter = id;
        condition.patient = resident;
        condition.site = device.store.site;
        condition.code = "J06.900"_q;
        writes(device, condition);
        return id;
    }
    Id isAllergic(Computer &device, Id resident)
    {
        AllergyIntolerance allergy;
        allergy.patient = resident;
        allergy.site = device.store.site;
        allergy.substance = "penicillin"_q;
        return writes(device, allergy);
    }
    /// To the county hospital: letter and share in one act, as the referral desk writes them.
    Id refers(Computer &device, Id resident, Id encounter)
    {
        const auto done = device.store.db->write(device.store.actor, [&](Transaction &tx) -> Result<Id> {
            ServiceRequest letter;
            letter.patient = resident;
            letter.encounter = encounter;
            letter.site = device.store.site;
            letter.toSite = county.store.site;
            YIGONG_LET(referral, tx.insert(letter));
            Share share;
            share.patient = resident;
            share.site = device.store.site;
            share.toSite = county.store.site;
            share.encounter = encounter;
            share.referral = referral;
            share.reason = "referral"_q;
            return tx.insert(share);
        });
        REQUIRE(done);
        return *done;
    }
    void ends(Computer &device, Id share)
    {
        timeGoesOn(60'000);
        REQUIRE(device.store.db->write(device.store.actor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Share>(share));
            Share after = before;
            after.endedOn = tx.today();
            return tx.update(before, after);
        }));
    }
    static qint64 count(Computer &device, const char *sql)
    {
        return *device.store.db->read([&](const Snapshot &s) { return s.number(sql); });
    }

    using Held = std::set<std::pair<QString, QByteArray>>;
    /// What is in a laptop's tables.
    static Held heldBy(Computer &device)
    {
        Held held;
        REQUIRE(device.store.db->read([&](const Snapshot &s) -> Result<void> {
            for (const RecordType &type : s.types().all())
                YIGONG_TRY(s.each("SELECT id FROM " + type.table().toStdString(), {},
                                  [&](const Columns &c) { held.emplace(type.table(), c.bytes(0)); }));
            return {};
        }));
        return held;
    }
    /// What it should hold: by the hub's rows, the site tree and the shares that stand.
    Held scopeOfLaptop(Computer &device)
    {
        Held scope;
        const std::string sites =
            "(SELECT id FROM site WHERE id = ?1 OR parent = ?1 AND (SELECT tier FROM site WHERE id "
            "= ?1) = 2)";
        const std::string standing =
            " FROM share WHERE to_site IN " + sites + " AND ended_on = '' AND (until = 0 OR until > ?2)";
        const std::string own = "site IN " + sites;
        const std::string about = "patient IN (SELECT patient" + standing +
                                  ") OR patient IN (SELECT id FROM patient WHERE site IN " + sites + ")";
        const std::string ofVisit = "encounter IN (SELECT encounter" + standing + ")";
        std::map<std::string, std::string> where{
            {"site", "1"},
            {"practitioner", "1"},
            {"device", "1"},
            {"drug_class", "1"},
            {"care_team", "1"},
            {"service_package", "1"},
            {"device_invitation", "made_at IN " + sites},
            {"number_block", own},
            {"account", own + " OR county IN " + sites},
            {"patient",
             own + " OR id IN (SELECT patient" + standing + ") OR id IN (SELECT patient FROM encounter WHERE " + own +
                 ") OR id IN (SELECT patient FROM service_request WHERE " + own + " OR to_site IN " + sites + ")"},
            {"encounter", own + " OR id IN (SELECT encounter" + standing + ")"},
            {"observation", own + " OR " + ofVisit},
            {"medication_dispense", own + " OR " + ofVisit},
            {"service_request", own + " OR to_site IN " + sites},
            {"referral_event", own + " OR from_site IN " + sites + " OR to_site IN " + sites},
            {"care_plan_activity", own + " OR from_site IN " + sites + " OR " + about},
            {"break_glass", own + " OR patient_site IN " + sites + " OR county IN " + sites},
            {"share", own},
        };
        for (const char *table :
             {"allergy_intolerance", "condition", "medication_request", "conflict", "conflict_value",
              "conflict_settlement", "program_enrolment", "follow_up", "follow_up_contact", "health_form",
              "family_contract", "basic_information", "resident_event"})
            where[table] = own + " OR " + about;
        for (const char *table : {"stock_batch", "stock_document", "stock_movement", "stock_count", "household"})
            where[table] = own;
        REQUIRE(hubStore.db->read([&](const Snapshot &s) -> Result<void> {
            CHECK(where.size() == s.types().all().size());
            for (const auto &[table, clause] : where)
                YIGONG_TRY(s.each("SELECT id FROM " + table + " WHERE ?1 IS NOT NULL AND ?2 > 0 AND (" + clause + ")",
                                  {device.store.site.bytes(), static_cast<qint64>(s.now().ms)},
                                  [&](const Columns &c) { scope.emplace(QString::fromStdString(table), c.bytes(0)); }));
            return {};
        }));
        return scope;
    }
    /// Every laptop, once all have synchronised: exactly its scope, and the hub's digests.
    void checkScopes()
    {
        everybodySyncs();
        everybodySyncs();
        for (Computer *d : laptops()) {
            INFO(d->person().site.text().toStdString());
            const Held held = heldBy(*d), scope = scopeOfLaptop(*d);
            Held lacks, over;
            std::set_difference(scope.begin(), scope.end(), held.begin(), held.end(),
                                std::inserter(lacks, lacks.end()));
            std::set_difference(held.begin(), held.end(), scope.begin(), scope.end(), std::inserter(over, over.end()));
            for (const auto &[table, id] : lacks)
                FAIL_CHECK("lacks " << table.toStdString() << ' ' << id.toHex().toStdString());
            for (const auto &[table, id] : over)
                FAIL_CHECK("has beyond its scope " << table.toStdString() << ' ' << id.toHex().toStdString());
            CHECK(count(*d, "SELECT count(*) FROM leaving") == 0);
            const auto standing = d->store.db->read([](const Snapshot &s) { return syncStanding(s); });
            CHECK(standing->lastMatched == d->store.clock.now());
        }
    }

    Computer township2{"341181200", "A", StaffRole::TownshipDoctor};
};

} // namespace yigong
