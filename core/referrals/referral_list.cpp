// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_list.h"
#include "core/security/audit.h"

#include <algorithm>
#include <set>

namespace yigong {

namespace {

bool earlier(const ReferralEvent &a, const ReferralEvent &b)
{
    return std::pair{a.at, a.id} < std::pair{b.at, b.id};
}

/// A referral that is closed for good, without an event that this program cannot read, need not be folded to know it.
constexpr const char *notPlainlyClosed =
    " AND NOT (EXISTS (SELECT 1 FROM referral_event e WHERE e.referral = service_request.id AND e.kind = 9)"
    " AND NOT EXISTS (SELECT 1 FROM referral_event e WHERE e.referral = service_request.id AND e.kind > 10))";

std::string tailFor(ReferralDirection direction, const ReferralFilter &filter)
{
    std::string tail = direction == ReferralDirection::Out  ? "WHERE site = ?1"
                       : direction == ReferralDirection::In ? "WHERE to_site = ?1"
                                                            : "WHERE (site = ?1 OR to_site = ?1)";
    if (!filter.patient.isNone())
        tail += " AND patient IN (SELECT id FROM patient WHERE id = ?2 OR merged_into = ?2)";
    if (filter.openOnly)
        tail += notPlainlyClosed;
    return tail + " ORDER BY at DESC, id DESC";
}

Result<std::vector<ServiceRequest>> requestsOf(const Snapshot &snapshot, Id site, ReferralDirection direction,
                                               const ReferralFilter &filter)
{
    const std::string tail = tailFor(direction, filter);
    if (filter.patient.isNone())
        return snapshot.select<ServiceRequest>(tail, {site.bytes()});
    return snapshot.select<ServiceRequest>(tail, {site.bytes(), filter.patient.bytes()});
}

Result<std::vector<ReferralEvent>> eventsOf(const Snapshot &snapshot, Id referral)
{
    YIGONG_LET(events, snapshot.select<ReferralEvent>("WHERE referral = ?", {referral.bytes()}));
    std::sort(events.begin(), events.end(), earlier);
    return events;
}

void fillFolded(ReferralRow &row, std::span<const ReferralEvent> events, Instant now, const ReferralTimes &times)
{
    row.state = fold(events);
    row.deadline = deadlineOf(row.referral, events, now, times);
    row.appointment = appointmentOf(events);
    if (!events.empty())
        row.last = *std::max_element(events.begin(), events.end(), earlier);
}

Result<void> fillNames(const Snapshot &snapshot, ReferralRow &row)
{
    YIGONG_TRY(snapshot.each(
        "SELECT p.name, p.sex, p.birth_date, p.phone FROM patient o "
        "JOIN patient p ON p.id = coalesce((SELECT m.id FROM patient m WHERE m.id = o.merged_into), o.id) "
        "WHERE o.id = ?",
        {row.referral.patient.bytes()}, [&row](const Columns &columns) {
            row.patientName = columns.text(0);
            row.patientSex = static_cast<Sex>(columns.integer(1));
            row.patientBirthDate = PartialDate::parse(columns.text(2)).value_or(PartialDate{});
            row.patientPhone = columns.text(3);
        }));
    YIGONG_TRY(snapshot.each("SELECT (SELECT name FROM site WHERE id = ?), (SELECT name FROM site WHERE id = ?)",
                             {row.referral.site.bytes(), row.referral.toSite.bytes()}, [&row](const Columns &columns) {
                                 row.fromName = columns.text(0);
                                 row.toName = columns.text(1);
                             }));
    return snapshot.each("SELECT count(*), count(nullif(done_on, '')) FROM care_plan_activity WHERE referral = ?",
                         {row.referral.id.bytes()}, [&row](const Columns &columns) {
                             row.plannedItems = static_cast<int>(columns.integer(0));
                             row.doneItems = static_cast<int>(columns.integer(1));
                         });
}

bool isWanted(const ReferralRow &row, const ReferralFilter &filter)
{
    return (!filter.openOnly || !isOver(row.state)) && (!filter.state || *filter.state == row.state);
}

/// Nearest deadline first; those without one after them, newest first.
bool comesFirst(const ReferralRow &a, const ReferralRow &b)
{
    const Instant whenA = a.deadline.when, whenB = b.deadline.when;
    if (whenA.isNone() != whenB.isNone())
        return whenB.isNone();
    if (whenA != whenB)
        return whenA < whenB;
    return std::pair{a.referral.at, a.referral.id} > std::pair{b.referral.at, b.referral.id};
}

template <typename T> std::vector<T> page(std::vector<T> all, int offset, int limit)
{
    const auto size = static_cast<int>(all.size());
    const int first = std::clamp(offset, 0, size);
    const int last = std::min(size, first + std::max(limit, 0));
    return {std::make_move_iterator(all.begin() + first), std::make_move_iterator(all.begin() + last)};
}

Result<std::optional<AttachedVisit>> attachedVisit(const Snapshot &snapshot, Id encounter)
{
    YIGONG_LET(found, snapshot.find<Encounter>(encounter));
    if (!found)
        return std::optional<AttachedVisit>{};
    AttachedVisit visit;
    visit.encounter = *found;
    YIGONG_LET(conditions,
               snapshot.select<Condition>("WHERE encounter = ? ORDER BY is_primary DESC, id", {encounter.bytes()}));
    YIGONG_LET(observations, snapshot.select<Observation>("WHERE encounter = ? ORDER BY id", {encounter.bytes()}));
    YIGONG_LET(lines, snapshot.select<MedicationRequest>("WHERE encounter = ? ORDER BY id", {encounter.bytes()}));
    visit.conditions = std::move(conditions);
    visit.observations = std::move(observations);
    visit.prescriptions = std::move(lines);
    return std::optional<AttachedVisit>{std::move(visit)};
}

Result<std::optional<Patient>> currentPatient(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(found, snapshot.find<Patient>(patient));
    if (found && !found->mergedInto.isNone()) {
        YIGONG_LET(follows, snapshot.find<Patient>(found->mergedInto));
        if (follows)
            return follows;
    }
    return found;
}

Result<std::map<Id, QString>> staffOf(const Snapshot &snapshot, const ReferralView &view)
{
    std::set<Id> ids{view.row.referral.practitioner};
    for (const ReferralEvent &event : view.events)
        ids.insert(event.practitioner);
    for (const CarePlanActivity &activity : view.activities)
        ids.insert(activity.doneBy);
    if (view.visit)
        ids.insert(view.visit->encounter.practitioner);
    std::map<Id, QString> names;
    for (const Id id : ids)
        YIGONG_TRY(snapshot.each("SELECT name FROM practitioner WHERE id = ?", {id.bytes()},
                                 [&names, id](const Columns &columns) { names[id] = columns.text(0); }));
    return names;
}

} // namespace

Result<std::vector<ReferralRow>> referralsOf(const Snapshot &snapshot, Id site, ReferralDirection direction,
                                             const ReferralFilter &filter, Instant now)
{
    YIGONG_LET(times, ReferralTimes::of(snapshot));
    YIGONG_LET(requests, requestsOf(snapshot, site, direction, filter));
    std::vector<ReferralRow> rows;
    for (ServiceRequest &request : requests) {
        ReferralRow row;
        row.referral = std::move(request);
        YIGONG_LET(events, eventsOf(snapshot, row.referral.id));
        fillFolded(row, events, now, times);
        if (isWanted(row, filter))
            rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), comesFirst);
    rows = page(std::move(rows), filter.offset, filter.limit);
    for (ReferralRow &row : rows)
        YIGONG_TRY(fillNames(snapshot, row));
    return rows;
}

