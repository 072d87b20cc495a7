// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/audit_report.h"

#include <QHash>

namespace yigong {

namespace {

/// Names by id, each asked once.
class Names
{
public:
    struct Found
    {
        QString first, second;
    };
    Names(const Snapshot &snapshot, std::string sql) : m_snapshot(snapshot), m_sql(std::move(sql)) {}

    Result<Found> of(Id id)
    {
        const auto known = m_known.constFind(id);
        if (id.isNone() || known != m_known.constEnd())
            return id.isNone() ? Found{} : *known;
        Found found;
        YIGONG_TRY(m_snapshot.each(m_sql, {id.bytes()}, [&found](const Columns &columns) {
            found = {columns.text(0), columns.text(1)};
        }));
        m_known.insert(id, found);
        return found;
    }

private:
    const Snapshot &m_snapshot;
    std::string m_sql;
    QHash<Id, Found> m_known;
};

Names peopleIn(const Snapshot &snapshot)
{
    return {snapshot, "SELECT name, login FROM practitioner WHERE id = ?"};
}

Names sitesIn(const Snapshot &snapshot)
{
    return {snapshot, "SELECT name, '' FROM site WHERE id = ?"};
}

} // namespace

Result<std::vector<NamedAuditRow>> withNames(const Snapshot &snapshot, std::vector<AuditRow> rows,
                                             const std::map<Id, QString> &residents)
{
    Names people = peopleIn(snapshot);
    Names sites = sitesIn(snapshot);
    Names devices(snapshot, "SELECT (SELECT name FROM site WHERE id = d.site), letter FROM device d WHERE id = ?");
    Names known(snapshot, "SELECT name, '' FROM patient WHERE id = ?");
    std::vector<NamedAuditRow> named;
    for (AuditRow &row : rows) {
        NamedAuditRow one;
        YIGONG_LET(who, people.of(row.entry.actor));
        YIGONG_LET(site, sites.of(row.entry.site));
        YIGONG_LET(device, devices.of(row.device));
        YIGONG_LET(resident, known.of(row.entry.patient));
        const auto sent = residents.find(row.entry.patient);
        one.who = who.first;
        one.login = who.second;
        one.siteName = site.first;
        one.deviceName = (device.first + u' ' + device.second).trimmed();
        one.residentName = sent == residents.end() ? resident.first : sent->second;
        one.row = std::move(row);
        named.push_back(std::move(one));
    }
    return named;
}

Result<std::vector<NamedReadingDay>> withNames(const Snapshot &snapshot, const std::vector<ReadingDay> &days)
{
    Names people = peopleIn(snapshot);
    Names sites = sitesIn(snapshot);
    std::vector<NamedReadingDay> named;
    for (const ReadingDay &day : days) {
        YIGONG_LET(who, people.of(day.practitioner));
        YIGONG_LET(site, sites.of(day.site));
        named.push_back({day, who.first, site.first});
    }
    return named;
}

} // namespace yigong
