// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/report_words.h"

#include <QIODevice>
#include <QJsonObject>

namespace yigong {

/// A report as one JSON object, for programs:
///   {"report", "title", "from", "to", "site", "siteName", "madeAt", "source",
///    "columns": [{"key", "title", "kind"}], "rows": [{<key>: …, "reported": bool}], "totals": {<key>: …},
///    "sites", "reported", "missing": [{"code", "name", "lastSeen"}]}
/// `site` is a code, days are ISO, `lastSeen` is UTC or null (never). Counts and units are numbers, money is yuan as
/// text ("42.60"), kind "hours" a number of hours, a figure that there is none of is null.
QJsonObject reportJson(const ReportTable &table);

/// The rows as CSV, headings in Chinese, the last column saying up to when the site's figures are. No totals: a sheet
/// adds them up, and a program must not.
/// Errors: DiskFull, FileUnwritable.
Result<void> writeReportCsv(const ReportTable &table, QIODevice &device);

/// As a workbook: a sheet with the rows and totals below title, period, what is missing and source; and one with the
/// figures of each chart. Whole or not at all. Errors: FileUnwritable, DiskFull.
Result<void> writeReportXlsx(const ReportTable &table, const QString &path);

} // namespace yigong
