// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/print/pdf_text.h"
#include "tests/support/text.h"
#include "ui/print/report_chart.h"
#include "ui/print/report_pdf.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>

using namespace yigong;

QCoreApplication *makeTestApplication(int &argc, char **argv)
{
    return new QApplication(argc, argv);
}

namespace {

ReportChart visitsByMonth(int labels)
{
    ReportChart chart;
    chart.key = "visits-by-month"_q;
    chart.title = {"Visits by month"_q, "各月就诊人次"_q};
    chart.series = {{{"with a prescription"_q, "开了处方"_q}, {}}, {{"without"_q, "未开处方"_q}, {}}};
    for (int i = 0; i < labels; ++i) {
        chart.labels += QStringLiteral("2025-%1").arg(i % 12 + 1, 2, 10, QLatin1Char('0'));
        chart.series[0].values.push_back(700 + 37 * i);
        chart.series[1].values.push_back(300 - 11 * i);
        chart.incomplete.push_back(i + 1 == labels);
    }
    return chart;
}

ReportTable tableOf(int rows)
{
    ReportTable table;
    table.name = "activity"_q;
    table.title = {"Visits, prescriptions and referrals"_q, "各村各月就诊、处方与转诊"_q};
    table.source = {"Closed visits."_q, "已签就诊按就诊日计，更正后仍计一次。"_q};
    table.from = {2025, 1, 1};
    table.to = {2025, 5, 13};
    table.site.name = "柳河镇卫生院"_q;
    table.madeAt = Instant::fromIso(u"2025-05-13T10:12");
    table.columns = {{"name"_q, {"Site"_q, "机构"_q}, ReportColumnKind::Text},
                     {"month"_q, {"Month"_q, "月份"_q}, ReportColumnKind::Month},
                     {"visits"_q, {"Visits"_q, "就诊人次"_q}, ReportColumnKind::Count}};
    const Id wangzhuang = Id::fromKey("wangzhuang");
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({i % 12 ? Id::fromKey("other") : wangzhuang,
                              {"王庄村卫生室"_q, "2025-05"_q, qint64{1000 + i}},
                              i % 12 == 0});
    table.totals = {Value{}, Value{}, qint64{123456}};
    table.coverage = {
        12,
        11,
        12,
        11,
        {{wangzhuang, "341181003001"_q, "王庄村卫生室"_q, Tier::Village, Instant::fromIso(u"2025-05-10T18:06")}}};
    table.charts = {visitsByMonth(5)};
    return table;
}

} // namespace

TEST_CASE("a report on paper says first what it lacks, and numbers its pages", "[print]")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("报表.pdf"_q);
    REQUIRE(writeReportPdf(tableOf(100), path));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.read(5) == QByteArray("%PDF-"));
    const QString text = textOf(path);
    if (text.isEmpty()) {
        WARN("no pdftotext here: what is written in the file was not read");
        return;
    }
    const auto title = text.indexOf("各村各月就诊"_q),
               lacks = text.indexOf("12 个村报了 11 个。缺 王庄村卫生室:3 天前"_q);
    const auto figures = text.indexOf("1,001"_q), total = text.indexOf("123,456"_q);
    CHECK(title >= 0);
    CHECK(lacks > title);
    CHECK(figures > lacks);
    CHECK(total > figures);
    CHECK(text.contains("第 1 页,共 3 页"_q));
    CHECK(text.contains("第 3 页,共 3 页"_q));
    CHECK_FALSE(text.contains("第 4 页"_q));
    CHECK(text.count("就诊人次"_q) >= 3); // the heading stands on every page
}

TEST_CASE("a report without rows is a page with its totals", "[print]")
{
    const QTemporaryDir folder;
    ReportTable table = tableOf(0);
    table.charts.clear();
    CHECK(writeReportPdf(table, folder.filePath("x.pdf"_q), ReportLanguage::English));
    const auto nowhere = writeReportPdf(table, folder.filePath("no such folder/x.pdf"_q));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind == ErrorKind::FileUnwritable);
}

TEST_CASE("an axis has whole steps that reach the highest bar", "[print]")
{
    struct Case
    {
        qint64 highest, step;
    };
    const auto c = GENERATE(
        values<Case>({{0, 1}, {1, 1}, {4, 1}, {5, 2}, {8, 2}, {9, 5}, {100, 25}, {1248, 500}, {40'000, 10'000}}));
    CAPTURE(c.highest);
    CHECK(axisStep(c.highest) == c.step);
    CHECK(axisStep(c.highest) * 4 >= c.highest);
}

TEST_CASE("what has not been reported is hatched in the chart", "[print]")
{
    const auto drawn = [](bool incomplete) {
        ReportChart chart = visitsByMonth(3);
        chart.incomplete = {false, false, incomplete};
        QImage image(600, 300, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        drawReportChart(painter, {10, 10, 580, 280}, chart, ReportLanguage::Chinese, 14);
        return image;
    };
    CHECK(drawn(true) != drawn(false));
    CHECK(drawn(true) == drawn(true));
}
