// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/streams.h"
#include "core/base/planted_bug.h"
#include "core/sync/sync_records.h"

#include <algorithm>

namespace yigong {

Id catalogueStream()
{
    return Id::fromKey("stream/catalogue");
}

std::vector<Id> ownStreams(const RecordType &type, const Row &row)
{
    if (type.info().catalogue && planted(PlantedBug::CatalogueMissed))
        return {};
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

namespace {

void sortOut(std::vector<Id> &sites)
{
    std::sort(sites.begin(), sites.end());
    sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
}

QString columnOf(const RecordType &type, Role role)
{
    for (const FieldInfo &f : type.fields())
        if (f.role == role)
            return f.column;
    return QStringLiteral("id"); // the record itself is the resident, or the visit
}

bool hasRole(const RecordType &type, Role role)
{
    return std::any_of(type.fields().begin(), type.fields().end(),
                       [role](const FieldInfo &f) { return f.role == role; });
}

/// The record type that others name as their subject.
bool isResident(const RecordType &type)
{
    return type.info().reach == Reach::Always && !hasRole(type, Role::Subject);
}

Result<void> addResidentsSites(const Snapshot &snapshot, Id resident, std::vector<Id> &sites)
{
    const RecordType *type = residentType(snapshot.types());
    if (!type)
        return {};
    for (const FieldInfo &field : type->fields()) {
        if (field.role != Role::Site)
            continue;
        const std::string sql =
            QStringLiteral("SELECT \"%1\" FROM %2 WHERE id = ?").arg(field.column, type->table()).toStdString();
        YIGONG_TRY(snapshot.each(sql, {resident.bytes()}, [&sites](const Columns &columns) {
            if (const Id site = columns.id(0); !site.isNone())
                sites.push_back(site);
        }));
    }
    return {};
}

} // namespace

const RecordType *residentType(const RecordTypes &types)
{
    const auto found = std::find_if(types.all().begin(), types.all().end(), isResident);
    return found == types.all().end() ? nullptr : &*found;
}

Result<std::vector<Id>> sharesFor(const Snapshot &snapshot, const RecordType &type, const Row &row,
                                  std::optional<HybridTime> at)
{
    std::vector<Id> sites;
    if (type.info().reach == Reach::Never)
        return sites;
    const std::vector<Id> named = type.idsOf(Role::Encounter, row);
    const Id encounter = named.empty() ? row.id : named.front();
    const bool always = type.info().reach == Reach::Always;
    const Id resident = subjectOf(type, row);
    const Instant moment = at ? at->instant() : snapshot.now();
    // A share that ended by its act was ended when that act was made: whoever wrote before did so in their right.
    // "+": looked at for an index of its own, it would have the statement prepared anew for each value.
    YIGONG_TRY(snapshot.each("SELECT to_site, encounter FROM share s WHERE patient = ?1 AND (until = 0 OR +until > ?2) "
                             "AND (ended_on = '' OR "
                             "?3 > 0 AND ?3 < (SELECT time FROM field_stamp f WHERE f.type = ?4 AND f.id = s.id AND "
                             "f.field = ?5))",
                             {resident.bytes(), static_cast<qint64>(moment.ms), at ? at->ticks : 0,
                              static_cast<qint64>(Share::info.number), static_cast<qint64>(Share::endedOnField)},
                             [&](const Columns &columns) {
                                 if (always || columns.id(1) == encounter)
                                     sites.push_back(columns.id(0));
                             }));
    if (always && !isResident(type) && !planted(PlantedBug::ResidentSiteForgotten))
        YIGONG_TRY(addResidentsSites(snapshot, resident, sites));
    sortOut(sites);
    return sites;
}

bool keepsCard(const RecordType &type)
{
    if (!hasRole(type, Role::Subject) || !hasRole(type, Role::Site) || hasRole(type, Role::ShareTo))
        return false;
    const bool namesVisit = hasRole(type, Role::Encounter);
    return type.info().reach == Reach::WithEncounter ? !namesVisit : type.info().reach == Reach::Never && namesVisit;
}

namespace {

/// The sites that have a visit or a letter of this resident in their streams.
Result<void> addCardKeepers(const Snapshot &snapshot, Id resident, std::vector<Id> &sites)
{
    QString sql;
    for (const RecordType &type : snapshot.types().all()) {
        if (!keepsCard(type))
            continue;
        for (const FieldInfo &field : type.fields())
            if (field.role == Role::Site)
                sql += QStringLiteral("%1SELECT \"%2\" FROM %3 WHERE \"%4\" = ?1")
                           .arg(sql.isEmpty() ? QString() : QStringLiteral(" UNION "), field.column, type.table(),
                                columnOf(type, Role::Subject));
    }
    if (sql.isEmpty())
        return {};
    return snapshot.each(sql.toStdString(), {resident.bytes()}, [&sites](const Columns &columns) {
        if (const Id site = columns.id(0); !site.isNone())
            sites.push_back(site);
    });
}

} // namespace

namespace {

/// The record that a conflict, one of its values or its settlement is about; none of another type.
Result<std::optional<std::pair<const RecordType *, Row>>> disputedBy(const Snapshot &snapshot, const RecordType &type,
                                                                     const Row &row)
{
    using Disputed = std::optional<std::pair<const RecordType *, Row>>;
    std::optional<Conflict> conflict;
    if (type.number() == Conflict::info.number) {
        conflict = recordOf<Conflict>(row);
    } else if (type.number() == ConflictValue::info.number || type.number() == ConflictSettlement::info.number) {
        const auto at = static_cast<std::size_t>(type.indexOf(QStringView(u"conflict")));
        YIGONG_LET(found, snapshot.find<Conflict>(ValueOf<Id>::from(row.values[at])));
        conflict = found;
    }
    const RecordType *of = conflict ? snapshot.types().byNumber(conflict->subjectType) : nullptr;
    if (!of)
        return Disputed{};
    YIGONG_LET(subject, snapshot.findRow(*of, conflict->subject));
    return subject ? Disputed{{of, std::move(*subject)}} : Disputed{};
}

} // namespace

Result<std::vector<Id>> holdersOf(const Snapshot &snapshot, const RecordType &type, const Row &row)
{
    std::vector<Id> streams = ownStreams(type, row);
    YIGONG_LET(reached, sharesFor(snapshot, type, row));
    streams.insert(streams.end(), reached.begin(), reached.end());
    YIGONG_LET(disputed, disputedBy(snapshot, type, row));
    if (disputed && !planted(PlantedBug::DisputeMissesCard) &&
        !planted(PlantedBug::ConflictGoesNowhere)) { // whoever has the record hears that it is in dispute
        YIGONG_LET(holders, holdersOf(snapshot, *disputed->first, disputed->second));
        streams.insert(streams.end(), holders.begin(), holders.end());
    }
    if (isResident(type) && !planted(PlantedBug::CardTakenAway))
        YIGONG_TRY(addCardKeepers(snapshot, row.id, streams));
    sortOut(streams);
    return streams;
}

Result<void> eachInReach(const Snapshot &snapshot, Id patient, Id encounter,
                         const std::function<void(const RecordType &, Id record)> &take)
{
    for (const RecordType &type : snapshot.types().all()) {
        if (type.info().reach == Reach::Never)
            continue;
        if (planted(PlantedBug::ShareReachMissed) && type.number() != 10)
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
    if (tier == static_cast<qint64>(Tier::Township) && !planted(PlantedBug::ParentStreamsForgotten))
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
