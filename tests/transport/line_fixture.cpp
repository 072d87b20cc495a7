// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/transport/line_fixture.h"

#include "core/base/platform/durable_file.h"
#include "core/sync/media_type.h"

#include <QFile>
#include <QSslKey>
#include <QTcpServer>
#include <future>

namespace yigong::test {

namespace {

constexpr int LongMs = 20'000; // nobody waits that long in a test that passes

/// Hands out bare connections, so that they can be served by blocking calls.
class BareServer : public QTcpServer
{
public:
    qintptr waitForOne(const std::atomic<bool> &over)
    {
        while (m_taken < 0 && !over)
            waitForNewConnection(20);
        return m_taken;
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_taken = descriptor; }

private:
    qintptr m_taken = -1;
};

bool shakeHands(QSslSocket &socket)
{
    const QByteArray key = *readWholeFile(county().path(QStringLiteral("hub.key")));
    socket.setLocalCertificate(county().path(QStringLiteral("hub.crt")));
    socket.setPrivateKey(QSslKey(key, QSsl::Ec));
    socket.startServerEncryption();
    return socket.waitForEncrypted(LongMs);
}

QByteArray play(qintptr descriptor, FakeHub::Speaks speaks, const QByteArray &says, FakeHub::Then then,
                const std::atomic<bool> &over)
{
    QSslSocket socket;
    socket.setSocketDescriptor(descriptor);
    if (speaks == FakeHub::Speaks::Tls && !shakeHands(socket))
        return {};
    socket.waitForReadyRead(LongMs);
    say(socket, says);
    while (then == FakeHub::Then::HangsOn && !over)
        socket.waitForReadyRead(20);
    const QByteArray heard = socket.readAll();
    socket.disconnectFromHost();
    if (socket.state() != QAbstractSocket::UnconnectedState)
        socket.waitForDisconnected(1'000);
    return heard;
}

} // namespace

HubCertificate::HubCertificate()
{
    const auto made = makeHubCertificate(m_folder.path(), {}, SystemClock().now());
    Q_ASSERT(made.has_value());
    m_pin = *publicKeyPin(*readWholeFile(path(QStringLiteral("hub.crt"))));
}

const HubCertificate &county()
{
    static const HubCertificate certificate;
    return certificate;
}

const HubCertificate &impostor()
{
    static const HubCertificate certificate;
    return certificate;
}

Hub::Hub(Answer answer, const std::function<void(ServerConfig &)> &change, const HubCertificate &certificate)
{
    ServerConfig config;
    config.certificatePath = certificate.path(QStringLiteral("hub.crt"));
    config.keyPath = certificate.path(QStringLiteral("hub.key"));
    if (change)
        change(config);
    m_server = std::make_unique<HttpServer>(config, [this, answer = std::move(answer)](const HttpRequest &request) {
        ++m_requests;
        return answer(request);
    });
    m_port = m_server->start().value();
}

HubAddress Hub::address() const
{
    return addressAt(m_port);
}

HttpAnswer echo(const HttpRequest &request)
{
    return {200, SyncMediaType, request.body};
}

FakeHub::FakeHub(Speaks speaks, QByteArray says, Then then)
{
    std::promise<quint16> port;
    auto portGiven = port.get_future();
    m_thread = std::thread([this, speaks, says = std::move(says), then, &port] {
        BareServer server;
        server.listen(QHostAddress::LocalHost);
        port.set_value(server.serverPort());
        const qintptr descriptor = server.waitForOne(m_over);
        if (descriptor >= 0)
            m_heard = play(descriptor, speaks, says, then, m_over);
    });
    m_port = portGiven.get();
}

FakeHub::~FakeHub()
{
    heard();
}

QByteArray FakeHub::heard()
{
    m_over = true;
    if (m_thread.joinable())
        m_thread.join();
    return m_heard;
}

HubAddress FakeHub::address() const
{
    return addressAt(m_port);
}

HubAddress addressAt(quint16 port)
{
    return {QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port)), county().pin()};
}

std::unique_ptr<QSslSocket> connectTo(quint16 port)
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    socket->waitForEncrypted(LongMs);
    return socket;
}

void say(QSslSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    while (socket.bytesToWrite() + socket.encryptedBytesToWrite() > 0 && socket.waitForBytesWritten(LongMs)) {
    }
}

QByteArray untilHungUp(QSslSocket &socket)
{
    QByteArray heard = socket.readAll();
    while (socket.waitForReadyRead(LongMs))
        heard += socket.readAll();
    return heard + socket.readAll();
}

} // namespace yigong::test
