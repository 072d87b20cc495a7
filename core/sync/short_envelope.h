// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/messages.h"

#include <optional>

namespace yigong {

/// What device and hub both know before a request is made; it is not sent again.
struct KnownToBoth
{
    Id epoch;            ///< the hub's
    Id site;             ///< the device's
    QByteArray previous; ///< the link of the act before the request's first
};

/// A request in few bytes: [2, device, after, payload, signature]. `after` is the number before the request's first
/// act; the payload is the request, packed against what both know, and the signature is over "yigong-sync-2" ‖ the
/// request as it was before it was packed. A hub that knows something else (it was restored, the laptop works for
/// another site) or that is older calls it malformed: then the long form is sent.
struct ShortEnvelope
{
    Id device;
    qint64 after = 0;
    QByteArray payload;
    QByteArray signature;
};

/// `packed`: as `encode` made it. None where it would not be short: it is larger than `largestShort`, or nothing is
/// known to both yet.
std::optional<QByteArray> sealShort(Id device, const SyncRequest &request, const QByteArray &packed,
                                    const KnownToBoth &known, const SignBytes &sign);
Result<ShortEnvelope> openShortEnvelope(const QByteArray &bytes);
/// The request, packed as `decodeRequest` reads it. Errors: BadFormat.
Result<QByteArray> unpackShort(const ShortEnvelope &envelope, const KnownToBoth &known);
/// The bytes that are signed. Errors: BadFormat.
Result<QByteArray> signedBytesOfShort(const QByteArray &packed);

/// Bytes of a request, before it is packed: what is larger has little to win, and is not unpacked before its signature
/// is checked.
constexpr qint64 largestShort = 64 * 1024;

} // namespace yigong
