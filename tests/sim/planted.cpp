// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/planted.h"
#include "tests/sim/story.h"

namespace yigong::sim {

const std::vector<PlantedBugEntry> &plantedBugs()
{
    static const std::vector<PlantedBugEntry> bugs{
#define YIGONG_PLANTED_BUG(name, what) {PlantedBug::name, #name, what},
        YIGONG_PLANTED_BUG_LIST(YIGONG_PLANTED_BUG)
#undef YIGONG_PLANTED_BUG
    };
    return bugs;
}

Hunt huntFor(PlantedBug bug, std::uint64_t from, int most)
{
    firstMorning(); // made by the engine as it should be
    plantedBug = bug;
    Hunt hunt;
    for (int i = 0; i < most && hunt.seeds == 0; ++i)
        if (const Told told = tell({from + static_cast<std::uint64_t>(i), {}}); !told.broken.empty())
            hunt = {i + 1, told.broken.front()};
    plantedBug = PlantedBug::None;
    return hunt;
}

} // namespace yigong::sim
