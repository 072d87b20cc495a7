// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Of http_server.cpp and http_connection.cpp only: everything that compiles coroutines, or Beast, is in these two.
#include "core/hub/http_server.h"

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <functional>
#include <memory>

namespace yigong {

/// What all connections of a server share.
struct HttpFloor
{
    const ServerConfig config;
    const std::function<HttpAnswer(const HttpRequest &)> answer;
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_server};
    boost::asio::thread_pool workers;
    std::atomic<bool> stopping = false;
    std::atomic<int> connections = 0;  ///< open now
    std::atomic<qint64> bodyBytes = 0; ///< of all requests in memory

    HttpFloor(ServerConfig serverConfig, std::function<HttpAnswer(const HttpRequest &)> answering)
        : config(std::move(serverConfig)), answer(std::move(answering)),
          workers(static_cast<std::size_t>(config.workerThreads))
    {}
    [[nodiscard]] bool isFull() const { return connections >= config.maxConnections; }
};

/// One client, from its handshake to its end. Runs on the strand of its socket.
class HttpConnection : public std::enable_shared_from_this<HttpConnection>
{
public:
    HttpConnection(HttpFloor &floor, boost::asio::ip::tcp::socket socket);

    boost::asio::awaitable<void> run();

    /// From any thread. A connection between requests ends at once; one within a request ends after its answer.
    void endWhenIdle();
    /// From any thread. Whatever it is doing.
    void endNow();

private:
    enum class Next
    {
        KeepOpen,
        Close,
        CloseWhileItSends, ///< refused in the middle of a message
    };
    class Body;
    struct Incoming;

    boost::asio::awaitable<bool> waitForFirstByte();
    boost::asio::awaitable<Next> serveOne();
    boost::asio::awaitable<int> receive(Incoming &incoming);
    boost::asio::awaitable<int> receiveHead(Incoming &incoming);
    boost::asio::awaitable<int> receiveBody(Incoming &incoming);
    boost::asio::awaitable<HttpAnswer> answered(HttpRequest request);
    boost::asio::awaitable<bool> send(HttpAnswer answer, unsigned version, bool isHead, bool keepOpen);
    boost::asio::awaitable<void> letItFinish();
    void close();
    boost::beast::tcp_stream &line();
    void giveTime(int ms);

    HttpFloor &m_floor;
    boost::beast::ssl_stream<boost::beast::tcp_stream> m_stream;
    boost::beast::flat_buffer m_buffer;
    QString m_remote;
    QString m_certified;
    bool m_isIdle = true; // on the strand
};

} // namespace yigong
