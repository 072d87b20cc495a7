// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/basic_columns.h"
#include "core/exchange/follow_up_import.h"
#include "core/exchange/list_mapping.h"
#include "core/patients/resident_file.h"
#include "tests/exchange/files.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

struct FileDesk : CountyStore
{
    QTemporaryDir files;
    ImportOptions options;

    ImportReport take(const QString &text)
    {
        const QString path = files.filePath("list.csv"_q);
        QFile out(path);
        REQUIRE(out.open(QIODevice::WriteOnly));
        out.write(text.toUtf8());
        out.close();
        const auto report = importPatients(*db, townshipDoctor, {path}, options);
        REQUIRE(report);
        return *report;
    }
    ResidentFile fileOf(const QString &name)
    {
        const auto found = read([&](const Snapshot &s) -> Result<ResidentFile> {
            YIGONG_LET(all, s.select<Patient>("WHERE name = ?", {name}));
            REQUIRE(all.size() == 1);
            return residentFileOf(s, all.front().id);
        });
        REQUIRE(found);
        return *found;
    }
    QString words(const QString &name, const char *column)
    {
        const ResidentFile file = fileOf(name);
        return fieldWords(file, *basicField(QString::fromLatin1(column)));
    }
};

const QString head =
    "姓名,性别,出生日期,村,文化程度,职业,婚姻状况,联系人,联系人电话,户籍地址,血型,医疗费用支付方式,工作单位,"
    "常住类型,残疾情况,建档日期,饮水\n"_q;
const QString zhang =
    "张守仁,男,1955-02-28,王庄村,小学,农民,已婚,张强,138 5550 1234,王庄组12号,A型RH阳性,新农合,在家务农,"
    "户籍,肢体、视力,2019年4月11日,井水\n"_q;

} // namespace

TEST_CASE("options are known by their names, and by numbers where the list says whose they are", "[exchange][mapping]")
{
    struct Case
    {
        const char *column, *cell, *version, *text; // no text: it is not guessed
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"education", "初中", "", "7"},
        {"education", "8小学", "", "8"},
        {"education", "09. 文盲或半文盲", "", "9"},
        {"education", "文盲/半文盲", "", "9"},
        {"education", "大专", "", "3"},
        {"education", "大学", "", ""}, // 本科 or 专科
        {"education", "2", "", ""},
        {"education", "2", "2017", "2"},
        {"education", "2", "2011", "8"}, // 小学 there
        {"education", "4", "2011", ""},  // 高中/技校/中专 is three of today's
        {"education", "77", "2017", ""},
        {"occupation", "农、林、牧、渔、水利业生产人员", "", "4"},
        {"occupation", "农民", "", "4"},
        {"occupation", "工人", "", ""},
        {"occupation", "无业", "", "8"},
        {"marriage", "丧偶", "", "3"},
        {"marriage", "22", "", "2"}, // GB/T 2261.2
        {"marriage", "未说明", "", "5"},
        {"rh", "阳性", "", "2"},
        {"rh", "1", "", ""},
        {"rh", "1", "2017", "1"},
        {"rh", "2", "2011", ""},
        {"payments", "职工医保", "", "1"},
        {"payments", "新农合；贫困救助", "", "3;4"},
        {"payments", "城乡居民医保", "", "8||城乡居民基本医疗保险"},
        {"payments", "其他（铁路医保）", "", "8||铁路医保"},
        {"payments", "其他", "", ""},
        {"payments", "新农合、某某补助", "", ""},
        {"disabilities", "无", "", "1"},
        {"disabilities", "无、视力", "", ""},
        {"contact_phone", "138 5550 1234", "", "13855501234"},
        {"contact_phone", "1.38E+10", "", ""},
        {"contact_phone", "无", "", ""},
        {"established_on", "2019年4月11日", "", "2019-04-11"},
        {"established_on", "2019-04", "", ""},
        {"workplace", " 王庄 小学 ", "", "王庄 小学"},
    }));
    // clang-format on
    INFO(c.column << " " << c.cell << " " << c.version);
    const auto read = basicTextFrom(*basicField(QString::fromLatin1(c.column)), QString::fromUtf8(c.cell),
                                    QString::fromLatin1(c.version));
    CHECK(read.has_value() == (*c.text != 0));
    CHECK(read.value_or(QString()) == QString::fromUtf8(c.text));
}

