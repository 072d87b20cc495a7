// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/devices.h"
#include "core/base/text.h"
#include "core/security/enrolment_code.h"
#include "core/security/policy.h"
#include "core/sites/site.h"

namespace yigong {

namespace {

constexpr int longestInvitation = 14 * 24; // hours: a code that lies around is a key that lies around

Result<Device> deviceToName(const Snapshot &snapshot, Id id, Id site)
{
    YIGONG_LET(device, snapshot.get<Device>(id));
    if (device.site != site)
        return fail(ErrorKind::Invalid, QStringLiteral("device"), {id.text()});
    return device;
}

} // namespace

Result<DeviceInvitation> invitationOf(const Snapshot &snapshot, const InvitationDraft &draft, Instant now)
{
    if (draft.hours < 1 || draft.hours > longestInvitation)
        return fail(ErrorKind::OutOfRange, QStringLiteral("hours"),
                    {QString::number(draft.hours), QStringLiteral("1"), QString::number(longestInvitation)});
    if (!draft.replaces.isNone() && !draft.again.isNone())
        return fail(ErrorKind::Invalid, QStringLiteral("device"), {draft.replaces.text()});
    YIGONG_TRY(snapshot.get<Site>(draft.site));
    DeviceInvitation invitation;
    invitation.name = tidied(draft.name);
    if (!draft.again.isNone()) {
        YIGONG_LET(device, deviceToName(snapshot, draft.again, draft.site));
        if (invitation.name.isEmpty())
            invitation.name = device.name;
    }
    if (!draft.replaces.isNone()) {
        YIGONG_LET(device, deviceToName(snapshot, draft.replaces, draft.site));
        if (device.isRevoked())
            return fail(ErrorKind::WrongState, QStringLiteral("device"), {QStringLiteral("revoked")});
    }
    invitation.made = now;
    invitation.until = now.plusMs(draft.hours * 3'600'000LL);
    invitation.site = draft.site;
    invitation.replaces = draft.replaces;
    invitation.again = draft.again;
    return invitation;
}

Result<MadeInvitation> inviteDevice(Transaction &tx, const InvitationDraft &draft, const QByteArray &hubPin)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageDevices, draft.site));
    YIGONG_LET(invitation, invitationOf(tx, draft, tx.now()));
    const EnrolmentCode code = EnrolmentCode::make(hubPin);
    invitation.madeAt = tx.actor().site;
    invitation.madeBy = tx.actor().practitioner;
    invitation.verifier = code.verifier();
    YIGONG_LET(id, tx.insert(invitation));
    return MadeInvitation{id, code.text(), invitation.until};
}

Result<void> withdrawInvitation(Transaction &tx, Id id)
{
    YIGONG_LET(before, tx.get<DeviceInvitation>(id));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageDevices, before.site));
    if (!before.used.isNone())
        return fail(ErrorKind::WrongState, QStringLiteral("invitation"), {QStringLiteral("used")});
    DeviceInvitation after = before;
    after.withdrawn = tx.now();
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<Device> revokedForm(const Device &device, const QString &reason, Id by, Instant now)
{
    if (device.isRevoked())
        return fail(ErrorKind::WrongState, QStringLiteral("device"), {QStringLiteral("revoked")});
    Device after = device;
    after.revokeReason = tidied(reason);
    if (after.revokeReason.isEmpty())
        return fail(ErrorKind::ReasonRequired);
    after.revokedEnrolment = device.enrolment;
    after.revoked = now;
    after.revokedBy = by;
    return after;
}

Result<void> revokeDevice(Transaction &tx, Id device, const QString &reason)
{
    YIGONG_LET(before, tx.get<Device>(device));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageDevices, before.site));
    YIGONG_LET(after, revokedForm(before, reason, tx.actor().practitioner, tx.now()));
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<std::vector<Device>> devicesOf(const Snapshot &snapshot, Id site)
{
    if (site.isNone())
        return snapshot.select<Device>("ORDER BY site, letter, id");
    return snapshot.select<Device>("WHERE site IN (WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT s.id FROM down "
                                   "JOIN site s ON s.parent = down.id) SELECT id FROM down) ORDER BY site, letter, id",
                                   {site.bytes()});
}

Result<std::vector<DeviceInvitation>> invitationsOf(const Snapshot &snapshot)
{
    return snapshot.select<DeviceInvitation>("ORDER BY made DESC, id");
}

} // namespace yigong
