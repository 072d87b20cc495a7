// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>

namespace yigong {

struct ServerConfig
{
    QString certificatePath; ///< PEM, the chain with the server's own first
    QString keyPath;         ///< PEM, its private key
    /// PEM; clients are asked for a certificate of this authority, and served without one too. Empty: not asked.
    QString clientAuthorityPath;
    QString listen = QStringLiteral("127.0.0.1:0"); ///< "host:port" or "[IPv6]:port"; port 0: the kernel gives one
    qint64 maxBodyBytes = 64 * 1024 * 1024;         ///< of one request
    qint64 maxBodiesBytes = 512 * 1024 * 1024;      ///< of all requests being received or answered; beyond it 503
    int headerTimeoutMs = 15'000; ///< for the TLS handshake, and from the first byte of a head to its last
    int idleTimeoutMs = 75'000;   ///< between requests of a connection that is kept
    int bodyTimeoutMs =
        30'000; ///< for each 16 KiB of a body, received or sent: a slow line is served, a stalled one is not
    int refusedTimeoutMs = 10'000; ///< how long a client that was refused may go on sending before it is cut off
    int maxConnections = 1024;     ///< more wait their turn in the system's queue
    int networkThreads = 2;
    int workerThreads = 4;     ///< run the answering function
    int stopTimeoutMs = 5'000; ///< how long `stop` lets requests in progress finish
};

struct HttpRequest
{
    QByteArray method;      ///< "POST"
    QByteArray target;      ///< path and query as sent, percent-encoded; begins with "/"
    QByteArray contentType; ///< as sent
    QByteArray body;
    QString remote;    ///< the other end's IP address
    QByteArray agent;  ///< the program and version that the client names, as sent
    QString certified; ///< common name of the client's certificate; empty where it showed no valid one
};

/// An answer that nobody filled in says "not found".
struct HttpAnswer
{
    int status = 404;
    QByteArray contentType = "text/plain";
    QByteArray body;
    int retryAfter = 0; ///< seconds, told to the client where it is above zero
    qint64 tookMs = 0;  ///< set by the server: from the request's last byte on, waiting for a worker included
};

/// HTTP/1.1 over TLS 1.2 or later. Reads whole requests, has `answer` answer them on threads of its own, any number at
/// once: `answer` must be safe to call from several threads, and a slow one delays no other request before the worker
/// threads are used up. What it throws becomes a 500. Malformed requests get 400, too large heads 431, too large bodies
/// 413. Logs neither targets nor bodies.
class HttpServer
{
public:
    HttpServer(ServerConfig config, std::function<HttpAnswer(const HttpRequest &)> answer);
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;
    ~HttpServer(); ///< stops

    /// Listens and returns at once with the port. Once only.
    /// Errors: FileMissing · FileUnreadable · BadFormat{"certificate" or "private key", path} (also a key that does not
    /// belong to the certificate) · BadFormat{"host:port", given} with field "listen" · HubUnreachable{host:port,
    /// reason} with field "listen" (in use, not this machine's).
    Result<quint16> start();

    /// Takes no more connections, drops the idle ones, lets requests in progress finish for `stopTimeoutMs`, and joins
    /// all threads. Waits as long as `answer` runs. Safe to call twice, not from within `answer`.
    void stop();

    [[nodiscard]] int connections() const; ///< open now

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace yigong