TEST_CASE("a county's old list fills the form, and the same list again changes nothing", "[exchange][mapping]")
{
    FileDesk desk;
    const ImportReport first = desk.take(head + zhang);
    CHECK(first.byKind.at("Patient"_q).added == 1);
    CHECK(first.byKind.at("BasicInformation"_q).added == 1);
    CHECK(first.unread.empty());
    CHECK(first.unknownColumns.isEmpty());
    const ResidentFile file = desk.fileOf("张守仁"_q);
    CHECK(file.isFilled);
    CHECK(file.patient.remarks.isEmpty());
    const std::pair<const char *, const char *> said[] = {
        {"education", "小学"},
        {"occupation", "农、林、牧、渔、水利业生产人员"},
        {"marriage", "已婚"},
        {"contact_name", "张强"},
        {"contact_phone", "13855501234"},
        {"registered_address", "王庄组12号"},
        {"blood_type", "A型"},
        {"rh", "阳性"},
        {"payments", "新型农村合作医疗"},
        {"workplace", "在家务农"},
        {"residency", "户籍"},
        {"disabilities", "视力残疾、肢体残疾"},
        {"established_on", "2019-04-11"},
        {"water", "井水"},
    };
    for (const auto &[column, text] : said) {
        INFO(column);
        CHECK(desk.words("张守仁"_q, column) == QString::fromUtf8(text));
    }
    // Who imports a list is nobody's doctor, and did not begin the file.
    CHECK(file.form.doctor.isNone());
    CHECK(file.form.establishedBy.isNone());
    CHECK(file.form.site == desk.wangzhuang.id);

    const ImportReport again = desk.take(head + zhang);
    CHECK(again.byKind.at("BasicInformation"_q).unchanged == 1);
    CHECK(again.total.added + again.total.updated == 0);
}

TEST_CASE("a list fills what is empty on a form, adds to its lists, and keeps what it changes", "[exchange][mapping]")
{
    FileDesk desk;
    desk.take(head + zhang);
    const ResidentFile before = desk.fileOf("张守仁"_q);
    REQUIRE(desk.write(desk.villageDoctor, [&](Transaction &tx) -> Result<bool> {
        ResidentFile after = before;
        YIGONG_TRY(setField(after, *basicField(u"toilet"), "1"_q));
        return saveResidentFile(tx, before, after);
    }));
    const ImportReport later = desk.take(
        "姓名,性别,出生日期,村,联系人电话,医保类型,文化程度\n张守仁,男,1955-02-28,王庄村,13855509999,贫困救助,\n"_q);
    CHECK(later.byKind.at("BasicInformation"_q).updated == 1);
    CHECK(desk.words("张守仁"_q, "payments") == "新型农村合作医疗、贫困救助"_q);
    CHECK(desk.words("张守仁"_q, "toilet") == "卫生厕所"_q);
    CHECK(desk.words("张守仁"_q, "education") == "小学"_q);
    CHECK(desk.words("张守仁"_q, "contact_phone") == "13855509999"_q);
    const auto events = desk.read([&](const Snapshot &s) { return residentEventsOf(s, before.patient.id); });
    REQUIRE(events);
    CHECK(std::any_of(events->begin(), events->end(), [](const ResidentEvent &event) {
        return event.what == "contact_phone"_q && event.before == "13855501234"_q;
    }));
}

TEST_CASE("what is no option is named by its column and kept, and a mapping says what is meant", "[exchange][mapping]")
{
    FileDesk desk;
    const QString list = "姓名,性别,出生日期,村,文化程度,职业,民族,建档日期\n"
                         "李秀兰,女,1957-03-12,王庄村,大学,工人,汉族,2099-01-01\n"
                         "王小明,男,1990-03-12,王庄村,大学,4,火星族,1950-01-01\n"_q;
    const ImportReport report = desk.take(list);
    CHECK(report.total.added == 2);
    CHECK(report.total.refused == 0);
    const std::map<QString, std::map<QString, int>> unread{
        {"文化程度"_q, {{"大学"_q, 2}}}, {"职业"_q, {{"工人"_q, 1}, {"4"_q, 1}}}, {"民族"_q, {{"火星族"_q, 1}}}};
    CHECK(report.unread == unread);
    CHECK(report.notes.at("education"_q) == 2);
    CHECK(report.notes.at("establishedOn"_q) == 2); // after today, before birth
    CHECK(desk.fileOf("李秀兰"_q).patient.remarks.contains("文化程度: 大学"_q));
    CHECK_FALSE(desk.fileOf("李秀兰"_q).isFilled);

    const auto mapping = listMappingFrom(R"({"kind": "residents", "version": "2017", "columns": {"姓名": "name",
        "性别": "sex", "出生日期": "birthDate", "村": "village", "文化程度": "education", "职业": "occupation",
        "民族": "ethnicity"}, "options": {"文化程度": {"大学": "大学本科"}, "职业": {"工人": "5"}}})");
    REQUIRE(mapping);
    useMapping(desk.options, *mapping,
               {"姓名"_q, "性别"_q, "出生日期"_q, "村"_q, "文化程度"_q, "职业"_q, "民族"_q, "建档日期"_q});
    const ImportReport mapped = desk.take(list);
    CHECK(mapped.byKind.at("BasicInformation"_q).added == 2);
    CHECK(desk.words("李秀兰"_q, "education") == "大学本科"_q);
    CHECK(desk.words("李秀兰"_q, "occupation") == "生产、运输设备操作人员及有关人员"_q);
    CHECK(desk.words("王小明"_q, "occupation") == "农、林、牧、渔、水利业生产人员"_q);
}
