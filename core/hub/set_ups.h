// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/enrolment.h"
#include "core/hub/snapshots.h"
#include "core/sync/package_call.h"
#include "core/sync/stick_enrolment.h"

#include <mutex>

namespace yigong {

/// The hub's half of an enrolment by stick: recognises the request by its code's signature, enrols the laptop, and
/// answers with its first store. Thread-safe as its parts are.
class SetUps
{
public:
    /// `desk` cuts the stores.
    SetUps(Database &db, SnapshotDesk &desk) : m_db(db), m_desk(desk) {}

    /// The answer to a courier's call, which is one for its SnapshotCall; in a ready offer a SetUpHead stands in the
    /// manifest's place. A courier brings those of its own site and of the sites below, a county's desk all. Errors:
    /// CodeRefused (as `Enrolment::enrol`) · BadFormat{"enrolment request"} · Forbidden · those of SnapshotDesk.
    Result<QByteArray> answer(Id courier, const CarriedSetUpCall &carried);

    struct Made
    {
        SetUpHead head;
        QString store; ///< file; empty: the laptop keeps its own
    };
    /// At the hub itself: whole, and now.
    Result<Made> make(const QByteArray &request, const QString &address);

private:
    /// The latest that enrolled, so that a store's pieces after its offer are not each a proof and a writer's turn.
    struct Latest
    {
        Id courier;
        QByteArray requestDigest;
        EnrolledByStick enrolled;
    };
    Result<EnrolledByStick> enrolledFor(Id courier, const CarriedSetUpCall &carried);
    Result<EnrolledByStick> enrol(const QByteArray &request, const std::function<Result<bool>(Id site)> &mayBring);
    Result<HubDevice> deviceOf(Id id);

    Database &m_db;
    SnapshotDesk &m_desk;
    std::mutex m_mutex;
    std::optional<Latest> m_latest;
};

} // namespace yigong
