// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/report.h"

namespace yigong {

/// What one site's rows and charts are built from; each in `<name>_report.cpp`.
ReportDefinition activityReport();
ReportDefinition referralsReport();
ReportDefinition stockReport();
ReportDefinition filesReport();

/// "2025-05" of the county's clock, of a column of UTC milliseconds; SQL text for the queries.
#define YIGONG_CIVIL_MONTH(column) "strftime('%Y-%m', (" column " + 28800000) / 1000, 'unixepoch')"

} // namespace yigong
