// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/visit.h"
#include "core/base/text.h"
#include "core/patients/find.h"
#include "core/security/audit.h"
#include "core/sites/site.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace yigong {

namespace {

bool isLater(const Encounter &a, const Encounter &b)
{
    return std::tie(a.end, a.id) > std::tie(b.end, b.id);
}

Result<Encounter> rootOf(const Snapshot &snapshot, Id id)
{
    YIGONG_LET(encounter, snapshot.get<Encounter>(id));
    std::set<Id> seen{id};
    while (!encounter.amends.isNone() && seen.insert(encounter.amends).second) {
        YIGONG_LET(amended, snapshot.find<Encounter>(encounter.amends));
        if (!amended)
            break; // beyond this store's scope
        encounter = std::move(*amended);
    }
    return encounter;
}

/// All versions: the root and whatever amends it, directly or not.
Result<std::vector<Encounter>> versionsOf(const Snapshot &snapshot, Id id)
{
    YIGONG_LET(root, rootOf(snapshot, id));
    std::set<Id> seen{root.id};
    std::vector<Encounter> versions{std::move(root)};
    for (std::size_t at = 0; at < versions.size(); ++at) {
        YIGONG_LET(amendments, snapshot.select<Encounter>("WHERE amends = ?", {versions[at].id.bytes()}));
        for (Encounter &amendment : amendments)
            if (seen.insert(amendment.id).second)
                versions.push_back(std::move(amendment));
    }
    return versions;
}

/// Puts the newest first: of the versions that no other amends, the one closed last; then the others.
void sortNewestFirst(std::vector<Encounter> &versions)
{
    std::set<Id> amended;
    for (const Encounter &version : versions)
        amended.insert(version.amends);
    std::sort(versions.begin(), versions.end(), [&amended](const Encounter &a, const Encounter &b) {
        const bool isOldA = amended.count(a.id) > 0;
        const bool isOldB = amended.count(b.id) > 0;
        return isOldA != isOldB ? isOldB : isLater(a, b);
    });
}

template <Record T> Result<QString> nameOfRecord(const Snapshot &snapshot, Id id)
{
    YIGONG_LET(found, snapshot.find<T>(id));
    return found ? found->name : QString();
}

Result<void> addDispensed(const Snapshot &snapshot, Visit &visit, Id version)
{
    YIGONG_LET(dispensed,
               snapshot.select<MedicationDispense>("WHERE encounter = ? ORDER BY at, id", {version.bytes()}));
    visit.dispensed.insert(visit.dispensed.end(), dispensed.begin(), dispensed.end());
    return {};
}

/// "?, ?, ?" would make a new statement for each number of ids; a person has one or two.
Result<void> eachOfPerson(const Snapshot &snapshot, Id patient, const std::string &sql,
                          const std::function<void(const Columns &)> &take)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    for (const Id id : ids)
        YIGONG_TRY(snapshot.each(sql, {id.bytes()}, take));
    return {};
}

struct VisitKey
{
    Instant start;
    Id root;
};

/// First versions of a person's visits, the latest visit first.
Result<std::vector<VisitKey>> visitKeys(const Snapshot &snapshot, Id patient)
{
    std::vector<VisitKey> keys;
    YIGONG_TRY(eachOfPerson(snapshot, patient,
                            "SELECT start, id FROM encounter e WHERE patient = ? AND (amends IS NULL OR NOT EXISTS "
                            "(SELECT 1 FROM encounter o WHERE o.id = e.amends))",
                            [&keys](const Columns &columns) {
                                keys.push_back({columns.instant(0), columns.id(1)});
                            }));
    std::sort(keys.begin(), keys.end(), [](const VisitKey &a, const VisitKey &b) {
        return std::tie(a.start, a.root) > std::tie(b.start, b.root);
    });
    return keys;
}

