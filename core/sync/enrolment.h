// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/sync/messages.h"

namespace yigong {

/// What a laptop says to a hub that it has recognised by its code: `POST /v1/enrol`.
struct EnrolRequest
{
    QString secret;       ///< the code's
    QByteArray publicKey; ///< Ed25519, 32 bytes
    QByteArray request;   ///< PKCS #10 for its P-256 key, DER
    QString name;         ///< of the laptop; empty: as the code says
    QString program;      ///< version
    Id device;            ///< that this store is already; none of a new one
};

/// What it becomes.
struct EnrolAnswer
{
    Id device;
    Id site;
    QString letter;
    Id epoch;
    QByteArray certificate; ///< PEM, for the line
    Instant hubNow;
    QString siteName;
};

/// [1, secret, public-key, request, name, program, device, signature over "yigong-enrol-1" ‖ all before]: who sends it
/// has the key. Errors: BadFormat{"enrolment"} (a wrong signature too).
QByteArray encode(const EnrolRequest &request, const SignBytes &sign);
Result<EnrolRequest> decodeEnrolRequest(const QByteArray &bytes);
/// [1, device, site, letter, epoch, certificate, hub-now, site-name].
QByteArray encode(const EnrolAnswer &answer);
Result<EnrolAnswer> decodeEnrolAnswer(const QByteArray &bytes);

} // namespace yigong
