// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/coverage.h"
#include "core/base/spans.h"

#include <algorithm>

namespace yigong {

namespace {

/// Of a hub's store; nothing elsewhere.
Result<std::map<Id, Instant>> heardAtHub(const Snapshot &snapshot)
{
    std::map<Id, Instant> contacts;
    YIGONG_TRY(snapshot.each("SELECT site, coalesce(min(nullif(last_contact, 0)), 0) FROM hub_device "
                             "WHERE revoked = 0 GROUP BY site",
                             {},
                             [&contacts](const Columns &columns) { contacts[columns.id(0)] = columns.instant(1); }));
    return contacts;
}

Result<Instant> toldByHub(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(value, snapshot.local(QStringLiteral("contact/") + site.text()));
    return std::holds_alternative<qint64>(value) ? Instant{std::get<qint64>(value)} : Instant{};
}

Result<Id> ownSite(const Snapshot &snapshot)
{
    YIGONG_LET(value, snapshot.local(QStringLiteral("site")));
    return std::holds_alternative<QByteArray>(value) ? Id::fromBytes(std::get<QByteArray>(value)) : Id{};
}

bool comesFirst(const MissingSite &a, const MissingSite &b)
{
    return a.lastSeen != b.lastSeen ? a.lastSeen < b.lastSeen : a.code < b.code;
}

} // namespace

bool Coverage::lacks(Id site) const
{
    return std::any_of(missing.begin(), missing.end(), [site](const MissingSite &m) { return m.site == site; });
}

Result<std::map<Id, Instant>> lastContacts(const Snapshot &snapshot, const std::vector<Site> &sites, Instant now)
{
    YIGONG_LET(atHub, heardAtHub(snapshot));
    YIGONG_LET(own, ownSite(snapshot));
    std::map<Id, Instant> contacts;
    for (const Site &site : sites) {
        if (!atHub.empty()) {
            contacts[site.id] = atHub[site.id];
        } else if (site.id == own) {
            contacts[site.id] = now;
        } else {
            YIGONG_LET(told, toldByHub(snapshot, site.id));
            contacts[site.id] = told;
        }
    }
    return contacts;
}

Result<Coverage> coverageOf(const Snapshot &snapshot, const std::vector<Site> &sites, Instant periodEnd, Instant now)
{
    YIGONG_LET(contacts, lastContacts(snapshot, sites, now));
    const Instant needed = std::min(periodEnd, now.plusMs(-dayMs));
    Coverage coverage;
    for (const Site &site : sites) {
        const Instant seen = contacts[site.id];
        const bool reported = !seen.isNone() && seen >= needed;
        const bool isVillage = site.tier == Tier::Village;
        coverage.sites += 1;
        coverage.reported += reported ? 1 : 0;
        coverage.villages += isVillage ? 1 : 0;
        coverage.villagesReported += isVillage && reported ? 1 : 0;
        if (!reported)
            coverage.missing.push_back({site.id, site.code, site.name, site.tier, seen});
    }
    std::sort(coverage.missing.begin(), coverage.missing.end(), comesFirst);
    return coverage;
}

} // namespace yigong
