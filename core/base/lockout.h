// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"

#include <algorithm>

namespace yigong {

/// Wrong passwords in a row that lock an account, and for how long the first time. Each further wrong password after
/// a lock has run out locks at once, twice as long as before, up to the longest.
constexpr int signInTries = 5;
constexpr std::int64_t signInFirstLockMs = 10 * 60 * 1000;
constexpr std::int64_t signInLongestLockMs = 24 * 60 * 60 * 1000;

/// Wrong passwords of one account so far.
struct Failures
{
    int count = 0;
    Instant lockedUntil;

    /// A lock further away than the longest one was set under a clock that ran ahead: it must not lock for years.
    [[nodiscard]] bool locksAt(Instant now) const
    {
        return lockedUntil > now && lockedUntil.ms - now.ms <= signInLongestLockMs;
    }
    [[nodiscard]] Failures andOneMore(Instant now) const
    {
        Failures more{count + 1, {}};
        if (more.count >= signInTries)
            more.lockedUntil =
                now.plusMs(std::min(signInFirstLockMs << std::min(more.count - signInTries, 16), signInLongestLockMs));
        return more;
    }
};

} // namespace yigong
