// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/hub_call.h"

#include "core/sync/media_type.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace yigong {

namespace {

constexpr int HttpsPort = 443;

QSslConfiguration pinnedTls(const HubAddress &hub)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    // Without any authority every certificate is an error, so that none gets through but by checkErrors: closed by
    // default.
    tls.setCaCertificates({});
    if (!hub.certificate.isEmpty()) {
        tls.setLocalCertificate(QSslCertificate(hub.certificate));
        tls.setPrivateKey(QSslKey(hub.key, QSsl::Ec));
    }
    return tls;
}

/// Every header that Qt would add by itself is set here, as short as it may be: compression could blow an answer up (an
/// empty list allows none), the language is nobody's business, and only what is known can be counted. The hub knows
/// from the path what kind of message it is.
QNetworkRequest requestFor(const QUrl &url, const HubAddress &hub)
{
    QNetworkRequest request(url);
    request.setSslConfiguration(pinnedTls(hub));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setRawHeader("Accept-Encoding", " "); // to Qt one that is empty counts as none
    request.setRawHeader("Accept-Language", "*");
    request.setRawHeader("User-Agent", "yigong/" + QCoreApplication::applicationVersion().toLatin1());
    return request;
}

bool isMessage(const QByteArray &contentType)
{
    return contentType == SyncMediaType || contentType == "application/cbor" || contentType == "application/json";
}

QByteArray mediaTypeOf(const QNetworkReply &reply)
{
    const QByteArray header = reply.rawHeader("Content-Type");
    const auto parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.left(parameters)).trimmed().toLower();
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// None where the hub says nothing, or nothing that can be read.
qint64 timeAtHub(const QNetworkReply &reply)
{
    const QByteArray timing = reply.rawHeader("Server-Timing").trimmed(), hub = "hub;dur=";
    return timing.startsWith(hub) ? qMax(qint64{0}, timing.mid(hub.size()).toLongLong()) : 0;
}

/// Qt's sentence may hold the whole address, its name of the error does not.
QString reasonOf(QNetworkReply::NetworkError error)
{
    return QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(error));
}

Error answeredWrongly(const QString &how)
{
    return {ErrorKind::HubAnsweredWrongly, {}, {how}};
}

} // namespace

QString hostAndPort(const QUrl &url)
{
    const QString host = url.host();
    const QString port = QString::number(url.port(HttpsPort));
    return host.contains(u':') ? QStringLiteral("[%1]:%2").arg(host, port) : host + u':' + port;
}

HubCall::HubCall(QNetworkAccessManager &network, QUrl url, const HubAddress &hub, LineSettings settings)
    : m_network(network), m_url(std::move(url)), m_hub(hub), m_settings(settings)
{
    for (QTimer *timer : {&m_connecting, &m_idle})
        timer->setSingleShot(true);
    connect(&m_connecting, &QTimer::timeout, this, [this] {
        refuse({ErrorKind::HubUnreachable, {}, {hostAndPort(m_url), reasonOf(QNetworkReply::TimeoutError)}});
    });
    connect(&m_idle, &QTimer::timeout, this, [this] {
        refuse({ErrorKind::HubTooSlow, {}, {QString::number((m_idle.interval() + 999) / 1000)}});
    });
}

HubCall::~HubCall()
{
    if (m_reply)
        m_reply->deleteLater();
}

void HubCall::start(const QByteArray &body, std::function<void(CallOutcome)> whenDone)
{
    m_whenDone = std::move(whenDone);
    m_bodySize = body.size();
    m_connecting.start(m_settings.connectMs);
    // As a verb of our own: to its own POST Qt adds the type of a web form.
    m_reply = m_network.sendCustomRequest(requestFor(m_url, m_hub), "POST", body);
    watch();
}

void HubCall::cancel()
{
    refuse({ErrorKind::Cancelled, {}, {}});
}

void HubCall::watch()
{
    connect(m_reply, &QNetworkReply::sslErrors, this, &HubCall::checkErrors);
    connect(m_reply, &QNetworkReply::encrypted, this, &HubCall::checkPin);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] {
        m_requestSent = m_isAwaited = true;
        heardOfHub();
    });
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64) {
        m_bodySent = qMax(m_bodySent, sent);
        heardOfHub();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        m_isAwaited = false;
        heardOfHub();
        if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_settings.maxAnswerBytes)
            refuse(answeredWrongly(QStringLiteral("too large")));
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &HubCall::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HubCall::finish);
}