Result<ReferralView> referralView(const Snapshot &snapshot, Id referral, Instant now)
{
    ReferralView view;
    YIGONG_LET(request, snapshot.get<ServiceRequest>(referral));
    view.row.referral = std::move(request);
    YIGONG_LET(times, ReferralTimes::of(snapshot));
    YIGONG_LET(events, eventsOf(snapshot, referral));
    view.events = std::move(events);
    fillFolded(view.row, view.events, now, times);
    YIGONG_TRY(fillNames(snapshot, view.row));
    YIGONG_LET(patient, currentPatient(snapshot, view.row.referral.patient));
    YIGONG_LET(allergies, snapshot.select<AllergyIntolerance>(
                              "WHERE patient IN (?, ?) AND voided_on = '' ORDER BY substance",
                              {view.row.referral.patient.bytes(), patient ? patient->id.bytes() : QByteArray()}));
    YIGONG_LET(visit, attachedVisit(snapshot, view.row.referral.encounter));
    YIGONG_LET(activities,
               snapshot.select<CarePlanActivity>("WHERE referral = ? ORDER BY due_on, id", {referral.bytes()}));
    if (patient) {
        YIGONG_LET(conflicts, openConflictsOf(snapshot, patient->id));
        view.conflicts = std::move(conflicts);
        YIGONG_LET(contract, contractMarkOf(snapshot, patient->id, civilDay(now)));
        view.contract = std::move(contract);
    }
    view.patient = std::move(patient);
    view.allergies = std::move(allergies);
    view.visit = std::move(visit);
    view.activities = std::move(activities);
    YIGONG_LET(staff, staffOf(snapshot, view));
    view.staff = std::move(staff);
    return view;
}

