// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace yigong {

/// Mistakes that an encrypted store could be built with, each named for what it gets wrong. Only the test program that
/// is compiled for them can switch one on, to see the test that must notice it turn red.
enum class PlantedFault
{
    None,
    PeekAuthenticated,     ///< the first look at page 1 fails where the page is torn
    RecoveryRaisesErrors,  ///< a torn frame at the log's end is an error instead of the log's end
    FrameBoundToSalts,     ///< a page in the log is bound to salts that are not final when it is written
    ReserveForgotten,      ///< a copy is made from a plain source without room for nonce and tag in each page
    TailOverwritten,       ///< what stands where nonce and tag go is overwritten instead of refused
    AttachUnwatched,       ///< a statement may name a file past the encryption
    KeyBlockOpenedPlainly, ///< slots are read with the system's own open and close, which drops SQLite's locks
    KeyCostBelieved,       ///< a slot's cost is used before it is known to be sane
    AcknowledgedUnsynced,  ///< a slot is reported written before it is on the disk
};

#ifdef YIGONG_PLANTED_FAULTS
inline PlantedFault plantedFault = PlantedFault::None;
inline bool planted(PlantedFault fault)
{
    return plantedFault == fault;
}
#else
constexpr bool planted(PlantedFault)
{
    return false;
}
#endif

} // namespace yigong
