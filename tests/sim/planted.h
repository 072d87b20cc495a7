// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/planted_bug.h"

#include <cstdint>
#include <string>
#include <vector>

namespace yigong::sim {

struct PlantedBugEntry
{
    PlantedBug bug;
    const char *name;
    const char *what;
};
const std::vector<PlantedBugEntry> &plantedBugs();

struct Hunt
{
    int seeds = 0; ///< that it took, the red one among them; 0 where all stayed green
    std::string invariant;
};
/// Runs seeds with the bug switched on until one turns red, at most so many.
Hunt huntFor(PlantedBug bug, std::uint64_t from, int most);

} // namespace yigong::sim
