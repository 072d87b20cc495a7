// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace yigong::sim {

struct Step;

/// Which seed, and of its steps only these (all, where none are named).
struct Telling
{
    std::uint64_t seed = 0;
    std::vector<int> kept;
};

/// From this seed on a county signs contracts with family doctors.
constexpr std::uint64_t signingSeeds = 1'000'000;

struct Told
{
    std::vector<std::string> broken;  ///< invariants, in words; empty where all held
    std::vector<std::string> history; ///< what happened, a line each
    int steps = 0;
};

/// Makes what all runs begin with, once.
void firstMorning();

/// Runs one seed: a stretch of days in a county, from its first morning until everybody is at rest.
Told tell(const Telling &telling);

/// Drops steps while the story still breaks something, in at most so many runs.
Telling shortened(const Telling &telling, int runs = 150);

/// "tests/sim/soak --from 7 --count 1 --keep 3,9,12"
std::string replayCommand(const Telling &telling);

} // namespace yigong::sim
