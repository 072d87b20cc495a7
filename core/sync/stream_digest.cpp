// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/stream_digest.h"

#include <QtEndian>
#include <sodium.h>

namespace yigong {

namespace {

constexpr QByteArrayView digestKey = "yigong-digest-1";

std::array<quint64, 2> lanesOf(const QByteArray &hash)
{
    if (hash.size() != recordHashBytes)
        return {};
    return {qFromBigEndian<quint64>(hash.constData()), qFromBigEndian<quint64>(hash.constData() + 8)};
}

} // namespace

QByteArray recordHash(int type, Id record, qint64 version, const QByteArray &canonicalForm)
{
    std::array<unsigned char, 26> head{};
    qToBigEndian(static_cast<quint16>(type), head.data());
    std::copy(record.raw().begin(), record.raw().end(), head.begin() + 2);
    qToBigEndian(version, head.data() + 18);
    crypto_generichash_state state;
    crypto_generichash_init(&state, reinterpret_cast<const unsigned char *>(digestKey.data()),
                            static_cast<std::size_t>(digestKey.size()), recordHashBytes);
    crypto_generichash_update(&state, head.data(), head.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(canonicalForm.constData()),
                              static_cast<unsigned long long>(canonicalForm.size()));
    QByteArray hash(recordHashBytes, Qt::Uninitialized);
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(hash.data()), recordHashBytes);
    return hash;
}

StreamDigest StreamDigest::fromBytes(const QByteArray &bytes)
{
    StreamDigest digest;
    digest.m_lanes = lanesOf(bytes);
    return digest;
}

void StreamDigest::add(const QByteArray &hash)
{
    const auto lanes = lanesOf(hash);
    m_lanes[0] += lanes[0];
    m_lanes[1] += lanes[1];
}

void StreamDigest::remove(const QByteArray &hash)
{
    const auto lanes = lanesOf(hash);
    m_lanes[0] -= lanes[0];
    m_lanes[1] -= lanes[1];
}

void StreamDigest::add(const StreamDigest &other)
{
    m_lanes[0] += other.m_lanes[0];
    m_lanes[1] += other.m_lanes[1];
}

QByteArray StreamDigest::bytes() const
{
    QByteArray bytes(recordHashBytes, Qt::Uninitialized);
    qToBigEndian(m_lanes[0], bytes.data());
    qToBigEndian(m_lanes[1], bytes.data() + 8);
    return bytes;
}

} // namespace yigong
