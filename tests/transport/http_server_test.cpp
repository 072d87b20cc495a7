// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/text.h"
#include "tests/transport/line_fixture.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QThread>
#include <future>

using namespace yigong;
using namespace yigong::test;

namespace {

QByteArray firstLine(const QByteArray &answer)
{
    return answer.left(answer.indexOf("\r\n"));
}

/// What the server says to these bytes before it hangs up.
QByteArray answerTo(Hub &hub, const QByteArray &bytes)
{
    const auto socket = connectTo(hub.port());
    REQUIRE(socket->isEncrypted());
    say(*socket, bytes);
    return untilHungUp(*socket);
}

void isHasty(ServerConfig &config)
{
    config.headerTimeoutMs = 400;
    config.idleTimeoutMs = 400;
    config.bodyTimeoutMs = 400;
}

/// A loop-back connection that says nothing by itself ends within this, or the test fails.
bool endsByItself(QAbstractSocket &socket)
{
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(10'000)) {
    }
    return socket.state() != QAbstractSocket::ConnectedState;
}

void waitUntilNobodyIsIn(Hub &hub)
{
    for (int i = 0; i < 500 && hub.server().connections() > 0; ++i)
        QThread::msleep(20);
}

} // namespace

TEST_CASE("what is malformed is refused and never answered by the hub's own code", "[http]")
{
    struct Case
    {
        const char *story;
        QByteArray says;
        QByteArray answer;
    };
    const auto c = GENERATE(values<Case>({
        {"garbage", "\x01\x02\x03\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"no version", "GET /\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"a version that is not spoken", "GET / HTTP/3.0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"a target that is no path", "GET http://elsewhere/ HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
         "HTTP/1.1 400 Bad Request"},
        {"a length and chunks", "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "HTTP/1.1 400 Bad Request"},
        {"a length below nothing", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
        {"a chunk of no size", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
         "HTTP/1.1 400 Bad Request"},
        {"a gigabyte announced", "POST / HTTP/1.1\r\nContent-Length: 1073741824\r\n\r\n",
         "HTTP/1.1 413 Payload Too Large"},
        {"a chunk too large", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n",
         "HTTP/1.1 413 Payload Too Large"},
        {"an endless head", "GET / HTTP/1.1\r\nX: " + QByteArray(20'000, 'x'),
         "HTTP/1.1 431 Request Header Fields Too Large"},
    }));
    INFO(c.story);
    Hub hub(echo, [](ServerConfig &config) { config.refusedTimeoutMs = 50; });
    CHECK(firstLine(answerTo(hub, c.says)).toStdString() == c.answer.toStdString());
    CHECK(hub.requests() == 0);
}

TEST_CASE("a body that ends early is no request", "[http]")
{
    Hub hub(echo);
    const auto socket = connectTo(hub.port());
    say(*socket, "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nshort");
    socket->abort();
    waitUntilNobodyIsIn(hub);
    CHECK(hub.server().connections() == 0);
    CHECK(hub.requests() == 0);
}

TEST_CASE("requests that follow each other are answered in order", "[http]")
{
    Hub hub([](const HttpRequest &request) { return HttpAnswer{200, "text/plain", request.target + request.body}; });
    const QByteArray heard =
        answerTo(hub, "POST /one HTTP/1.1\r\nContent-Length: 1\r\n\r\nA"
                      "HEAD /two HTTP/1.1\r\n\r\n"
                      "POST /three HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nBC\r\n0\r\n\r\n"
                      "GET /four HTTP/1.1\r\nConnection: close\r\n\r\n");
    CHECK(heard.count("HTTP/1.1 200 OK") == 4);
    CHECK(heard.contains("\r\n\r\n/oneAHTTP/1.1"));
    CHECK(heard.contains("Content-Length: 4\r\n\r\nHTTP/1.1")); // HEAD: the length of a body that does not come
    CHECK(heard.contains("\r\n\r\n/threeBCHTTP/1.1"));
    CHECK(heard.endsWith("\r\n\r\n/four"));
}

TEST_CASE("a client that asks before it sends is told to go on", "[http]")
{
    Hub hub(echo);
    const auto socket = connectTo(hub.port());
    say(*socket, "POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    REQUIRE(socket->waitForReadyRead(10'000));
    CHECK(socket->readAll().startsWith("HTTP/1.1 100 Continue\r\n"));
    say(*socket, "abc");
    CHECK(untilHungUp(*socket).endsWith("\r\n\r\nabc"));
}

TEST_CASE("an answer that nobody gave is not found, one that failed says no more than that", "[http]")
{
    Hub hub([](const HttpRequest &request) -> HttpAnswer {
        if (request.target == "/throws")
            throw std::runtime_error("李芳");
        if (request.target == "/odd")
            return {7, "text/plain", "李芳"};
        return {};
    });
    const QByteArray heard = answerTo(hub, "GET /away HTTP/1.1\r\n\r\n"
                                           "GET /throws HTTP/1.1\r\n\r\n"
                                           "GET /odd HTTP/1.1\r\nConnection: close\r\n\r\n");
    CHECK(heard.count("HTTP/1.1 404 Not Found") == 1);
    CHECK(heard.count("HTTP/1.1 500 Internal Server Error") == 2);
    CHECK_FALSE(heard.contains("李芳"));
}

TEST_CASE("a connection that stalls is closed, wherever it stalls", "[http]")
{
    const QByteArray says = GENERATE(values<QByteArray>({
        "",                                                  // encrypted, then nothing
        "POST /sync HT",                                     // in the middle of a head
        "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf", // in the middle of a body
        "GET / HTTP/1.1\r\n\r\n",                            // after its answer
    }));
    Hub hub(echo, isHasty);
    const auto socket = connectTo(hub.port());
    REQUIRE(socket->isEncrypted());
    say(*socket, says);
    CHECK(endsByItself(*socket));
    waitUntilNobodyIsIn(hub);
    CHECK(hub.server().connections() == 0);
}

TEST_CASE("a head that comes a byte at a time does not hold its place", "[http]")
{
    Hub hub(echo, isHasty);
    const auto socket = connectTo(hub.port());
    int bytes = 0;
    say(*socket, "GET / HTTP/1.1\r\nX: ");
    for (; bytes < 500 && socket->state() == QAbstractSocket::ConnectedState; ++bytes) {
        say(*socket, "x");
        socket->waitForReadyRead(20); // it may end meanwhile
    }
    CHECK(bytes < 500);
}

TEST_CASE("a connection that is never encrypted is closed", "[http]")
{
    Hub hub(echo, isHasty);
    QTcpSocket socket;
    socket.connectToHost("127.0.0.1"_q, hub.port());
    REQUIRE(socket.waitForConnected(10'000));
    SECTION("because nothing comes") {}
    SECTION("because it speaks plain HTTP")
    {
        socket.write("GET / HTTP/1.1\r\n\r\n");
    }
    CHECK(endsByItself(socket));
    CHECK(hub.requests() == 0);
}

TEST_CASE("a reader that stalls does not hold its place", "[http]")
{
    Hub hub([](const HttpRequest &) { return HttpAnswer{200, "text/plain", QByteArray(50'000'000, 'x')}; }, isHasty);
    const auto socket = connectTo(hub.port());
    socket->setReadBufferSize(1'000);
    say(*socket, "GET / HTTP/1.1\r\n\r\n");
    waitUntilNobodyIsIn(hub);
    CHECK(hub.server().connections() == 0);
}

TEST_CASE("TLS older than 1.2 is not spoken", "[http]")
{
    Hub hub(echo);
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    socket.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    socket.connectToHostEncrypted("127.0.0.1"_q, hub.port());
    CHECK_FALSE(socket.waitForEncrypted(10'000));
}

TEST_CASE("a slow answer delays nobody else's", "[http]")
{
    std::promise<void> let;
    const auto goOn = let.get_future().share();
    Hub hub([goOn](const HttpRequest &request) {
        if (request.target == "/slow")
            goOn.wait();
        return HttpAnswer{200, "text/plain", request.target};
    });
    const auto slow = connectTo(hub.port());
    say(*slow, "GET /slow HTTP/1.1\r\nConnection: close\r\n\r\n");
    CHECK(answerTo(hub, "GET /quick HTTP/1.1\r\nConnection: close\r\n\r\n").endsWith("/quick"));
    let.set_value();
    CHECK(untilHungUp(*slow).endsWith("/slow"));
}

TEST_CASE("bodies of all clients together have a limit", "[http]")
{
    Hub hub(echo, [](ServerConfig &config) { config.maxBodiesBytes = 100'000; });
    const auto first = connectTo(hub.port());
    say(*first, "POST / HTTP/1.1\r\nContent-Length: 90000\r\n\r\n" + QByteArray(80'000, 'x'));
    QByteArray second;
    for (int i = 0; i < 100 && !second.startsWith("HTTP/1.1 503"); ++i) // until the first one's bytes are in
        second = answerTo(hub, "POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 50000\r\n\r\n" +
                                   QByteArray(50'000, 'y'));
    CHECK(firstLine(second) == QByteArray("HTTP/1.1 503 Service Unavailable"));
    say(*first, QByteArray(10'000, 'x'));
    REQUIRE(first->waitForReadyRead(10'000));
    CHECK(first->readAll().startsWith("HTTP/1.1 200 OK"));
    CHECK(
        answerTo(hub, "POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 1\r\n\r\ny").startsWith("HTTP/1.1 200"));
}

TEST_CASE("a hub that stops finishes what it is at and drops who only waits", "[http]")
{
    std::promise<void> arrived;
    std::promise<void> let;
    const auto goOn = let.get_future().share();
    Hub hub([&](const HttpRequest &request) {
        arrived.set_value();
        goOn.wait();
        return HttpAnswer{200, "text/plain", request.body};
    });
    const auto idle = connectTo(hub.port());
    const auto busy = connectTo(hub.port());
    say(*busy, "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
    arrived.get_future().wait();
    auto stopped = std::async(std::launch::async, [&] { hub.server().stop(); });
    CHECK(endsByItself(*idle));
    let.set_value();
    const QByteArray heard = untilHungUp(*busy);
    CHECK(heard.endsWith("abc"));
    CHECK(heard.contains("Connection: close"));
    stopped.get();
    CHECK(hub.server().connections() == 0);
    QTcpSocket late;
    late.connectToHost("127.0.0.1"_q, hub.port());
    CHECK_FALSE(late.waitForConnected(5'000));
}

TEST_CASE("a hub that cannot start says why", "[http]")
{
    Hub other(echo);
    ServerConfig config;
    config.certificatePath = county().path("hub.crt"_q);
    config.keyPath = county().path("hub.key"_q);
    struct Case
    {
        const char *story;
        std::function<void(ServerConfig &)> change;
        ErrorKind kind;
    };
    const auto c = GENERATE_REF(values<Case>({
        {"taken port", [&](ServerConfig &s) { s.listen = "127.0.0.1:"_q + QString::number(other.port()); },
         ErrorKind::HubUnreachable},
        {"not this machine's", [](ServerConfig &s) { s.listen = "192.0.2.1:0"_q; }, ErrorKind::HubUnreachable},
        {"no port", [](ServerConfig &s) { s.listen = "127.0.0.1"_q; }, ErrorKind::BadFormat},
        {"port too high", [](ServerConfig &s) { s.listen = "127.0.0.1:70000"_q; }, ErrorKind::BadFormat},
        {"no certificate", [](ServerConfig &s) { s.certificatePath = "/away/hub.crt"_q; }, ErrorKind::FileMissing},
        {"no certificate in it", [](ServerConfig &s) { s.certificatePath = s.keyPath; }, ErrorKind::BadFormat},
        {"another's key", [](ServerConfig &s) { s.keyPath = impostor().path("hub.key"_q); }, ErrorKind::BadFormat},
    }));
    INFO(c.story);
    c.change(config);
    HttpServer server(config, echo);
    const auto started = server.start();
    REQUIRE_FALSE(started.has_value());
    CHECK(started.error().kind == c.kind);
}
