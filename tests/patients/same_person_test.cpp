// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/patients/find.h"
#include "core/patients/register.h"
#include "core/patients/same_person.h"
#include "core/patients/timeline.h"
#include "core/patients/undo.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

Patient card(const char *name, const char *born, const char *phone = "", const char *idNumber = "")
{
    Patient p;
    p.name = QString::fromUtf8(name);
    p.sex = Sex::Female;
    p.birthDate = *PartialDate::parse(QString::fromUtf8(born));
    p.phone = QString::fromUtf8(phone);
    p.idNumber = QString::fromUtf8(idNumber);
    return p;
}

struct Desk : CountyStore
{
    Id registers(const Patient &patient, const Site &at)
    {
        Patient p = patient;
        p.site = at.id;
        const auto id = write(villageDoctor, [&](Transaction &tx) { return tx.insert(p); });
        REQUIRE(id);
        hoursPass(1);
        return *id;
    }
    void sees(Id patient)
    {
        Encounter visit;
        visit.patient = patient;
        visit.site = wangzhuang.id;
        visit.practitioner = villageDoctor.practitioner;
        visit.start = clock.now();
        REQUIRE(write(villageDoctor, [&](Transaction &tx) { return tx.append(visit); }));
        hoursPass(1);
    }
    std::size_t visitsOf(Id patient)
    {
        const auto entries = read([&](const Snapshot &s) { return timelineOf(s, villageDoctor, patient); });
        REQUIRE(entries);
        return static_cast<std::size_t>(std::count_if(
            entries->begin(), entries->end(), [](const TimelineEntry &e) { return e.kind == TimelineKind::Visit; }));
    }
    std::size_t found(const char *text)
    {
        const auto all =
            read([&](const Snapshot &s) { return findPatients(s, villageDoctor, QString::fromUtf8(text), 10); });
        REQUIRE(all);
        return all->patients.size();
    }
    template <typename F> Error refused(const Actor &who, F &&f)
    {
        const auto done = write(who, std::forward<F>(f));
        REQUIRE_FALSE(done);
        return done.error();
    }
};

} // namespace

TEST_CASE("how alike two cards are", "[patients][same]")
{
    struct Case
    {
        const char *story;
        Patient one, other;
        bool likely;
    };
    const std::vector<Case> cases{
        {"the same ID number, whatever the name", card("李芳", "1957-03-12", "", "341181195703120020"),
         card("李方方", "1957", "", "341181195703120020"), true},
        {"name and birth date", card("李芳", "1957-03-12"), card("李芳", "1957-03-12"), true},
        {"written otherwise, read alike, born the same day", card("李秀兰", "1957-03-12"), card("李秀蓝", "1957-03-12"),
         true},
        {"name and phone", card("李芳", "", "13800006021"), card("李芳", "", "13800006021"), true},
        {"a name alone is no person", card("李芳", "1957-03-12"), card("李芳", "1971-08-01"), false},
        {"twins have a day and a phone, and two names", card("李芳", "2019-03-12", "13800006021"),
         card("李梅", "2019-03-12", "13800006021"), false},
        {"two ID numbers are two people", card("李芳", "1957-03-12", "", "341181195703120020"),
         card("李芳", "1957-03-12", "", "341181195703120047"), false},
    };
    for (const Case &c : cases) {
        INFO(c.story);
        CHECK((likenessOf(c.one, c.other).score >= likelySameScore) == c.likely);
        CHECK(likenessOf(c.one, c.other).score == likenessOf(c.other, c.one).score);
    }
    Patient brother = card("李芳", "1957-03-12");
    brother.sex = Sex::Male;
    CHECK(likenessOf(card("李芳", "1957-03-12"), brother).score <
          likenessOf(card("李芳", "1957-03-12"), card("李芳", "1957-03-12")).score);
}