bool HubCall::isPinned(const QSslCertificate &certificate)
{
    const QSslKey key = certificate.publicKey();
    if (key.isNull())
        return false;
    const QByteArray pin = QCryptographicHash::hash(key.toDer(), QCryptographicHash::Sha256);
    const bool isOurs = m_hub.pin.isEmpty() ? m_hub.knows && m_hub.knows(pin) : pin == m_hub.pin;
    if (isOurs)
        m_seenPin = pin;
    return isOurs;
}

void HubCall::checkErrors(const QList<QSslError> &errors)
{
    if (isPinned(m_reply->sslConfiguration().peerCertificate()))
        m_reply->ignoreSslErrors(errors);
    else // Qt ends the handshake by itself; told to from here, it sometimes complains of a second error
        m_refused = Error{ErrorKind::HubNotTrusted, {}, {}};
}

/// Nothing of ours has been sent yet. A second gate, should a certificate ever come without an error.
void HubCall::checkPin()
{
    if (isPinned(m_reply->sslConfiguration().peerCertificate()))
        heardOfHub();
    else
        refuse({ErrorKind::HubNotTrusted, {}, {}});
}

void HubCall::heardOfHub()
{
    m_connecting.stop();
    m_idle.start(m_isAwaited ? m_settings.answerMs : m_settings.idleMs);
}

void HubCall::takeBytes()
{
    heardOfHub();
    m_received += m_reply->readAll();
    if (m_received.size() > m_settings.maxAnswerBytes)
        refuse(answeredWrongly(QStringLiteral("too large")));
}

void HubCall::refuse(Error error)
{
    if (m_refused || !m_reply)
        return;
    m_refused = std::move(error);
    m_reply->abort(); // ends in finish()
}

void HubCall::finish()
{
    m_connecting.stop();
    m_idle.stop();
    if (!m_refused && m_reply->isOpen())
        m_received += m_reply->readAll();
    CallOutcome outcome{answer(), m_requestSent ? requestHeadSize() + m_bodySent : 0,
                        answerHeadSize() + m_received.size(), m_seenPin};
    if (outcome.answer.has_value())
        outcome.bytesSent = requestHeadSize() + m_bodySize; // the last progress may have been swallowed
    if (const auto whenDone = std::exchange(m_whenDone, nullptr))
        whenDone(std::move(outcome));
}

Result<HubAnswer> HubCall::answer() const
{
    if (m_refused)
        return fail(*m_refused);
    const int status = statusOf(*m_reply);
    const bool isHttpError = status >= 400 && m_reply->error() != QNetworkReply::RemoteHostClosedError;
    if (m_reply->error() != QNetworkReply::NoError && !isHttpError)
        return fail(lineError());
    const QByteArray contentType = mediaTypeOf(*m_reply);
    if (status < 200 || (status >= 300 && status < 400))
        return fail(answeredWrongly(QString::number(status)));
    if (!isMessage(contentType))
        return fail(answeredWrongly(status >= 400 ? QString::number(status) : QStringLiteral("content type")));
    return HubAnswer{status, contentType, m_received, timeAtHub(*m_reply)};
}

Error HubCall::lineError() const
{
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return answeredWrongly(QStringLiteral("no TLS"));
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return answeredWrongly(QStringLiteral("no HTTP"));
    default:
        return {ErrorKind::HubUnreachable, {}, {hostAndPort(m_url), reasonOf(m_reply->error())}};
    }
}

/// "POST /path HTTP/1.1", our headers, and the three that Qt adds: Content-Length, Connection: Keep-Alive, Host.
qint64 HubCall::requestHeadSize() const
{
    const auto line = [](qsizetype name, qsizetype value) { return name + 2 + value + 2; };
    const QNetworkRequest request = requestFor(m_url, m_hub);
    qint64 size = 4 + 1 + m_url.path(QUrl::FullyEncoded).size() + 1 + 8 + 2;
    for (const QByteArray &name : request.rawHeaderList())
        size += line(name.size(), request.rawHeader(name).size());
    size += line(14, QByteArray::number(m_bodySize).size()) + line(10, 10);
    size += line(4, (m_url.port() < 0 ? m_url.host() : hostAndPort(m_url)).size());
    return size + 2;
}

qint64 HubCall::answerHeadSize() const
{
    if (statusOf(*m_reply) == 0)
        return 0;
    qint64 size = 8 + 1 + 3 + 1 + 2 + 2;
    size += m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray().size();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        size += name.size() + 2 + value.size() + 2;
    return size;
}

} // namespace yigong
