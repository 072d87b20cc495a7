// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_reader.h"
#include "core/exchange/follow_up_columns.h"
#include "core/exchange/follow_up_export.h"
#include "core/exchange/follow_up_import.h"
#include "core/followups/enrolment.h"
#include "core/followups/follow_up_form.h"
#include "tests/exchange/files.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

struct ListDesk : CountyStore
{
    QTemporaryDir files;
    ImportOptions options;
    ListMapping mapping;
    Id lixiulan = addResident("李秀兰", wangzhuang);

    QString file(const QByteArray &content, const char *name = "list.csv")
    {
        const QString path = files.filePath(QString::fromLatin1(name));
        QFile out(path);
        REQUIRE(out.open(QIODevice::WriteOnly));
        out.write(content);
        return path;
    }
    ImportReport take(const QString &text)
    {
        const auto report = importFollowUps(*db, townshipDoctor, file(text.toUtf8()), mapping, options);
        REQUIRE(report);
        return *report;
    }
    ImportReport takeGuessed(const QString &text)
    {
        const auto reader = CsvReader::open(file(text.toUtf8()));
        REQUIRE(reader);
        mapping = guessedMapping((*reader)->header());
        mapping.source = "老公卫"_q;
        return take(text);
    }
    std::vector<FollowUp> forms()
    {
        return *read([](const Snapshot &s) { return s.select<FollowUp>("ORDER BY visit_date, entered, id"); });
    }
};

ImportCounts formCounts(int added, int updated, int unchanged, int refused)
{
    return {added, updated, unchanged, refused};
}

const QString formHead =
    "姓名,出生日期,随访日期,录入时间,随访方式,症状,收缩压(mmHg),舒张压(mmHg),体重,药物名称1,每日次数1,每次剂量1,"
    "此次随访分类,医保号\n"_q;

} // namespace

TEST_CASE("headers of the national form name their fields by themselves", "[exchange][mapping]")
{
    struct Case
    {
        const char *header, *field;
    };
    const auto c = GENERATE(values<Case>({
        {"随访日期", "date"},
        {"*本次随访日期", "date"},
        {"录入时间", "entered"},
        {"收缩压（mmHg）", "systolic"},
        {"高压", "systolic"},
        {"舒张压", "diastolic"},
        {"血压(mmHg)", "pressure"},
        {"空腹血糖值(mmol/L)", "fastingGlucose"},
        {"糖化血红蛋白(%)", "hba1c"},
        {"服药依从性", "adherence"},
        {"药物不良反应", "adverseReaction"},
        {"药物名称2", "drug2.name"},
        {"每日次数2", "drug2.times"},
        {"用量3", "drug3.dose"},
        {"足背动脉搏动", "footPulse"},
        {"下次随访日期", "nextOn"},
        {"身份证号", "idNumber"},
        {"心理调整", "psychology"},
        {"天气", ""},
    }));
    INFO(c.header);
    CHECK(followUpFieldOfHeader(QString::fromUtf8(c.header)) == QString::fromLatin1(c.field));
}

TEST_CASE("every field of the form is exported under a header that is known again", "[exchange][mapping]")
{
    for (const FormField &field : followUpFields()) {
        INFO(field.key);
        CHECK(followUpFieldOfHeader(followUpHeader(field)) == field.keyText());
    }
}

