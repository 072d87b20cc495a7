// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/number_keeping.h"
#include "core/patients/register.h"
#include "tests/hub/little_county.h"

#include <set>

using namespace yigong;

namespace {

struct Numbering : LittleCounty
{
    QString registersAt(Computer &device, const QString &number = {})
    {
        PatientDraft draft;
        draft.name = "李秀兰"_q;
        draft.sex = Sex::Female;
        draft.birthDate = *PartialDate::parse(u"1957-03-12");
        draft.noIdReason = "遗失"_q;
        draft.recordNumber = number;
        const auto id =
            device.store.db->write(device.store.actor, [&](Transaction &tx) { return registerPatient(tx, draft); });
        REQUIRE(id);
        return seenBy(device, *id)->recordNumber;
    }
    qint64 blocks(Computer &device)
    {
        return *device.store.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM number_block"); });
    }
};

} // namespace

TEST_CASE("laptops number residents offline, each once, whoever registers first", "[hub][numbers]")
{
    Numbering c;
    Computer second("341181100001", "B", StaffRole::VillageDoctor);
    REQUIRE(Hub::addDevice(*c.hubStore.db, second.id, second.store.site, second.key.publicKey(), "second"_q));
    REQUIRE(c.sync(second));
    std::set<QString> numbers;
    for (int i = 0; i < 20; ++i)
        for (Computer *device : {&c.village, &second, &c.village2}) {
            const QString number = c.registersAt(*device);
            CHECK(number.size() == 17);
            CHECK(number.startsWith(device == &c.village2 ? "341181100002"_q : "341181100001"_q));
            CHECK(numbers.insert(number).second);
        }
    CHECK(c.registersAt(c.village2) == "34118110000200021"_q);
}

TEST_CASE("a laptop with few numbers left is handed more, and passes over what somebody has", "[hub][numbers]")
{
    Numbering c;
    REQUIRE(c.blocks(c.village) == 1);
    const QString first = c.registersAt(c.village);
    c.registersAt(c.village, "34118110000100002"_q); // as another system had numbered them
    CHECK(first == "34118110000100001"_q);
    CHECK(c.registersAt(c.village) == "34118110000100003"_q);
    for (int i = 0; i < numbersInBlock - fewNumbers - 3; ++i)
        c.registersAt(c.village);
    REQUIRE(c.sync(c.village));
    CHECK(c.blocks(c.village) == 1); // not few yet
    c.registersAt(c.village);
    REQUIRE(c.sync(c.village));
    CHECK(c.blocks(c.village) == 2);
    REQUIRE(c.sync(c.village));
    CHECK(c.blocks(c.village) == 2);
}

TEST_CASE("who was registered before there were numbers gets one with the next edit", "[hub][numbers]")
{
    Numbering c;
    Computer late("341181100002", "C", StaffRole::VillageDoctor);
    const QString none = c.registersAt(late);
    CHECK(none.isEmpty());
    REQUIRE(Hub::addDevice(*c.hubStore.db, late.id, late.store.site, late.key.publicKey(), "late"_q));
    REQUIRE(c.sync(late));
    const auto before =
        late.store.db->read([](const Snapshot &s) { return s.select<Patient>("WHERE name = '李秀兰'"); });
    REQUIRE(before);
    REQUIRE(before->size() == 1);
    Patient after = before->front();
    after.phone = "13900000001"_q;
    REQUIRE(late.store.db->write(late.store.actor,
                                 [&](Transaction &tx) { return editPatient(tx, before->front(), after); }));
    CHECK(LittleCounty::seenBy(late, after.id)->recordNumber.startsWith("341181100002"_q));
}
