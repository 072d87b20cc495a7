// SPDX-License-Identifier: GPL-3.0-or-later
// Whether conflicts are what they say, and reach a settlement that everybody heard.
#include "tests/sim/checker.h"
#include "tests/sim/readings.h"

#include <algorithm>

namespace yigong::sim {

/// Whether two acts changed the field without knowing of each other.
bool Checker::isForked(const Key &key) const
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return true; // what the hub itself writes
    for (const SavedAct &act : m_county.book.acts())
        if (fateOf(act) != Fate::Applied)
            for (const Said &said : act.said)
                if (said.table == key.table && said.record == key.record && said.after.contains(key.column))
                    return true; // a later edit rests on what the hub has not taken
    for (std::size_t i = 0; i < found->second.size(); ++i)
        for (std::size_t j = i + 1; j < found->second.size(); ++j)
            if (found->second[i].before == found->second[j].before || isDefault(found->second[i].before) ||
                isDefault(found->second[j].before))
                return true;
    return false;
}

/// Two people who settled on different values, having seen the same sides: one of them knew what the other had chosen,
/// or the conflict has a side more.
void Checker::settlementsAreHeard(const Cells &conflict, const std::string &what)
{
    const auto settlements = m_county.hub().plain->rows(
        "SELECT id, chosen FROM conflict_settlement WHERE conflict = ? AND practitioner IS NOT NULL", {conflict[0]});
    const auto &knowing = m_county.book.settledKnowing;
    std::set<std::string> overtaken;
    for (const Cells &one : settlements)
        if (const auto known = knowing.find(bytesIn(one[0])); known != knowing.end())
            overtaken.insert(known->second.begin(), known->second.end());
    std::set<std::string> standing;
    for (const Cells &one : settlements)
        if (!overtaken.contains(bytesIn(one[0])))
            standing.insert(one[1]);
    if (standing.size() > 1)
        broken(6, what + " was settled as " + shown(*standing.begin()) + " and as " + shown(*standing.rbegin()) +
                      " by people who did not know of each other, and counts as settled");
}

void Checker::conflictIsWhole(const Cells &conflict)
{
    PlainStore &hub = *m_county.hub().plain;
    const std::string what = "conflict over field " + shown(conflict[3]) + " of " + tail(bytesIn(conflict[2]));
    std::set<std::string> sides, values, seen;
    const auto rows =
        hub.rows("SELECT lower(hex(id)), value FROM conflict_value WHERE conflict = ? AND is_base = 0 ORDER BY rid",
                 {conflict[0]});
    for (const Cells &side : rows) {
        sides.insert(bytesIn(side[0]));
        values.insert(bytesIn(side[1]));
    }
    if (sides.size() < 2)
        broken(6, what + " has " + std::to_string(sides.size()) + " side");
    const auto settlements = hub.rows(
        "SELECT replace(saw, '-', ''), practitioner FROM conflict_settlement WHERE conflict = ?", {conflict[0]});
    for (const Cells &settlement : settlements)
        seen.merge(members(settlement[0]));
    const bool isOpen = settlements.empty() || !std::includes(seen.begin(), seen.end(), sides.begin(), sides.end());
    if (!isOpen)
        settlementsAreHeard(conflict, what);
    const bool byPerson =
        std::any_of(settlements.begin(), settlements.end(), [](const Cells &s) { return s[1] != nothing; });
    const int table = tableNumbered(static_cast<int>(numberIn(conflict[1])));
    const auto t = static_cast<std::size_t>(table);
    const Column *column = nullptr;
    for (const Column &c : tables()[t].columns)
        if (c.number == numberIn(conflict[3]))
            column = &c;
    if (!column)
        return;
    // A restored hub hears acts out of their order, and keeps as a clash what a later act had seen.
    if (!m_county.hubWasRestored && !isForked({table, bytesIn(conflict[2]), column->name}))
        broken(6, what + ": there is none, each of its values was entered knowing of the one before");
    if (column->rule == Rule::Latest && settlements.empty())
        broken(6, what + " was decided by a rule, and waits for a person");
    if (column->rule == Rule::Ask && !settlements.empty() && !byPerson && !m_county.hubWasRestored)
        broken(6, what + " is a person's to settle, and a rule did");
    const auto subject = m_hub[t].find(bytesIn(conflict[2]));
    if (column->rule != Rule::Ask || subject == m_hub[t].end())
        return;
    const std::string now = asConflictText(subject->second[m_columns[t].at(column->name)]);
    if (isOpen && !values.contains(now))
        broken(6, what + " is open, and what the field holds now, " + now + ", is not among its values");
    // To a restored hub the sides come in another order: there the one that comes first is the hub's.
    if (isOpen && settlements.empty() && rows.size() == 2 && now != bytesIn(rows[0][1]) && !m_county.hubWasRestored)
        broken(6, what + ": the hub's value was to stay until somebody is asked");
}

void Checker::conflictsAreWhole()
{
    for (const Cells &row : m_county.hub().plain->rows("SELECT id, subject_type, subject, field FROM conflict"))
        conflictIsWhole(row);
}

} // namespace yigong::sim
