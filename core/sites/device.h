// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// 终端. A computer of a site that the hub takes acts from: known to everybody, so that a paper's letter leads to it,
/// and so that a revoked one is known without the hub. FHIR R4: Device. The hub makes and renews it at enrolment; a
/// county's administrator revokes it. How far its acts are taken is the hub's own table (hub_device).
struct Device
{
    Id id;
    Id site;
    QString letter; ///< heads its short numbers within the site; another at each enrolment
    QString name;
    QByteArray publicKey;   ///< Ed25519, of its batches and questions
    QString program;        ///< version of the program that enrolled it
    Instant enrolled;       ///< the hub's clock, at its last enrolment
    int enrolment = 1;      ///< 1, and one more each time it is enrolled again
    bool certified = false; ///< it has a certificate, and the hub takes it with no other
    /// Of an enrolment, not of a moment: no clock decides, and late news of an old revocation does not put out a
    /// laptop that was enrolled again since.
    int revokedEnrolment = 0;
    Instant revoked; ///< when the last revocation was written
    Id revokedBy;    ///< practitioner; none where it was done at the hub itself
    QString revokeReason;
    Id replaces; ///< the device whose place it took

    [[nodiscard]] bool isRevoked() const { return revokedEnrolment >= enrolment; }

    static constexpr RecordInfo info{4, "device", "Device", RecordKind::Mutable, Reach::Never, true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "site", &Device::site, Merge::Latest),
            field(2, "letter", &Device::letter, Merge::Latest),
            field(3, "name", &Device::name, Merge::Latest),
            field(4, "public_key", &Device::publicKey, Merge::Latest),
            field(5, "program", &Device::program, Merge::Latest),
            field(6, "enrolled", &Device::enrolled, Merge::Latest),
            field(7, "enrolment", &Device::enrolment, Merge::Latest),
            field(8, "certified", &Device::certified, Merge::Latest),
            field(9, "revoked_enrolment", &Device::revokedEnrolment, Merge::Latest),
            field(10, "revoked", &Device::revoked, Merge::Latest),
            field(11, "revoked_by", &Device::revokedBy, Merge::Latest),
            field(12, "revoke_reason", &Device::revokeReason, Merge::Latest),
            field(13, "replaces", &Device::replaces, Merge::Latest),
        };
    }
};

/// A one-time code for a laptop that is to be enrolled, as far as it may be known: who has this record cannot make the
/// code out of it. Goes to the hub by sync; the hub writes who used it.
struct DeviceInvitation
{
    Id id;
    Id madeAt; ///< the administrator's site
    Id madeBy; ///< practitioner; none where it was made at the hub itself
    Instant made;
    Instant until;
    Id site;             ///< that the laptop will work for
    QString name;        ///< what the laptop will be called
    QByteArray verifier; ///< slow digest of the code's secret (Argon2id), 32 bytes
    Id replaces;         ///< a device that is revoked once the new one is enrolled
    Id again;            ///< the device that goes on under new keys; none: a new one
    Instant withdrawn;
    Instant used;
    Id device; ///< that it enrolled

    static constexpr RecordInfo info{5, "device_invitation", "Task", RecordKind::Mutable};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "made_at", &DeviceInvitation::madeAt, Role::Site),
            field(2, "made_by", &DeviceInvitation::madeBy),
            field(3, "made", &DeviceInvitation::made),
            field(4, "until", &DeviceInvitation::until),
            field(5, "site", &DeviceInvitation::site),
            field(6, "name", &DeviceInvitation::name),
            field(7, "verifier", &DeviceInvitation::verifier),
            field(8, "replaces", &DeviceInvitation::replaces),
            field(9, "again", &DeviceInvitation::again),
            field(10, "withdrawn", &DeviceInvitation::withdrawn, Merge::Monotone),
            field(11, "used", &DeviceInvitation::used, Merge::Monotone),
            field(12, "device", &DeviceInvitation::device, Merge::Monotone),
        };
    }
};

} // namespace yigong
