// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <functional>
#include <memory>

namespace yigong {

/// Where a county's hub is and how it is known.
struct HubAddress
{
    QUrl url;       ///< https://host:port; a path before the messages' own is kept
    QByteArray pin; ///< SHA-256 of the hub's public key (SubjectPublicKeyInfo), 32 bytes, from enrolment
    /// While the pin is empty, at enrolment: whether a hub with this pin is the one that the code names. Called from
    /// the line's own thread.
    std::function<bool(const QByteArray &pin)> knows = {};
    QByteArray certificate = {}; ///< this device's, PEM; empty: it shows none
    QByteArray key = {};         ///< that belongs to it, PEM
};

struct LineSettings
{
    int connectMs = 10'000; ///< until the connection is encrypted
    int idleMs = 30'000; ///< without a byte in either direction: a slow village line with a large message is not idle
    qint64 maxAnswerBytes = 256 * 1024 * 1024;
    /// From the last byte of a message to the first of its answer: a hub to which a whole county comes back at once
    /// answers everyone, the last after a minute or so.
    int answerMs = 120'000;
};

/// What went over the line since the HubLine was made: heads and bodies of HTTP, without TLS's own part (some 1.5 KB
/// for each new connection, 22 bytes for each record). A call that failed counts with what it got to move.
struct LineCounters
{
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;
    int roundTrips = 0; ///< calls that were answered
};

/// What came back, whatever the status: the hub says its errors in messages too.
struct HubAnswer
{
    int status = 0;
    QByteArray contentType; ///< without parameters, lower case
    QByteArray body;
    qint64 atHubMs = 0; ///< how long the hub says it had the message: "hub;dur=1234" of its Server-Timing
};

/// A device's line to its hub: HTTPS that trusts the pinned key and nothing else, neither authorities nor names nor
/// dates. Never follows a redirect, uses no proxy, cookie, cache or compression. Keeps its connection between calls.
///
/// Calls block, so they belong on a worker thread; any thread will do, with or without an event loop, and one call is
/// made at a time. The program needs a QCoreApplication. `cancel` may come from any thread.
class HubLine
{
public:
    explicit HubLine(HubAddress address, LineSettings settings = {});
    HubLine(const HubLine &) = delete;
    HubLine &operator=(const HubLine &) = delete;
    ~HubLine(); ///< cancels a running call

    /// Sends one message and waits for its answer. `path` begins with "/". Takes any status whose body is a message, or
    /// is CBOR or JSON. A message may arrive twice where the line breaks at the wrong moment. Errors:
    /// HubUnreachable{host:port, reason} (not found, refused, broken off, not connected in time) · HubTooSlow{seconds}
    /// · HubNotTrusted (another key) · HubAnsweredWrongly{status, or what was wrong} (a captive portal's page, a
    /// redirect, no TLS, too large) · Cancelled · Invalid{host:port} with field "hub" (not https, or a pin that is
    /// none). None of them names a path or a query.
    Result<HubAnswer> ask(const QString &path, const QByteArray &body);
    /// The body of `ask`.
    Result<QByteArray> post(const QString &path, const QByteArray &body);

    /// Ends the running call and every later one with Cancelled, until `allowAgain`: a sync is many calls, and the
    /// person who stops it may do so between two of them.
    void cancel();
    void allowAgain();

    [[nodiscard]] LineCounters counters() const;
    /// The pin of the hub that was spoken to; that of the address, or empty before the first answer.
    [[nodiscard]] QByteArray pin() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace yigong