TEST_CASE("a list of another system becomes follow-ups, with the day of the visit and that of the entry",
          "[exchange][mapping]")
{
    ListDesk desk;
    const QString text = formHead + "李秀兰,1957-03-12,2024/3/5,2024-03-20 14:05:09,门诊,1,138,84 mmHg,62.5,氨氯地平,1,"
                                    "5mg,1,K-7\n李秀兰,1957-03-12,2024年6月4日,,3,头痛头晕、心悸胸闷,150,92,,,,,"
                                    "控制满意,\n"_q;
    const ImportReport first = desk.takeGuessed(text);
    CHECK(desk.mapping.kind == ListKind::FollowUps);
    CHECK(desk.mapping.program == FollowUpProgram::Hypertension);
    CHECK(first.byKind.at("FollowUp"_q) == formCounts(2, 0, 0, 0));
    CHECK(first.byKind.at("ProgramEnrolment"_q) == formCounts(1, 0, 0, 0));
    CHECK(first.unknownColumns == QStringList{"医保号"_q});
    CHECK(first.notes.at("class"_q) == 1); // 150/92 of somebody of 67 is not controlled

    const auto forms = desk.forms();
    REQUIRE(forms.size() == 2);
    CHECK(forms[0].visitDate == QDate(2024, 3, 5));
    CHECK(forms[0].entered.iso() == "2024-03-20T06:05:09.000Z"_q);
    CHECK(forms[0].systolic.text() == "138"_q);
    CHECK(forms[0].diastolic.text() == "84"_q);
    CHECK(forms[0].weight.text() == "62.5"_q);
    CHECK(textOf(forms[0].drugs) == "氨氯地平 每日 1 次 每次 5mg"_q);
    CHECK(forms[0].remarks == "医保号: K-7\n原系统随访分类: 控制满意"_q);
    CHECK(forms[0].site == desk.wangzhuang.id);
    CHECK(forms[0].formVersion == "2020"_q);
    CHECK(forms[0].outcome == FollowUpClass::Controlled);
    CHECK(forms[1].entered == desk.clock.now());
    CHECK(forms[1].symptoms == QStringList{"2"_q, "6"_q});
    CHECK(forms[1].outcome == FollowUpClass::Uncontrolled);

    desk.hoursPass(30);
    const ImportReport again = desk.take(text);
    CHECK(again.total == formCounts(0, 0, 2, 0));
    CHECK(desk.forms().size() == 2);
}

TEST_CASE("a follow-up that its system has changed is a correction", "[exchange][mapping]")
{
    ListDesk desk;
    const QString head = "姓名,出生日期,随访日期,随访方式,症状,血压\n"_q;
    desk.takeGuessed(head + "李秀兰,1957-03-12,2024-03-05,1,1,138/84\n"_q);
    CHECK(desk.take(head + "李秀兰,1957-03-12,2024-03-05,1,1,168/84\n"_q).total == formCounts(0, 1, 0, 0));
    CHECK(desk.take(head + "李秀兰,1957-03-12,2024-03-05,1,1,168/84\n"_q).total == formCounts(0, 0, 1, 0));
    const auto standing = *desk.read(
        [&](const Snapshot &s) { return standingFollowUpsOf(s, desk.lixiulan, FollowUpProgram::Hypertension); });
    REQUIRE(standing.size() == 1);
    CHECK(standing[0].systolic.text() == "168"_q);
    CHECK(standing[0].amendReason == "来源系统中已更改"_q);
}

