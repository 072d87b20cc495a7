// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/enrolment.h"
#include "core/hub/http_server.h"

namespace yigong {

/// Which of the hub's doors a request goes to. Thread-safe.
class HubRoutes
{
public:
    HubRoutes(Database &db, const QString &folder, HubLimits limits = {})
        : m_counters(limits, db.clock()), m_hub(db, &m_counters), m_enrolment(db, folder, &m_counters)
    {}
    /// What the answers say of a second place: see `Hub::setSecondPlace`.
    void setSecondPlace(const SecondPlace *place) { m_hub.setSecondPlace(place); }
    HttpAnswer answer(const HttpRequest &request);

private:
    HubCounters m_counters;
    Hub m_hub;
    Enrolment m_enrolment;
};

} // namespace yigong
