// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/transport/hub_line.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QSslError>
#include <QTimer>
#include <functional>
#include <optional>

class QNetworkAccessManager;

namespace yigong {

/// "hub.example:8443", "[::1]:8443": all of an address that may stand in an error.
QString hostAndPort(const QUrl &url);

struct CallOutcome
{
    Result<HubAnswer> answer;
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;
    QByteArray pin; ///< of the hub, once it was recognised
};

/// One request of a HubLine and all that may go wrong with it. Lives in the line's thread.
class HubCall : public QObject
{
    Q_OBJECT
public:
    HubCall(QNetworkAccessManager &network, QUrl url, const HubAddress &hub, LineSettings settings);
    ~HubCall() override;

    /// `whenDone` is called exactly once, from the event loop.
    void start(const QByteArray &body, std::function<void(CallOutcome)> whenDone);
    void cancel();

private:
    void watch();
    void checkErrors(const QList<QSslError> &errors);
    void checkPin();
    void heardOfHub();
    void takeBytes();
    void refuse(Error error);
    void finish();
    [[nodiscard]] bool isPinned(const QSslCertificate &certificate);
    [[nodiscard]] Result<HubAnswer> answer() const;
    [[nodiscard]] Error lineError() const;
    [[nodiscard]] qint64 requestHeadSize() const;
    [[nodiscard]] qint64 answerHeadSize() const;

    QNetworkAccessManager &m_network;
    const QUrl m_url;
    const HubAddress m_hub;
    QByteArray m_seenPin;
    const LineSettings m_settings;
    std::function<void(CallOutcome)> m_whenDone;
    QPointer<QNetworkReply> m_reply; // belongs to the network, too
    QTimer m_connecting;
    QTimer m_idle;
    std::optional<Error> m_refused; // our own reason for breaking off
    QByteArray m_received;
    qint64 m_bodySize = 0;
    qint64 m_bodySent = 0;
    bool m_requestSent = false;
    bool m_isAwaited = false; ///< the message is out, nothing of its answer has come
};

} // namespace yigong