Result<VisitSummary> summaryOf(const Snapshot &snapshot, Id root)
{
    YIGONG_LET(versions, versionsOf(snapshot, root));
    sortNewestFirst(versions);
    const Encounter &newest = versions.front();
    VisitSummary summary{newest.id, newest.number,     newest.start,     newest.site, {},
                         {},        newest.visitClass, newest.complaint, {},          versions.size() > 1};
    YIGONG_LET(siteName, nameOfRecord<Site>(snapshot, newest.site));
    YIGONG_LET(practitionerName, nameOfRecord<Practitioner>(snapshot, newest.practitioner));
    summary.siteName = siteName;
    summary.practitionerName = practitionerName;
    YIGONG_TRY(snapshot.eachUntil("SELECT display FROM condition WHERE encounter = ? ORDER BY is_primary DESC, id",
                                  {newest.id.bytes()}, [&summary](const Columns &columns) {
                                      summary.diagnosis = columns.text(0);
                                      return false;
                                  }));
    return summary;
}

} // namespace

Quantity Visit::dispensedOf(const QString &drug) const
{
    Quantity sum;
    for (const MedicationDispense &one : dispensed)
        if (one.drug == drug)
            sum = sum + one.quantity;
    return sum;
}

Result<Visit> visitOf(const Snapshot &snapshot, Id id)
{
    YIGONG_LET(versions, versionsOf(snapshot, id));
    sortNewestFirst(versions);
    Visit visit;
    visit.encounter = versions.front();
    visit.earlier.assign(versions.begin() + 1, versions.end());
    const QByteArray key = visit.encounter.id.bytes();
    YIGONG_LET(observations, snapshot.select<Observation>("WHERE encounter = ? ORDER BY id", {key}));
    YIGONG_LET(conditions, snapshot.select<Condition>("WHERE encounter = ? ORDER BY is_primary DESC, id", {key}));
    YIGONG_LET(lines, snapshot.select<MedicationRequest>("WHERE encounter = ? ORDER BY id", {key}));
    visit.observations = std::move(observations);
    visit.conditions = std::move(conditions);
    visit.lines = std::move(lines);
    for (const Encounter &version : versions) {
        YIGONG_TRY(addDispensed(snapshot, visit, version.id));
        YIGONG_LET(drugs, drugCostOf(snapshot, version.id));
        visit.drugFee = visit.drugFee + drugs;
    }
    YIGONG_LET(patientName, nameOfRecord<Patient>(snapshot, visit.encounter.patient));
    YIGONG_LET(practitionerName, nameOfRecord<Practitioner>(snapshot, visit.encounter.practitioner));
    YIGONG_LET(siteName, nameOfRecord<Site>(snapshot, visit.encounter.site));
    visit.patientName = patientName;
    visit.practitionerName = practitionerName;
    visit.siteName = siteName;
    return visit;
}

Result<Visit> openVisit(const Snapshot &snapshot, const Actor &actor, Id id)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    YIGONG_LET(visit, visitOf(snapshot, id));
    const Encounter &encounter = visit.encounter;
    YIGONG_LET(ours, reachesSite(snapshot, actor, Door::ReadPatient, encounter.site));
    Basis basis = Basis::Visit;
    if (!ours) {
        YIGONG_LET(found, requirePatient(snapshot, actor, Door::ReadPatient, encounter.patient));
        basis = found;
    }
    noteOpened(snapshot, actor, basis, encounter.patient, QStringLiteral("visit"), encounter.id);
    return visit;
}

Result<std::vector<Id>> visitsNumbered(const Snapshot &snapshot, const QString &number)
{
    std::vector<Id> found;
    YIGONG_TRY(snapshot.each(
        "SELECT id FROM encounter WHERE number = ? AND number <> '' AND amends IS NULL ORDER BY start DESC",
        {tidied(number).toUpper()}, [&found](const Columns &columns) { found.push_back(columns.id(0)); }));
    return found;
}

