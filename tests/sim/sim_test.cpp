// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/county.h"
#include "tests/sim/planted.h"
#include "tests/sim/story.h"

#include <QtGlobal>
#include <catch2/catch.hpp>
#include <set>

using namespace yigong;
using namespace yigong::sim;

namespace {

/// The long round is for a release: under sanitizers a seed takes twenty times as long.
bool isLong()
{
#ifdef __SANITIZE_ADDRESS__
    return false;
#else
    return qEnvironmentVariableIsSet("YIGONG_LONG");
#endif
}

/// What a broken seed says: its shortened history and the one command that replays it.
std::string wordsOf(const Telling &telling)
{
    const Telling shorter = shortened(telling);
    const Told told = tell(shorter);
    std::string words = "replay: " + replayCommand(shorter) + '\n';
    for (const std::string &line : told.history)
        words += "    " + line + '\n';
    for (const std::string &line : told.broken)
        words += "  " + line + '\n';
    return words;
}

} // namespace

TEST_CASE("whatever befalls a county, all that was said to be saved is kept and every desk comes level", "[sim]")
{
    const std::uint64_t seeds = isLong() ? 2000 : 200;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        if (tell({seed, {}}).broken.empty())
            continue;
        FAIL_CHECK("seed " << seed << " is broken\n" << wordsOf({seed, {}}));
        return; // one story at a time
    }
}

TEST_CASE("a season of contracts, signed by teams that do not hear of each other, comes level too", "[sim][contracts]")
{
    const std::uint64_t seeds = isLong() ? 400 : 24;
    for (std::uint64_t seed = signingSeeds; seed < signingSeeds + seeds; ++seed) {
        const Told told = tell({seed, {}});
        if (told.broken.empty())
            continue;
        FAIL_CHECK("seed " << seed << " is broken\n" << wordsOf({seed, {}}));
        return;
    }
}

TEST_CASE("a run tells the same story each time", "[sim]")
{
    for (const std::uint64_t seed : {3U, 8U, 21U, 60U}) {
        const Told once = tell({seed, {}}), again = tell({seed, {}});
        CHECK(once.history == again.history);
        CHECK(once.history.size() > 10);
    }
}

TEST_CASE("a mistake planted in the engine turns a seed red", "[sim][planted]")
{
    using enum PlantedBug;
    const std::set<PlantedBug> near{SplitAct,        HeldBlocks,     EpochIgnored,        ConflictDeviceSideDropped,
                                    CursorSkipsRows, LastRowSkipped, AcknowledgedUnsynced};
    for (const PlantedBugEntry &entry : plantedBugs()) {
        if (!isLong() && !near.contains(entry.bug))
            continue;
        INFO(entry.name << ": " << entry.what);
        CHECK(huntFor(entry.bug, 1, isLong() ? 1000 : 60).seeds > 0);
    }
}

TEST_CASE("the checker knows every table that is synced", "[sim]")
{
    County county(1, {3}, 4000);
    for (const Cells &row :
         county.hub().plain->rows("SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS "
                                  "(SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = '_version')")) {
        INFO(bytesIn(row[0]));
        CHECK(tableNamed(bytesIn(row[0])) >= 0);
    }
}