TEST_CASE("what cannot be taken is told by line and column, kept, mended and taken", "[exchange][mapping]")
{
    ListDesk desk;
    desk.options.refusedPath = desk.files.filePath("refused.csv"_q);
    desk.options.reason = [](const Error &e) { return nameOf(e.kind) + u' ' + e.field; };
    const QString head = "姓名,出生日期,随访日期,随访方式,症状,高压,低压\n"_q;
    const ImportReport report = desk.takeGuessed(head + "李秀兰,1957-03-12,2024-03-05,1,1,1380,84\n"
                                                        "李秀兰,1957-03-12,2024-04-05,1,1,138,\n"
                                                        "没有人,1957-03-12,2024-05-05,1,1,138,84\n"
                                                        "李秀兰,1957-03-12,03/04/2024,1,1,138,84\n"
                                                        "李秀兰,1957-03-12,2024-07-05,上门,1,138,84\n"
                                                        "李秀兰,1957-03-12,2030-07-05,1,1,138,84\n"
                                                        "李秀兰,1957-03-12,2024-08-05,1,1,305,84\n"_q);
    CHECK(report.byKind.at("FollowUp"_q) == formCounts(1, 0, 0, 6));
    struct Line
    {
        qint64 line;
        const char *column;
        ToldBecause because;
    };
    const std::vector<Line> expected{
        {2, "高压", ToldBecause::Refused},     {3, "低压", ToldBecause::Refused},
        {4, "patient", ToldBecause::Refused},  {5, "随访日期", ToldBecause::Refused},
        {6, "随访方式", ToldBecause::Refused}, {7, "随访日期", ToldBecause::Refused},
        {8, "高压", ToldBecause::Unlikely},
    };
    REQUIRE(report.told.size() == expected.size());
    for (const Line &line : expected) {
        INFO(line.line);
        const auto told = std::find_if(report.told.begin(), report.told.end(),
                                       [&line](const Told &one) { return one.line == line.line; });
        REQUIRE(told != report.told.end());
        CHECK(told->column == QString::fromUtf8(line.column));
        CHECK(told->because == line.because);
    }
    QByteArray refused = contentOf(desk.options.refusedPath);
    CHECK(refused.count('\n') == 7);
    CHECK(refused.contains("1380,84,2,OutOfRange"));
    desk.options.refusedPath.clear();
    refused.replace("1380", "138")
        .replace("138,,3", "138,84,3")
        .replace("没有人", "李秀兰")
        .replace("03/04/2024", "2024-06-03");
    refused.replace("上门", "家庭").replace("2030-07-05", "2024-09-05");
    CHECK(desk.take(QString::fromUtf8(refused)).total == formCounts(6, 0, 0, 0));
}

TEST_CASE("a form that stands is not written over by another system's of the same day", "[exchange][mapping]")
{
    ListDesk desk;
    const QString text = "姓名,出生日期,随访日期,随访方式,症状,血压\n李秀兰,1957-03-12,2024-03-05,1,1,138/84\n"_q;
    desk.takeGuessed(text);
    desk.mapping.source = "另一系统"_q;
    const ImportReport other = desk.take(text);
    CHECK(other.total == formCounts(0, 0, 0, 1));
    CHECK(desk.forms().size() == 1);
}

TEST_CASE("a mapping is kept and reads the next list without asking", "[exchange][mapping]")
{
    const QByteArray json = R"({"kind": "follow-ups", "source": "老公卫", "program": "diabetes", "version": "2017",
 "dates": "dd/MM/yyyy", "columns": {"XM": "name", "CSRQ": "birthDate", "SFRQ": "date", "FS": "way", "KF": "fastingGlucose", "H": "systolic", "L": "diastolic"},
 "options": {"FS": {"MZ": "1", "RH": "2"}}, "defaults": {"symptoms": "1"}})";
    const auto mapping = listMappingFrom(json);
    REQUIRE(mapping);
    CHECK(listMappingFrom(jsonOf(*mapping)) == *mapping);

    ListDesk desk;
    REQUIRE(
        desk.write(desk.townshipDoctor, [&](Transaction &tx) { return keepMapping(tx, "老公卫 糖尿病"_q, *mapping); }));
    CHECK(*desk.read(keptMappings) == QStringList{"老公卫 糖尿病"_q});
    const auto kept = desk.read([](const Snapshot &s) { return keptMapping(s, "老公卫 糖尿病"_q); });
    REQUIRE(kept);
    desk.mapping = *kept;
    // In GB18030, as the old system exports it.
    const QByteArray line =
        QByteArray("XM,CSRQ,SFRQ,FS,KF,H,L\n\xC0\xEE\xD0\xE3\xC0\xBC,12/03/1957,05/03/2024,RH,6.50,130,80\n");
    const auto report = importFollowUps(*desk.db, desk.townshipDoctor, desk.file(line), desk.mapping, {});
    REQUIRE(report);
    CHECK(report->total.refused == 0);
    const auto forms = desk.forms();
    REQUIRE(forms.size() == 1);
    CHECK(forms[0].program == FollowUpProgram::Diabetes);
    CHECK(forms[0].visitDate == QDate(2024, 3, 5));
    CHECK(forms[0].way == 2);
    CHECK(forms[0].fastingGlucose.text() == "6.5"_q);
    CHECK(forms[0].formVersion == "2017"_q);

    Error missing = desk.read([](const Snapshot &s) { return keptMapping(s, "无"_q); }).error();
    CHECK(missing.kind == ErrorKind::NotFound);
}

