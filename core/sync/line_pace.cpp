// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/line_pace.h"

#include <algorithm>

namespace yigong {

qint64 LinePace::within(qint64 size) const
{
    return std::clamp(size, m_bounds.smallest, m_bounds.largest);
}

void LinePace::took(qint64 units, qint64 ms)
{
    if (ms < 0 || units <= 0)
        return;
    // A piece that was smaller than allowed says only that the line is slow, never that it is fast.
    const bool full = units >= m_size;
    if (ms > m_bounds.wantedMs)
        m_size = within(std::min(m_size, units * m_bounds.wantedMs / ms));
    else if (full && ms < m_bounds.wantedMs / 2)
        m_size = within(m_size * 2);
}

qint64 timeOnLine(qint64 tookMs, qint64 atHubMs)
{
    return tookMs - std::clamp(atHubMs, qint64{0}, std::max(tookMs, qint64{0}));
}

void LinePace::broke()
{
    m_size = within(m_size / 4);
}

} // namespace yigong
