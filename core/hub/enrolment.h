// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub.h"
#include "core/sites/devices.h"
#include "core/sync/enrolment.h"
#include "core/sync/stick_enrolment.h"

namespace yigong {

/// A laptop that was enrolled by a stick.
struct EnrolledByStick
{
    Id device;
    QByteArray answer;   ///< EnrolAnswer
    QByteArray verifier; ///< of its code
    QByteArray pin;      ///< of the hub
    QByteArray publicKey;
    bool keepsStore = false; ///< it was a device before
};

/// The hub's door for laptops that it does not know yet: they show a one-time code. Thread-safe.
class Enrolment
{
public:
    /// `folder` holds ca.key, ca.crt and hub.crt. `counters` bound how often an address may try codes.
    explicit Enrolment(Database &db, QString folder, HubCounters *counters = nullptr)
        : m_db(db), m_folder(std::move(folder)), m_counters(counters)
    {}

    /// One EnrolRequest. The same again, by the same keys, is answered the same, whatever became of the code since. The
    /// answer goes out once the device is durable. Refuses with the words `malformed`, `code` {wrong, expired, used,
    /// withdrawn, again (the store was enrolled before, and the code is for a new one), other-device (the code is for
    /// another store)}, `store`.
    HubReply enrol(const QByteArray &message, const QString &remote = {});

    /// The same where the request came by stick, proven by its code's signature. `mayBring` says whether who brings it
    /// may do so for that site. Errors: CodeRefused{as above} · Forbidden · BadFormat{"certificate request"}.
    Result<EnrolledByStick> enrolByStick(const StickRequest &asked,
                                         const std::function<Result<bool>(Id site)> &mayBring);

    /// A code made at the hub itself. Errors: those of `invitationOf` · FileMissing, BadFormat (hub.crt).
    Result<MadeInvitation> invite(const InvitationDraft &draft);
    /// A revocation at the hub itself. Errors: NotFound{device} · WrongState · ReasonRequired.
    Result<void> revoke(Id device, const QString &reason);

private:
    struct Asked;
    Result<QByteArray> answer(const Asked &asked);
    Result<QByteArray> enrolFor(Transaction &tx, DeviceInvitation invitation, const Asked &asked);
    Result<Device> deviceFor(Transaction &tx, const DeviceInvitation &invitation, const Asked &asked) const;
    Result<QByteArray> pin() const;

    Database &m_db;
    QString m_folder;
    HubCounters *m_counters;
};

} // namespace yigong
