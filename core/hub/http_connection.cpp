// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/http_connection.h"

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/version.hpp>
#include <chrono>
#include <exception>
#include <openssl/ssl.h>

namespace yigong {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using beast::error_code;

namespace {

constexpr std::size_t ChunkBytes = 16 * 1024; // what a TLS record holds
constexpr std::uint32_t HeadLimit = 16 * 1024;
constexpr int GoodbyeMs = 300;
constexpr qint64 WorthTellingMs = 250; // less of waiting and work makes no line seem slow
constexpr int SilenceMs = 1'000;       // who was refused and sends nothing for so long has understood

// What receiving comes to, beside an HTTP status to refuse with.
constexpr int Taken = 0;
constexpr int Gone = -1;

auto into(error_code &error)
{
    return asio::redirect_error(asio::use_awaitable, error);
}

/// The status to refuse with, or Gone where nobody is left to read it.
int refusalFor(error_code error)
{
    if (error == http::error::body_limit)
        return 413;
    if (error == http::error::header_limit)
        return 431;
    const bool isOfHttp = error.category() == make_error_code(http::error::bad_target).category();
    return isOfHttp && error != http::error::end_of_stream && error != http::error::partial_message ? 400 : Gone;
}

QByteArray bytesOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QString addressOf(const asio::ip::tcp::socket &socket)
{
    error_code ignored;
    return QString::fromStdString(socket.remote_endpoint(ignored).address().to_string());
}

/// The name in the client's certificate, where it is one of the authority's and in its time.
QString certifiedName(SSL *tls)
{
    X509 *certificate = SSL_get0_peer_certificate(tls);
    if (certificate == nullptr || SSL_get_verify_result(tls) != X509_V_OK)
        return {};
    std::array<char, 64> name{};
    const int size = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(),
                                               static_cast<int>(name.size()));
    return size > 0 ? QString::fromLatin1(name.data(), size) : QString();
}

HttpAnswer refusal(int status)
{
    return {status, "text/plain", QByteArray::number(status) + '\n', 0};
}

} // namespace

/// A body as far as it was received. Counts against the memory that all bodies of the server may take.
class HttpConnection::Body
{
public:
    explicit Body(HttpFloor &floor) : m_floor(floor) {}
    Body(const Body &) = delete;
    Body &operator=(const Body &) = delete;
    ~Body() { m_floor.bodyBytes -= m_counted; }

    [[nodiscard]] bool append(QByteArrayView chunk)
    {
        m_counted += chunk.size();
        const qint64 all = m_floor.bodyBytes += chunk.size();
        if (all > m_floor.config.maxBodiesBytes)
            return false;
        m_bytes.append(chunk);
        return true;
    }
    QByteArray take() { return std::move(m_bytes); }

private:
    HttpFloor &m_floor;
    QByteArray m_bytes;
    qint64 m_counted = 0;
};

struct HttpConnection::Incoming
{
    explicit Incoming(HttpFloor &floor) : body(floor)
    {
        parser.header_limit(HeadLimit);
        parser.body_limit(static_cast<std::uint64_t>(floor.config.maxBodyBytes));
    }
    http::request_parser<http::buffer_body> parser;
    Body body;
    std::array<char, ChunkBytes> chunk;
};

HttpConnection::HttpConnection(HttpFloor &floor, asio::ip::tcp::socket socket)
    : m_floor(floor), m_stream(std::move(socket), floor.tls), m_remote(addressOf(line().socket()))
{}

beast::tcp_stream &HttpConnection::line()
{
    return beast::get_lowest_layer(m_stream);
}

void HttpConnection::giveTime(int ms)
{
    line().expires_after(std::chrono::milliseconds(ms));
}

void HttpConnection::endWhenIdle()
{
    asio::post(m_stream.get_executor(), [self = shared_from_this()] {
        if (self->m_isIdle)
            self->line().close();
    });
}

void HttpConnection::endNow()
{
    asio::post(m_stream.get_executor(), [self = shared_from_this()] { self->line().close(); });
}

asio::awaitable<void> HttpConnection::run()
{
    error_code error;
    giveTime(m_floor.config.headerTimeoutMs);
    co_await m_stream.async_handshake(asio::ssl::stream_base::server, into(error));
    if (error)
        co_return;
    m_certified = certifiedName(m_stream.native_handle());
    Next next = Next::KeepOpen;
    while (next == Next::KeepOpen) {
        const bool more = co_await waitForFirstByte();
        if (!more)
            break;
        next = co_await serveOne();
    }
    if (next == Next::CloseWhileItSends)
        co_await letItFinish();
    close();
}

asio::awaitable<bool> HttpConnection::waitForFirstByte()
{
    m_isIdle = true;
    if (m_floor.stopping)
        co_return false;
    error_code error;
    if (m_buffer.size() == 0) {
        giveTime(m_floor.config.idleTimeoutMs);
        const auto size = co_await m_stream.async_read_some(m_buffer.prepare(4096), into(error));
        m_buffer.commit(size);
    }
    m_isIdle = false;
    co_return !error;
}

