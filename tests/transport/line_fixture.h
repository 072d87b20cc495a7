// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/hub/certificate.h"
#include "core/hub/http_server.h"
#include "core/transport/hub_line.h"

#include <QByteArray>
#include <QSslSocket>
#include <QTemporaryDir>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace yigong::test {

/// A certificate in a folder of its own, made once for a test program.
class HubCertificate
{
public:
    HubCertificate();
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] const QByteArray &pin() const { return m_pin; }

private:
    QTemporaryDir m_folder;
    QByteArray m_pin;
};
const HubCertificate &county();   ///< the hub that devices are enrolled with
const HubCertificate &impostor(); ///< another hub, whose certificate is just as good

/// The real server on a port of the kernel's choice.
class Hub
{
public:
    using Answer = std::function<HttpAnswer(const HttpRequest &)>;
    explicit Hub(Answer answer, const std::function<void(ServerConfig &)> &change = {},
                 const HubCertificate &certificate = county());
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] HubAddress address() const; ///< pinned to `county`
    [[nodiscard]] HttpServer &server() { return *m_server; }
    [[nodiscard]] int requests() const { return m_requests; }

private:
    std::atomic<int> m_requests = 0;
    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
};

/// Sends back what it got.
HttpAnswer echo(const HttpRequest &request);

/// Plays a server that misbehaves: takes one connection, waits for the first bytes of the other end, writes `says`, and
/// hangs up, or hangs on until the fixture ends.
class FakeHub
{
public:
    enum class Speaks
    {
        Tls,
        Plain,
    };
    enum class Then
    {
        HangsUp,
        HangsOn,
    };
    FakeHub(Speaks speaks, QByteArray says, Then then = Then::HangsUp);
    FakeHub(const FakeHub &) = delete;
    FakeHub &operator=(const FakeHub &) = delete;
    ~FakeHub();
    [[nodiscard]] HubAddress address() const;
    /// Ends the play: every byte that the other end sent, decrypted.
    QByteArray heard();

private:
    quint16 m_port = 0;
    QByteArray m_heard; // the thread's until it has ended
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

HubAddress addressAt(quint16 port);

/// An encrypted connection of one's own, for saying what no well-behaved client says.
std::unique_ptr<QSslSocket> connectTo(quint16 port);
/// Says it, down to the last encrypted byte.
void say(QSslSocket &socket, const QByteArray &bytes);
/// All that comes until the other end hangs up.
QByteArray untilHungUp(QSslSocket &socket);

} // namespace yigong::test
