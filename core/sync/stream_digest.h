// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

#include <array>

namespace yigong {

constexpr int recordHashBytes = 16;

/// 16 bytes that stand for a record as the hub has it: BLAKE2b-128, keyed, over type (2 bytes), record (16), version
/// (8; big-endian all) and canonical form. The same at the hub and on every device, also where the type or some of its
/// fields are not known.
QByteArray recordHash(int type, Id record, qint64 version, const QByteArray &canonicalForm);

/// What a stream holds, in 16 bytes: the sum of its records' hashes, as two lanes of 64 bits. The order in which
/// records came and went does not matter; an empty stream's is zero.
class StreamDigest
{
public:
    StreamDigest() = default;
    static StreamDigest fromBytes(const QByteArray &bytes); ///< of an empty stream where it is not 16 bytes

    void add(const QByteArray &hash);
    void remove(const QByteArray &hash);
    void add(const StreamDigest &other);
    [[nodiscard]] QByteArray bytes() const;

    bool operator==(const StreamDigest &) const = default;

private:
    std::array<quint64, 2> m_lanes{};
};

} // namespace yigong
