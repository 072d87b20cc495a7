// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>

namespace yigong {

/// How much to send or ask for at a time, so that one piece takes about as long as is wanted: a cut loses no more than
/// one piece, a fast line is not kept waiting, and a slow one is not taken for a dead one. In whatever unit its owner
/// counts: bytes, acts, rows. No clock of its own.
class LinePace
{
public:
    struct Bounds
    {
        qint64 smallest = 1;
        qint64 first = 1;
        qint64 largest = 1;
        qint64 wantedMs = 4'000;
    };
    explicit LinePace(Bounds bounds) : m_bounds(bounds), m_size(bounds.first) {}

    [[nodiscard]] qint64 size() const { return m_size; }
    /// A piece of `units` went through in `ms`. A clock that was set meanwhile says nothing.
    void took(qint64 units, qint64 ms);
    /// One did not get through.
    void broke();

private:
    [[nodiscard]] qint64 within(qint64 size) const;

    Bounds m_bounds;
    qint64 m_size;
};

/// What of the time of a message was the line's, where the hub says how long it had it; whatever it says, not below 0
/// where the clock here went forward.
[[nodiscard]] qint64 timeOnLine(qint64 tookMs, qint64 atHubMs);

/// A device's line to its hub, as it has been found. Outlives an exchange, so that the next one begins where it left.
struct SyncLine
{
    LinePace acts{{4 * 1024, 128 * 1024, 512 * 1024, 4'000}}; ///< bytes of acts, before they are packed
    LinePace rows{{100, 1'000, 4'000, 4'000}};
    int shortFormsRefused = 0; ///< one after the other: the hub is older, or knows something else
    void broke()
    {
        acts.broke();
        rows.broke();
    }
};

} // namespace yigong
