// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/report_files.h"
#include "tests/support/text.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace yigong;

namespace {

ReportTable smallTable()
{
    ReportTable table;
    table.name = "activity"_q;
    table.title = {"Visits"_q, "就诊"_q};
    table.source = {"Closed visits"_q, "已签就诊"_q};
    table.from = {2025, 5, 1};
    table.to = {2025, 5, 31};
    table.site.code = "341181003"_q;
    table.site.name = "柳河镇卫生院"_q;
    table.madeAt = Instant::fromIso(u"2025-05-13T10:12");
    table.columns = {{"name"_q, {"Site"_q, "机构"_q}, ReportColumnKind::Text},
                     {"visits"_q, {"Visits"_q, "就诊人次"_q}, ReportColumnKind::Count},
                     {"value"_q, {"Value"_q, "金额"_q}, ReportColumnKind::Money},
                     {"medianHours"_q, {"Hours"_q, "小时"_q}, ReportColumnKind::Minutes}};
    const Id wangzhuang = Id::fromKey("wangzhuang"), donghe = Id::fromKey("donghe");
    table.rows = {{wangzhuang, {"王庄"_q, qint64{36}, qint64{4260}, Value{}}, true},
                  {donghe, {"=东河"_q, qint64{152}, qint64{-5}, qint64{210}}, false}};
    table.totals = {Value{}, qint64{188}, qint64{4255}, qint64{210}};
    table.coverage.sites = 2;
    table.coverage.reported = 1;
    table.coverage.villages = 2;
    table.coverage.villagesReported = 1;
    table.coverage.missing = {
        {wangzhuang, "341181003001"_q, "王庄"_q, Tier::Village, Instant::fromIso(u"2025-05-10T18:06")}};
    table.charts = {{"visits-by-month"_q,
                     {"Visits"_q, "各月就诊"_q},
                     {"2025-05"_q},
                     {{{"all"_q, "全部"_q}, {188}}},
                     true,
                     {},
                     false}};
    return table;
}

} // namespace

TEST_CASE("a report as JSON names its columns, its rows by them, and what is missing", "[exchange]")
{
    const QJsonObject json = reportJson(smallTable());
    CHECK(json["report"_q].toString() == "activity"_q);
    CHECK(json["from"_q].toString() == "2025-05-01"_q);
    CHECK(json["site"_q].toString() == "341181003"_q);
    REQUIRE(json["columns"_q].toArray().size() == 4);
    CHECK(json["columns"_q][1]["key"_q].toString() == "visits"_q);
    const QJsonArray rows = json["rows"_q].toArray();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["visits"_q].toInt() == 36);
    CHECK(rows[0]["value"_q].toString() == "42.60"_q);
    CHECK(rows[0]["medianHours"_q].isNull());
    CHECK_FALSE(rows[0]["reported"_q].toBool());
    CHECK(rows[1]["medianHours"_q].toDouble() == 3.5);
    CHECK(json["totals"_q]["visits"_q].toInt() == 188);
    CHECK_FALSE(json["totals"_q].toObject().contains("name"_q));
    const QJsonArray missing = json["missing"_q].toArray();
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].toObject() == QJsonObject{{"code"_q, "341181003001"_q},
                                               {"name"_q, "王庄"_q},
                                               {"lastSeen"_q, "2025-05-10T10:06:00.000Z"_q}});
}

TEST_CASE("a report as CSV has a heading a column and says up to when each row's figures are", "[exchange]")
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    REQUIRE(writeReportCsv(smallTable(), buffer));
    const QStringList lines = QString::fromUtf8(buffer.data()).split("\r\n"_q, Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].endsWith("机构,就诊人次,金额,小时,数据"_q));
    CHECK(lines[1] == "王庄,36,42.60,,只到 2025-05-10 18:06"_q);
    CHECK(lines[2] == "'=东河,152,-0.05,3.5,已报"_q);
}

TEST_CASE("a report as a workbook is written whole", "[exchange]")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("就诊.xlsx"_q);
    REQUIRE(writeReportXlsx(smallTable(), path));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.read(4) == QByteArray("PK\x03\x04"));
    const auto nowhere = writeReportXlsx(smallTable(), folder.filePath("no such folder/x.xlsx"_q));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind == ErrorKind::FileUnwritable);
}
