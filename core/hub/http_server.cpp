// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/http_server.h"

#include "core/base/platform/durable_file.h"
#include "core/hub/http_connection.h"

#include <QFile>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <openssl/crypto.h>
#include <openssl/ssl.h>
#include <set>
#include <thread>
#include <vector>

namespace yigong {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// "host:port" or "[IPv6]:port".
bool splitListen(const QString &listen, QString &host, QString &port)
{
    const auto colon = listen.lastIndexOf(u':');
    if (colon < 1)
        return false;
    host = listen.left(colon);
    port = listen.mid(colon + 1);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    else if (host.contains(u':'))
        return false;
    bool isNumber = false;
    port.toUShort(&isNumber);
    return isNumber && !host.isEmpty();
}

tl::unexpected<Error> cannotListen(const QString &listen, const error_code &why)
{
    return fail(ErrorKind::HubUnreachable, QStringLiteral("listen"), {listen, QString::fromStdString(why.message())});
}

void allowOnlyGoodTls(SSL_CTX *tls)
{
    SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
    SSL_CTX_set_options(tls, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20"); // of TLS 1.2; those of 1.3 are all good
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);             // 34 KB less for each idle connection
}

Result<void> loadCertificate(asio::ssl::context &tls, const ServerConfig &config)
{
    YIGONG_LET(chain, readWholeFile(config.certificatePath, 1024 * 1024));
    YIGONG_LET(key, readWholeFile(config.keyPath, 64 * 1024));
    error_code error;
    tls.use_certificate_chain(asio::buffer(chain.constData(), static_cast<std::size_t>(chain.size())), error);
    if (error)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("certificate"), config.certificatePath});
    tls.use_private_key(asio::buffer(key.constData(), static_cast<std::size_t>(key.size())), asio::ssl::context::pem,
                        error);
    OPENSSL_cleanse(key.data(), static_cast<std::size_t>(key.size()));
    if (error || SSL_CTX_check_private_key(tls.native_handle()) != 1)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("private key"), config.keyPath});
    return {};
}

/// Every client is asked for its certificate, and none is turned away by TLS: who shows a wrong one is told so in words
/// that a program understands.
Result<void> askForCertificates(SSL_CTX *tls, const QString &authorityPath)
{
    const QByteArray path = QFile::encodeName(authorityPath);
    if (SSL_CTX_load_verify_locations(tls, path.constData(), nullptr) != 1)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("certificate"), authorityPath});
    STACK_OF(X509_NAME) *names = SSL_load_client_CA_file(path.constData());
    SSL_CTX_set_client_CA_list(tls, names);
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, [](int, X509_STORE_CTX *) { return 1; });
    constexpr unsigned char context[] = "yigong-hub";
    SSL_CTX_set_session_id_context(tls, context, sizeof context - 1);
    return {};
}

} // namespace

class HttpServer::Impl
{
public:
    Impl(ServerConfig config, std::function<HttpAnswer(const HttpRequest &)> answer)
        : m_floor(std::move(config), std::move(answer))
    {
        allowOnlyGoodTls(m_floor.tls.native_handle());
    }

    Result<quint16> start()
    {
        YIGONG_TRY(loadCertificate(m_floor.tls, m_floor.config));
        if (!m_floor.config.clientAuthorityPath.isEmpty())
            YIGONG_TRY(askForCertificates(m_floor.tls.native_handle(), m_floor.config.clientAuthorityPath));
        YIGONG_TRY(listen());
        asio::co_spawn(
            m_doorStrand, [this] { return welcomeAll(); }, [](const std::exception_ptr &) {});
        for (int i = 0; i < m_floor.config.networkThreads; ++i)
            m_threads.emplace_back([this] { m_io.run(); });
        return m_door.local_endpoint().port();
    }

    void stop()
    {
        if (m_threads.empty())
            return;
        m_floor.stopping = true;
        asio::post(m_doorStrand, [this] {
            error_code ignored;
            m_door.close(ignored);
            m_room.cancel();
        });
        forEachConnection(&HttpConnection::endWhenIdle);
        if (!waitUntilEmpty(std::chrono::milliseconds(m_floor.config.stopTimeoutMs))) {
            forEachConnection(&HttpConnection::endNow);
            waitUntilEmpty(std::nullopt);
        }
        // Only now: a connection that hands a request to workers who have left would wait for ever.
        m_floor.workers.join();
        m_work.reset();
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
    }

