// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

namespace yigong::sim {

/// All chance of a run: the same seed, the same numbers, on every machine (SplitMix64).
class Random
{
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// 0 to below - 1; 0 where there is nothing to choose from.
    int upTo(std::size_t below) { return below == 0 ? 0 : static_cast<int>(next() % below); }
    int between(int low, int high) { return low + upTo(static_cast<std::size_t>(high - low + 1)); }
    bool oneIn(int n) { return upTo(static_cast<std::size_t>(n)) == 0; }
    template <typename T> const T &of(const std::vector<T> &choices)
    {
        return choices[static_cast<std::size_t>(upTo(choices.size()))];
    }

private:
    std::uint64_t m_state;
};

/// Two numbers made one, for a chance of its own: of a step, of a store's ids.
inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    return Random(a * 0x9E3779B97F4A7C15ULL ^ b).next();
}

} // namespace yigong::sim
