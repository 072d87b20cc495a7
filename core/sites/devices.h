// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/device.h"
#include "core/store/transaction.h"

#include <vector>

namespace yigong {

struct InvitationDraft
{
    Id site;        ///< that the laptop will work for; of a device that is enrolled again, its own
    QString name;   ///< what the laptop is called; of `again`, empty keeps its name
    int hours = 24; ///< 1 to 336
    Id replaces;    ///< a device of the same site that the new one takes the place of
    Id again;       ///< a device that goes on under new keys
};

struct MadeInvitation
{
    Id id;
    QString code; ///< to be typed at the laptop; nobody can show it again
    Instant until;
};

/// Makes a one-time code for a laptop. `hubPin` is SHA-256 of the hub's public key: a part of it goes into the code, so
/// that the laptop knows the hub before it says the rest. Door ManageDevices over the site. Takes some 50 ms.
/// Errors: Forbidden · OutOfScope · NotFound{site; device} · Invalid{device} (another site's, or both named) ·
/// WrongState (the device to replace is revoked already) · OutOfRange{hours}.
Result<MadeInvitation> inviteDevice(Transaction &tx, const InvitationDraft &draft, const QByteArray &hubPin);

/// The code is taken no more. Door ManageDevices. Errors: Forbidden · OutOfScope · NotFound · WrongState (used).
Result<void> withdrawInvitation(Transaction &tx, Id invitation);

/// The hub takes nothing more of this device once the act has reached it. What the device has not sent stays on it, and
/// gets in when it is enrolled again. Door ManageDevices over its site. Errors: Forbidden · OutOfScope · NotFound ·
/// WrongState (revoked already) · ReasonRequired.
Result<void> revokeDevice(Transaction &tx, Id device, const QString &reason);

/// What inviting and revoking check and write, without a door: for the hub's own program, which acts as no person.
Result<DeviceInvitation> invitationOf(const Snapshot &snapshot, const InvitationDraft &draft, Instant now);
Result<Device> revokedForm(const Device &device, const QString &reason, Id by, Instant now);

/// Of the site and everything below it (none: all), by site and letter; revoked ones among them.
Result<std::vector<Device>> devicesOf(const Snapshot &snapshot, Id site = {});
/// Codes that this store knows of, newest first.
Result<std::vector<DeviceInvitation>> invitationsOf(const Snapshot &snapshot);

} // namespace yigong
