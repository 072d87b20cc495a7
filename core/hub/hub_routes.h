// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/enrolment.h"
#include "core/hub/http_server.h"
#include "core/hub/set_ups.h"
#include "core/hub/snapshots.h"

namespace yigong {

/// Which of the hub's doors a request goes to. Thread-safe.
class HubRoutes
{
public:
    HubRoutes(Database &db, const QString &folder, HubLimits limits = {}, qint64 leastSnapshot = leastSnapshotEntries)
        : m_counters(limits, db.clock()), m_hub(db, &m_counters), m_enrolment(db, folder, &m_counters),
          m_snapshots(db, m_hub, leastSnapshot), m_setUps(db, m_snapshots)
    {
        m_hub.setSnapshotDesk(&m_snapshots);
        m_hub.setSetUps([this](Id courier, const CarriedSetUpCall &call) { return m_setUps.answer(courier, call); });
    }
    /// What the answers say of a second place: see `Hub::setSecondPlace`.
    void setSecondPlace(const SecondPlace *place) { m_hub.setSecondPlace(place); }
    HttpAnswer answer(const HttpRequest &request);

private:
    HubCounters m_counters;
    Hub m_hub;
    Enrolment m_enrolment;
    SnapshotDesk m_snapshots;
    SetUps m_setUps;
};

} // namespace yigong
