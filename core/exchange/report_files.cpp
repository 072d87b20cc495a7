// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/report_files.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/xlsx_writer.h"

#include <QJsonArray>

namespace yigong {

namespace {

constexpr auto chinese = ReportLanguage::Chinese;

QJsonValue jsonCell(ReportColumnKind kind, const Value &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return QJsonValue::Null;
    if (std::holds_alternative<QString>(value))
        return std::get<QString>(value);
    const qint64 number = ValueOf<qint64>::from(value);
    if (kind == ReportColumnKind::Money)
        return Money{number}.yuan();
    if (kind == ReportColumnKind::Minutes)
        return static_cast<double>(number) / 60;
    if (kind == ReportColumnKind::Percent)
        return static_cast<double>(number) / 10;
    return number;
}

QJsonObject jsonRow(const std::vector<ReportColumn> &columns, const std::vector<Value> &cells, bool withText)
{
    QJsonObject row;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (withText || !std::holds_alternative<std::monostate>(cells[i]))
            row[columns[i].key] = jsonCell(columns[i].kind, cells[i]);
    return row;
}

QJsonArray jsonColumns(const ReportTable &table)
{
    QJsonArray columns;
    for (const ReportColumn &column : table.columns)
        columns += QJsonObject{{QStringLiteral("key"), column.key},
                               {QStringLiteral("title"), column.title.en},
                               {QStringLiteral("kind"), nameOf(column.kind)}};
    return columns;
}

QJsonArray jsonMissing(const Coverage &coverage)
{
    QJsonArray missing;
    for (const MissingSite &site : coverage.missing)
        missing += QJsonObject{{QStringLiteral("code"), site.code},
                               {QStringLiteral("name"), site.name},
                               {QStringLiteral("lastSeen"), site.lastSeen.isNone() ? QJsonValue(QJsonValue::Null)
                                                                                   : QJsonValue(site.lastSeen.iso())}};
    return missing;
}

/// What stands in the last column of a file: whether the site's figures are whole.
QString standingOf(const ReportTable &table, const ReportRow &row)
{
    for (const MissingSite &site : table.coverage.missing)
        if (site.site == row.site)
            return site.lastSeen.isNone() ? QStringLiteral("从未联机")
                                          : QStringLiteral("只到 ") + civilDateTime(site.lastSeen);
    return QStringLiteral("已报");
}

QString plainCell(ReportColumnKind kind, const Value &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return {};
    if (std::holds_alternative<QString>(value))
        return std::get<QString>(value);
    const qint64 number = ValueOf<qint64>::from(value);
    if (kind == ReportColumnKind::Money)
        return Money{number}.yuan();
    if (kind == ReportColumnKind::Percent)
        return QString::number(static_cast<double>(number) / 10, 'f', 1);
    return kind == ReportColumnKind::Minutes ? QString::number(static_cast<double>(number) / 60, 'f', 1)
                                             : QString::number(number);
}

XlsxCell sheetCell(ReportColumnKind kind, const Value &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return std::monostate{};
    if (std::holds_alternative<QString>(value))
        return std::get<QString>(value);
    const qint64 number = ValueOf<qint64>::from(value);
    if (kind == ReportColumnKind::Money)
        return Money{number};
    if (kind == ReportColumnKind::Minutes)
        return static_cast<double>(number) / 60;
    if (kind == ReportColumnKind::Percent)
        return static_cast<double>(number) / 10;
    return number;
}

QStringList headingsOf(const ReportTable &table)
{
    QStringList headings;
    for (const ReportColumn &column : table.columns)
        headings += in(chinese, column.title);
    return headings << QStringLiteral("数据");
}

XlsxSheet mainSheet(const ReportTable &table)
{
    XlsxSheet sheet;
    sheet.name = table.title.zh;
    sheet.title = table.title.zh;
    sheet.notes = {table.site.name + u' ' + periodWords(table.from, table.to, chinese),
                   coverageSentence(table.coverage, table.madeAt, chinese), table.source.zh,
                   QStringLiteral("制表 ") + civilDateTime(table.madeAt)};
    sheet.header = headingsOf(table);
    return sheet;
}

Result<void> writeRows(XlsxWriter &book, const ReportTable &table)
{
    for (const ReportRow &row : table.rows) {
        std::vector<XlsxCell> cells;
        cells.reserve(table.columns.size() + 1);
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            cells.push_back(sheetCell(table.columns[i].kind, row.cells[i]));
        cells.emplace_back(standingOf(table, row));
        YIGONG_TRY(book.row(cells));
    }
    std::vector<XlsxCell> totals;
    totals.reserve(table.columns.size() + 1);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        totals.push_back(sheetCell(table.columns[i].kind, table.totals[i]));
    totals[0] = QStringLiteral("合计");
    if (!table.coverage.isComplete())
        totals.emplace_back(QStringLiteral("缺 %1 个").arg(table.coverage.missing.size()));
    return book.row(totals, XlsxRow::Total);
}

Result<void> writeChartSheet(XlsxWriter &book, const ReportChart &chart)
{
    XlsxSheet sheet;
    sheet.name = sheet.title = chart.title.zh;
    sheet.header = QStringList{QString()};
    for (const auto &series : chart.series)
        sheet.header += series.title.zh;
    YIGONG_TRY(book.sheet(sheet));
    for (qsizetype i = 0; i < chart.labels.size(); ++i) {
        std::vector<XlsxCell> cells{chart.labels[i]};
        for (const auto &series : chart.series) {
            const qint64 value = series.values[static_cast<std::size_t>(i)];
            cells.push_back(chart.isMoney ? XlsxCell{Money{value}} : XlsxCell{value});
        }
        YIGONG_TRY(book.row(cells));
    }
    return {};
}

} // namespace

QJsonObject reportJson(const ReportTable &table)
{
    QJsonArray rows;
    for (const ReportRow &row : table.rows) {
        QJsonObject object = jsonRow(table.columns, row.cells, true);
        object[QStringLiteral("reported")] = !row.incomplete;
        rows += object;
    }
    return {
        {QStringLiteral("report"), table.name},
        {QStringLiteral("title"), table.title.en},
        {QStringLiteral("from"), table.from.toString(Qt::ISODate)},
        {QStringLiteral("to"), table.to.toString(Qt::ISODate)},
        {QStringLiteral("site"), table.site.code},
        {QStringLiteral("siteName"), table.site.name},
        {QStringLiteral("madeAt"), table.madeAt.iso()},
        {QStringLiteral("source"), table.source.en},
        {QStringLiteral("columns"), jsonColumns(table)},
        {QStringLiteral("rows"), rows},
        {QStringLiteral("totals"), jsonRow(table.columns, table.totals, false)},
        {QStringLiteral("sites"), table.coverage.sites},
        {QStringLiteral("reported"), table.coverage.reported},
        {QStringLiteral("missing"), jsonMissing(table.coverage)},
    };
}

Result<void> writeReportCsv(const ReportTable &table, QIODevice &device)
{
    CsvWriter csv(device);
    YIGONG_TRY(csv.write(headingsOf(table)));
    for (const ReportRow &row : table.rows) {
        QStringList cells;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            cells += plainCell(table.columns[i].kind, row.cells[i]);
        YIGONG_TRY(csv.write(cells << standingOf(table, row)));
    }
    return {};
}

Result<void> writeReportXlsx(const ReportTable &table, const QString &path)
{
    YIGONG_LET(book, XlsxWriter::create(path));
    YIGONG_TRY(book.sheet(mainSheet(table)));
    YIGONG_TRY(writeRows(book, table));
    for (const ReportChart &chart : table.charts)
        YIGONG_TRY(writeChartSheet(book, chart));
    return book.save();
}

} // namespace yigong