TEST_CASE("who is about to be registered may be there already, and is shown before", "[patients][same]")
{
    Desk desk;
    const Id known = desk.registers(card("李秀兰", "1957-03-12", "13800006021"), desk.wangzhuang);
    const Id elsewhere = desk.registers(card("李秀兰", "1957-03-12"), desk.nanpo);
    const Id gone = desk.registers(card("李秀兰", "1957-03-12"), desk.wangzhuang);
    REQUIRE(desk.write(desk.villageDoctor, [&](Transaction &tx) { return voidPatient(tx, gone, "误建"_q); }));
    const auto likely = [&](const Actor &who, const Patient &probe) {
        const auto found = desk.read([&](const Snapshot &s) { return likelySame(s, who, probe); });
        REQUIRE(found);
        std::vector<Id> ids;
        for (const LikelySame &one : *found)
            ids.push_back(one.patient.id);
        return ids;
    };
    CHECK(likely(desk.villageDoctor, card("李秀蓝", "1957-03-12")) == std::vector<Id>{known});
    CHECK(likely(desk.villageDoctor, card("李秀兰", "", "13800006021")) == std::vector<Id>{known});
    CHECK(likely(desk.villageDoctor, card("李秀兰", "1988-01-01")).empty());
    CHECK(likely(desk.villageDoctor, card("张三", "1957-03-12")).empty());
    // Somebody else's resident is not told to who has no business with them.
    CHECK(likely(desk.manager, card("李秀兰", "1957-03-12")) == std::vector<Id>{known});
    CHECK(elsewhere != known);
}

TEST_CASE("two cards of one person become one record, and two again long after", "[patients][same]")
{
    Desk desk;
    const Id older = desk.registers(card("李秀兰", "1957-03-12"), desk.wangzhuang);
    const Id newer = desk.registers(card("李秀蓝", "1957-03-12"), desk.wangzhuang);
    desk.sees(older);
    desk.sees(newer);
    desk.sees(newer);
    CHECK(desk.found("lixiulan") == 2);

    // Whichever is named first, the one that was there first stays on top.
    const auto top = desk.write(desk.villageDoctor,
                                [&](Transaction &tx) { return mergeResidents(tx, newer, older, "身份证核对"_q); });
    REQUIRE(top);
    CHECK(*top == older);
    CHECK(desk.found("lixiulan") == 1);
    CHECK(desk.visitsOf(older) == 3);
    CHECK(desk.visitsOf(newer) == 3);
    desk.sees(older);
    CHECK(desk.visitsOf(newer) == 4);
    const auto again =
        desk.refused(desk.villageDoctor, [&](Transaction &tx) { return mergeResidents(tx, older, newer, "再一次"_q); });
    CHECK(again.kind == ErrorKind::WrongState);

    desk.hoursPass(24 * 400);
    REQUIRE(desk.write(desk.villageDoctor, [&](Transaction &tx) { return unmergeResident(tx, newer, "是姐妹"_q); }));
    CHECK(desk.found("lixiulan") == 2);
    CHECK(desk.visitsOf(older) == 2);
    CHECK(desk.visitsOf(newer) == 2);
    const auto remarks = desk.read([&](const Snapshot &s) { return s.get<Patient>(newer); });
    REQUIRE(remarks);
    CHECK(remarks->remarks == "身份证核对\n是姐妹"_q);
}

TEST_CASE("merging asks for a reason, a basis for both, and two people's cards that stand", "[patients][same]")
{
    Desk desk;
    const Id one = desk.registers(card("李秀兰", "1957-03-12"), desk.wangzhuang);
    const Id two = desk.registers(card("李秀兰", "1957-03-12"), desk.wangzhuang);
    const Id elsewhere = desk.registers(card("李秀兰", "1957-03-12"), desk.nanpo);
    const auto kind = [&](const Actor &who, Id a, Id b, const char *reason) {
        return desk.refused(who, [&](Transaction &tx) { return mergeResidents(tx, a, b, QString::fromUtf8(reason)); })
            .kind;
    };
    CHECK(kind(desk.villageDoctor, one, two, "  ") == ErrorKind::ReasonRequired);
    CHECK(kind(desk.villageDoctor, one, elsewhere, "同一人") == ErrorKind::OutOfScope);
    CHECK(kind(desk.dongheDoctor, one, two, "同一人") == ErrorKind::OutOfScope);
    CHECK(kind(desk.villageDoctor, one, Id::fromKey("nobody"), "同一人") == ErrorKind::NotFound);
    REQUIRE(desk.write(desk.villageDoctor, [&](Transaction &tx) { return voidPatient(tx, two, "误建"_q); }));
    CHECK(kind(desk.villageDoctor, one, two, "同一人") == ErrorKind::WrongState);
    CHECK(desk.refused(desk.villageDoctor, [&](Transaction &tx) { return unmergeResident(tx, one, "两人"_q); }).kind ==
          ErrorKind::WrongState);
}

