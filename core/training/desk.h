// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/training/county_plan.h"

namespace yigong {

/// Where a site's past papers come from: its former laptop with its letter A, its serials and act numbers.
/// The laptop that a training county enrols has letter B and begins at act 1, so its numbers never meet these.
class Desk
{
public:
    Desk(const PlannedSite &site, IdSource &ids) : m_site(site), m_ids(ids) {}

    [[nodiscard]] const PlannedSite &site() const { return m_site; }
    [[nodiscard]] Id siteId() const { return m_site.site.id; }
    [[nodiscard]] Id device() const { return m_site.formerDevice; }
    Id newId() { return m_ids.next(); }
    QString nextNumber(); ///< short number of a visit or referral
    qint64 nextAct() { return ++m_act; }
    [[nodiscard]] qint64 lastAct() const { return m_act; }
    QString nextPaper(QStringView kind); ///< number of a stock document: "RK-0007"
    /// Who sees patients there.
    Id doctor(Dice &dice) const;

private:
    const PlannedSite &m_site;
    IdSource &m_ids;
    qint64 m_act = 0, m_serial = 0, m_paper = 0;
};

} // namespace yigong
