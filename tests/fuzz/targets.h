// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

#include <span>
#include <vector>

namespace yigong {

/// A reader of bytes that come from outside: the line, a stick, somebody's file. `take` says whether they could be
/// read, and aborts where the reader broke its word: what it accepted must be written, and read again the same.
struct FuzzTarget
{
    const char *name;
    bool network; ///< anybody who reaches the hub, or plays it, can send these
    bool (*take)(const QByteArray &bytes);
    /// Well-formed inputs to begin with.
    std::vector<QByteArray> (*seeds)();
};

std::span<const FuzzTarget> fuzzTargets();

} // namespace yigong
