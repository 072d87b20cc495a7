// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/sim/plain_store.h"
#include "tests/sim/tables.h"

#include <set>

namespace yigong::sim {

// What the checker makes of what lies in a store.

/// `state` of an act at the hub.
constexpr std::int64_t actApplied = 1, actHeldBack = 2;

/// By id: its cells, in the order of `PlainStore::columns`, then version and unknown.
std::map<std::string, Cells> readTable(PlainStore &store, const Table &table);
/// Null where a person's edit can change no such column.
const Column *columnOf(const Table &table, const std::string &name);
/// A value as the sides of a conflict are written.
std::string asConflictText(const Cell &cell);
/// Of a set, or a list of ids: one a line.
std::set<std::string> members(const Cell &cell);
/// The end of an id, for a broken invariant's words.
std::string tail(const std::string &id);

} // namespace yigong::sim
