// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/residents.h"
#include "core/patients/file_completeness.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"

namespace yigong {

namespace {

/// How the rows are reached. One clinic's residents are few enough to be sorted; those of more sites are passed in the
/// order of the list's own index, which has them sorted.
struct Way
{
    std::string from;
    std::vector<Value> parameters;
};

/// Whether everybody in the list of this store is within the actor's reach: so it is on most.
Result<bool> reachesAll(const Snapshot &snapshot, const Actor &actor)
{
    std::vector<Id> sites;
    // One look into the index for each site there is.
    YIGONG_TRY(snapshot.each("WITH RECURSIVE at (site) AS (SELECT min(site) FROM patient UNION ALL SELECT (SELECT "
                             "min(p.site) FROM patient p WHERE p.site > at.site) FROM at WHERE at.site IS NOT "
                             "NULL) SELECT site FROM at WHERE site IS NOT NULL",
                             {}, [&sites](const Columns &columns) { sites.push_back(columns.id(0)); }));
    for (const Id &site : sites) {
        YIGONG_LET(within, reachesSite(snapshot, actor, Door::ReadPatient, site));
        if (!within)
            return false;
    }
    return true;
}

Result<Way> wayTo(const Snapshot &snapshot, const Actor &actor, const ResidentFilter &filter)
{
    Way way{"FROM patient_list l", {}};
    std::string where = " WHERE 1";
    YIGONG_LET(all, reachesAll(snapshot, actor));
    if (!filter.site.isNone()) {
        YIGONG_LET(sites, subtreeIdsOf(snapshot, filter.site));
        if (sites.size() <= 1) {
            way.from = "FROM patient p CROSS JOIN patient_list l ON l.rid = p.rid";
            where += " AND p.site = ?";
        } else {
            where += " AND l.site IN (WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT s.id FROM down JOIN site s ON "
                     "s.parent = down.id) SELECT id FROM down)";
        }
        way.parameters.emplace_back(filter.site.bytes());
    }
    if (!filter.condition.isEmpty()) {
        // The set is kept one member a line.
        where += " AND l.conditions <> '' AND instr(char(10) || l.conditions || char(10), ?) > 0";
        way.parameters.emplace_back(QString(u'\n' + filter.condition + u'\n'));
    }
    if (!filter.missing.isEmpty()) {
        YIGONG_LET(rules, FileRules::of(snapshot));
        const std::string lacks = missingSql(rules, filter.missing, "l.rid", civilDay(snapshot.now()));
        where += " AND " + (lacks.empty() ? std::string("0") : lacks);
    }
    if (!all) {
        // As `basisFor` judges one by one.
        const bool below = static_cast<StaffRole>(actor.role) == StaffRole::CountyManager;
        where += " AND (l.site = ? OR " + openReferralSql("(SELECT id FROM patient WHERE rid = l.rid)", "?") +
                 " OR EXISTS (SELECT 1 FROM patient p JOIN encounter e ON e.patient = p.id WHERE p.rid = l.rid AND "
                 "e.site = ?) OR EXISTS "
                 "(SELECT 1 FROM patient p JOIN break_glass b ON b.patient = p.id WHERE p.rid = l.rid AND "
                 "b.practitioner = ? AND b.until > ?)";
        for (const Id &id : {actor.site, actor.site, actor.site, actor.practitioner})
            way.parameters.emplace_back(ValueOf<Id>::to(id));
        way.parameters.emplace_back(static_cast<qint64>(snapshot.now().ms));
        YIGONG_LET(tier, snapshot.number("SELECT tier FROM site WHERE id = ?", {actor.site.bytes()}));
        if (below || tier != static_cast<qint64>(Tier::County)) {
            where += " OR l.site IN (WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT s.id FROM down JOIN site s ON "
                     "s.parent = down.id) SELECT id FROM down)";
            way.parameters.emplace_back(actor.site.bytes());
        }
        where += ")";
    }
    way.from += where;
    return way;
}

} // namespace

Result<std::vector<Resident>> residentPage(const Snapshot &snapshot, const Actor &actor, const ResidentFilter &filter,
                                           int offset, int limit)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    YIGONG_LET(way, wayTo(snapshot, actor, filter));
    way.parameters.emplace_back(static_cast<qint64>(limit));
    way.parameters.emplace_back(static_cast<qint64>(offset));
    const char *order =
        filter.order == ResidentOrder::Name ? " ORDER BY l.name_key, l.rid" : " ORDER BY l.last_visit DESC, l.rid DESC";
    std::vector<std::pair<qint64, Instant>> rows;
    YIGONG_TRY(
        snapshot.each("SELECT l.rid, l.last_visit " + way.from + order + " LIMIT ? OFFSET ?", way.parameters,
                      [&rows](const Columns &columns) { rows.emplace_back(columns.integer(0), columns.instant(1)); }));
    std::vector<Resident> page;
    for (const auto &[row, lastVisit] : rows) {
        Resident resident;
        resident.lastVisit = lastVisit;
        YIGONG_TRY(snapshot.eachRow(snapshot.typeOf<Patient>(), "WHERE rid = ?", {row},
                                    [&resident](Row &&values) { resident.patient = recordOf<Patient>(values); }));
        YIGONG_LET(name, siteName(snapshot, resident.patient.site));
        resident.siteName = std::move(name);
        page.push_back(std::move(resident));
    }
    return page;
}

Result<qint64> residentCount(const Snapshot &snapshot, const Actor &actor, const ResidentFilter &filter)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    YIGONG_LET(way, wayTo(snapshot, actor, filter));
    qint64 count = 0;
    YIGONG_TRY(snapshot.each("SELECT count(*) " + way.from, way.parameters,
                             [&count](const Columns &columns) { count = columns.integer(0); }));
    return count;
}

} // namespace yigong