TEST_CASE("a mapping that says something else than it may is refused by its place", "[exchange][mapping]")
{
    struct Case
    {
        const char *json;
        ErrorKind kind;
    };
    const auto c = GENERATE(values<Case>({
        {"[]", ErrorKind::BadFormat},
        {"{\"kind\": \"follow-ups\", \"columns\": {", ErrorKind::BadFormat},
        {R"({"kind": "cars"})", ErrorKind::Invalid},
        {R"({"kind": "follow-ups", "program": "gout"})", ErrorKind::Invalid},
        {R"({"kind": "follow-ups", "colunms": {}})", ErrorKind::BadFormat},
        {R"({"kind": "follow-ups", "columns": {"a": "nothing"}})", ErrorKind::NotFound},
        {R"({"kind": "residents", "columns": {"a": "systolic"}})", ErrorKind::NotFound},
        {R"({"kind": "residents", "columns": {"a": 1}})", ErrorKind::BadFormat},
        {R"({"kind": "residents", "options": {"a": "b"}})", ErrorKind::BadFormat},
        {R"({"kind": "residents", "defaults": {"systolic": "1"}})", ErrorKind::NotFound},
    }));
    INFO(c.json);
    const auto mapping = listMappingFrom(c.json);
    REQUIRE_FALSE(mapping);
    CHECK(mapping.error().kind == c.kind);
}

TEST_CASE("residents are read by a mapping, and who may be here already is told", "[exchange][mapping]")
{
    ListDesk desk;
    const auto mapping = listMappingFrom(
        R"({"kind": "residents", "source": "老公卫", "dates": "dd/MM/yyyy",
 "columns": {"NAME1": "name", "XB": "sex", "CSRQ": "birthDate", "DZ": "village", "BH": "sourceId"},
 "options": {"XB": {"F": "女", "M1": "男"}, "DZ": {"老王庄": "341181003001"}}})");
    REQUIRE(mapping);
    const QString path =
        desk.file("NAME1,XB,CSRQ,DZ,BH\n李秀兰,F,12/03/1957,老王庄,7\n张守信,M1,01/02/1960,老王庄,8\n");
    const auto reader = CsvReader::open(path);
    REQUIRE(reader);
    useMapping(desk.options, *mapping, (*reader)->header());
    desk.options.tellAlike = true;
    desk.options.dryRun = true;
    const auto trial = importPatients(*desk.db, desk.townshipDoctor, {path}, desk.options);
    REQUIRE(trial);
    CHECK(trial->total == formCounts(2, 0, 0, 0));
    const auto count = [&] {
        return *desk.read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); });
    };
    CHECK(count() == 1);

    desk.options.dryRun = false;
    const auto report = importPatients(*desk.db, desk.townshipDoctor, {path}, desk.options);
    REQUIRE(report);
    CHECK(report->total == formCounts(2, 0, 0, 0));
    CHECK(count() == 3);
    REQUIRE(report->told.size() == 1); // the name and birth date of one who is here
    CHECK(report->told[0].line == 2);
    CHECK(report->told[0].because == ToldBecause::Alike);
    CHECK(report->told[0].text.startsWith(desk.lixiulan.text()));
    const auto zhang = *desk.read([](const Snapshot &s) { return s.select<Patient>("WHERE name = ?", {"张守信"_q}); });
    REQUIRE(zhang.size() == 1);
    CHECK(zhang[0].sex == Sex::Male);
    CHECK(zhang[0].site == desk.wangzhuang.id);
    CHECK(zhang[0].birthDate.text() == "1960-02-01"_q);
    CHECK(zhang[0].source == "老公卫"_q);
}

