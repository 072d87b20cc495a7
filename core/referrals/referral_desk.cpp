// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_desk.h"
#include "core/base/spans.h"
#include "core/base/text.h"
#include "core/encounters/encounter.h"
#include "core/patients/patient.h"
#include "core/referrals/referral_deadline.h"
#include "core/security/policy.h"
#include "core/sites/numbering.h"
#include "core/sites/site_tree.h"
#include "core/sync/sync_records.h"

#include <algorithm>

namespace yigong {

namespace {

using Kind = ReferralEventKind;
using State = ReferralState;

constexpr qsizetype reasonLength = 100; // WS 445.16 转诊原因
constexpr qsizetype textLength = 2000;  // WS 445.16 转诊记录

enum class End
{
    Sender,
    Destination
};

enum class Need
{
    Maybe,
    Always
};

Result<QString> checkedText(const char *field, const QString &text, Need need, qsizetype longest = textLength)
{
    const QString name = QString::fromLatin1(field);
    if (!isCleanText(text))
        return fail(ErrorKind::Invalid, name, {text});
    QString trimmed = text.trimmed();
    if (trimmed.isEmpty() && need == Need::Always)
        return fail(ErrorKind::Required, name);
    const qsizetype length = trimmed.toUcs4().size();
    if (length > longest)
        return fail(ErrorKind::OutOfRange, name,
                    {QString::number(length), QStringLiteral("1"), QString::number(longest)});
    return trimmed;
}

/// A referral in the hands of somebody who may act on it.
struct InHand
{
    ServiceRequest request;
    State state = State::Sent;
    std::vector<ReferralEvent> events;
};

Result<InHand> take(Transaction &tx, Id referral, End end, std::initializer_list<State> when)
{
    YIGONG_TRY(require(tx, tx.actor(), end == End::Sender ? Door::SendReferral : Door::AnswerReferral));
    InHand hand;
    YIGONG_LET(request, tx.get<ServiceRequest>(referral));
    hand.request = request;
    const Id own = end == End::Sender ? request.site : request.toSite;
    if (tx.actor().site != own)
        return fail(ErrorKind::OutOfScope, {}, {own.text()});
    YIGONG_LET(events, tx.select<ReferralEvent>("WHERE referral = ?", {referral.bytes()}));
    hand.state = fold(events);
    hand.events = std::move(events);
    if (hand.state == State::NeedsNewerProgram)
        return fail(ErrorKind::NeedsNewerProgram, QStringLiteral("referral"));
    if (std::find(when.begin(), when.end(), hand.state) == when.end())
        return fail(ErrorKind::WrongState, QStringLiteral("referral"), {nameOf(hand.state)});
    return hand;
}

ReferralEvent eventOf(const Transaction &tx, const ServiceRequest &request, Kind kind)
{
    ReferralEvent event;
    event.referral = request.id;
    event.patient = request.patient;
    event.site = tx.actor().site;
    event.fromSite = request.site;
    event.toSite = request.toSite;
    event.kind = kind;
    event.at = tx.now();
    event.practitioner = tx.actor().practitioner;
    return event;
}

Result<void> append(Transaction &tx, const ServiceRequest &request, Kind kind, const QString &note = {})
{
    ReferralEvent event = eventOf(tx, request, kind);
    event.note = note;
    YIGONG_TRY(tx.append(event));
    return {};
}

Result<void> endShares(Transaction &tx, Id referral)
{
    YIGONG_LET(shares, tx.select<Share>("WHERE referral = ? AND ended_on = ''", {referral.bytes()}));
    for (const Share &share : shares) {
        Share ended = share;
        ended.endedOn = tx.today();
        YIGONG_TRY(tx.update(share, ended));
    }
    return {};
}

Result<Site> checkedDestination(const Snapshot &snapshot, Id from, Id to)
{
    if (to.isNone())
        return fail(ErrorKind::Required, QStringLiteral("to_site"));
    YIGONG_LET(destinations, destinationsOf(snapshot, from));
    const auto found =
        std::find_if(destinations.begin(), destinations.end(), [to](const Site &s) { return s.id == to; });
    if (found == destinations.end())
        return fail(ErrorKind::OutOfScope, QStringLiteral("to_site"), {to.text()});
    return *found;
}

/// Whether the visit is of the resident, also where two records of one person were merged.
Result<void> checkVisit(const Snapshot &snapshot, Id encounter, const Patient &patient)
{
    if (encounter.isNone())
        return {};
    YIGONG_LET(visit, snapshot.get<Encounter>(encounter));
    if (visit.patient == patient.id || visit.patient == patient.mergedInto)
        return {};
    YIGONG_LET(seen, snapshot.find<Patient>(visit.patient));
    if (seen && seen->mergedInto == patient.id)
        return {};
    return fail(ErrorKind::Invalid, QStringLiteral("encounter"), {encounter.text()});
}

Result<void> takeDiagnosisOfVisit(const Snapshot &snapshot, ServiceRequest &request)
{
    if (request.encounter.isNone() || !request.diagnosis.isEmpty() || !request.diagnosisCode.isEmpty())
        return {};
    YIGONG_LET(conditions, snapshot.select<Condition>("WHERE encounter = ? ORDER BY is_primary DESC, id LIMIT 1",
                                                      {request.encounter.bytes()}));
    if (!conditions.empty()) {
        request.diagnosisCode = conditions.front().code;
        request.diagnosis = conditions.front().display;
    }
    return {};
}

Result<ServiceRequest> requestOf(Transaction &tx, const ReferralDraft &draft)
{
    ServiceRequest request;
    request.patient = draft.patient;
    request.encounter = draft.encounter;
    request.site = tx.actor().site;
    request.toSite = draft.toSite;
    request.practitioner = tx.actor().practitioner;
    request.at = tx.now();
    if (nameOf(draft.urgency).isEmpty())
        return fail(ErrorKind::Invalid, QStringLiteral("urgency"), {QString::number(static_cast<int>(draft.urgency))});
    request.urgency = draft.urgency;
    YIGONG_LET(reason, checkedText("reason", draft.reason, Need::Always, reasonLength));
    YIGONG_LET(allergies, checkedText("allergy_statement", draft.allergyStatement, Need::Always));
    YIGONG_LET(code, checkedText("diagnosis_code", draft.diagnosisCode, Need::Maybe));
    YIGONG_LET(diagnosis, checkedText("diagnosis", draft.diagnosis, Need::Maybe));
    YIGONG_LET(summary, checkedText("summary", draft.summary, Need::Maybe));
    YIGONG_LET(department, checkedText("department", draft.department, Need::Maybe));
    request.reason = reason;
    request.allergyStatement = allergies;
    request.diagnosisCode = code;
    request.diagnosis = diagnosis;
    request.summary = summary;
    request.department = department;
    YIGONG_TRY(takeDiagnosisOfVisit(tx, request));
    YIGONG_LET(times, ReferralTimes::of(tx));
    request.validUntil = civilDay(request.at.plusMs(times.slipValid * minuteMs));
    return request;
}

Share shareOf(const ServiceRequest &request)
{
    Share share;
    share.patient = request.patient;
    share.site = request.site;
    share.toSite = request.toSite;
    share.encounter = request.encounter;
    share.referral = request.id;
    share.reason = QStringLiteral("referral");
    share.since = request.at;
    return share;
}

Result<void> appendAcceptance(Transaction &tx, const ServiceRequest &request, Instant appointment,
                              const QString &department, const QString &note)
{
    ReferralEvent event = eventOf(tx, request, Kind::Accepted);
    YIGONG_LET(where, checkedText("department", department, Need::Maybe));
    YIGONG_LET(said, checkedText("note", note, Need::Maybe));
    event.appointment = appointment;
    event.department = where.isEmpty() ? request.department : where;
    event.note = said;
    YIGONG_TRY(tx.append(event));
    return {};
}

/// Who is treated or sent back was there: the step that nobody noted is noted now.
Result<void> noteArrival(Transaction &tx, const InHand &hand)
{
    return hand.state == State::Accepted ? append(tx, hand.request, Kind::Arrived) : Result<void>{};
}

Result<std::vector<PlanItem>> checkedItems(Transaction &tx, const ReturnSlip &slip, const QString &plan)
{
    std::vector<PlanItem> items;
    for (const PlanItem &item : slip.items) {
        YIGONG_LET(what, checkedText("activity", item.what, Need::Always));
        if (!item.dueOn.isValid())
            return fail(ErrorKind::Required, QStringLiteral("due_on"));
        items.push_back({item.dueOn, what});
    }
    if (items.empty() && !plan.isEmpty()) {
        YIGONG_LET(times, ReferralTimes::of(tx));
        items.push_back({civilDay(tx.now().plusMs(times.firstFollowUp * minuteMs)), plan});
    }
    return items;
}

Result<void> insertPlan(Transaction &tx, const ServiceRequest &request, const std::vector<PlanItem> &items)
{
    for (const PlanItem &item : items) {
        CarePlanActivity activity;
        activity.referral = request.id;
        activity.patient = request.patient;
        activity.site = request.site;
        activity.fromSite = request.toSite;
        activity.dueOn = item.dueOn;
        activity.what = item.what;
        YIGONG_TRY(tx.insert(activity));
    }
    return {};
}

} // namespace

Result<std::vector<Site>> destinationsOf(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(above, ancestorsOf(snapshot, site));
    const Id county = above.empty() ? site : above.back().id;
    YIGONG_LET(hospitals, snapshot.select<Site>("WHERE tier = ? AND id <> ? ORDER BY code",
                                                {static_cast<qint64>(Tier::County), site.bytes()}));
    for (const Site &hospital : hospitals) {
        YIGONG_LET(line, ancestorsOf(snapshot, hospital.id));
        const bool listed = std::any_of(above.begin(), above.end(), [&](const Site &s) { return s.id == hospital.id; });
        if (!listed && !line.empty() && line.back().id == county)
            above.push_back(hospital);
    }
    above.erase(std::remove_if(above.begin(), above.end(), [](const Site &s) { return s.closedOn.isValid(); }),
                above.end());
    return above;
}

bool skipsLevel(const Site &from, const Site &to, ReferralUrgency urgency)
{
    return urgency != ReferralUrgency::Emergency && static_cast<int>(from.tier) - static_cast<int>(to.tier) > 1;
}

Result<SentReferral> sendReferral(Transaction &tx, const ReferralDraft &draft)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::SendReferral));
    YIGONG_LET(patient, tx.get<Patient>(draft.patient));
    YIGONG_TRY(checkVisit(tx, draft.encounter, patient));
    YIGONG_LET(from, tx.get<Site>(tx.actor().site));
    YIGONG_LET(to, checkedDestination(tx, from.id, draft.toSite));
    YIGONG_LET(request, requestOf(tx, draft));
    YIGONG_LET(number, takeShortNumber(tx));
    request.number = number;
    YIGONG_LET(id, tx.insert(request));
    request.id = id;
    YIGONG_TRY(append(tx, request, Kind::Sent));
    YIGONG_TRY(tx.insert(shareOf(request)));
    return SentReferral{id, number, skipsLevel(from, to, draft.urgency)};
}

