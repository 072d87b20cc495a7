// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/checker.h"
#include "tests/sim/programs.h"

#include <algorithm>

namespace yigong::sim {

namespace {

constexpr std::int64_t applied = 1, heldBack = 2;
/// Two acts whose true times lie nearer than this may be ordered either way.
constexpr std::int64_t sameMomentMs = 10LL * 60 * 1000;

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

std::map<std::string, Cells> readTable(PlainStore &store, const Table &table)
{
    std::map<std::string, Cells> rows;
    for (Cells &row : store.rows(store.rowsSql(table.name, true))) {
        const std::string id = bytesIn(row[0]);
        rows[id] = std::move(row);
    }
    return rows;
}

std::string tail(const std::string &id)
{
    const std::string digits = hex(id);
    return digits.size() > 6 ? digits.substr(digits.size() - 6) : digits;
}

const Column *columnOf(const Table &table, const std::string &name)
{
    const auto found =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const Column &c) { return c.name == name; });
    return found == table.columns.end() ? nullptr : &*found;
}

} // namespace

void Checker::broken(int invariant, const std::string &what)
{
    m_broken.push_back('(' + std::to_string(invariant) + ") " + what);
}

void Checker::readHub()
{
    PlainStore &hub = *m_county.hub().plain;
    for (const Table &table : tables()) {
        m_hub.push_back(readTable(hub, table));
        std::map<std::string, std::size_t> positions;
        for (const std::string &column : hub.columns(table.name)) {
            const std::size_t at = positions.size() + 1;
            positions[column] = at;
        }
        m_columns.push_back(std::move(positions));
    }
    for (const Cells &row : hub.rows("SELECT device, number, hash, state FROM hub_act"))
        m_hubActs[{bytesIn(row[0]), numberIn(row[1])}] = {bytesIn(row[2]), numberIn(row[3])};
    for (const SavedAct &act : m_county.book.acts())
        if (fateOf(act) == Fate::Applied)
            for (const Said &said : act.said)
                for (const auto &[column, after] : said.after) {
                    const auto before = said.before.find(column);
                    m_entries[{said.table, said.record, column}].push_back(
                        {&act, &said, before == said.before.end() ? nothing : before->second, after});
                }
    readOrphans();
    for (const Cells &row :
         hub.rows("SELECT c.subject, c.field, v.value FROM conflict_value v JOIN conflict c ON c.id = v.conflict")) {
        m_conflictValues[{bytesIn(row[0]), static_cast<int>(numberIn(row[1]))}].insert(bytesIn(row[2]));
        m_conflictValuesOf[bytesIn(row[0])].insert(bytesIn(row[2]));
    }
    for (const Cells &row : hub.rows("SELECT patient, site FROM encounter UNION SELECT patient, site FROM "
                                     "service_request UNION SELECT patient, to_site FROM service_request"))
        m_cardKeepers[bytesIn(row[0])].insert(bytesIn(row[1]));
    for (const Cells &row : hub.rows("SELECT patient, to_site, encounter, until FROM share WHERE ended_on = ''"))
        if (numberIn(row[3]) == 0 || numberIn(row[3]) > m_county.trueMs)
            m_shares[bytesIn(row[0])].emplace_back(bytesIn(row[1]), bytesIn(row[2]));
}

/// A hub that was restored has lost what a laptop wrote that will not send it again: revoked, or taken back itself.
/// Others may still have it, and what they wrote about it waits for ever.
void Checker::readOrphans()
{
    for (const SavedAct &act : m_county.book.acts()) {
        const Station &station = *m_county.stations()[static_cast<std::size_t>(act.station)];
        const Fate fate = fateOf(act);
        const bool isLost =
            fate == Fate::Nowhere && (act.goneWithDisk || station.stuck || station.revoked || station.copied);
        if (isLost || (fate == Fate::Held && restsOnOrphan(act)))
            for (const Said &said : act.said)
                if (said.inserted)
                    m_orphans.insert(said.record);
    }
}

bool Checker::restsOnOrphan(const SavedAct &act) const
{
    return std::any_of(act.said.begin(), act.said.end(), [this](const Said &said) {
        return m_orphans.contains(said.record) ||
               std::any_of(said.after.begin(), said.after.end(), [this](const auto &field) {
                   return field.second[0] == 'b' && m_orphans.contains(bytesIn(field.second));
               });
    });
}

