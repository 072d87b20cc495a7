// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/book.h"

namespace yigong::sim {

namespace {

bool isEdited(const Table &table)
{
    return !table.columns.empty();
}

std::map<std::string, Cells> rowsOf(PlainStore &store, const Table &table)
{
    std::map<std::string, Cells> found;
    for (Cells &row : store.rows(store.rowsSql(table.name, false))) {
        const std::string id = bytesIn(row[0]);
        found[id] = std::move(row);
    }
    return found;
}

} // namespace

Before Book::look(PlainStore &store)
{
    Before before;
    for (const Table &table : tables()) {
        before.lastRid.push_back(store.number("SELECT max(rid) FROM " + table.name));
        before.mutableRows.push_back(isEdited(table) ? rowsOf(store, table) : std::map<std::string, Cells>{});
    }
    before.lastAct = store.number("SELECT max(number) FROM act");
    return before;
}

std::vector<Said> Book::difference(PlainStore &store, const Before &before)
{
    std::vector<Said> said;
    for (std::size_t t = 0; t < tables().size(); ++t) {
        const Table &table = tables()[t];
        const auto &columns = store.columns(table.name);
        for (const Cells &row :
             store.rows(store.rowsSql(table.name, false) + " WHERE rid > ?", {cellOf(before.lastRid[t])})) {
            Said made{static_cast<int>(t), bytesIn(row[0]), true, {}, {}};
            for (std::size_t i = 0; i < columns.size(); ++i)
                if (!isDefault(row[i + 1]))
                    made.after[columns[i]] = row[i + 1];
            said.push_back(std::move(made));
        }
        if (!isEdited(table))
            continue;
        for (const auto &[id, row] : rowsOf(store, table)) {
            const auto old = before.mutableRows[t].find(id);
            if (old == before.mutableRows[t].end() || old->second == row)
                continue;
            Said edit{static_cast<int>(t), id, false, {}, {}};
            for (std::size_t i = 0; i < columns.size(); ++i)
                if (row[i + 1] != old->second[i + 1]) {
                    edit.before[columns[i]] = old->second[i + 1];
                    edit.after[columns[i]] = row[i + 1];
                }
            said.push_back(std::move(edit));
        }
    }
    return said;
}

void Book::write(SavedAct act)
{
    const auto rests = [this](const Said &said) {
        if (m_doubtful.contains(said.record))
            return true;
        for (const auto &[column, value] : said.after)
            if (value[0] == 'b' && m_doubtful.contains(bytesIn(value)))
                return true;
        return false;
    };
    for (const Said &said : act.said)
        if (act.due == SavedAct::Due::Applied && rests(said))
            act.due = SavedAct::Due::Either;
    if (act.due != SavedAct::Due::Applied)
        for (const Said &said : act.said)
            if (said.inserted)
                m_doubtful.insert(said.record);
    m_acts.push_back(std::move(act));
}

} // namespace yigong::sim
