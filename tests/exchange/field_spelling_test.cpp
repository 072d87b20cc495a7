// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/field_spelling.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("a birth date is read however it is spelt, or refused with the reason", "[exchange][spelling]")
{
    struct Case
    {
        const char *cell, *date;
        QString reason = {};
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"1955-02-28",                "1955-02-28"},
        {"1955/2/28",                 "1955-02-28"},
        {"1955.2.28",                 "1955-02-28"},
        {"19550228",                  "1955-02-28"},
        {"19550228.0",                "1955-02-28"},
        {"1955年2月28日",             "1955-02-28"},
        {"1955 年 2 月 28 日",        "1955-02-28"},
        {"１９５５－０２－２８",      "1955-02-28"},
        {"１９５５年２月２８日",      "1955-02-28"},
        {"1955-02-28 00:00:00",       "1955-02-28"},
        {"1955/2/28 0:00",            "1955-02-28"},
        {"1955-02-28T00:00:00",       "1955-02-28"},
        {"1955年2月28日 8时30分",     "1955-02-28"},
        {"1955-02-27T16:00:00.000Z",  "1955-02-28"},
        {"1955-02-28T00:30:00+08:00", "1955-02-28"},
        {"28/02/1955",                "1955-02-28"},
        {"2/28/1955",                 "1955-02-28"},
        {"05/05/1955",                "1955-05-05"},
        {"34026",                     "1993-02-26"},
        {"20148",                     "1955-02-28"},
        {"34026.0",                   "1993-02-26"},
        {"34026.75",                  "1993-02-26"},
        {"'19550228",                 "1955-02-28"},
        {"=\"1955-02-28\"",           "1955-02-28"},
        {"1955-02",                   "1955-02"},
        {"195502",                    "1955-02"},
        {"1955年2月",                 "1955-02"},
        {"1955/2",                    "1955-02"},
        {"1955",                      "1955"},
        {"1955年",                    "1955"},
        {"",                          ""},
        {" 　 ",                      ""},
        {"2000-02-29",                "2000-02-29"},
        {"1900-02-29",                "", Misspelling::noSuchDay},
        {"1955-02-30",                "", Misspelling::noSuchDay},
        {"1955-13-01",                "", Misspelling::noSuchDay},
        {"1955-00-00",                "", Misspelling::noSuchDay},
        {"19550200",                  "", Misspelling::noSuchDay},
        {"03/04/1955",                "", Misspelling::dayOrMonthFirst},
        {"55-2-28",                   "", Misspelling::twoDigitYear},
        {"55年2月28日",               "", Misspelling::twoDigitYear},
        {"28/02/55",                  "", Misspelling::twoDigitYear},
        {"550228",                    "", Misspelling::twoDigitYear},
        {"1.96E+07",                  "", Misspelling::damagedBySpreadsheet},
        {"农历二月初六",              "", Misspelling::noDate},
        {"不详",                      "", Misspelling::noDate},
        {"#########",                 "", Misspelling::noDate},
        {"-1",                        "", Misspelling::noDate},
        {"123",                       "", Misspelling::noDate},
        {"9999",                      "", Misspelling::noSuchDay},
        {"341181195502282345",        "", Misspelling::noDate},
    }));
    // clang-format on
    INFO(c.cell);
    const auto date = readDate(QString::fromUtf8(c.cell));
    if (c.reason.isEmpty()) {
        REQUIRE(date);
        CHECK(date->text() == QString::fromUtf8(c.date));
    } else {
        REQUIRE_FALSE(date);
        CHECK(date.error() == Error{ErrorKind::Invalid, {}, {QString::fromUtf8(c.cell), c.reason}});
    }
}

TEST_CASE("numbers that a spreadsheet has eaten are never guessed", "[exchange][spelling]")
{
    for (const char *cell : {"3.41E+17", "3.41181E+17", "3.41e17", "'3.41E+17", "３．４１Ｅ＋１７"}) {
        INFO(cell);
        const auto number = readIdNumber(QString::fromUtf8(cell));
        REQUIRE_FALSE(number);
        CHECK(number.error().args.at(1) == Misspelling::damagedBySpreadsheet);
    }
    CHECK(readPhone(u"1.38E+10").error().args.at(1) == Misspelling::damagedBySpreadsheet);
    CHECK(looksRoundedBySpreadsheet(u"341181195502280000"));
    CHECK_FALSE(looksRoundedBySpreadsheet(u"341181195502282345"));
    // A number with a letter E inside is not one of them.
    CHECK(readIdNumber(u"E12345678").value() == "E12345678"_q);
}

