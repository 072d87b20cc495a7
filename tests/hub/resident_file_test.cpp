// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/departures.h"
#include "core/patients/households.h"
#include "core/patients/resident_file.h"
#include "tests/hub/little_county.h"

using namespace yigong;

namespace {

struct TwoLaptops : LittleCounty
{
    Id li = registers(village, "李秀兰");

    TwoLaptops() { level(); }
    void level()
    {
        for (int i = 0; i < 2; ++i)
            for (Computer *device : {&village, &township})
                REQUIRE(sync(*device));
    }
    void fills(Computer &device, std::initializer_list<std::pair<const char *, const char *>> answers)
    {
        for (TestStore *s : {&hubStore, &village.store, &township.store})
            s->clock.advanceMs(60'000);
        REQUIRE(device.store.db->write(device.store.actor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, residentFileOf(tx, li));
            ResidentFile after = before;
            for (const auto &[column, text] : answers)
                YIGONG_TRY(setField(after, *basicField(QString::fromLatin1(column)), QString::fromUtf8(text)));
            return saveResidentFile(tx, before, after);
        }));
    }
    static ResidentFile file(Computer &device, Id id)
    {
        return *device.store.db->read([&](const Snapshot &s) { return residentFileOf(s, id); });
    }
    static QString words(const ResidentFile &file, const char *column)
    {
        return fieldWords(file, *basicField(QString::fromLatin1(column)));
    }
};

} // namespace

TEST_CASE("two laptops that fill in a resident's form meanwhile fill in the same one", "[hub][file]")
{
    TwoLaptops c;
    c.fills(c.village, {{"education", "8"}, {"operations", "2|1998|阑尾切除"}, {"rh", "1"}, {"workplace", "小学"}});
    c.fills(c.township, {{"education", "7"}, {"operations", "2|2010|胆囊切除"}, {"rh", "2"}, {"marriage", "2"}});
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        const ResidentFile file = TwoLaptops::file(*device, c.li);
        CHECK(TwoLaptops::words(file, "education") == "初中"_q); // the later entry
        CHECK(TwoLaptops::words(file, "operations") == "有（阑尾切除，1998）、有（胆囊切除，2010）"_q);
        CHECK(TwoLaptops::words(file, "workplace") == "小学"_q);
        CHECK(TwoLaptops::words(file, "marriage") == "已婚"_q);
        CHECK(TwoLaptops::words(file, "rh") == "阴性"_q); // a person is asked, as of the blood type
        CHECK(*device->store.db->read([](const Snapshot &s) { return openConflictCount(s); }) == 1);
    }
}

TEST_CASE("who changed a file, and what it said before, is known at both ends", "[hub][file]")
{
    TwoLaptops c;
    c.fills(c.village, {{"education", "8"}});
    c.level();
    c.fills(c.township, {{"education", "7"}});
    c.level();
    for (Computer *device : {&c.village, &c.township}) {
        const auto events = device->store.db->read([&](const Snapshot &s) { return residentEventsOf(s, c.li); });
        REQUIRE(events);
        REQUIRE(events->size() == 1);
        CHECK(events->front().before == "8"_q);
        CHECK(events->front().practitioner == c.township.store.actor.practitioner);
    }
}

TEST_CASE("a household and a departure reach the township, and a return the village", "[hub][file]")
{
    TwoLaptops c;
    const auto home = c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) {
        return makeHousehold(tx, {c.li, "1"_q, "王庄 1 号"_q, {}, {}});
    });
    REQUIRE(home);
    REQUIRE(c.village.store.db->write(c.village.store.actor,
                                      [&](Transaction &tx) { return moveOut(tx, c.li, {}, "上海"_q, "随子女"_q); }));
    c.level();
    CHECK(TwoLaptops::file(c.township, c.li).patient.leftOn.isValid());
    CHECK(c.township.store.db->read([&](const Snapshot &s) { return s.get<Household>(*home); })->head == c.li);
    REQUIRE(c.township.store.db->write(c.township.store.actor,
                                       [&](Transaction &tx) { return comeBack(tx, c.li, {}, {}); }));
    c.level();
    CHECK_FALSE(TwoLaptops::file(c.village, c.li).patient.leftOn.isValid());
}
