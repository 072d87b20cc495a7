// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/keys.h"
#include "core/sync/refusal.h"
#include "core/transport/hub_line.h"

#include <optional>

namespace yigong {

/// The device's P-256 key for its line, PEM.
QByteArray lineKeyPem(const DeviceKey &key);
/// A request for a certificate of that key (PKCS #10, DER), signed by it.
QByteArray certificateRequest(const DeviceKey &key);

/// The hub of the store in a folder: its address from hub.json ({"url", "pin"}), or `url` in its place; the pin from
/// hub.json alone; the device's certificate from device.crt, where it was enrolled with one.
/// Errors: FileMissing, FileUnreadable · HubUnreachable with field "hub" (no address).
Result<HubAddress> hubAddressOf(const QString &folder, const DeviceKey &key, const QString &url = {});

/// Writes both down at an enrolment. Errors: those of `writeDurably`.
Result<void> keepHubAddress(const QString &folder, const QUrl &url, const QByteArray &pin,
                            const QByteArray &certificate);

/// How `SyncSession`, `LogSession` and `askHub` reach the hub over the line, which outlives what is answered.
SyncPost postTo(HubLine &line, const QString &path);

/// For what asks again: sleeps on the thread that calls.
void waitSeconds(int seconds);

} // namespace yigong