Result<std::vector<ReferralRow>> referralBoard(const Snapshot &snapshot, const Actor &actor, Id site,
                                               ReferralDirection direction, const ReferralFilter &filter, Instant now)
{
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadPatient, site));
    return referralsOf(snapshot, site, direction, filter, now);
}

Result<ReferralView> openReferral(const Snapshot &snapshot, const Actor &actor, Id referral, Instant now)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    YIGONG_LET(view, referralView(snapshot, referral, now));
    const ServiceRequest &request = view.row.referral;
    YIGONG_LET(receives, reachesSite(snapshot, actor, Door::ReadPatient, request.toSite));
    if (!receives)
        YIGONG_TRY(requireAt(snapshot, actor, Door::ReadPatient, request.site));
    YIGONG_LET(basis, basisFor(snapshot, actor, Door::ReadPatient, request.patient));
    noteOpened(snapshot, actor, basis == Basis::None ? Basis::Referral : basis, request.patient,
               QStringLiteral("referral"), referral);
    return view;
}

Result<Id> findReferral(const Snapshot &snapshot, const QString &idOrNumber)
{
    Id found;
    const auto keep = [&found](const Columns &columns) { found = columns.id(0); };
    if (const auto id = Id::parse(idOrNumber.trimmed()))
        YIGONG_TRY(snapshot.each("SELECT id FROM service_request WHERE id = ?", {id->bytes()}, keep));
    else
        YIGONG_TRY(
            snapshot.each("SELECT id FROM service_request WHERE number = ?", {idOrNumber.trimmed().toUpper()}, keep));
    if (found.isNone())
        return fail(ErrorKind::NotFound, QStringLiteral("referral"), {idOrNumber});
    return found;
}

Result<QString> proposedAllergyStatement(const Snapshot &snapshot, Id patient)
{
    QStringList substances;
    YIGONG_TRY(snapshot.each("SELECT substance FROM allergy_intolerance WHERE voided_on = '' AND patient IN "
                             "(SELECT ?1 UNION SELECT merged_into FROM patient WHERE id = ?1) ORDER BY substance",
                             {patient.bytes()}, [&](const Columns &columns) { substances += columns.text(0); }));
    return substances.isEmpty() ? QStringLiteral("不详") : substances.join(u'、');
}

} // namespace yigong
