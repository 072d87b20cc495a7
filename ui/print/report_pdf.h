// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/report_words.h"

namespace yigong {

/// A report on A4 (across where it has many columns): title, period and site; then what is missing; then the charts;
/// then the table with its heading on every page, the rows of sites that have not reported in grey; totals; source.
/// Every page says which report it is and its number of how many.
/// Needs a QGuiApplication (any platform, also off screen). Whole or not at all. Errors: FileUnwritable, DiskFull.
Result<void> writeReportPdf(const ReportTable &table, const QString &path,
                            ReportLanguage language = ReportLanguage::Chinese);

} // namespace yigong