Checker::Fate Checker::fateOf(const SavedAct &act) const
{
    const auto found = m_hubActs.find({act.device, act.number});
    if (found == m_hubActs.end() || found->second.first != act.hash)
        return Fate::Nowhere;
    return found->second.second == applied ? Fate::Applied : Fate::Held;
}

void Checker::actsAreSomewhere()
{
    for (const SavedAct &act : m_county.book.acts()) {
        const Station &station = *m_county.stations()[static_cast<std::size_t>(act.station)];
        switch (fateOf(act)) {
        case Fate::Applied:
            if (act.due == SavedAct::Due::Held)
                broken(8, act.verb + ": the hub took what it must not");
            break;
        case Fate::Held:
            if (act.due == SavedAct::Due::Applied && !restsOnOrphan(act))
                broken(8, act.verb + ": held back, and nothing forbids it: " +
                              shown(m_county.hub().plain->cell(
                                  "SELECT reason || ' ' || detail FROM hub_act WHERE device = ? AND number = ?",
                                  {blobCell(act.device), cellOf(act.number)})));
            break;
        case Fate::Nowhere:
            if (act.goneWithDisk)
                break;
            if (bytesIn(station.plain->cell("SELECT hash FROM act WHERE number = ?", {cellOf(act.number)})) != act.hash)
                broken(1, act.verb + " (act " + std::to_string(act.number) +
                              "): neither at the hub nor in the laptop's log");
            else if (!station.stuck && !station.revoked && !station.copied)
                broken(1, act.verb + " (act " + std::to_string(act.number) + "): never left the laptop");
            break;
        }
    }
}

void Checker::noActIsHalf()
{
    // Two laptops of a clinic open the same batch of a drug: that one is there with the other's act.
    std::map<std::pair<int, std::string>, int> makers;
    for (const SavedAct &act : m_county.book.acts())
        for (const Said &said : act.said)
            makers[{said.table, said.record}] += said.inserted ? 1 : 0;
    for (const SavedAct &act : m_county.book.acts()) {
        if (fateOf(act) == Fate::Nowhere)
            continue;
        std::size_t there = 0, made = 0;
        for (const Said &said : act.said)
            if (said.inserted && (fateOf(act) == Fate::Applied || makers[{said.table, said.record}] == 1)) {
                ++made;
                there += m_hub[static_cast<std::size_t>(said.table)].contains(said.record) ? 1 : 0;
            }
        const std::size_t wanted = fateOf(act) == Fate::Applied ? made : 0;
        if (there != wanted && made > 0)
            broken(1, act.verb + ": " + std::to_string(there) + " of its " + std::to_string(made) +
                          " new records are at the hub, which says that it " +
                          (wanted == made ? "applied it" : "holds it back"));
    }
}

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
    for (const Entry &entry : entries) {
        const auto before = members(entry.before), after = members(entry.after);
        for (const std::string &member : after)
            if (!before.contains(member) && !stands.contains(member) && !isTaken(member))
                broken(1, entry.act->verb + ": " + member + " was added to " + tail(key.record) +
                              ", and nobody took it away");
        for (const std::string &member : before)
            if (!after.contains(member) && stands.contains(member))
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

void Checker::nothingAppears()
{
    static const std::set<std::string> byHub{
        "site",       "practitioner", "account",  "device",         "device_invitation",
        "drug_class", "number_block", "conflict", "conflict_value", "conflict_settlement"};
    std::set<std::pair<int, std::string>> made;
    for (const SavedAct &act : m_county.book.acts())
        for (const Said &said : act.said)
            if (said.inserted)
                made.emplace(said.table, said.record);
    for (std::size_t t = 0; t < tables().size(); ++t)
        if (!byHub.contains(tables()[t].name))
            for (const auto &[id, row] : m_hub[t])
                if (!made.contains({static_cast<int>(t), id}))
                    broken(3, tables()[t].name + ' ' + tail(id) + " is at the hub, and nobody entered it");
}

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
            found == m_hubActs.end() || found->second.second != heldBack)
            broken(1, station.name + " says that act " + std::to_string(numberIn(row[0])) +
                          " is held back, and it is not");
}

