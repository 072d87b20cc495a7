// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/hub_line.h"

#include "core/sync/media_type.h"
#include "core/transport/hub_call.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QThread>
#include <atomic>
#include <future>
#include <mutex>

namespace yigong {

/// Qt's network classes live in one thread with an event loop; callers come from a pool and have none. So the line has
/// a thread of its own, and a call hands over its request there and waits.
class HubLine::Impl
{
public:
    Impl(HubAddress address, LineSettings settings) : m_address(std::move(address)), m_settings(settings)
    {
        m_thread.setObjectName(QStringLiteral("hub line"));
        m_thread.start();
        m_home.moveToThread(&m_thread);
    }

    ~Impl()
    {
        cancel();
        // Under the lock no call is in flight; the network objects end in the thread that they live in.
        const std::lock_guard oneCall(m_callMutex);
        QMetaObject::invokeMethod(
            &m_home, [this] { m_network.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    Result<HubAnswer> ask(const QString &path, const QByteArray &body)
    {
        if (m_address.url.scheme() != u"https" || m_address.url.host().isEmpty() ||
            (m_address.pin.size() != 32 && !(m_address.pin.isEmpty() && m_address.knows)))
            return fail(ErrorKind::Invalid, QStringLiteral("hub"), {hostAndPort(m_address.url)});
        const std::lock_guard oneCall(m_callMutex);
        if (m_cancelled)
            return fail(ErrorKind::Cancelled);
        std::promise<CallOutcome> promise;
        auto outcome = promise.get_future();
        QMetaObject::invokeMethod(
            &m_home, [&] { begin(path, body, promise); }, Qt::QueuedConnection);
        CallOutcome done = outcome.get();
        count(done);
        return std::move(done.answer);
    }

    void cancel()
    {
        m_cancelled = true;
        QMetaObject::invokeMethod(
            &m_home,
            [this] {
                if (m_call)
                    m_call->cancel();
            },
            Qt::QueuedConnection);
    }

    void allowAgain() { m_cancelled = false; }

    LineCounters counters() const
    {
        const std::lock_guard lock(m_countersMutex);
        return m_counters;
    }

    QByteArray pin() const
    {
        const std::lock_guard lock(m_countersMutex);
        return m_address.pin.isEmpty() ? m_pin : m_address.pin;
    }

private:
    /// In the line's own thread.
    void begin(const QString &path, const QByteArray &body, std::promise<CallOutcome> &promise)
    {
        if (m_cancelled) { // between the call's first look and now
            promise.set_value({fail(ErrorKind::Cancelled), 0, 0, {}});
            return;
        }
        if (!m_network) {
            m_network = std::make_unique<QNetworkAccessManager>();
            m_network->setProxy(QNetworkProxy::NoProxy);
            m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        }
        QUrl url = m_address.url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
        url.setPath(url.path() + path);
        m_call = std::make_unique<HubCall>(*m_network, url, m_address, m_settings);
        m_call->start(body, [this, &promise](CallOutcome outcome) {
            m_call.release()->deleteLater(); // it is still on the stack
            promise.set_value(std::move(outcome));
        });
    }

    void count(const CallOutcome &done)
    {
        const std::lock_guard lock(m_countersMutex);
        m_counters.bytesSent += done.bytesSent;
        m_counters.bytesReceived += done.bytesReceived;
        m_counters.roundTrips += done.answer.has_value() ? 1 : 0;
        if (!done.pin.isEmpty())
            m_pin = done.pin;
    }

    const HubAddress m_address;
    const LineSettings m_settings;
    std::mutex m_callMutex;
    std::atomic<bool> m_cancelled = false;
    mutable std::mutex m_countersMutex;
    LineCounters m_counters;
    QByteArray m_pin;                                 // guarded as the counters
    std::unique_ptr<QNetworkAccessManager> m_network; // only touched in m_thread, as is m_call
    std::unique_ptr<HubCall> m_call;
    QThread m_thread;
    QObject m_home; // after m_thread: what is posted to it runs there
};

HubLine::HubLine(HubAddress address, LineSettings settings)
    : m_impl(std::make_unique<Impl>(std::move(address), settings))
{}

HubLine::~HubLine() = default;

Result<HubAnswer> HubLine::ask(const QString &path, const QByteArray &body)
{
    return m_impl->ask(path, body);
}

Result<QByteArray> HubLine::post(const QString &path, const QByteArray &body)
{
    YIGONG_LET(answer, m_impl->ask(path, body));
    return std::move(answer.body);
}

void HubLine::cancel()
{
    m_impl->cancel();
}

void HubLine::allowAgain()
{
    m_impl->allowAgain();
}

QByteArray HubLine::pin() const
{
    return m_impl->pin();
}

LineCounters HubLine::counters() const
{
    return m_impl->counters();
}

} // namespace yigong
