// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/coverage.h"
#include "core/store/value.h"

#include <functional>
#include <span>
#include <vector>

namespace yigong {

/// A heading of a report in both languages. A report's headings belong to its definition, as a code's display does to
/// the code: they are printed, filed and handed in, whatever language the interface speaks.
struct Wording
{
    QString en;
    QString zh;
};

enum class ReportColumnKind : quint8
{
    Text,
    Month,   ///< text "2025-05"
    Count,   ///< whole number; adds up
    Units,   ///< smallest units of a drug; of different drugs, hence no total
    Money,   ///< fen; adds up
    Minutes, ///< shown in hours with one decimal; its total is the definition's
    Percent, ///< tenths of a percent; its total is the definition's
};
/// "text", "month", "count", "units", "money", "hours", "percent": as JSON says it.
QString nameOf(ReportColumnKind kind);

struct ReportColumn
{
    QString key; ///< of JSON and CSV; a contract
    Wording title;
    ReportColumnKind kind = ReportColumnKind::Count;
};

/// One line: cells as the columns are (QString for Text and Month, qint64 for the rest, nothing where there is no
/// figure to show).
struct ReportRow
{
    Id site;
    std::vector<Value> cells;
    bool incomplete =
        false; ///< the site has not reported up to the period's end: show it grey, compare it with nothing
};

/// Bars, one a label: `series` stacked upon each other where they are parts of one whole, else side by side.
struct ReportChart
{
    struct Series
    {
        Wording title;
        std::vector<qint64> values; ///< one a label
    };
    QString key;
    Wording title;
    QStringList labels; ///< months "2025-05" or site names
    std::vector<Series> series;
    bool stacked = true;
    std::vector<bool> incomplete; ///< one a label: hatch it
    bool isMoney = false;         ///< values are fen
};

/// A report as it is shown, printed and exported. `coverage` says whose figures are not in it.
struct ReportTable
{
    QString name;
    Wording title;
    Wording source; ///< what is counted, and how
    QDate from, to; ///< civil days, both within
    Site site;      ///< asked for: with everything below it
    Instant madeAt;
    Coverage coverage;
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    std::vector<Value> totals; ///< one a column, nothing where a total would mean nothing
    std::vector<ReportChart> charts;
};

/// What a definition's query is given.
struct ReportScope
{
    std::vector<Site> sites; ///< asked site and below, by code, those open at some time of the period
    QDate from, to;
    Instant begin, end; ///< begin ≤ t < end
    QStringList months; ///< "2025-04", "2025-05": all that the period touches
    Instant now;
};

/// A report: its definition, its source and its query stand together, in `<name>_report.cpp`.
struct ReportDefinition
{
    QString name; ///< as `yigongctl report NAME` has it
    Wording title;
    Wording source;
    std::vector<ReportColumn> columns;
    /// Fills rows, charts, and such totals as are no sums.
    std::function<Result<void>(const Snapshot &, const ReportScope &, ReportTable &)> fill;
};

/// All reports, in the order in which they are offered: activity, referrals, stock, files.
std::span<const ReportDefinition> reportDefinitions();

struct ReportRequest
{
    QString name;
    QDate from, to; ///< civil days, both within
    Id site;        ///< none: the actor's own
};

/// Runs a report over one site and all below, from what this store holds.
/// Door ReadReport at that site. Errors: Forbidden · OutOfScope · NotFound{report; name} · Required{from} ·
/// OutOfRange{to}: ends before it begins, or spans more than ten years.
Result<ReportTable> runReport(const Snapshot &snapshot, const Actor &actor, const ReportRequest &request, Instant now);

} // namespace yigong
