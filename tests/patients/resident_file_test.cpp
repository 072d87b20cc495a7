// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/allergies.h"
#include "core/patients/departures.h"
#include "core/patients/resident_file.h"
#include "core/patients/undo.h"
#include "tests/patients/clinic.h"

#include <set>

using namespace yigong;

namespace {

struct FileDesk : Clinic
{
    Id li = resident("李秀兰"_q, "34118119570307330"_q, "13805500001"_q);

    ResidentFile opened(Id id)
    {
        const auto file = reads([&](const Snapshot &s) { return openResidentFile(s, actor, id); });
        REQUIRE(file);
        return *file;
    }
    ResidentFile opened() { return opened(li); }
    static Result<void> sets(ResidentFile &file, const char *column, const char *text)
    {
        return setField(file, *basicField(QString::fromLatin1(column)), QString::fromUtf8(text));
    }
    Result<bool> saves(const ResidentFile &before, const ResidentFile &after)
    {
        return writes([&](Transaction &tx) { return saveResidentFile(tx, before, after); });
    }
    /// Types into the form and saves it.
    Result<bool> fills(std::initializer_list<std::pair<const char *, const char *>> answers)
    {
        const ResidentFile before = opened();
        ResidentFile after = before;
        for (const auto &[column, text] : answers)
            REQUIRE(sets(after, column, text));
        return saves(before, after);
    }
    std::vector<ResidentEvent> events(Id id)
    {
        const auto all = reads([&](const Snapshot &s) { return residentEventsOf(s, id); });
        REQUIRE(all);
        return *all;
    }
    static QString words(const ResidentFile &file, const char *column)
    {
        return fieldWords(file, *basicField(QString::fromLatin1(column)));
    }
};

} // namespace

TEST_CASE("the form's tables number each option once, and each column is one of the records", "[patients][file]")
{
    const RecordType card = RecordType::of<Patient>(), form = RecordType::of<BasicInformation>();
    QStringList keys;
    for (const BasicField &field : basicFields()) {
        INFO(field.column);
        const RecordType &type = field.isOfPatient() ? card : form;
        CHECK(type.indexOf(field.columnText()) >= 0);
        CHECK_FALSE(keys.contains(field.keyText()));
        keys.append(field.keyText());
        for (const auto &options : {field.options, field.older}) {
            std::set<int> numbers;
            for (const BasicOption &option : options)
                CHECK(numbers.insert(option.number).second);
        }
    }
    CHECK(basicField(u"contactPhone") == basicField(u"contact_phone"));
    CHECK(basicField(u"horoscope") == nullptr);
}

TEST_CASE("a field takes what a person types, and says it in the form's words", "[patients][file]")
{
    struct Case
    {
        const char *column, *typed, *text, *words;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"residency",    "1",                         "1",                       "户籍"},
        {"occupation",   "0",                         "0",                       "国家机关、党群组织、企业、事业单位负责人"},
        {"rh",           "2",                         "2",                       "阳性"},
        {"ethnicity",    "3",                         "03",                      "回族"},
        {"blood_type",   "4",                         "4",                       "AB型"},
        {"payments",     "3；8||村集体",              "3;8||村集体",             "新型农村合作医疗、其他（村集体）"},
        {"diseases",     "3 2020; 2 2018.6",          "2|2018-06;3|2020",        "高血压（2018-06）、糖尿病（2020）"},
        {"diseases",     "6 202003 肺癌",             "6|2020-03|肺癌",          "恶性肿瘤（肺癌，2020-03）"},
        {"diseases",     "6 肺癌",                    "6||肺癌",                 "恶性肿瘤（肺癌）"},
        {"diseases",     "1",                         "1",                       "无"},
        {"operations",   "2|1998|阑尾切除",           "2|1998|阑尾切除",         "有（阑尾切除，1998）"},
        {"hereditary",   "2 血友病",                  "2||血友病",               "有（血友病）"},
        {"contact_name", "  王  建国 ",               "王 建国",                 "王 建国"},
        {"established_on", "2019-5-1",                "2019-05-01",              "2019-05-01"},
        {"kitchen",      "",                          "",                        ""},
    }));
    // clang-format on
    INFO(c.column << ' ' << c.typed);
    ResidentFile file;
    REQUIRE(FileDesk::sets(file, c.column, c.typed));
    const BasicField &field = *basicField(QString::fromLatin1(c.column));
    CHECK(fieldText(file, field) == QString::fromUtf8(c.text));
    CHECK(fieldWords(file, field) == QString::fromUtf8(c.words));
    REQUIRE(setField(file, field, fieldText(file, field))); // what it says, it takes
    CHECK(fieldText(file, field) == QString::fromUtf8(c.text));
    REQUIRE(setField(file, field, {}));
    CHECK(fieldText(file, field).isEmpty());
}

