// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/sim/county.h"

namespace yigong::sim {

/// The invariants of DESIGN §4, from outside: stores read with plain SQL, against the book of what was said to be
/// saved. For a county at rest: every line is up, everybody has exchanged until nothing moved.
class Checker
{
public:
    explicit Checker(County &county) : m_county(county) {}
    /// One sentence each; empty where all hold.
    std::vector<std::string> brokenInvariants();

    /// After an exchange, whatever came of it: what somebody entered at this station and the hub has not got is what
    /// they see there, unless another site has changed it.
    static void entriesStayVisible(County &county, Station &station);

private:
    struct Key
    {
        int table;
        std::string record, column;
        auto operator<=>(const Key &) const = default;
    };
    struct Entry
    {
        const SavedAct *act;
        const Said *said;
        Cell before, after;
    };
    enum class Fate
    {
        Nowhere,
        Applied,
        Held
    };

    void readHub();
    void readOrphans();
    [[nodiscard]] bool restsOnOrphan(const SavedAct &act) const;
    void broken(int invariant, const std::string &what);
    [[nodiscard]] Fate fateOf(const SavedAct &act) const;

    void actsAreSomewhere();      // 1, 8
    void noActIsHalf();           // 1
    void valuesAreAccountedFor(); // 1, 9, 12
    void setsAreUnited(const Key &key, const std::vector<Entry> &entries, const Cell &now);
    void laterIsShown(const Key &key, const std::vector<Entry> &entries, const Cell &now);
    [[nodiscard]] static bool takesBack(const Entry &entry);
    [[nodiscard]] static bool isTakenBack(const Entry &entry, const std::vector<Entry> &entries);
    void takenBackStays(const Key &key, const std::vector<Entry> &entries, const Cell &now);
    void mergesPointRight();    // 13
    void numbersAreOnce();      // 3
    void nothingIsOfTomorrow(); // 12
    void nothingAppears();      // 3
    void holdersAreLevel();     // 2, 6, 10
    void levelWithHub(Station &station, const std::set<std::string> &sites);
    [[nodiscard]] Cells asSeenBy(const Station &station, const Table &table, Cells row) const;
    void heldStaysVisible(Station &station); // 1
    [[nodiscard]] bool isHeldOver(const SavedAct &act, const Said &said, const std::string &column) const;
    void ledgersAdd();        // 4
    void referralsFold();     // 5
    void conflictsAreWhole(); // 6
    void conflictIsWhole(const Cells &conflict);
    void settlementsAreHeard(const Cells &conflict, const std::string &what);
    [[nodiscard]] bool isForked(const Key &key) const;
    void copiesAreNoticed(); // 11
    [[nodiscard]] bool inConflict(const Key &key, const Cell &value) const;
    [[nodiscard]] std::set<std::string> holdersOf(const Table &table, const Cells &row) const;

    County &m_county;
    std::vector<std::string> m_broken;
    std::map<Key, std::vector<Entry>> m_entries; ///< what applied acts put into each field
    using Rows = std::map<std::string, Cells>;   ///< by id; in the order of `m_columns`, then version and unknown
    std::vector<Rows> m_hub;                     ///< by table
    std::vector<std::map<std::string, std::size_t>> m_columns; ///< by table: name → position in a row
    std::map<std::pair<std::string, std::int64_t>, std::pair<std::string, std::int64_t>>
        m_hubActs;                                                                 ///< device, number → hash, state
    std::map<std::pair<std::string, int>, std::set<std::string>> m_conflictValues; ///< record, field → values as text
    std::map<std::string, std::set<std::string>> m_conflictValuesOf;               ///< record → the same
    std::set<std::string> m_orphans; ///< records whose author will not send them again to a hub that lost them
    std::map<std::string, std::set<std::string>> m_cardKeepers; ///< resident → sites with a visit or a letter
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> m_shares; ///< resident → to site, visit
};

} // namespace yigong::sim