    [[nodiscard]] int connections() const { return m_floor.connections; }

private:
    Result<void> listen()
    {
        const QString &given = m_floor.config.listen;
        QString host;
        QString port;
        if (!splitListen(given, host, port))
            return fail(ErrorKind::BadFormat, QStringLiteral("listen"), {QStringLiteral("host:port"), given});
        error_code error;
        const auto found = tcp::resolver(m_io).resolve(host.toStdString(), port.toStdString(),
                                                       tcp::resolver::passive | tcp::resolver::numeric_service, error);
        if (error || found.empty())
            return cannotListen(given, error);
        const tcp::endpoint endpoint = found.begin()->endpoint();
        m_door.open(endpoint.protocol(), error);
        if (!error)
            m_door.set_option(asio::socket_base::reuse_address(true), error);
        if (!error)
            m_door.bind(endpoint, error);
        if (!error)
            m_door.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return cannotListen(given, error);
        return {};
    }

    asio::awaitable<void> welcomeAll()
    {
        error_code error;
        while (!m_floor.stopping) {
            if (m_floor.isFull()) {
                m_room.expires_at(std::chrono::steady_clock::time_point::max());
                co_await m_room.async_wait(asio::redirect_error(asio::use_awaitable, error));
                continue;
            }
            tcp::socket socket = co_await m_door.async_accept(asio::any_io_executor(asio::make_strand(m_io)),
                                                              asio::redirect_error(asio::use_awaitable, error));
            if (!error) {
                welcome(std::move(socket));
            } else if (!m_floor.stopping) { // out of file descriptors: some will come free
                m_room.expires_after(std::chrono::milliseconds(100));
                co_await m_room.async_wait(asio::redirect_error(asio::use_awaitable, error));
            }
        }
    }

    void welcome(tcp::socket socket)
    {
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        const auto strand = socket.get_executor();
        const auto connection = std::make_shared<HttpConnection>(m_floor, std::move(socket));
        {
            const std::lock_guard lock(m_mutex);
            if (m_floor.stopping)
                return;
            m_open.insert(connection);
            ++m_floor.connections;
        }
        asio::co_spawn(
            strand, [connection] { return connection->run(); },
            [this, connection](const std::exception_ptr &) { sayGoodbye(connection); });
    }

    void sayGoodbye(const std::shared_ptr<HttpConnection> &connection)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_open.erase(connection);
            --m_floor.connections;
        }
        m_empty.notify_all();
        asio::post(m_doorStrand, [this] { m_room.cancel(); });
    }

    void forEachConnection(void (HttpConnection::*act)())
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &connection : m_open)
            ((*connection).*act)();
    }

    bool waitUntilEmpty(std::optional<std::chrono::milliseconds> atMost)
    {
        std::unique_lock lock(m_mutex);
        const auto isEmpty = [this] { return m_open.empty(); };
        if (atMost)
            return m_empty.wait_for(lock, *atMost, isEmpty);
        m_empty.wait(lock, isEmpty);
        return true;
    }

    HttpFloor m_floor;
    asio::io_context m_io;
    asio::executor_work_guard<asio::io_context::executor_type> m_work{m_io.get_executor()};
    asio::strand<asio::io_context::executor_type> m_doorStrand{asio::make_strand(m_io)};
    tcp::acceptor m_door{m_doorStrand};
    asio::steady_timer m_room{m_doorStrand};
    std::mutex m_mutex;
    std::condition_variable m_empty;
    std::set<std::shared_ptr<HttpConnection>> m_open;
    std::vector<std::thread> m_threads;
};

HttpServer::HttpServer(ServerConfig config, std::function<HttpAnswer(const HttpRequest &)> answer)
    : m_impl(std::make_unique<Impl>(std::move(config), std::move(answer)))
{}

HttpServer::~HttpServer()
{
    stop();
}

Result<quint16> HttpServer::start()
{
    return m_impl->start();
}

void HttpServer::stop()
{
    m_impl->stop();
}

int HttpServer::connections() const
{
    return m_impl->connections();
}

} // namespace yigong
