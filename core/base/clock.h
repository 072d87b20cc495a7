// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDate>
#include <QString>
#include <compare>
#include <cstdint>

namespace yigong {

/// A moment, in milliseconds since 1970-01-01T00:00:00Z. Zero is "none".
struct Instant
{
    std::int64_t ms = 0;

    [[nodiscard]] bool isNone() const { return ms == 0; }
    [[nodiscard]] QString iso() const;        ///< "2025-05-13T02:12:00.000Z"
    static Instant fromIso(QStringView text); ///< none where it cannot be read; without a zone it is the county's time
    [[nodiscard]] Instant plusMs(std::int64_t d) const { return {ms + d}; }
    auto operator<=>(const Instant &) const = default;
};

/// The county's civil day: UTC+8, fixed, whatever zone the laptop is set to. "Due today" ends when the door closes.
QDate civilDay(Instant instant);
/// "10:12" of the county's clock.
QString civilTime(Instant instant);
/// "2025-05-13 10:12" of the county's clock.
QString civilDateTime(Instant instant);
/// First moment of a civil day.
Instant startOf(QDate civilDay);

class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] QDate today() const { return civilDay(now()); }
};

class SystemClock : public Clock
{
public:
    [[nodiscard]] Instant now() const override;
};

/// For tests, pictures and training: stands until it is moved.
class FixedClock : public Clock
{
public:
    explicit FixedClock(Instant at) : m_now(at) {}
    [[nodiscard]] Instant now() const override { return m_now; }
    void moveTo(Instant at) { m_now = at; }
    void advanceMs(std::int64_t by) { m_now.ms += by; }

private:
    Instant m_now;
};

} // namespace yigong
