// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <cstdlib>

namespace yigong {

/// A reader broke its word: the fuzzer's program, and the replay, end here.
inline void must(bool kept)
{
    if (!kept)
        std::abort();
}

/// What a decoder accepts, an encoder writes so that it is accepted again, and the same.
template <typename Decode, typename Encode>
bool takeMessage(const QByteArray &bytes, const Decode &decode, const Encode &encode)
{
    const auto message = decode(bytes);
    if (!message)
        return false;
    const QByteArray written = encode(*message);
    const auto again = decode(written);
    must(again.has_value());
    must(encode(*again) == written);
    return true;
}

} // namespace yigong
