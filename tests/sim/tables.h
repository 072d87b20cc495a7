// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

namespace yigong::sim {

enum class Rule
{
    Fixed,
    Ask,
    Latest,
    Unite,
    Monotone
};

struct Column
{
    int number;
    std::string name;
    Rule rule;
};

/// What the checker knows of a synced table, written down once more by hand, so that a mistake in the engine's own
/// declaration is one that it sees.
struct Table
{
    std::string name;
    int number;
    bool insertOnly;
    bool catalogue;                 ///< every device holds it
    std::vector<std::string> sites; ///< columns: whose streams carry a row
    std::string subject;            ///< column of the resident; "id" of the residents themselves; empty: nobody
    std::string encounter;          ///< column of the visit; "id" of the visits themselves
    enum class Shared
    {
        Never,
        Always,
        WithVisit
    } shared;                    ///< how far a share of the resident carries it
    std::vector<Column> columns; ///< those that a person's edit can change
};

const std::vector<Table> &tables();
/// Position in `tables()`; -1 where there is none.
int tableNamed(const std::string &name);
int tableNumbered(int number);

} // namespace yigong::sim