Result<void> withdrawReferral(Transaction &tx, Id referral, const QString &reason)
{
    YIGONG_LET(hand, take(tx, referral, End::Sender, {State::Sent}));
    YIGONG_LET(note, checkedText("reason", reason, Need::Maybe));
    YIGONG_TRY(append(tx, hand.request, Kind::Withdrawn, note));
    return endShares(tx, referral);
}

Result<void> acceptReferral(Transaction &tx, Id referral, Instant appointment, const QString &department,
                            const QString &note)
{
    YIGONG_LET(hand, take(tx, referral, End::Destination, {State::Sent}));
    return appendAcceptance(tx, hand.request, appointment, department, note);
}

Result<void> changeAppointment(Transaction &tx, Id referral, Instant appointment, const QString &department,
                               const QString &note)
{
    YIGONG_LET(hand, take(tx, referral, End::Destination, {State::Accepted}));
    return appendAcceptance(tx, hand.request, appointment, department, note);
}

Result<void> rejectReferral(Transaction &tx, Id referral, const QString &reason)
{
    YIGONG_LET(hand, take(tx, referral, End::Destination, {State::Sent}));
    YIGONG_LET(note, checkedText("reason", reason, Need::Always));
    return append(tx, hand.request, Kind::Rejected, note);
}

