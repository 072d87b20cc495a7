// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/households.h"
#include "core/patients/resident_file.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

struct Homes : CountyStore
{
    Id zhang = addResident("张建国", wangzhuang), wife = addResident("李秀兰", wangzhuang),
       son = addResident("张小军", wangzhuang), other = addResident("王大山", wangzhuang);
    Id home = made(zhang);

    template <typename F> auto act(F &&f)
    {
        return write(villageDoctor, [&](Transaction &tx) { return f(tx); });
    }
    Id made(Id head)
    {
        const auto id = act([&](Transaction &tx) { return makeHousehold(tx, {head, {}, {}, {}, {}}); });
        REQUIRE(id);
        return *id;
    }
    Result<void> joins(Id who, Id where, const char *relation)
    {
        return act([&](Transaction &tx) { return joinHousehold(tx, who, where, QString::fromUtf8(relation)); });
    }
    /// "张建国 户主, 李秀兰 配偶"
    QString members(Id household)
    {
        const auto view = read([&](const Snapshot &s) { return householdWith(s, villageDoctor, household); });
        if (!view)
            return nameOf(view.error().kind);
        QStringList words;
        for (const HouseholdMember &member : view->members)
            words.append(member.patient.name + " "_q + member.patient.householdRelation);
        words.sort();
        return words.join(", "_q);
    }
    Household stored(Id id)
    {
        const auto found = read([&](const Snapshot &s) { return s.get<Household>(id); });
        REQUIRE(found);
        return *found;
    }
};

QString stateIn(const Error &error)
{
    return nameOf(error.kind) + " "_q + error.args.join(u' ');
}

} // namespace

TEST_CASE("a household has a head, and others come by their relation to them", "[patients][households]")
{
    Homes h;
    REQUIRE(h.joins(h.wife, h.home, "配偶"));
    REQUIRE(h.joins(h.son, h.home, "子"));
    CHECK(h.members(h.home) == "张小军 子, 张建国 户主, 李秀兰 配偶"_q);
    CHECK_FALSE(h.stored(h.home).number.isEmpty());

    CHECK(h.joins(h.other, h.home, "").error().kind == ErrorKind::Required);
    CHECK(h.joins(h.other, h.home, "户主").error().kind == ErrorKind::Invalid); // one head
    CHECK(h.joins(h.other, Id::fromKey("nowhere"), "其他").error().kind == ErrorKind::NotFound);
    CHECK(h.write(h.dongheDoctor, [&](Transaction &tx) { return joinHousehold(tx, h.other, h.home, "其他"_q); })
              .error()
              .kind == ErrorKind::OutOfScope);
}

TEST_CASE("a head does not walk out on the others, and an empty household ends", "[patients][households]")
{
    Homes h;
    REQUIRE(h.joins(h.wife, h.home, "配偶"));
    const auto leaves = [&](Id who) { return h.act([&](Transaction &tx) { return leaveHousehold(tx, who); }); };
    CHECK(stateIn(leaves(h.zhang).error()) == "WrongState head"_q);
    CHECK(h.act([&](Transaction &tx) { return changeHead(tx, h.home, h.wife, {}); }).error().kind ==
          ErrorKind::Required);
    CHECK(stateIn(h.act([&](Transaction &tx) { return changeHead(tx, h.home, h.other, "配偶"_q); }).error()) ==
          "WrongState not-a-member"_q);
    REQUIRE(h.act([&](Transaction &tx) { return changeHead(tx, h.home, h.wife, "配偶"_q); }));
    CHECK(h.members(h.home) == "张建国 配偶, 李秀兰 户主"_q);
    REQUIRE(leaves(h.zhang));
    CHECK_FALSE(h.stored(h.home).dissolvedOn.isValid());
    REQUIRE(leaves(h.wife));
    CHECK(h.stored(h.home).dissolvedOn == QDate(2025, 5, 13));
    CHECK(stateIn(h.joins(h.son, h.home, "子").error()) == "WrongState dissolved"_q);
    CHECK(stateIn(leaves(h.wife).error()) == "WrongState no-household"_q);
}

