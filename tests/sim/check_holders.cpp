// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds what, and whether it is what the hub has.
#include "tests/sim/checker.h"
#include "tests/sim/programs.h"
#include "tests/sim/readings.h"

#include <algorithm>

namespace yigong::sim {

std::set<std::string> Checker::holdersOf(const Table &table, const Cells &row) const
{
    const auto &columns = m_columns[static_cast<std::size_t>(tableNamed(table.name))];
    std::set<std::string> sites;
    for (const std::string &column : table.sites)
        if (const Cell &cell = row[columns.at(column)]; cell[0] == 'b')
            sites.insert(bytesIn(cell));
    if (table.name == "conflict" || table.name == "conflict_value" || table.name == "conflict_settlement") {
        // Whoever holds the record holds what is in conflict about it.
        const auto c = static_cast<std::size_t>(tableNamed("conflict"));
        const auto conflict =
            m_hub[c].find(table.name == "conflict" ? bytesIn(row[0]) : bytesIn(row[columns.at("conflict")]));
        if (conflict != m_hub[c].end()) {
            const int about =
                tableNumbered(static_cast<int>(numberIn(conflict->second[m_columns[c].at("subject_type")])));
            const auto &subjects = m_hub[static_cast<std::size_t>(about)];
            if (const auto subject = subjects.find(bytesIn(conflict->second[m_columns[c].at("subject")]));
                subject != subjects.end())
                sites.merge(holdersOf(tables()[static_cast<std::size_t>(about)], subject->second));
        }
    }
    if (table.name == "patient")
        if (const auto keepers = m_cardKeepers.find(bytesIn(row[0])); keepers != m_cardKeepers.end())
            sites.insert(keepers->second.begin(), keepers->second.end());
    if (table.shared == Table::Shared::Never)
        return sites;
    if (table.shared == Table::Shared::Always && table.name != "patient") {
        // The resident's own site, wherever it was written.
        const auto p = static_cast<std::size_t>(tableNamed("patient"));
        if (const auto resident = m_hub[p].find(bytesIn(row[columns.at(table.subject)])); resident != m_hub[p].end())
            sites.insert(bytesIn(resident->second[m_columns[p].at("site")]));
    }
    const std::string subject = table.subject == "id" ? bytesIn(row[0]) : bytesIn(row[columns.at(table.subject)]);
    const auto shares = m_shares.find(subject);
    if (shares == m_shares.end())
        return sites;
    const std::string visit = table.encounter.empty()   ? ""
                              : table.encounter == "id" ? bytesIn(row[0])
                                                        : bytesIn(row[columns.at(table.encounter)]);
    for (const auto &[to, encounter] : shares->second)
        if (table.shared == Table::Shared::Always || (!encounter.empty() && encounter == visit))
            sites.insert(to);
    return sites;
}

void Checker::levelWithHub(Station &station, const std::set<std::string> &sites)
{
    std::set<std::pair<int, std::string>> own; // touched by what the hub holds back of this station
    for (const SavedAct &act : m_county.book.acts())
        if (m_county.stations()[static_cast<std::size_t>(act.station)].get() == &station &&
            fateOf(act) != Fate::Applied)
            for (const Said &said : act.said) {
                own.emplace(said.table, said.record);
                const Table &about = tables()[static_cast<std::size_t>(said.table)];
                if (const auto subject = said.after.find(about.subject); subject != said.after.end())
                    own.emplace(tableNamed("patient"), bytesIn(subject->second));
            }
    for (std::size_t t = 0; t < tables().size(); ++t) {
        const Table &table = tables()[t];
        if (!knowsTable(station.program, table.name))
            continue;
        const Rows here = readTable(*station.plain, table);
        for (const auto &[id, rowAtHub] : m_hub[t]) {
            const Cells row = asSeenBy(station, table, rowAtHub);
            if (own.contains({static_cast<int>(t), id}))
                continue;
            const auto found = here.find(id);
            if (found == here.end()) {
                const std::set<std::string> holders = holdersOf(table, row);
                if (table.catalogue || std::any_of(holders.begin(), holders.end(),
                                                   [&](const std::string &s) { return sites.contains(s); }))
                    broken(table.name.starts_with("conflict") ? 6 : 2,
                           station.name + " lacks " + table.name + ' ' + tail(id));
                continue;
            }
            const std::set<std::string> mayHold = holdersOf(table, rowAtHub);
            if (!table.catalogue &&
                std::none_of(mayHold.begin(), mayHold.end(), [&](const std::string &s) { return sites.contains(s); })) {
                broken(7, station.name + " still has " + table.name + ' ' + tail(id) + ", which has left its scope");
                continue;
            }
            Cells seen = found->second;
            if (station.program != 0 && seen.back()[0] == 'b') {
                std::string kept;
                for (const auto &[number, cell] : fieldsInCbor(bytesIn(seen.back())))
                    kept += std::to_string(number) + '=' + cell + ' ';
                seen.back() = kept;
            }
            for (std::size_t i = 0; i < row.size(); ++i)
                if (row[i] != seen[i])
                    broken(2, station.name + " shows " + table.name + ' ' + tail(id) + " column " + std::to_string(i) +
                                  " as " + shown(seen[i]) + ", the hub as " + shown(row[i]));
        }
        for (const auto &[id, row] : here)
            if (!m_hub[t].contains(id) && !own.contains({static_cast<int>(t), id}) && !m_orphans.contains(id))
                broken(2, station.name + " shows " + table.name + ' ' + tail(id) + ", and the hub has no such record");
    }
}

/// An older program keeps what it does not know aside, as it came.
Cells Checker::asSeenBy(const Station &station, const Table &table, Cells row) const
{
    const auto &columns = m_columns[static_cast<std::size_t>(tableNamed(table.name))];
    std::string kept;
    for (const auto &[column, number] : columnsUnknownTo(station.program, table.name)) {
        Cell &cell = row[columns.at(column)];
        if (!isDefault(cell))
            kept += std::to_string(number) + '=' + cell + ' ';
        cell = cellOf(0);
    }
    if (station.program != 0 && !kept.empty())
        row.back() = kept;
    return row;
}

void Checker::holdersAreLevel()
{
    const auto t = static_cast<std::size_t>(tableNamed("site"));
    for (const auto &station : m_county.stations()) {
        if (station->stuck || station->revoked || station->copied)
            continue;
        const std::string own = station->site.bytes().toStdString();
        std::set<std::string> sites{own};
        for (const auto &[id, row] : m_hub[t])
            if (bytesIn(row[m_columns[t].at("parent")]) == own &&
                numberIn(m_hub[t].at(own)[m_columns[t].at("tier")]) == 2)
                sites.insert(id);
        levelWithHub(*station, sites);
        heldStaysVisible(*station);
    }
}

/// Whether another act that is held back of the same laptop changed the field, knowing of this one.
bool Checker::isHeldOver(const SavedAct &act, const Said &said, const std::string &column) const
{
    const std::vector<SavedAct> &acts = m_county.book.acts();
    return std::any_of(acts.begin(), acts.end(), [&](const SavedAct &later) {
        return later.station == act.station && later.number > act.number && fateOf(later) == Fate::Held &&
               std::any_of(later.said.begin(), later.said.end(), [&](const Said &s) {
                   return s.table == said.table && s.record == said.record && s.before.contains(column) &&
                          s.before.at(column) == said.after.at(column);
               });
    });
}

void Checker::heldStaysVisible(Station &station)
{
    for (const SavedAct &act : m_county.book.acts()) {
        if (m_county.stations()[static_cast<std::size_t>(act.station)].get() != &station || fateOf(act) != Fate::Held)
            continue;
        for (const Said &said : act.said)
            if (said.inserted &&
                isDefault(station.plain->cell("SELECT 1 FROM " + tables()[static_cast<std::size_t>(said.table)].name +
                                                  " WHERE id = ?",
                                              {blobCell(said.record)})))
                broken(1, act.verb + ": the hub holds it back, and it vanished from its own laptop");
        for (const Said &said : act.said)
            for (const auto &[column, after] : said.before.empty() ? std::map<std::string, Cell>{} : said.after) {
                const auto t = static_cast<std::size_t>(said.table);
                const Cell here = station.plain->cell(
                    "SELECT \"" + column + "\" FROM " + tables()[t].name + " WHERE id = ?", {blobCell(said.record)});
                const auto row = m_hub[t].find(said.record);
                const bool isUntouched =
                    row != m_hub[t].end() && row->second[m_columns[t].at(column)] == said.before.at(column);
                if (isUntouched && here != after && !m_entries.contains({said.table, said.record, column}) &&
                    act.due == SavedAct::Due::Held && !isHeldOver(act, said, column))
                    broken(1, act.verb + ": the hub holds it back, and its own laptop shows " + shown(here));
            }
        if (station.plain->number("SELECT count(*) FROM held_back WHERE number = ?", {cellOf(act.number)}) == 0)
            broken(1, act.verb + ": held back, and its laptop does not say so");
    }
    for (const Cells &row : station.plain->rows("SELECT number FROM held_back"))
        if (const auto found = m_hubActs.find({station.device.bytes().toStdString(), numberIn(row[0])});
            found == m_hubActs.end() || found->second.second != actHeldBack)
            broken(1, station.name + " says that act " + std::to_string(numberIn(row[0])) +
                          " is held back, and it is not");
}

} // namespace yigong::sim
