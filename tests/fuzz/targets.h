// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

#include <span>
#include <vector>

namespace yigong {

/// Whose bytes they are; the targets of a family are fuzzed by one program (family.h).
enum class FuzzFamily
{
    Messages, ///< the exchange: what hub and laptop send each other at /v1/sync and /v1/log, and acts, rows, entries in
              ///< it
    Calls,    ///< all else that the hub is asked over the line, and its answers
    Stick,    ///< what comes as a file that somebody carried; a hub also hears packages over the line
    Person    ///< what somebody types, or hands over to be imported
};

/// A reader of bytes that come from outside: the line, a stick, somebody's file. `take` says whether they could be
/// read, and aborts where the reader broke its word: what it accepted must be written, and read again the same.
struct FuzzTarget
{
    const char *name;
    FuzzFamily family;
    bool (*take)(const QByteArray &bytes);
    /// Well-formed inputs to begin with.
    std::vector<QByteArray> (*seeds)();
};

std::span<const FuzzTarget> fuzzTargets();

} // namespace yigong