TEST_CASE("who comes twice in one list is told once, of the later line, on trial too", "[exchange][mapping]")
{
    ListDesk desk;
    const QString path =
        desk.file("姓名,性别,出生日期,联系电话,村\n张守信,男,1960-02-01,13800001111,王庄村\n"
                  "何桂芝,女,1971-05-06,13800002222,王庄村\n张守信,男,1960-02-01,13800003333,王庄村\n");
    desk.options.tellAlike = true;
    for (const bool onTrial : {true, false}) {
        INFO(onTrial);
        desk.options.dryRun = onTrial;
        const auto report = importPatients(*desk.db, desk.townshipDoctor, {path}, desk.options);
        REQUIRE(report);
        CHECK(report->total.added == 3);
        REQUIRE(report->told.size() == 1);
        CHECK(report->told[0].line == 4);
        CHECK(report->told[0].text.endsWith("name,birth-date"_q));
    }
}

TEST_CASE("a trial of follow-ups writes nothing", "[exchange][mapping]")
{
    ListDesk desk;
    desk.options.dryRun = true;
    const ImportReport report =
        desk.takeGuessed("姓名,出生日期,随访日期,随访方式,症状,血压\n李秀兰,1957-03-12,2024-03-05,1,1,138/84\n"_q);
    CHECK(report.byKind.at("FollowUp"_q) == formCounts(1, 0, 0, 0));
    CHECK(desk.forms().empty());
}

TEST_CASE("who may not import follow-ups, or not there, does not", "[exchange][mapping]")
{
    ListDesk desk;
    desk.addResident("南坡人", desk.nanpo);
    const ImportReport report =
        desk.takeGuessed("姓名,出生日期,随访日期,随访方式,症状,血压\n南坡人,1957-03-12,2024-03-05,1,1,138/84\n"_q);
    CHECK(report.total == formCounts(0, 0, 0, 1));
    const Actor auditor = desk.addStaff("吴", desk.county, StaffRole::Auditor);
    const auto refused = importFollowUps(*desk.db, auditor, desk.files.filePath("list.csv"_q), desk.mapping, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Forbidden);
}

TEST_CASE("follow-ups leave as a flat table that is read back equal", "[exchange][mapping]")
{
    ListDesk desk;
    desk.takeGuessed(formHead + "李秀兰,1957-03-12,2024/3/5,2024-03-20 14:05:09,门诊,2;3,138,84,62.5,氨氯地平,1,5mg,,\n"
                                "李秀兰,1957-03-12,2024/6/4,2024-06-04 09:00:00,电话,1,136,82,,,,,,\n"_q);
    const QString path = desk.files.filePath("out.csv"_q);
    const auto rows = exportFollowUps(*desk.db, desk.townshipDoctor, path, {}, TableFile::Csv);
    REQUIRE(rows);
    CHECK(*rows == 2);
    const QByteArray table = contentOf(path);
    CHECK(table.contains("收缩压(mmHg)"));
    CHECK(table.contains("恶心呕吐"));
    FollowUpExport late;
    late.from = QDate(2024, 6, 1);
    CHECK(*exportFollowUps(*desk.db, desk.townshipDoctor, path, late, TableFile::Csv) == 1);
    CHECK(*exportFollowUps(*desk.db, desk.townshipDoctor, desk.files.filePath("out.xlsx"_q), {}, TableFile::Xlsx) == 2);
    CHECK(contentOf(desk.files.filePath("out.xlsx"_q)).startsWith("PK"));

    ListDesk other;
    const ImportReport back = other.takeGuessed(QString::fromUtf8(table));
    CHECK(back.byKind.at("FollowUp"_q) == formCounts(2, 0, 0, 0));
    const auto known = desk.forms(), copies = other.forms();
    REQUIRE(copies.size() == known.size());
    for (std::size_t i = 0; i < known.size(); ++i) {
        CHECK(copies[i].entered == known[i].entered);
        for (const FormField &field : followUpFields())
            if (field.keyText() != "remarks"_q) {
                INFO(field.key);
                CHECK(fieldText(copies[i], field) == fieldText(known[i], field));
            }
    }
}