Result<void> markArrived(Transaction &tx, Id referral, const QString &note)
{
    YIGONG_LET(hand, take(tx, referral, End::Destination, {State::Sent, State::Accepted, State::NoShow}));
    // The ambulance does not wait for an answer.
    if (hand.state == State::Sent && hand.request.urgency != ReferralUrgency::Emergency)
        return fail(ErrorKind::WrongState, QStringLiteral("referral"), {nameOf(hand.state)});
    YIGONG_LET(said, checkedText("note", note, Need::Maybe));
    return append(tx, hand.request, Kind::Arrived, said);
}

Result<void> markNoShow(Transaction &tx, Id referral, const QString &note)
{
    YIGONG_LET(hand, take(tx, referral, End::Destination, {State::Accepted}));
    YIGONG_LET(said, checkedText("note", note, Need::Maybe));
    const Instant appointment = appointmentOf(hand.events);
    if (appointment > tx.now())
        return fail(ErrorKind::OutOfRange, QStringLiteral("appointment"),
                    {civilDateTime(appointment), civilDateTime(hand.request.at), civilDateTime(tx.now())});
    return append(tx, hand.request, Kind::NoShow, said);
}

Result<void> recordTreatment(Transaction &tx, Id referral, const QString &whatWasDone)
{
    YIGONG_LET(hand, take(tx, referral, End::Destination, {State::Accepted, State::Arrived, State::InTreatment}));
    ReferralEvent event = eventOf(tx, hand.request, Kind::Treated);
    YIGONG_LET(treatment, checkedText("treatment", whatWasDone, Need::Always));
    event.treatment = treatment;
    YIGONG_TRY(noteArrival(tx, hand));
    YIGONG_TRY(tx.append(event));
    return {};
}