TEST_CASE("pairs that may be one person are listed, the likeliest first, and merged ones no more", "[patients][same]")
{
    Desk desk;
    const Id one = desk.registers(card("李秀兰", "1957-03-12", "13800006021"), desk.wangzhuang);
    const Id two = desk.registers(card("李秀兰", "1957-03-12"), desk.donghe);
    const Id three = desk.registers(card("王建国", "1960-01-05", "13900001111"), desk.wangzhuang);
    const Id four = desk.registers(card("王建国", "1960-01-05", "13900001111"), desk.wangzhuang);
    desk.registers(card("赵六", "1960-01-05"), desk.wangzhuang);
    const auto pairs = [&](const Actor &who) {
        const auto found = desk.read([&](const Snapshot &s) { return likelyPairs(s, who); });
        REQUIRE(found);
        std::vector<std::pair<Id, Id>> ids;
        for (const LikelyPair &pair : *found)
            ids.emplace_back(pair.older.id, pair.newer.id);
        return ids;
    };
    CHECK(pairs(desk.manager) == std::vector<std::pair<Id, Id>>{{three, four}, {one, two}});
    CHECK(pairs(desk.villageDoctor) == std::vector<std::pair<Id, Id>>{{three, four}});
    REQUIRE(
        desk.write(desk.villageDoctor, [&](Transaction &tx) { return mergeResidents(tx, three, four, "同一人"_q); }));
    CHECK(pairs(desk.manager) == std::vector<std::pair<Id, Id>>{{one, two}});
}

TEST_CASE("a death or a voiding that was noted by mistake is taken back with a reason, and by no plain edit",
          "[patients][undo]")
{
    Desk desk;
    const Id id = desk.registers(card("李秀兰", "1957-03-12"), desk.wangzhuang);
    const auto now = [&] { return *desk.read([&](const Snapshot &s) { return s.get<Patient>(id); }); };
    const auto edits = [&](const std::function<void(Patient &)> &change) {
        return desk.write(desk.villageDoctor, [&](Transaction &tx) {
            Patient after = now();
            change(after);
            return editPatient(tx, now(), after);
        });
    };
    CHECK(desk.refused(desk.villageDoctor, [&](Transaction &tx) { return undoDeath(tx, id, "x"_q); }).kind ==
          ErrorKind::WrongState);
    REQUIRE(edits([](Patient &p) { p.deceasedOn = *PartialDate::parse(u"2025-05-01"); }));
    const auto plain = edits([](Patient &p) { p.deceasedOn = {}; });
    REQUIRE_FALSE(plain);
    CHECK(plain.error().field == "deceased_on"_q);
    CHECK(desk.refused(desk.villageDoctor, [&](Transaction &tx) { return undoDeath(tx, id, ""_q); }).kind ==
          ErrorKind::ReasonRequired);
    REQUIRE(desk.write(desk.villageDoctor, [&](Transaction &tx) { return undoDeath(tx, id, "同名误记"_q); }));
    CHECK(now().deceasedOn.isNone());
    CHECK(now().remarks == "同名误记"_q);

    REQUIRE(desk.write(desk.villageDoctor, [&](Transaction &tx) { return voidPatient(tx, id, "误建"_q); }));
    CHECK(desk.found("lixiulan") == 0);
    REQUIRE(desk.write(desk.villageDoctor, [&](Transaction &tx) { return undoVoid(tx, id, "没有误建"_q); }));
    CHECK(desk.found("lixiulan") == 1);
}
