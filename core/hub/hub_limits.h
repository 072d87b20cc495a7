// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/id.h"

#include <QString>
#include <map>
#include <mutex>

namespace yigong {

/// What one caller may ask of the hub. Far above what an honest device needs: a first exchange of a township is some
/// hundred messages. An address may be that of a whole township behind one router.
struct HubLimits
{
    int requestsPerDevice = 600;                   ///< in a minute
    qint64 bytesPerDevice = 256LL * 1024 * 1024;   ///< in a minute
    int requestsPerAddress = 6000;                 ///< in a minute
    qint64 bytesPerAddress = 1024LL * 1024 * 1024; ///< in a minute
    int wrongCodesPerAddress = 10;                 ///< in an hour
    int wrongCodes = 200;                          ///< in an hour, of all addresses
};

/// Counts who asks how much, in windows of a fixed length, in memory: a restart forgives. Thread-safe.
class HubCounters
{
public:
    HubCounters(HubLimits limits, const Clock &clock) : m_limits(limits), m_clock(clock) {}

    // Counts one more and answers 0, or after how many seconds it may be asked again.
    int askedFrom(const QString &address, qint64 bytes);
    int askedBy(Id device, qint64 bytes);
    int mayTryCode(const QString &address); ///< counts nothing
    void countWrongCode(const QString &address);

private:
    struct Window
    {
        qint64 began = 0; ///< ms
        qint64 requests = 0, bytes = 0;
    };
    using Windows = std::map<QByteArray, Window>;
    Window &current(Windows &windows, const QByteArray &key, qint64 length);
    int secondsLeft(const Window &window, qint64 length) const;
    int asked(Windows &windows, const QByteArray &key, qint64 bytes, int mostRequests, qint64 mostBytes);

    const HubLimits m_limits;
    const Clock &m_clock;
    std::mutex m_mutex;
    Windows m_addresses, m_devices, m_wrongCodes, m_allWrongCodes;
};

} // namespace yigong