TEST_CASE("a household splits, and two become one", "[patients][households]")
{
    Homes h;
    REQUIRE(h.joins(h.wife, h.home, "配偶"));
    REQUIRE(h.joins(h.son, h.home, "子"));
    REQUIRE(h.joins(h.other, h.home, "女婿"));
    const auto splits = [&](const std::vector<MemberRelation> &who, Id head) {
        return h.act([&](Transaction &tx) { return splitHousehold(tx, h.home, who, head, "王庄 8 号"_q); });
    };
    CHECK(splits({{h.son, {}}}, h.other).error().kind == ErrorKind::Required);
    CHECK(stateIn(splits({{h.zhang, {}}}, h.zhang).error()) == "WrongState head"_q);
    CHECK(h.members(h.home).count(u',') == 3); // a refused one leaves all as it was
    const auto made = splits({{h.son, {}}, {h.other, "兄弟姐妹"_q}}, h.son);
    REQUIRE(made);
    CHECK(h.members(h.home) == "张建国 户主, 李秀兰 配偶"_q);
    CHECK(h.members(*made) == "张小军 户主, 王大山 兄弟姐妹"_q);
    CHECK(h.stored(*made).address == "王庄 8 号"_q);

    REQUIRE(h.act([&](Transaction &tx) { return joinHouseholds(tx, *made, h.home, "子"_q); }));
    CHECK(h.members(h.home) == "张小军 子, 张建国 户主, 李秀兰 配偶, 王大山 兄弟姐妹"_q);
    CHECK(h.stored(*made).joined == h.home);
    CHECK(h.stored(*made).dissolvedOn.isValid());
    // What was said of a household before stands in each one's file.
    const auto events = h.read([&](const Snapshot &s) { return residentEventsOf(s, h.son); });
    REQUIRE(events);
    CHECK(events->size() >= 2);
}

TEST_CASE("a household that only cards name is one, and gets its record when it is written to",
          "[patients][households]")
{
    Homes h;
    const Id imported = Id::fromKey("household/imported");
    for (const auto &[who, relation] : {std::pair{h.son, "户主"_q}, std::pair{h.other, "子"_q}})
        REQUIRE(h.act([&, who = who, relation = relation](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(who));
            Patient after = before;
            after.household = imported;
            after.householdRelation = relation;
            return tx.update(before, after);
        }));
    CHECK(h.members(imported) == "张小军 户主, 王大山 子"_q);
    CHECK_FALSE(h.read([&](const Snapshot &s) { return s.get<Household>(imported); }));
    REQUIRE(h.joins(h.wife, imported, "母亲"));
    CHECK(h.stored(imported).head == h.son);
    const auto list = h.read([&](const Snapshot &s) { return householdsAt(s, h.manager, h.liuhe.id, 0, 10); });
    REQUIRE(list);
    CHECK(list->size() == 2);
}

TEST_CASE("who looks after whom is known at both ends", "[patients][households]")
{
    Homes h;
    REQUIRE(h.joins(h.wife, h.home, "配偶"));
    const auto cares = [&](const CarerDraft &draft) {
        return h.act([&](Transaction &tx) { return setCarer(tx, h.wife, draft); });
    };
    CHECK(cares({h.wife, {}, {}, {}}).error().kind == ErrorKind::Invalid);
    CHECK(cares({{}, "邻居老王"_q, "没有"_q, {}}).error().field == "carer_phone"_q);
    REQUIRE(cares({h.zhang, {}, {}, "配偶"_q}));
    const auto view = h.read([&](const Snapshot &s) { return householdOf(s, h.villageDoctor, h.wife); });
    REQUIRE(view);
    REQUIRE(view->members.size() == 2);
    CHECK(view->members[0].caresFor == std::vector{h.wife});
    CHECK(view->members[1].carer == h.zhang);
    CHECK(view->members[1].carerName == "张建国"_q);
}

TEST_CASE("whom somebody should look after", "[patients][households]")
{
    struct Case
    {
        const char *story, *born, *livesWith;
        bool isAlone;
        const char *needs;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"a child",                              "2020-01-01", "",  false, "child"},
        {"seven years old",                      "2018-05-01", "",  false, ""},
        {"old, with the family",                 "1957-01-01", "",  false, ""},
        {"old, nobody else in the house",        "1957-01-01", "",  true,  "old-alone"},
        {"old, alone as they say",               "1957-01-01", "1", false, "old-alone"},
        {"old, with a son of another household", "1957-01-01", "3", true,  ""},
        {"eighty",                               "1945-01-01", "",  false, "very-old"},
    }));
    // clang-format on
    INFO(c.story);
    Patient patient;
    patient.birthDate = *PartialDate::parse(QString::fromLatin1(c.born));
    BasicInformation form;
    form.livesWith = QString::fromLatin1(c.livesWith);
    QStringList names;
    for (const CareNeed need : careNeedsOf(patient, form, c.isAlone, {2025, 5, 13}))
        names.append(nameOf(need));
    CHECK(names.join(u' ') == QString::fromLatin1(c.needs));
    patient.conditions = QStringList{"mental"_q};
    CHECK(careNeedsOf(patient, form, c.isAlone, {2025, 5, 13}).front() == CareNeed::Mental);
}
