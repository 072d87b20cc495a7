// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QHashFunctions>
#include <QString>
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>

namespace yigong {

class Clock;

/// 16-byte time-ordered identifier in UUIDv7 layout (RFC 9562 §5.7), made on the device.
/// All zero is "none". Ordered by bytes, hence by time of making.
class Id
{
public:
    constexpr Id() = default;
    explicit constexpr Id(const std::array<std::uint8_t, 16> &bytes) : m_bytes(bytes) {}

    static Id fromBytes(QByteArrayView bytes); ///< none unless exactly 16 bytes
    /// 32 hex digits, or 36 characters with hyphens, any case.
    static std::optional<Id> parse(QStringView text);
    /// The id of what is one by its nature, e.g. {"allergy", patient, substance}: same key, same id, on every device.
    static Id fromKey(QByteArrayView key);

    [[nodiscard]] bool isNone() const { return *this == Id{}; }
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] QString text() const; ///< 36 characters, lower case
    [[nodiscard]] const std::array<std::uint8_t, 16> &raw() const { return m_bytes; }

    auto operator<=>(const Id &) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

/// Makes ids that never go backwards, also when the clock does. One for each process or training run; not thread-safe.
class IdSource
{
public:
    explicit IdSource(const Clock &clock);
    /// For training data and tests: the same seed and clock give the same ids.
    IdSource(const Clock &clock, std::uint64_t seed);
    Id next();

private:
    std::uint64_t random();

    const Clock &m_clock;
    std::optional<std::uint64_t> m_seed;
    std::int64_t m_lastMs = 0;
    std::uint16_t m_counter = 0;
};

inline size_t qHash(const Id &id, size_t seed = 0)
{
    return qHash(QByteArrayView(reinterpret_cast<const char *>(id.raw().data()), 16), seed);
}

} // namespace yigong

template <> struct std::hash<yigong::Id>
{
    std::size_t operator()(const yigong::Id &id) const noexcept { return yigong::qHash(id); }
};