TEST_CASE("what is no answer to a field is refused by kind and field", "[patients][file]")
{
    struct Case
    {
        const char *column, *typed;
        ErrorKind kind;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"residency",      "3",               ErrorKind::OutOfRange},
        {"residency",      "户籍",            ErrorKind::Invalid},
        {"education",      "11",              ErrorKind::OutOfRange},
        {"diseases",       "14",              ErrorKind::OutOfRange},
        {"diseases",       "高血压",          ErrorKind::Invalid},
        {"diseases",       "2 2018-13",       ErrorKind::Invalid},
        {"diseases",       "6|2020|肺|癌",    ErrorKind::Invalid},
        {"established_on", "2019-05",         ErrorKind::Invalid},
        {"birth_date",     "昨天",            ErrorKind::Invalid},
        {"workplace",      "一行\n两行",      ErrorKind::Invalid},
    }));
    // clang-format on
    INFO(c.column << ' ' << c.typed);
    ResidentFile file;
    const auto set = FileDesk::sets(file, c.column, c.typed);
    REQUIRE_FALSE(set);
    CHECK(set.error().kind == c.kind);
    CHECK(set.error().field == QString::fromLatin1(c.column));
}

TEST_CASE("what cannot stand in the form is said by field", "[patients][file]")
{
    struct Case
    {
        const char *story, *column, *typed;
        ErrorKind kind;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"none beside a disease",             "diseases",       "1;2 2018",       ErrorKind::Invalid},
        {"none beside a family's disease",    "mother_history", "1;3",            ErrorKind::Invalid},
        {"a tumour without its name",         "diseases",       "6 2020",         ErrorKind::Required},
        {"an operation without its name",     "operations",     "2 1998",         ErrorKind::Required},
        {"a disease from before the birth",   "diseases",       "2 1950",         ErrorKind::OutOfRange},
        {"a disease from next year",          "diseases",       "2 2026-05",      ErrorKind::OutOfRange},
        {"a file from tomorrow",              "established_on", "2025-05-14",     ErrorKind::OutOfRange},
        {"a phone without digits",            "contact_phone",  "没有",           ErrorKind::Invalid},
    }));
    // clang-format on
    INFO(c.story);
    FileDesk desk;
    const auto saved = desk.fills({{c.column, c.typed}});
    REQUIRE_FALSE(saved);
    CHECK(saved.error().kind == c.kind);
    CHECK(saved.error().field == QString::fromLatin1(c.column));
    CHECK_FALSE(desk.opened().isFilled);
}

