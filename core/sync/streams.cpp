// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/streams.h"

#include <algorithm>

namespace yigong {

Id catalogueStream()
{
    return Id::fromKey("stream/catalogue");
}

std::vector<Id> ownStreams(const RecordType &type, const Row &row)
{
    if (type.info().catalogue)
        return {catalogueStream()};
    std::vector<Id> streams = type.idsOf(Role::Site, row);
    std::sort(streams.begin(), streams.end());
    streams.erase(std::unique(streams.begin(), streams.end()), streams.end());
    return streams;
}

Id subjectOf(const RecordType &type, const Row &row)
{
    const std::vector<Id> subjects = type.idsOf(Role::Subject, row);
    return subjects.empty() ? row.id : subjects.front();
}

Result<std::vector<Id>> sharesFor(const Snapshot &snapshot, const RecordType &type, const Row &row)
{
    std::vector<Id> sites;
    if (type.info().reach == Reach::Never)
        return sites;
    const std::vector<Id> named = type.idsOf(Role::Encounter, row);
    const Id encounter = named.empty() ? row.id : named.front();
    const bool always = type.info().reach == Reach::Always;
    YIGONG_TRY(snapshot.each("SELECT to_site, encounter FROM share WHERE patient = ? AND ended_on = '' AND "
                             "(until = 0 OR until > ?)",
                             {subjectOf(type, row).bytes(), static_cast<qint64>(snapshot.now().ms)}, [&](const Columns &columns) {
                                 if (always || columns.id(1) == encounter)
                                     sites.push_back(columns.id(0));
                             }));
    std::sort(sites.begin(), sites.end());
    sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
    return sites;
}

namespace {

QString columnOf(const RecordType &type, Role role)
{
    for (const FieldInfo &f : type.fields())
        if (f.role == role)
            return f.column;
    return QStringLiteral("id"); // the record itself is the resident, or the visit
}

} // namespace

Result<void> eachInReach(const Snapshot &snapshot, Id patient, Id encounter,
                         const std::function<void(const RecordType &, Id record)> &take)
{
    for (const RecordType &type : snapshot.types().all()) {
        if (type.info().reach == Reach::Never)
            continue;
        QString sql =
            QStringLiteral("SELECT id FROM %1 WHERE \"%2\" = ?").arg(type.table(), columnOf(type, Role::Subject));
        std::vector<Value> parameters{patient.bytes()};
        if (type.info().reach == Reach::WithEncounter) {
            sql += QStringLiteral(" AND \"%1\" = ?").arg(columnOf(type, Role::Encounter));
            parameters.emplace_back(encounter.bytes());
        }
        YIGONG_TRY(snapshot.each(sql.toStdString(), std::span<const Value>(parameters),
                                 [&](const Columns &columns) { take(type, columns.id(0)); }));
    }
    return {};
}

Result<std::vector<Id>> writableSites(const Snapshot &snapshot, Id site)
{
    std::vector<Id> sites{site};
    qint64 tier = 0;
    YIGONG_TRY(snapshot.each("SELECT tier FROM site WHERE id = ?", {site.bytes()},
                             [&tier](const Columns &columns) { tier = columns.integer(0); }));
    if (tier == static_cast<qint64>(Tier::Township))
        YIGONG_TRY(snapshot.each("SELECT id FROM site WHERE parent = ?", {site.bytes()},
                                 [&sites](const Columns &columns) { sites.push_back(columns.id(0)); }));
    return sites;
}

Result<std::vector<Id>> scopeOf(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(sites, writableSites(snapshot, site));
    sites.push_back(catalogueStream());
    return sites;
}

} // namespace yigong
