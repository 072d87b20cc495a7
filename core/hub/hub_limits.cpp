// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_limits.h"

namespace yigong {

namespace {

constexpr qint64 minuteLength = 60'000, hourLength = 3'600'000;
constexpr std::size_t mostWindows = 20'000; // beyond it the ended ones go: an attacker's addresses must not fill memory

} // namespace

HubCounters::Window &HubCounters::current(Windows &windows, const QByteArray &key, qint64 length)
{
    const qint64 now = m_clock.now().ms;
    const auto hasEnded = [&](const Window &w) { return now - w.began >= length || now < w.began; };
    if (windows.size() > mostWindows)
        std::erase_if(windows, [&](const auto &entry) { return hasEnded(entry.second); });
    if (windows.size() > mostWindows)
        windows.clear();
    Window &window = windows[key];
    if (hasEnded(window))
        window = {now, 0, 0};
    return window;
}

int HubCounters::secondsLeft(const Window &window, qint64 length) const
{
    return static_cast<int>((window.began + length - m_clock.now().ms + 999) / 1000);
}

int HubCounters::asked(Windows &windows, const QByteArray &key, qint64 bytes, int mostRequests, qint64 mostBytes)
{
    const std::lock_guard lock(m_mutex);
    Window &window = current(windows, key, minuteLength);
    // One message is always taken, however large: the server bounds its size.
    if (window.requests > 0 && (window.requests >= mostRequests || window.bytes + bytes > mostBytes))
        return std::max(1, secondsLeft(window, minuteLength));
    ++window.requests;
    window.bytes += bytes;
    return 0;
}

int HubCounters::askedFrom(const QString &address, qint64 bytes)
{
    return asked(m_addresses, address.toLatin1(), bytes, m_limits.requestsPerAddress, m_limits.bytesPerAddress);
}

int HubCounters::askedBy(Id device, qint64 bytes)
{
    return asked(m_devices, device.bytes(), bytes, m_limits.requestsPerDevice, m_limits.bytesPerDevice);
}

int HubCounters::mayTryCode(const QString &address)
{
    const std::lock_guard lock(m_mutex);
    const Window own = current(m_wrongCodes, address.toLatin1(), hourLength);
    const Window all = current(m_allWrongCodes, {}, hourLength);
    if (own.requests >= m_limits.wrongCodesPerAddress)
        return std::max(1, secondsLeft(own, hourLength));
    if (all.requests >= m_limits.wrongCodes)
        return std::max(1, secondsLeft(all, hourLength));
    return 0;
}

void HubCounters::countWrongCode(const QString &address)
{
    const std::lock_guard lock(m_mutex);
    ++current(m_wrongCodes, address.toLatin1(), hourLength).requests;
    ++current(m_allWrongCodes, {}, hourLength).requests;
}

} // namespace yigong
