// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/programs.h"
#include "core/all_records.h"
#include "core/security/break_glass.h"

namespace yigong::sim {

RecordTypes recordTypesOf(int program)
{
    const RecordTypes newest = allRecordTypes();
    if (program == 0)
        return newest;
    RecordTypes older;
    for (const RecordType &type : newest.all())
        if (type.number() == StockBatch::info.number)
            older.add(RecordType::of<OldStockBatch>());
        else if (type.number() != StockCount::info.number && type.number() != BreakGlass::info.number)
            older.add(type);
    return older;
}

bool knowsTable(int program, const std::string &table)
{
    return program == 0 || (table != "stock_count" && table != "break_glass");
}

const std::vector<std::pair<std::string, int>> &columnsUnknownTo(int program, const std::string &table)
{
    static const std::vector<std::pair<std::string, int>> none, batch{{"pack_cost", 6}, {"on_hold", 7}, {"special", 8}};
    return program == 1 && table == "stock_batch" ? batch : none;
}

} // namespace yigong::sim
