// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace yigong {

/// The content type of a sync message over HTTP, both ways.
inline constexpr char SyncMediaType[] = "application/vnd.yigong.sync+cbor";

} // namespace yigong
