// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace yigong {

/// What a hub's certificate shall say. Devices trust the public key alone (`publicKeyPin`), so names and dates matter
/// to browsers and to what inspects the line, not to them.
struct CertificateWish
{
    QString name =
        QStringLiteral("Yigong hub"); ///< common name; the authority's has " authority" behind it; 1 to 50 characters
    QStringList hosts = {QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
                         QStringLiteral("::1")}; ///< names, IPs
    int authorityDays = 3650;
    int serverDays = 825; ///< the longest that common clients accept
};

/// Makes a certificate authority for the county and a server certificate under it, P-256 keys both, and writes to
/// `folder`: `ca.key`, `ca.crt`, `hub.key`, `hub.crt` (PEM; keys 0600; `hub.crt` last, so that it is there only with
/// the others). Valid from a day before `now`: devices with a slow clock. Errors: AlreadyExists{path} (a new key would
/// lock every device out) · Invalid{value} with field "host" or "name" · OutOfRange{days, 1, 36500} with field "days" ·
/// DiskFull · FileUnwritable.
Result<void> makeHubCertificate(const QString &folder, const CertificateWish &wish, Instant now);

/// A new `hub.crt` for the same `hub.key` under the same authority: other hosts, later end, and the pin that devices
/// hold stays true. Errors: as above, and FileMissing{path} · FileUnreadable{path, reason} · BadFormat{what, path}.
Result<void> renewHubCertificate(const QString &folder, const CertificateWish &wish, Instant now);

/// SHA-256 over the public key of a device's certificate request (PKCS #10, DER), whose signature is checked.
/// Errors: BadFormat{"certificate request"}.
Result<QByteArray> requestedKey(const QByteArray &request);

/// A certificate of the county's authority for a device's own key, PEM: common name `device`, for clients only. Trusted
/// as long as the device's record says so; `days` bounds what a forgotten one is good for. Errors: those of
/// `requestedKey` · FileMissing{path} · FileUnreadable{path, reason} · BadFormat{what, path}.
Result<QByteArray> certifyDevice(const QString &folder, const QByteArray &request, const QString &device, int days,
                                 Instant now);

/// SHA-256 over the certificate's public key (SubjectPublicKeyInfo, DER): 32 bytes, what a device is given at
/// enrolment. The first certificate in `certificatePem` counts. Errors: BadFormat{"certificate"}.
Result<QByteArray> publicKeyPin(const QByteArray &certificatePem);

} // namespace yigong