Result<std::vector<VisitSummary>> visitsOfPatient(const Snapshot &snapshot, Id patient, int limit)
{
    YIGONG_LET(keys, visitKeys(snapshot, patient));
    std::vector<VisitSummary> summaries;
    for (const VisitKey &key : keys) {
        if (static_cast<int>(summaries.size()) >= limit)
            break;
        YIGONG_LET(summary, summaryOf(snapshot, key.root));
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

Result<std::optional<Visit>> lastVisitOf(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(keys, visitKeys(snapshot, patient));
    if (keys.empty())
        return std::optional<Visit>{};
    YIGONG_LET(visit, visitOf(snapshot, keys.front().root));
    return std::optional{std::move(visit)};
}

Result<std::vector<MedicationRequest>> lastPrescriptionOf(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(keys, visitKeys(snapshot, patient));
    for (const VisitKey &key : keys) {
        YIGONG_LET(visit, visitOf(snapshot, key.root));
        if (!visit.lines.empty())
            return visit.lines;
    }
    return std::vector<MedicationRequest>{};
}

Result<std::vector<VitalPoint>> vitalsHistory(const Snapshot &snapshot, Id patient, const QString &code)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<VitalPoint> points;
    for (const Id id : ids)
        YIGONG_TRY(
            snapshot.each("SELECT at, value, unit, encounter FROM observation o WHERE patient = ? AND code = ? "
                          "AND NOT EXISTS (SELECT 1 FROM encounter a WHERE a.amends = o.encounter) "
                          "ORDER BY at, id",
                          {id.bytes(), code}, [&points](const Columns &columns) {
                              points.push_back({columns.instant(0), columns.text(1), columns.text(2), columns.id(3)});
                          }));
    std::stable_sort(points.begin(), points.end(),
                     [](const VitalPoint &a, const VitalPoint &b) { return a.at < b.at; });
    return points;
}

Money costOf(Quantity amount, Money packCost, int unitsPerPack)
{
    if (unitsPerPack <= 0)
        return {};
    return {(2 * amount.units * packCost.fen + unitsPerPack) / (2LL * unitsPerPack)};
}

Result<Money> drugCostOf(const Snapshot &snapshot, Id encounter)
{
    Money cost;
    YIGONG_TRY(snapshot.each("SELECT sum(m.quantity), b.pack_cost, b.units_per_pack FROM stock_document d "
                             "JOIN stock_movement m ON m.document = d.id AND m.account = 3 "
                             "JOIN stock_batch b ON b.id = m.batch WHERE d.encounter = ? "
                             "GROUP BY d.id, b.pack_cost, b.units_per_pack",
                             {encounter.bytes()}, [&cost](const Columns &columns) {
                                 cost = cost + costOf({columns.integer(0)}, {columns.integer(1)},
                                                      static_cast<int>(columns.integer(2)));
                             }));
    return cost;
}

VisitDraft amendmentDraftOf(const Visit &visit)
{
    VisitDraft draft;
    draft.patient = visit.encounter.patient;
    draft.start = visit.encounter.start;
    draft.visitClass = visit.encounter.visitClass;
    draft.complaint = visit.encounter.complaint;
    draft.summary = visit.encounter.summary;
    draft.advice = visit.encounter.advice;
    for (const Observation &observation : visit.observations)
        draft.vitals.push_back({observation.code, observation.value, observation.unit});
    for (const Condition &condition : visit.conditions)
        draft.diagnoses.push_back({condition.code, condition.display, condition.primary});
    for (const MedicationRequest &line : visit.lines) {
        PrescriptionEntry entry;
        entry.drug = line.drug;
        entry.name = line.name;
        entry.dose = line.dose;
        entry.frequency = line.frequency;
        entry.route = line.route;
        entry.days = line.days;
        entry.quantity = line.quantity;
        entry.unit = line.unit;
        entry.instructions = line.instructions;
        entry.allergyReason = line.allergyReason;
        draft.prescription.push_back(std::move(entry));
    }
    draft.consultationFee = visit.encounter.fee - visit.drugFee;
    draft.amends = visit.encounter.id;
    return draft;
}

} // namespace yigong