TEST_CASE("what spreadsheets wrap around a number comes off", "[exchange][spelling]")
{
    for (const char *cell : {"34118119550228234x", " 34118119550228234X ", "'34118119550228234X",
                             "=\"34118119550228234X\"", "３４１１８１１９５５０２２８２３４Ｘ", "341181 19550228 234X",
                             "\xE2\x80\x8B"
                             "34118119550228234X",
                             "'=\"34118119550228234X\""})
        CHECK(readIdNumber(QString::fromUtf8(cell)).value() == "34118119550228234X"_q);
    CHECK(readIdNumber(u"341181550228234.0").value() == "341181550228234"_q);
    CHECK(readIdNumber(u"").value().isEmpty());
    CHECK(plainCell(u"=1+1") == "=1+1"_q);
    CHECK(plainCell(u"@村东") == "@村东"_q);
    CHECK(plainCell(u"-") == "-"_q);
}

TEST_CASE("mobile numbers lose prefix and hyphens, others stay as typed", "[exchange][spelling]")
{
    for (const char *cell : {"13855012345", "138-5501-2345", "138 5501 2345", "+86 13855012345", "8613855012345",
                             "13855012345.0", "１３８５５０１２３４５", "0086-13855012345"})
        CHECK(readPhone(QString::fromUtf8(cell)).value() == "13855012345"_q);
    CHECK(readPhone(u"0550-7023456").value() == "0550-7023456"_q);
    CHECK(readPhone(u"7023456 / 13855012345").value() == "7023456 / 13855012345"_q);
    CHECK(readPhone(u"555-981-8755").value() == "555-981-8755"_q);
}

TEST_CASE("sex is read from words, letters and codes", "[exchange][spelling]")
{
    for (const char *cell : {"男", "男性", "1", "M", "male", "Male", "1男", "1.男", "1 - 男性", "１", "1.0"})
        CHECK(readSex(QString::fromUtf8(cell)).value() == Sex::Male);
    for (const char *cell : {"女", "2", "f", "FEMALE", "2 女", "２．女"})
        CHECK(readSex(QString::fromUtf8(cell)).value() == Sex::Female);
    CHECK(readSex(u"未知").value() == Sex::Unknown);
    CHECK(readSex(u"9").value() == Sex::Unstated);
    CHECK(readSex(u"未说明的性别").value() == Sex::Unstated);
    CHECK(readSex(u"").value() == std::nullopt);
    for (const char *cell : {"3", "男女", "1女", "138", "X"})
        CHECK(readSex(QString::fromUtf8(cell)).error().args.at(1) == Misspelling::unknownWord);
}

TEST_CASE("ethnicity, blood type and marital status become codes", "[exchange][spelling]")
{
    for (const char *cell : {"汉", "汉族", "01", "1", "Han", "01 汉族", "1.汉"})
        CHECK(readEthnicity(QString::fromUtf8(cell)).value() == "01"_q);
    CHECK(readEthnicity(u"基诺族").value() == "56"_q);
    CHECK(readEthnicity(u"土").value() == "30"_q);
    CHECK(readEthnicity(u"土家族").value() == "15"_q);
    CHECK(readEthnicity(u"穿青人").value() == "97"_q);
    CHECK_FALSE(readEthnicity(u"57"));
    CHECK_FALSE(readEthnicity(u"02汉族"));
    CHECK(ethnicityName(u"01") == "汉族"_q);
    CHECK(ethnicityName(u"57").isEmpty());

    struct Blood
    {
        const char *cell;
        BloodGroup group;
    };
    const Blood groups[] = {
        {"A", {BloodType::A, ""_q}},          {"B型", {BloodType::B, ""_q}},
        {"o", {BloodType::O, ""_q}},          {"AB型RH阳性", {BloodType::AB, "2"_q}},
        {"O+", {BloodType::O, "2"_q}},        {"A型（Rh阴性）", {BloodType::A, "1"_q}},
        {"AB Rh(-)", {BloodType::AB, "1"_q}}, {"不详", {BloodType::Unclear, ""_q}},
        {"3", {BloodType::O, ""_q}},          {"", {BloodType::NotAsked, ""_q}},
    };
    for (const Blood &blood : groups) {
        INFO(blood.cell);
        CHECK(readBloodGroup(QString::fromUtf8(blood.cell)).value() == blood.group);
    }
    CHECK_FALSE(readBloodGroup(u"C"));
    CHECK_FALSE(readBloodGroup(u"6"));
    CHECK(readRh(u"阳性").value() == "2"_q);
    CHECK(readRh(u"-").value() == "1"_q);
    CHECK_FALSE(readRh(u"1"));

    for (const auto &[cell, code] : {std::pair{"未婚", "10"},
                                     {"已婚", "20"},
                                     {"2", "20"},
                                     {"20", "20"},
                                     {"再婚", "22"},
                                     {"离异", "40"},
                                     {"5", "90"},
                                     {"3 丧偶", "30"}})
        CHECK(readMarital(QString::fromUtf8(cell)).value() == QString::fromLatin1(code));
    CHECK_FALSE(readMarital(u"6"));

    CHECK(readYesNo(u"是").value() == true);
    CHECK(readYesNo(u"×").value() == false);
    CHECK(readYesNo(u"").value() == std::nullopt);
    CHECK_FALSE(readYesNo(u"2"));
}
