// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace yigong {

/// Before the first call of libsodium, from any thread, as often as one likes. Ends the program where the system gives
/// no randomness: nothing that follows would be safe.
void ensureSodium();

} // namespace yigong