Result<void> returnDown(Transaction &tx, Id referral, const ReturnSlip &slip)
{
    YIGONG_LET(hand, take(tx, referral, End::Destination, {State::Accepted, State::Arrived, State::InTreatment}));
    ReferralEvent event = eventOf(tx, hand.request, Kind::ReturnedDown);
    YIGONG_LET(diagnosis, checkedText("diagnosis", slip.diagnosis, Need::Always));
    YIGONG_LET(treatment, checkedText("treatment", slip.treatment, Need::Maybe));
    YIGONG_LET(plan, checkedText("plan", slip.plan, Need::Maybe));
    YIGONG_LET(items, checkedItems(tx, slip, plan));
    event.diagnosis = diagnosis;
    event.treatment = treatment;
    event.plan = plan;
    YIGONG_TRY(noteArrival(tx, hand));
    YIGONG_TRY(tx.append(event));
    return insertPlan(tx, hand.request, items);
}

Result<void> receiveBack(Transaction &tx, Id referral, const QString &note)
{
    YIGONG_LET(hand, take(tx, referral, End::Sender, {State::ReturnedDown}));
    YIGONG_LET(said, checkedText("note", note, Need::Maybe));
    return append(tx, hand.request, Kind::Received, said);
}

Result<void> closeReferral(Transaction &tx, Id referral, const QString &outcome)
{
    YIGONG_LET(hand,
               take(tx, referral, End::Sender, {State::ReturnedDown, State::Received, State::Rejected, State::NoShow}));
    YIGONG_LET(note, checkedText("outcome", outcome, Need::Maybe));
    if (hand.state == State::ReturnedDown)
        YIGONG_TRY(append(tx, hand.request, Kind::Received));
    YIGONG_TRY(append(tx, hand.request, Kind::Closed, note));
    return endShares(tx, referral);
}

Result<void> completeActivity(Transaction &tx, Id activity, const QString &outcome)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::SendReferral));
    YIGONG_LET(before, tx.get<CarePlanActivity>(activity));
    if (before.site != tx.actor().site)
        return fail(ErrorKind::OutOfScope, {}, {before.site.text()});
    if (before.doneOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("activity"));
    YIGONG_LET(said, checkedText("outcome", outcome, Need::Maybe));
    CarePlanActivity after = before;
    after.doneOn = tx.today();
    after.doneBy = tx.actor().practitioner;
    after.outcome = said;
    YIGONG_TRY(tx.update(before, after));
    return {};
}

} // namespace yigong
