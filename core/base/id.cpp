// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"
#include "core/base/clock.h"

#include <QUuid>
#include <algorithm>
#include <cstring>
#include <sodium.h>

namespace yigong {

Id Id::fromBytes(QByteArrayView bytes)
{
    Id id;
    if (bytes.size() == 16)
        std::memcpy(id.m_bytes.data(), bytes.data(), 16);
    return id;
}

std::optional<Id> Id::parse(QStringView text)
{
    QString digits = text.toString();
    if (digits.size() == 36) {
        for (const int at : {8, 13, 18, 23})
            if (digits[at] != u'-')
                return std::nullopt;
        digits.remove(u'-');
    }
    if (digits.size() != 32)
        return std::nullopt;
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    if (!std::all_of(digits.cbegin(), digits.cend(), isHex))
        return std::nullopt;
    return fromBytes(QByteArray::fromHex(digits.toLatin1()));
}

Id Id::fromKey(QByteArrayView key)
{
    Id id;
    crypto_generichash(id.m_bytes.data(), id.m_bytes.size(), reinterpret_cast<const unsigned char *>(key.data()),
                       static_cast<unsigned long long>(key.size()), nullptr, 0);
    id.m_bytes[6] = static_cast<std::uint8_t>((id.m_bytes[6] & 0x0F) | 0x80); // version 8: made from a key
    id.m_bytes[8] = static_cast<std::uint8_t>((id.m_bytes[8] & 0x3F) | 0x80);
    return id;
}

QByteArray Id::bytes() const
{
    return {reinterpret_cast<const char *>(m_bytes.data()), 16};
}

QString Id::text() const
{
    return QUuid::fromRfc4122(bytes()).toString(QUuid::WithoutBraces);
}

IdSource::IdSource(const Clock &clock) : m_clock(clock) {}

IdSource::IdSource(const Clock &clock, std::uint64_t seed) : m_clock(clock), m_seed(seed) {}

std::uint64_t IdSource::random()
{
    if (!m_seed) {
        std::uint64_t value = 0;
        randombytes_buf(&value, sizeof value);
        return value;
    }
    // splitmix64: training data must come out the same on every machine, whatever its standard library.
    std::uint64_t z = (*m_seed += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

Id IdSource::next()
{
    const std::int64_t now = m_clock.now().ms;
    if (now > m_lastMs) {
        m_lastMs = now;
        m_counter = static_cast<std::uint16_t>(random() & 0x7FF);
    } else if (++m_counter > 0xFFF) {
        ++m_lastMs; // more than the counter holds within one millisecond: borrow from the next
        m_counter = 0;
    }
    std::array<std::uint8_t, 16> b{};
    const auto ms = static_cast<std::uint64_t>(m_lastMs);
    for (unsigned i = 0; i < 6; ++i)
        b[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    b[6] = static_cast<std::uint8_t>(0x70 | (m_counter >> 8));
    b[7] = static_cast<std::uint8_t>(m_counter & 0xFF);
    const std::uint64_t tail = random();
    for (unsigned i = 0; i < 8; ++i)
        b[8 + i] = static_cast<std::uint8_t>(tail >> (56 - 8 * i));
    b[8] = static_cast<std::uint8_t>((b[8] & 0x3F) | 0x80);
    return Id(b);
}

} // namespace yigong
