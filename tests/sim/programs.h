// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/stock.h"
#include "core/store/record_type.h"

namespace yigong::sim {

/// What a program of another version knows: 0 is today's; 1 an older one, to which batches have no cost and are never
/// on hold, and which has never heard of counts and broken glass.
RecordTypes recordTypesOf(int program);
bool knowsTable(int program, const std::string &table);

/// A batch as program 1 knows it.
struct OldStockBatch
{
    Id id;
    Id site;
    QString drug;
    QString lot;
    QDate expiry;
    int unitsPerPack = 1;

    static constexpr RecordInfo info = StockBatch::info;
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "site", &OldStockBatch::site, Role::Site),
            field(2, "drug", &OldStockBatch::drug),
            field(3, "lot", &OldStockBatch::lot),
            field(4, "expiry", &OldStockBatch::expiry),
            field(5, "units_per_pack", &OldStockBatch::unitsPerPack, Merge::Latest),
        };
    }
};
/// Columns of it that the table has and program 1 does not know, with their numbers.
const std::vector<std::pair<std::string, int>> &columnsUnknownTo(int program, const std::string &table);

} // namespace yigong::sim
