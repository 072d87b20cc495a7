// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/sim/plain_store.h"
#include "tests/sim/tables.h"

#include <set>

namespace yigong::sim {

/// What one saved act put into one record, as the store showed it right after: not what the engine says it captured.
struct Said
{
    int table = 0; ///< in `tables()`
    std::string record;
    bool inserted = false;
    std::map<std::string, Cell> before,
        after; ///< of an edit the changed columns, of a new record those not at their default
};

struct SavedAct
{
    int station = 0;
    std::string device;
    std::int64_t number = 0;
    std::string hash;    ///< the log's own link: what tells two acts under one number apart
    std::string verb;    ///< for people
    std::int64_t at = 0; ///< true time, ms
    std::vector<Said> said;
    bool clockTrusted = true; ///< its clock has kept its error since
    enum class Due
    {
        Applied, ///< nothing forbids it
        Held,    ///< the hub must not take it
        Either   ///< it rests on one that is held back
    } due = Due::Applied;
    bool goneWithDisk = false; ///< the laptop was restored to before it, and the hub had not got it
    bool onceTaken = false;    ///< by a hub that was restored to before it: its answer may have been acted upon
};

/// Rows of the tables that an edit may change, and where each table ends: what is compared before and after an act.
struct Before
{
    std::vector<std::int64_t> lastRid;                     ///< by table
    std::vector<std::map<std::string, Cells>> mutableRows; ///< by table
    std::int64_t lastAct = 0;
};

/// The checker's own book: what each person was told was saved.
class Book
{
public:
    [[nodiscard]] static Before look(PlainStore &store);
    /// What is there now and was not before. Nothing where no act was written.
    [[nodiscard]] static std::vector<Said> difference(PlainStore &store, const Before &before);
    void write(SavedAct act);
    [[nodiscard]] const std::vector<SavedAct> &acts() const { return m_acts; }
    [[nodiscard]] std::vector<SavedAct> &acts() { return m_acts; }
    /// A person's settlement of a conflict → the settlements of it that their laptop showed.
    std::map<std::string, std::set<std::string>> settledKnowing;

private:
    std::vector<SavedAct> m_acts;
    std::set<std::string> m_doubtful; ///< records that an act made which the hub does not take
};

} // namespace yigong::sim