void Checker::ledgersAdd()
{
    const auto t = static_cast<std::size_t>(tableNamed("stock_movement"));
    const auto &columns = m_columns[t];
    std::map<std::string, std::int64_t> entered, stands;
    for (const SavedAct &act : m_county.book.acts())
        if (fateOf(act) == Fate::Applied)
            for (const Said &said : act.said)
                if (said.inserted && said.table == static_cast<int>(t) && numberIn(said.after.at("account")) == 2)
                    entered[bytesIn(said.after.at("batch"))] += numberIn(said.after.at("quantity"));
    for (const auto &[id, row] : m_hub[t])
        if (numberIn(row[columns.at("account")]) == 2)
            stands[bytesIn(row[columns.at("batch")])] += numberIn(row[columns.at("quantity")]);
    if (entered != stands)
        broken(4, "stock at the hub is not the sum of what was entered");
}

void Checker::referralsFold()
{
    // The later step of the way beats the earlier, coming beats not coming (core/referrals says why): by hand once
    // more.
    static const std::vector<std::int64_t> strongest{9, 8, 7, 6, 5, 2, 10, 3, 4, 1};
    const auto stateAt = [](PlainStore &store, const std::string &referral) {
        for (const std::int64_t kind : strongest)
            if (store.number("SELECT count(*) FROM referral_event WHERE referral = ? AND kind = ?",
                             {blobCell(referral), cellOf(kind)}) > 0)
                return kind;
        return std::int64_t{1};
    };
    const auto t = static_cast<std::size_t>(tableNamed("service_request"));
    for (const auto &[id, row] : m_hub[t]) {
        const std::int64_t atHub = stateAt(*m_county.hub().plain, id);
        for (const auto &station : m_county.stations()) {
            if (station->stuck || station->revoked || station->copied)
                continue;
            const std::string site = station->site.bytes().toStdString();
            const bool isEnd =
                bytesIn(row[m_columns[t].at("site")]) == site || bytesIn(row[m_columns[t].at("to_site")]) == site;
            const bool hasHeld = station->plain->number("SELECT count(*) FROM held_back") > 0;
            if (isEnd && !hasHeld && stateAt(*station->plain, id) != atHub)
                broken(5, "referral " + tail(id) + " stands at " + std::to_string(stateAt(*station->plain, id)) +
                              " for " + station->name + " and at " + std::to_string(atHub) + " for the hub");
        }
    }
}

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

void Checker::copiesAreNoticed()
{
    for (const auto &a : m_county.stations())
        for (const auto &b : m_county.stations()) {
            if (a.get() >= b.get() || a->device != b->device)
                continue;
            std::map<std::int64_t, std::string> acts;
            for (const Cells &row : a->plain->rows("SELECT number, hash FROM act"))
                acts[numberIn(row[0])] = bytesIn(row[1]);
            for (const Cells &row : b->plain->rows("SELECT number, hash FROM act"))
                if (const auto same = acts.find(numberIn(row[0])); same != acts.end() &&
                                                                   same->second != bytesIn(row[1]) && !a->stuck &&
                                                                   !b->stuck && !a->revoked && !b->revoked) {
                    broken(11, a->name + " and its copy have two acts under one number, and nobody was told");
                    break;
                }
        }
    for (const auto &station : m_county.stations()) {
        if (!station->copied || station->stuck || station->revoked)
            continue;
        const Cell taken = m_county.hub().plain->cell("SELECT taken FROM hub_device WHERE id = ?",
                                                      {blobCell(station->device.bytes().toStdString())});
        const std::int64_t last = station->plain->number("SELECT max(number) FROM act");
        if (last < numberIn(taken))
            broken(11, station->name + " has fewer acts than the hub has of it, and nobody was told");
    }
}

std::vector<std::string> Checker::brokenInvariants()
{
    readHub();
    actsAreSomewhere();
    noActIsHalf();
    valuesAreAccountedFor();
    nothingIsOfTomorrow();
    nothingAppears();
    holdersAreLevel();
    ledgersAdd();
    mergesPointRight();
    numbersAreOnce();
    referralsFold();
    conflictsAreWhole();
    copiesAreNoticed();
    return m_broken;
}

} // namespace yigong::sim
