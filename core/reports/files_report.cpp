// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/file_completeness.h"
#include "core/reports/definitions.h"

#include <algorithm>

namespace yigong {

namespace {

using FileColumn = ReportColumnKind;

/// Tenths of a percent, rounded; nothing of nothing.
Value shareOf(qint64 part, qint64 whole)
{
    return whole == 0 ? Value{} : Value{(part * 1000 + whole / 2) / whole};
}

std::vector<Value> cellsOf(const QString &code, const QString &name, const FileFigures &figures)
{
    return {code,
            name,
            figures.files,
            figures.filled,
            shareOf(figures.filled, figures.files),
            figures.complete,
            shareOf(figures.complete, figures.files),
            figures.current,
            shareOf(figures.current, figures.files)};
}

ReportChart currentChart(const QStringList &names, const std::vector<FileFigures> &all)
{
    ReportChart chart;
    chart.key = QStringLiteral("files-in-use");
    chart.title = {QStringLiteral("Files in use"), QStringLiteral("各机构档案动态使用")};
    chart.labels = names;
    chart.series = {{{QStringLiteral("with a service within the year"), QStringLiteral("一年内有服务记录")}, {}},
                    {{QStringLiteral("without"), QStringLiteral("无")}, {}}};
    for (const FileFigures &figures : all) {
        chart.series[0].values.push_back(figures.current);
        chart.series[1].values.push_back(figures.files - figures.current);
    }
    return chart;
}

ReportChart missingChart(const FileFigures &together)
{
    ReportChart chart;
    chart.key = QStringLiteral("missing-items");
    chart.title = {QStringLiteral("What files lack"), QStringLiteral("档案缺失项目")};
    chart.series = {{{QStringLiteral("files without it"), QStringLiteral("缺此项的档案")}, {}}};
    std::vector<std::pair<qint64, const BasicField *>> items;
    for (const BasicField &field : basicFields())
        if (const auto found = together.missing.find(field.columnText());
            found != together.missing.end() && found->second > 0)
            items.emplace_back(found->second, &field);
    std::stable_sort(items.begin(), items.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    constexpr std::size_t shown = 12;
    for (std::size_t i = 0; i < std::min(shown, items.size()); ++i) {
        chart.labels.append(items[i].second->nameText());
        chart.series[0].values.push_back(items[i].first);
    }
    return chart;
}

Result<void> fillFiles(const Snapshot &snapshot, const ReportScope &scope, ReportTable &table)
{
    YIGONG_LET(rules, FileRules::of(snapshot));
    FileFigures together;
    std::vector<FileFigures> all;
    QStringList names;
    for (const Site &site : scope.sites) {
        YIGONG_LET(figures, fileFiguresAt(snapshot, site.id, rules, scope.to));
        if (figures.files == 0 && site.tier != Tier::Village)
            continue; // nobody's clinic
        table.rows.push_back({site.id, cellsOf(site.code, site.name, figures), false});
        together += figures;
        all.push_back(figures);
        names.append(site.name);
    }
    const std::vector<Value> totals = cellsOf({}, {}, together);
    for (std::size_t i = 2; i < totals.size(); ++i)
        table.totals[i] = totals[i];
    table.charts = {currentChart(names, all)};
    if (ReportChart missing = missingChart(together); !missing.labels.isEmpty())
        table.charts.push_back(std::move(missing));
    return {};
}

} // namespace

ReportDefinition filesReport()
{
    return {
        QStringLiteral("files"),
        {QStringLiteral("Health records: filled in, complete, in use"),
         QStringLiteral("居民健康档案：建档、完整与动态使用")},
        {QStringLiteral("Files as they stand now of residents who live here: nobody who has died or moved out. "
                        "Complete: no required "
                        "item is empty (children of 0-6 need the cover alone). In use: a visit, prescription, "
                        "follow-up or planned "
                        "care was recorded within the year up to the period's end, twelve months or the calendar year "
                        "as the county "
                        "has set. How many people live here in all is not known to the program."),
         QStringLiteral("在档居民（不含死亡、迁出）档案的现状。完整：必填项目无缺（0～6 岁儿童只计封面）。动态使用："
                        "截至期末一年内有就诊、处方、随访或计划服务记录，一年按近 12 个月或自然年，由本县设定。"
                        "辖区常住居民总数系统内没有，建档率请另算。")},
        {
            {QStringLiteral("site"), {QStringLiteral("Code"), QStringLiteral("机构代码")}, FileColumn::Text},
            {QStringLiteral("name"), {QStringLiteral("Site"), QStringLiteral("机构")}, FileColumn::Text},
            {QStringLiteral("files"), {QStringLiteral("Files"), QStringLiteral("档案数")}, FileColumn::Count},
            {QStringLiteral("filled"),
             {QStringLiteral("With the form"), QStringLiteral("已填基本信息")},
             FileColumn::Count},
            {QStringLiteral("filledShare"), {QStringLiteral("Share"), QStringLiteral("建表率")}, FileColumn::Percent},
            {QStringLiteral("complete"), {QStringLiteral("Complete"), QStringLiteral("完整")}, FileColumn::Count},
            {QStringLiteral("completeShare"), {QStringLiteral("Share"), QStringLiteral("完整率")}, FileColumn::Percent},
            {QStringLiteral("current"), {QStringLiteral("In use"), QStringLiteral("动态使用")}, FileColumn::Count},
            {QStringLiteral("currentShare"), {QStringLiteral("Share"), QStringLiteral("使用率")}, FileColumn::Percent},
        },
        fillFiles,
    };
}

} // namespace yigong