TEST_CASE("a form is filled in once, dated and signed, and what changes later keeps its old value", "[patients][file]")
{
    FileDesk desk;
    CHECK_FALSE(desk.opened().isFilled);
    REQUIRE(desk.fills({{"residency", "1"}, {"education", "8"}, {"phone", "13805500001"}, {"rh", "3"}}));
    ResidentFile file = desk.opened();
    CHECK(file.isFilled);
    CHECK(file.form.id == BasicInformation::idOf(desk.li));
    CHECK(file.form.formVersion == "2017"_q);
    CHECK(file.form.establishedOn == QDate(2025, 5, 13));
    CHECK(file.form.establishedBy == desk.actor.practitioner);
    CHECK(file.form.doctor == desk.actor.practitioner);
    CHECK(desk.events(desk.li).empty()); // nothing stood there before

    desk.clock.advanceMs(86'400'000);
    REQUIRE(desk.fills({{"education", "7"}, {"phone", "13905500002"}, {"workplace", "王庄小学"}}));
    const auto events = desk.events(desk.li);
    REQUIRE(events.size() == 2);
    QStringList said;
    for (const ResidentEvent &event : events) {
        CHECK(event.kind == ResidentEventKind::Changed);
        CHECK(event.day.text() == "2025-05-14"_q);
        CHECK(event.practitioner == desk.actor.practitioner);
        said.append(event.what + " "_q + event.before + ">"_q + event.after);
    }
    CHECK(said.contains("education 8>7"_q));
    CHECK(said.contains("phone 13805500001>13905500002"_q));
    CHECK(desk.stored(desk.li).phone == "13905500002"_q);

    const auto again = desk.fills({});
    REQUIRE(again);
    CHECK_FALSE(*again);
}

TEST_CASE("an old flaw of a form does not hold up what else is mended", "[patients][file]")
{
    FileDesk desk;
    BasicInformation flawed;
    flawed.id = BasicInformation::idOf(desk.li);
    flawed.patient = desk.li;
    flawed.site = desk.site;
    flawed.residency = "7"_q;
    flawed.diseases = QStringList{"1"_q, "2"_q, "很久以前的病"_q};
    REQUIRE(desk.writes([&](Transaction &tx) { return tx.insert(flawed); }));
    CHECK(FileDesk::words(desk.opened(), "diseases").contains("很久以前的病"_q));
    REQUIRE(desk.fills({{"education", "8"}}));
    CHECK(desk.opened().form.education == "8"_q);
    CHECK_FALSE(desk.fills({{"diseases", "1;2"}}));
}

TEST_CASE("a disease of the form and one of the card are the same", "[patients][file]")
{
    FileDesk desk;
    REQUIRE(desk.edits(desk.li, [](Patient &p) { p.conditions = QStringList{"hypertension"_q}; }));
    const ResidentFile begun = desk.opened();
    CHECK(FileDesk::words(begun, "diseases") == "高血压"_q); // not typed again
    REQUIRE(desk.fills({{"diseases", "2 2018-06; 5 2021"}}));
    const QStringList conditions = desk.stored(desk.li).conditions;
    CHECK(conditions.contains("copd"_q));
    CHECK(conditions.size() == 2);
}

TEST_CASE("the boxes of drug allergies are the recorded ones", "[patients][file]")
{
    FileDesk desk;
    CHECK(FileDesk::words(desk.opened(), "no_drug_allergies").isEmpty());
    REQUIRE(desk.fills({{"no_drug_allergies", "1"}}));
    CHECK(FileDesk::words(desk.opened(), "no_drug_allergies") == "无"_q);

    REQUIRE(desk.fills({{"no_drug_allergies", "2;5||头孢类"}}));
    ResidentFile file = desk.opened();
    REQUIRE(file.allergies.size() == 2);
    CHECK_FALSE(file.form.noDrugAllergies);
    CHECK(FileDesk::words(file, "no_drug_allergies") == "青霉素、其他（头孢类）"_q);
    REQUIRE(desk.fills({{"no_drug_allergies", "2;5||头孢类"}}));
    CHECK(desk.opened().allergies.size() == 2); // not twice

    // A food is no drug's allergy; and one that stands is taken back with a reason alone.
    REQUIRE(desk.writes([&](Transaction &tx) { return recordAllergy(tx, {desk.li, "A25"_q, "海鲜"_q, {}, {}}); }));
    file = desk.opened();
    CHECK(FileDesk::words(file, "no_drug_allergies") == "青霉素、其他（头孢类）"_q);
    const auto none = FileDesk::sets(file, "no_drug_allergies", "1");
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == ErrorKind::WrongState);
    CHECK(desk.opened().allergies.size() == 3);
}

