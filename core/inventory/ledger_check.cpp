// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/ledger_check.h"

namespace yigong {

namespace {

const QString kind = QStringLiteral("ledger");

Result<void> checkLeadsTo(const Snapshot &snapshot, const ReportFinding &report, const std::string &column,
                          const std::string &table)
{
    return snapshot.each("SELECT m.id FROM stock_movement m WHERE NOT EXISTS (SELECT 1 FROM " + table +
                             " o WHERE o.id = m." + column + ")",
                         {}, [&](const Columns &columns) {
                             report({Severity::Failure, kind, QStringLiteral("stock_movement"), columns.id(0),
                                     QString::fromStdString(column)});
                         });
}

} // namespace

Result<void> checkLedger(const Snapshot &snapshot, const ReportFinding &report)
{
    YIGONG_TRY(snapshot.each(
        "SELECT document, batch FROM stock_movement GROUP BY document, batch HAVING "
        "sum(quantity) <> 0",
        {}, [&report](const Columns &columns) {
            report({Severity::Failure, kind, QStringLiteral("stock_document"), columns.id(0), columns.id(1).text()});
        }));
    YIGONG_TRY(checkLeadsTo(snapshot, report, "document", "stock_document"));
    return checkLeadsTo(snapshot, report, "batch", "stock_batch");
}

} // namespace yigong