asio::awaitable<HttpConnection::Next> HttpConnection::serveOne()
{
    Incoming incoming(m_floor);
    const int taken = co_await receive(incoming);
    if (taken == Gone)
        co_return Next::Close;
    const auto &head = incoming.parser.get();
    if (taken != Taken) {
        co_await send(refusal(taken), 11, false, false);
        co_return Next::CloseWhileItSends;
    }
    HttpRequest request{bytesOf(head.method_string()),
                        bytesOf(head.target()),
                        bytesOf(head[http::field::content_type]),
                        incoming.body.take(),
                        m_remote,
                        bytesOf(head[http::field::user_agent]).left(64),
                        m_certified};
    HttpAnswer answer = co_await answered(std::move(request));
    // Where clients wait for a place, nobody keeps his for a request that may never come.
    const bool keepOpen = incoming.parser.keep_alive() && !m_floor.stopping && !m_floor.isFull();
    const bool sent = co_await send(std::move(answer), head.version(), head.method() == http::verb::head, keepOpen);
    co_return sent &&keepOpen ? Next::KeepOpen : Next::Close;
}

asio::awaitable<int> HttpConnection::receive(Incoming &incoming)
{
    const int head = co_await receiveHead(incoming);
    if (head != Taken)
        co_return head;
    co_return co_await receiveBody(incoming);
}

asio::awaitable<int> HttpConnection::receiveHead(Incoming &incoming)
{
    error_code error;
    // One deadline for the whole head: a client that sends a byte now and then gets no more of it.
    giveTime(m_floor.config.headerTimeoutMs);
    co_await http::async_read_header(m_stream, m_buffer, incoming.parser, into(error));
    if (error)
        co_return refusalFor(error);
    const auto &head = incoming.parser.get();
    const bool isKnownVersion = head.version() == 10 || head.version() == 11;
    if (!isKnownVersion || !head.target().starts_with('/'))
        co_return 400;
    if (beast::iequals(head[http::field::expect], "100-continue")) {
        const http::response<http::empty_body> goOn(http::status::continue_, head.version());
        co_await http::async_write(m_stream, goOn, into(error));
    }
    co_return error ? Gone : Taken;
}

asio::awaitable<int> HttpConnection::receiveBody(Incoming &incoming)
{
    while (!incoming.parser.is_done()) {
        auto &body = incoming.parser.get().body();
        body.data = incoming.chunk.data();
        body.size = incoming.chunk.size();
        giveTime(m_floor.config.bodyTimeoutMs);
        error_code error;
        co_await http::async_read(m_stream, m_buffer, incoming.parser, into(error));
        if (error && error != http::error::need_buffer)
            co_return refusalFor(error);
        const auto size = static_cast<qsizetype>(incoming.chunk.size() - body.size);
        if (!incoming.body.append(QByteArrayView(incoming.chunk.data(), size)))
            co_return 503;
    }
    co_return Taken;
}

asio::awaitable<HttpAnswer> HttpConnection::answered(HttpRequest request)
{
    auto onWorker = [&floor = m_floor, request = std::move(request)]() -> asio::awaitable<HttpAnswer> {
        try {
            co_return floor.answer(request);
        } catch (...) {
            // What was thrown may name a person; a log must not.
            qWarning("A request ended in an exception");
        }
        co_return refusal(500);
    };
    line().expires_never();
    const auto began = std::chrono::steady_clock::now();
    HttpAnswer answer =
        co_await asio::co_spawn(m_floor.workers.get_executor(), std::move(onWorker), asio::use_awaitable);
    answer.tookMs =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
    co_return answer;
}

asio::awaitable<bool> HttpConnection::send(HttpAnswer answer, unsigned version, bool isHead, bool keepOpen)
{
    if (answer.status < 200 || answer.status > 599)
        answer = refusal(500);
    const bool hasBody = answer.status != 204 && answer.status != 304;
    http::response<http::span_body<const char>> response;
    response.version(version);
    response.result(static_cast<unsigned>(answer.status));
    response.keep_alive(keepOpen);
    response.set(http::field::cache_control, "no-store");
    if (answer.retryAfter > 0)
        response.set(http::field::retry_after, std::to_string(answer.retryAfter));
    if (answer.tookMs >= WorthTellingMs)
        response.set("Server-Timing", "hub;dur=" + std::to_string(answer.tookMs));
    if (hasBody) {
        response.set(
            http::field::content_type,
            beast::string_view(answer.contentType.constData(), static_cast<std::size_t>(answer.contentType.size())));
        response.content_length(static_cast<std::uint64_t>(answer.body.size()));
    }
    if (hasBody && !isHead)
        response.body() = {answer.body.constData(), static_cast<std::size_t>(answer.body.size())};
    http::response_serializer<http::span_body<const char>> rest(response);
    error_code error;
    while (!error && !rest.is_done()) {
        giveTime(m_floor.config.bodyTimeoutMs);
        co_await http::async_write_some(m_stream, rest, into(error));
    }
    co_return !error;
}

/// Closing on bytes that nobody read resets the connection, and takes the answer with it that says what was wrong; and
/// many a client reads nothing before it has sent everything. So it may go on for a while, into the void.
asio::awaitable<void> HttpConnection::letItFinish()
{
    const int atMost = m_floor.config.refusedTimeoutMs;
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(atMost);
    std::array<char, ChunkBytes> unread;
    error_code error;
    while (!error && std::chrono::steady_clock::now() < end) {
        giveTime(std::min(atMost, SilenceMs));
        co_await line().async_read_some(asio::buffer(unread), into(error));
    }
}

/// Tells the other end, and leaves without waiting for its answer: a place is worth more than a farewell.
void HttpConnection::close()
{
    error_code ignored;
    giveTime(GoodbyeMs);
    m_stream.async_shutdown([self = shared_from_this()](error_code) {}); // its few bytes go out within this call
    line().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    line().close();
}

} // namespace yigong