TEST_CASE("what another laptop filled in meanwhile is not written over", "[patients][file]")
{
    FileDesk desk;
    const ResidentFile before = desk.opened();
    REQUIRE(desk.fills({{"residency", "1"}, {"education", "8"}}));
    ResidentFile after = before;
    REQUIRE(FileDesk::sets(after, "education", "6"));
    const auto saved = desk.saves(before, after);
    REQUIRE_FALSE(saved);
    CHECK(saved.error().kind == ErrorKind::ChangedMeanwhile);
    CHECK(saved.error().field == "education"_q);
    after = before;
    REQUIRE(FileDesk::sets(after, "marriage", "2")); // what is empty there is taken
    REQUIRE(desk.saves(before, after));
    CHECK(desk.opened().form.education == "8"_q);
    CHECK(desk.opened().form.marriage == "2"_q);
}

TEST_CASE("an edition of 2011 is read by its own numbers", "[patients][file]")
{
    ResidentFile file;
    file.form.formVersion = "2011"_q;
    file.form.education = "1"_q;
    file.form.livestock = "2"_q;
    CHECK(FileDesk::words(file, "education") == "文盲及半文盲"_q);
    CHECK(FileDesk::words(file, "livestock") == "室内"_q);
    file.form.formVersion = "2017"_q;
    CHECK(FileDesk::words(file, "education") == "研究生"_q);
}

TEST_CASE("a death, a departure and a return are acts with their day and reason", "[patients][departures]")
{
    FileDesk desk;
    const auto act = [&](auto door) { return desk.writes([&](Transaction &tx) { return door(tx); }); };
    const QDate may(2025, 5, 1);

    CHECK(act([&](Transaction &tx) { return moveOut(tx, desk.li, may, "上海"_q, {}); }).error().kind ==
          ErrorKind::ReasonRequired);
    CHECK(act([&](Transaction &tx) {
              return moveOut(tx, desk.li, {2025, 6, 1}, {}, "务工"_q);
          })
              .error()
              .kind == ErrorKind::OutOfRange);
    REQUIRE(act([&](Transaction &tx) { return moveOut(tx, desk.li, may, "上海市宝山区"_q, "随子女"_q); }));
    CHECK(desk.stored(desk.li).leftOn == may);
    CHECK(act([&](Transaction &tx) { return moveOut(tx, desk.li, may, {}, "务工"_q); }).error().kind ==
          ErrorKind::WrongState);

    CHECK(act([&](Transaction &tx) {
              return comeBack(tx, desk.li, {2025, 4, 1}, {});
          })
              .error()
              .kind == ErrorKind::OutOfRange);
    REQUIRE(act([&](Transaction &tx) { return comeBack(tx, desk.li, {2025, 5, 12}, {}); }));
    CHECK_FALSE(desk.stored(desk.li).leftOn.isValid());
    CHECK(act([&](Transaction &tx) { return undoMoveOut(tx, desk.li, "记错"_q); }).error().args.first() == "here"_q);

    CHECK(act([&](Transaction &tx) { return recordDeath(tx, desk.li, PartialDate(QDate(1950, 1, 1)), {}); })
              .error()
              .kind == ErrorKind::OutOfRange);
    REQUIRE(act([&](Transaction &tx) { return recordDeath(tx, desk.li, PartialDate(may), "脑卒中"_q); }));
    CHECK(act([&](Transaction &tx) { return moveOut(tx, desk.li, may, {}, "x"_q); }).error().kind ==
          ErrorKind::WrongState);
    REQUIRE(act([&](Transaction &tx) { return undoDeath(tx, desk.li, "同名误记"_q); }));

    QStringList story;
    for (const ResidentEvent &event : desk.events(desk.li))
        story.prepend(nameOf(event.kind) + " "_q + event.day.text() + " "_q + event.reason + event.place);
    CHECK(story == QStringList{"moved-out 2025-05-01 随子女上海市宝山区"_q, "came-back 2025-05-12 "_q,
                               "died 2025-05-01 脑卒中"_q, "revived 2025-05-13 同名误记"_q});
}
