// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report.h"
#include "core/reports/definitions.h"
#include "core/security/audit.h"
#include "core/sites/site_tree.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int longestYears = 10;

Result<const ReportDefinition *> definitionOf(const QString &name)
{
    for (const ReportDefinition &definition : reportDefinitions())
        if (definition.name == name)
            return &definition;
    return fail(ErrorKind::NotFound, QStringLiteral("report"), {name});
}

Result<void> checkPeriod(const ReportRequest &request)
{
    if (!request.from.isValid())
        return fail(ErrorKind::Required, QStringLiteral("from"));
    if (!request.to.isValid())
        return fail(ErrorKind::Required, QStringLiteral("to"));
    const QDate last = request.from.addYears(longestYears);
    if (request.to < request.from || request.to > last)
        return fail(ErrorKind::OutOfRange, QStringLiteral("to"),
                    {request.to.toString(Qt::ISODate), request.from.toString(Qt::ISODate), last.toString(Qt::ISODate)});
    return {};
}

QStringList monthsOf(QDate from, QDate to)
{
    QStringList months;
    for (QDate month(from.year(), from.month(), 1); month <= to; month = month.addMonths(1))
        months += month.toString(QStringLiteral("yyyy-MM"));
    return months;
}

Result<ReportScope> scopeOf(const Snapshot &snapshot, const ReportRequest &request, Id site, Instant now)
{
    ReportScope scope;
    YIGONG_LET(sites, subtreeOf(snapshot, site));
    std::copy_if(sites.begin(), sites.end(), std::back_inserter(scope.sites),
                 [&](const Site &s) { return !s.closedOn.isValid() || s.closedOn >= request.from; });
    scope.from = request.from;
    scope.to = request.to;
    scope.begin = startOf(request.from);
    scope.end = startOf(request.to.addDays(1));
    scope.months = monthsOf(request.from, request.to);
    scope.now = now;
    return scope;
}

bool addsUp(ReportColumnKind kind)
{
    return kind == ReportColumnKind::Count || kind == ReportColumnKind::Money;
}

void addTotals(ReportTable &table)
{
    table.totals.resize(table.columns.size());
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (!addsUp(table.columns[column].kind) || !std::holds_alternative<std::monostate>(table.totals[column]))
            continue;
        qint64 sum = 0;
        for (const ReportRow &row : table.rows)
            sum += ValueOf<qint64>::from(row.cells[column]);
        table.totals[column] = sum;
    }
}

void markIncomplete(ReportTable &table, const ReportScope &scope)
{
    for (ReportRow &row : table.rows)
        row.incomplete = table.coverage.lacks(row.site);
    // Charts by site have one label a site, in the scope's order; a month lacks something as soon as one site does.
    for (ReportChart &chart : table.charts) {
        chart.incomplete.assign(static_cast<std::size_t>(chart.labels.size()), false);
        if (chart.labels.size() == static_cast<qsizetype>(scope.sites.size()) && chart.labels != scope.months)
            for (std::size_t i = 0; i < scope.sites.size(); ++i)
                chart.incomplete[i] = table.coverage.lacks(scope.sites[i].id);
    }
}

} // namespace

QString nameOf(ReportColumnKind kind)
{
    switch (kind) {
    case ReportColumnKind::Text:
        return QStringLiteral("text");
    case ReportColumnKind::Month:
        return QStringLiteral("month");
    case ReportColumnKind::Count:
        return QStringLiteral("count");
    case ReportColumnKind::Units:
        return QStringLiteral("units");
    case ReportColumnKind::Money:
        return QStringLiteral("money");
    case ReportColumnKind::Minutes:
        return QStringLiteral("hours");
    case ReportColumnKind::Percent:
        return QStringLiteral("percent");
    }
    return {};
}

std::span<const ReportDefinition> reportDefinitions()
{
    static const std::vector<ReportDefinition> all{activityReport(), referralsReport(), stockReport(), filesReport()};
    return all;
}

Result<ReportTable> runReport(const Snapshot &snapshot, const Actor &actor, const ReportRequest &request, Instant now)
{
    YIGONG_LET(definition, definitionOf(request.name));
    YIGONG_TRY(checkPeriod(request));
    const Id asked = request.site.isNone() ? actor.site : request.site;
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadReport, asked));
    AuditEntry reading = entryOf(actor, AuditKind::ReadReport, now);
    reading.detail = request.name;
    snapshot.noteOnce(std::move(reading));
    ReportTable table;
    YIGONG_LET(site, snapshot.get<Site>(asked));
    YIGONG_LET(scope, scopeOf(snapshot, request, asked, now));
    YIGONG_LET(coverage, coverageOf(snapshot, scope.sites, scope.end, now));
    table.name = definition->name;
    table.title = definition->title;
    table.source = definition->source;
    table.from = request.from;
    table.to = request.to;
    table.site = std::move(site);
    table.madeAt = now;
    table.coverage = std::move(coverage);
    table.columns = definition->columns;
    table.totals.resize(table.columns.size());
    YIGONG_TRY(definition->fill(snapshot, scope, table));
    addTotals(table);
    markIncomplete(table, scope);
    return table;
}

} // namespace yigong
