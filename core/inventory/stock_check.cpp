// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/stock_check.h"

namespace yigong {

QString nameOf(StockFault fault)
{
    switch (fault) {
    case StockFault::Unbalanced:
        return QStringLiteral("Unbalanced");
    case StockFault::DispenseWithoutDocument:
        return QStringLiteral("DispenseWithoutDocument");
    case StockFault::DispenseDiffers:
        return QStringLiteral("DispenseDiffers");
    case StockFault::MovementWithoutDocument:
        return QStringLiteral("MovementWithoutDocument");
    }
    return {};
}

Result<std::vector<StockFinding>> checkStock(const Snapshot &snapshot)
{
    std::vector<StockFinding> findings;
    const auto find = [&](StockFault fault, const std::string &sql) {
        return snapshot.each(sql, {}, [&findings, fault](const Columns &columns) {
            findings.push_back({fault, columns.id(0), columns.id(1)});
        });
    };
    YIGONG_TRY(find(StockFault::Unbalanced, "SELECT document, batch FROM stock_movement GROUP BY document, batch "
                                            "HAVING sum(quantity) <> 0"));
    YIGONG_TRY(find(StockFault::MovementWithoutDocument,
                    "SELECT id, batch FROM stock_movement m "
                    "WHERE NOT EXISTS (SELECT 1 FROM stock_document d WHERE d.id = m.document)"));
    // A hand-out travels with a shared visit, its document stays with the clinic: look only where the clinic's stock
    // is. One without a document came with a file: it was handed out elsewhere.
    YIGONG_TRY(find(StockFault::DispenseWithoutDocument,
                    "SELECT id, NULL FROM medication_dispense h WHERE h.site IN (SELECT site FROM stock_document) "
                    "AND h.document IS NOT NULL "
                    "AND NOT EXISTS (SELECT 1 FROM stock_document d WHERE d.id = h.document)"));
    YIGONG_TRY(find(StockFault::DispenseDiffers,
                    "SELECT id, NULL FROM medication_dispense h "
                    "WHERE EXISTS (SELECT 1 FROM stock_document d WHERE d.id = h.document) AND quantity <> "
                    "(SELECT ifnull(sum(m.quantity), 0) FROM stock_movement m "
                    "WHERE m.document = h.document AND m.account = 3)"));
    return findings;
}

} // namespace yigong
