// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/readings.h"

#include <algorithm>

namespace yigong::sim {

std::map<std::string, Cells> readTable(PlainStore &store, const Table &table)
{
    std::map<std::string, Cells> rows;
    for (Cells &row : store.rows(store.rowsSql(table.name, true))) {
        const std::string id = bytesIn(row[0]);
        rows[id] = std::move(row);
    }
    return rows;
}

const Column *columnOf(const Table &table, const std::string &name)
{
    const auto found =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const Column &c) { return c.name == name; });
    return found == table.columns.end() ? nullptr : &*found;
}

std::string asConflictText(const Cell &cell)
{
    if (cell[0] != 'b')
        return cell[0] == 'n' ? "" : bytesIn(cell);
    const std::string digits = hex(bytesIn(cell));
    if (digits.size() != 32)
        return digits;
    return digits.substr(0, 8) + '-' + digits.substr(8, 4) + '-' + digits.substr(12, 4) + '-' + digits.substr(16, 4) +
           '-' + digits.substr(20);
}

std::set<std::string> members(const Cell &cell)
{
    std::set<std::string> found;
    std::string text = cell[0] == 't' ? bytesIn(cell) : "";
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        if (end > from)
            found.insert(text.substr(from, end - from));
        from = end + 1;
    }
    return found;
}

std::string tail(const std::string &id)
{
    const std::string digits = hex(id);
    return digits.size() > 6 ? digits.substr(digits.size() - 6) : digits;
}

} // namespace yigong::sim
