// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/audit_report.h"
#include "core/store/database.h"

#include <QStringList>

class QPrinter;

namespace yigong {

/// Entries of the log as a workbook (.xlsx) or CSV, by the path's ending; residents are masked as on the page. That
/// they left the program is noted. Errors: FileUnwritable · DiskFull.
Result<void> writeLog(Database &db, const Actor &actor, const std::vector<NamedAuditRow> &rows,
                      const QStringList &filterWords, const QString &path);
/// The same on paper: for a resident who asks who looked at them.
void printLog(const std::vector<NamedAuditRow> &rows, const QStringList &filterWords, QPrinter &printer);

} // namespace yigong
