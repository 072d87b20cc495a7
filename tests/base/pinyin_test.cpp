// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pinyin.h"
#include "tests/support/shared_data.h"
#include "tests/support/text.h"

#include <thread>
#include <vector>

using namespace yigong;

TEST_CASE("a name is found by its sound and by its initials", "[base][pinyin]")
{
    const NameReadings readings = nameReadings(u"李秀兰");
    CHECK(readings.full == QStringList{"lixiulan"_q});
    CHECK(readings.initials == QStringList{"lxl"_q});
}

TEST_CASE("a surname with a reading of its own is found by either", "[base][pinyin]")
{
    struct Case
    {
        const char *name, *own, *usual;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"单玉芬",   "shanyufen",    "danyufen"},
        {"仇和平",   "qiuheping",    "chouheping"},
        {"曾国强",   "zengguoqiang", "cengguoqiang"},
        {"解春花",   "xiechunhua",   "jiechunhua"},
        {"朴明",     "piaoming",     "puming"},
        {"区伟",     "ouwei",        "quwei"},
        {"盖丽",     "gaili",        "geli"},
        {"尉迟恭",   "yuchigong",    "weichigong"},
        {"万俟雅",   "moqiya",       "wanqiya"},
        {"单于明",   "chanyuming",   "shanyuming"},
        {"吕芳",     "lvfang",       "lufang"},
        {"王乐",     "wangle",       "wangyue"},
    }));
    // clang-format on
    const NameReadings readings = nameReadings(QString::fromUtf8(c.name));
    INFO(c.name << ": " << readings.full.join(u' ').toStdString());
    CHECK(readings.full.contains(QString::fromLatin1(c.own)));
    CHECK(readings.full.contains(QString::fromLatin1(c.usual)));
}

TEST_CASE("a special surname is special only in front", "[base][pinyin]")
{
    CHECK(nameReadings(u"王解放").full == QStringList{"wangjiefang"_q});
    CHECK(nameReadings(u"欧阳修").initials == QStringList{"oyx"_q});
}

TEST_CASE("letters that are not Chinese pass through without accents", "[base][pinyin]")
{
    CHECK(nameReadings(u"Adán").full == QStringList{"adan"_q});
    CHECK(nameReadings(u"Adán Beer").full == QStringList{"adanbeer"_q});
    CHECK(nameReadings(u"Adán Beer").initials.contains("ab"_q));
    CHECK(nameReadings(u"Ｏ’Brien-Straße").full == QStringList{"obrienstrasse"_q});
    CHECK(nameReadings(u"Łukasz").full == QStringList{"lukasz"_q});
    CHECK(nameReadings(u"阿依古丽·买买提").initials.contains("aygmmt"_q) == false);
    CHECK(nameReadings(u"阿依古丽·买买提").initials == QStringList{"ayglmmt"_q});
    CHECK(nameReadings(u"王A").full == QStringList{"wanga"_q});
}

TEST_CASE("rare and odd characters never break a name", "[base][pinyin]")
{
    CHECK(nameReadings(u"").full == QStringList{QString()});
    CHECK(nameReadings(u"王𠅤").full == QStringList{"wangxi"_q});
    CHECK(nameReadings(QStringView(u"𪚥")).full.size() == 1);
    CHECK(nameReadings(QString(QChar(0xD840))).full == QStringList{QString()});
    CHECK(nameReadings(u"王\uE123").full.front().startsWith("wang"_q));
    CHECK(nameReadings(u"単单单单单单单单").full.size() <= 12);
}

TEST_CASE("medicine reads some characters in its own way", "[base][pinyin]")
{
    CHECK(termReadings(u"膀胱炎").initials.contains("pgy"_q));
    CHECK(termReadings(u"人参归脾丸").initials.contains("rsgpw"_q));
    CHECK(termReadings(u"维生素B12片").initials == QStringList{"wssb12p"_q});
    CHECK(termReadings(u"2型糖尿病").initials.contains("2xtnb"_q));
    CHECK(termReadings(u"单纯性疱疹").initials.contains("dcxpz"_q));
}

TEST_CASE("many threads may ask at once", "[base][pinyin]")
{
    std::vector<std::thread> threads;
    std::vector<QStringList> answers(4);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&answers, i] {
            for (char16_t c = 0x5000; c < 0x5400; ++c)
                answers[i] += nameReadings(QString(QChar(c))).full;
        });
    for (std::thread &thread : threads)
        thread.join();
    for (const QStringList &answer : answers)
        CHECK(answer == answers.front());
    CHECK(answers.front().size() >= 0x400);
}

TEST_CASE("every surname of the county's list is found by its readings", "[base][pinyin][shared]")
{
    const QString path = sharedFile("data/identifiers/polyphonic_surnames.csv"_q);
    if (path.isEmpty()) {
        WARN("skipped: the list of surnames is not here");
        return;
    }
    const auto rows = sharedRows(path);
    REQUIRE(rows.size() == 133);
    for (const QStringList &row : rows) {
        INFO(row.join(u',').toStdString());
        const NameReadings readings = nameReadings(row[0] + "芳"_q);
        for (int column = 1; column <= 5; ++column)
            CHECK(readings.full.contains(QString(row[column]).remove(u' ') + "fang"_q));
    }
}
