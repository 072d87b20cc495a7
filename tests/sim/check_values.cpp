// SPDX-License-Identifier: GPL-3.0-or-later
// What became of each value that somebody entered.
#include "tests/sim/checker.h"
#include "tests/sim/readings.h"

#include <algorithm>

namespace yigong::sim {

namespace {

/// Two acts whose true times lie nearer than this may be ordered either way.
constexpr std::int64_t sameMomentMs = 10LL * 60 * 1000;

} // namespace

bool Checker::inConflict(const Key &key, const Cell &value) const
{
    const Table &table = tables()[static_cast<std::size_t>(key.table)];
    const std::string text = asConflictText(value);
    if (const Column *column = columnOf(table, key.column)) {
        const auto found = m_conflictValues.find({key.record, column->number});
        return found != m_conflictValues.end() && found->second.contains(text);
    }
    const auto found = m_conflictValuesOf.find(key.record);
    return found != m_conflictValuesOf.end() && found->second.contains(text);
}

void Checker::setsAreUnited(const Key &key, const std::vector<Entry> &entries, const Cell &now)
{
    const std::set<std::string> stands = members(now);
    const auto isTaken = [&](const std::string &member) {
        return std::any_of(entries.begin(), entries.end(), [&](const Entry &e) {
            return members(e.before).contains(member) && !members(e.after).contains(member);
        });
    };
    // Two who enrolled somebody without knowing of each other: what a third took away, knowing of one, is the other's
    // still.
    const auto isAddedOnce = [&](const std::string &member) {
        return std::count_if(entries.begin(), entries.end(), [&](const Entry &e) {
                   return !members(e.before).contains(member) && members(e.after).contains(member);
               }) <= 1;
    };
    for (const Entry &entry : entries) {
        const auto before = members(entry.before), after = members(entry.after);
        for (const std::string &member : after)
            if (!before.contains(member) && !stands.contains(member) && !isTaken(member))
                broken(1, entry.act->verb + ": " + member + " was added to " + tail(key.record) +
                              ", and nobody took it away");
        for (const std::string &member : before)
            if (!after.contains(member) && stands.contains(member) && isAddedOnce(member))
                broken(9, entry.act->verb + ": " + member + " was taken from " + tail(key.record) + ", and came back");
    }
}

void Checker::laterIsShown(const Key &key, const std::vector<Entry> &entries, const Cell &now)
{
    std::int64_t shownAt = -1;
    for (const Entry &entry : entries)
        if (entry.after == now) // of a clock that was set meanwhile only this is sure: it was made before it arrived
            shownAt = std::max(shownAt, entry.act->clockTrusted
                                            ? entry.act->at
                                            : m_county.hub().plain->number(
                                                  "SELECT received FROM hub_act WHERE device = ? AND number = ?",
                                                  {blobCell(entry.act->device), cellOf(entry.act->number)}));
    if (shownAt < 0)
        return;
    for (const Entry &entry : entries) {
        const bool known =
            std::any_of(entries.begin(), entries.end(), [&](const Entry &e) { return e.before == entry.after; });
        if (entry.after != now && !known && !isDefault(entry.after) && entry.act->at > shownAt + sameMomentMs &&
            entry.act->clockTrusted)
            broken(12, entry.act->verb + ": " + key.column + " of " + tail(key.record) + " shows the earlier " +
                           shown(now) + " and not " + shown(entry.after));
    }
}

bool Checker::takesBack(const Entry &entry)
{
    return !entry.said->inserted && isDefault(entry.after) && entry.said->after.size() <= 2; // with its reason
}

/// By an act of its own, which knew of the value.
bool Checker::isTakenBack(const Entry &entry, const std::vector<Entry> &entries)
{
    return std::any_of(entries.begin(), entries.end(),
                       [&](const Entry &e) { return takesBack(e) && e.before == entry.after; });
}

/// What somebody took back stays so until it is set anew.
void Checker::takenBackStays(const Key &key, const std::vector<Entry> &entries, const Cell &now)
{
    for (const Entry &entry : entries) {
        if (!takesBack(entry) || entry.before != now || inConflict(key, entry.before))
            continue;
        const auto set =
            std::count_if(entries.begin(), entries.end(), [&](const Entry &e) { return e.after == entry.before; });
        if (set == 1)
            broken(9, entry.act->verb + ": " + key.column + " of " + tail(key.record) + " was taken back, and stands");
    }
}

void Checker::valuesAreAccountedFor()
{
    for (const auto &[key, said] : m_entries) {
        const auto t = static_cast<std::size_t>(key.table);
        const Table &table = tables()[t];
        const auto row = m_hub[t].find(key.record);
        if (row == m_hub[t].end()) {
            broken(1, said.front().act->verb + ": " + table.name + ' ' + tail(key.record) + " is not at the hub");
            continue;
        }
        const Cell &now = row->second[m_columns[t].at(key.column)];
        const Column *column = columnOf(table, key.column);
        if (column && column->rule == Rule::Unite) {
            setsAreUnited(key, said, now);
            continue;
        }
        if (column && column->rule == Rule::Latest)
            laterIsShown(key, said, now);
        if (column && column->rule == Rule::Monotone)
            takenBackStays(key, said, now);
        for (const Entry &entry : said) {
            if (column && column->rule == Rule::Monotone && isDefault(entry.after))
                continue; // a plain edit that lacks the date only did not know of it
            if (column && column->rule == Rule::Monotone && !isDefault(entry.after) && isDefault(now) &&
                !isTakenBack(entry, said))
                broken(9, entry.act->verb + ": " + key.column + " of " + tail(key.record) + " was set, and is gone");
            const bool known = std::any_of(said.begin(), said.end(), [&](const Entry &e) {
                return !e.said->inserted && e.before == entry.after && e.after != entry.after;
            });
            if (entry.after != now && !known && !inConflict(key, entry.after))
                broken(1, entry.act->verb + ": " + table.name + '.' + key.column + " of " + tail(key.record) +
                              " was saved as " + shown(entry.after) + "; the hub has " + shown(now) +
                              ", nobody changed it knowing of the other, and no conflict keeps it");
        }
    }
}

void Checker::nothingIsOfTomorrow()
{
    const std::int64_t latest = m_county.hub().plain->number("SELECT max(time) FROM field_stamp") / 4096;
    if (latest > m_county.trueMs)
        broken(12, "an edit counts as made " + std::to_string((latest - m_county.trueMs) / 60'000) + " min from now");
}

/// Whoever is merged names one who was registered before, whom the hub has; nothing else of them is rewritten.
void Checker::mergesPointRight()
{
    const auto t = static_cast<std::size_t>(tableNamed("patient"));
    for (const auto &[id, row] : m_hub[t]) {
        const Cell &cell = row[m_columns[t].at("merged_into")];
        if (cell[0] != 'b')
            continue;
        const std::string into = bytesIn(cell);
        if (into >= id || !m_hub[t].contains(into))
            broken(13, "patient " + tail(id) + " is merged into " + tail(into));
    }
}

/// Whatever befell laptops and hub, no two residents were given one number.
void Checker::numbersAreOnce()
{
    const auto t = static_cast<std::size_t>(tableNamed("patient"));
    std::map<std::string, std::string> residents;
    for (const auto &[id, row] : m_hub[t]) {
        const Cell &number = row[m_columns[t].at("record_number")];
        if (isDefault(number))
            continue;
        const auto [at, isNew] = residents.emplace(number, id);
        if (!isNew)
            broken(3, "patients " + tail(at->second) + " and " + tail(id) + " both have the number " + shown(number));
    }
}

void Checker::entriesStayVisible(County &county, Station &station)
{
    const auto cellAt = [](PlainStore &store, const Said &said, const std::string &column) {
        return store.cell("SELECT \"" + column + "\" FROM " + tables()[static_cast<std::size_t>(said.table)].name +
                              " WHERE id = ?",
                          {blobCell(said.record)});
    };
    const std::int64_t taken = county.hub().plain->number("SELECT taken FROM hub_device WHERE id = ?",
                                                          {blobCell(station.device.bytes().toStdString())});
    std::map<std::tuple<int, std::string, std::string>, std::pair<const SavedAct *, const Said *>> newest;
    for (const SavedAct &act : county.book.acts())
        if (county.stations()[static_cast<std::size_t>(act.station)].get() == &station && !act.goneWithDisk)
            for (const Said &said : act.said)
                for (const auto &[column, after] : said.before)
                    newest[{said.table, said.record, column}] = {&act, &said};
    for (const auto &[key, entry] : newest) {
        const auto &[act, said] = entry;
        const std::string &column = std::get<2>(key);
        if (act->number <= taken || act->onceTaken)
            continue;
        const Column *rule = columnOf(tables()[static_cast<std::size_t>(said->table)], column);
        const Cell before = said->before.at(column), after = said->after.at(column),
                   here = cellAt(*station.plain, *said, column);
        if (here == after || (rule && (rule->rule == Rule::Unite || rule->rule == Rule::Monotone)))
            continue;
        // Another site's change is at the hub: then the merge decides what is seen. Else the person's own entry is.
        if (cellAt(*county.hub().plain, *said, column) == before)
            county.complaints.push_back("(1) " + act->verb + ": not sent yet, and " + station.name + " shows " +
                                        shown(here) + " for " + shown(after));
    }
}

} // namespace yigong::sim
