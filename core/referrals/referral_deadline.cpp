// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/referrals/referral_deadline.h"
#include "core/base/spans.h"
#include "core/security/audit.h"

#include <array>

namespace yigong {

namespace {

struct Setting
{
    const char *name;
    qint64 ReferralTimes::*minutes;
};
constexpr std::array settings{
    Setting{"answerEmergency", &ReferralTimes::answerEmergency},
    Setting{"answerSoon", &ReferralTimes::answerSoon},
    Setting{"answerRoutine", &ReferralTimes::answerRoutine},
    Setting{"slipValid", &ReferralTimes::slipValid},
    Setting{"noShowAfterSlot", &ReferralTimes::noShowAfterSlot},
    Setting{"summaryAfterTreatment", &ReferralTimes::summaryAfterTreatment},
    Setting{"firstFollowUp", &ReferralTimes::firstFollowUp},
    Setting{"lookAfterRefusal", &ReferralTimes::lookAfterRefusal},
};

QString keyOf(const QString &name)
{
    return QStringLiteral("referral-time/") + name;
}

/// When the last event of that kind was; none where there is none.
Instant lastOf(std::span<const ReferralEvent> events, ReferralEventKind kind)
{
    Instant last;
    for (const ReferralEvent &event : events)
        if (event.kind == kind && event.at > last)
            last = event.at;
    return last;
}

qint64 answerWithin(ReferralUrgency urgency, const ReferralTimes &times)
{
    if (urgency == ReferralUrgency::Emergency)
        return times.answerEmergency;
    return urgency == ReferralUrgency::Soon ? times.answerSoon : times.answerRoutine;
}

Instant after(Instant start, qint64 minutes)
{
    return start.isNone() ? Instant{} : start.plusMs(minutes * minuteMs);
}

Instant arrivalUntil(const ServiceRequest &referral, std::span<const ReferralEvent> events, const ReferralTimes &times)
{
    const Instant appointment = appointmentOf(events);
    return appointment.isNone() ? after(referral.at, times.slipValid) : after(appointment, times.noShowAfterSlot);
}

} // namespace

Result<ReferralTimes> ReferralTimes::of(const Snapshot &snapshot)
{
    ReferralTimes times;
    for (const Setting &setting : settings) {
        YIGONG_LET(value, snapshot.local(keyOf(QString::fromLatin1(setting.name))));
        if (std::holds_alternative<qint64>(value))
            times.*setting.minutes = std::get<qint64>(value);
    }
    return times;
}

Result<void> setReferralTime(Transaction &tx, const QString &name, qint64 minutes)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    constexpr qint64 longest = 60 * 24 * 60; // sixty days
    if (minutes < 1 || minutes > longest)
        return fail(ErrorKind::OutOfRange, name,
                    {QString::number(minutes), QStringLiteral("1"), QString::number(longest)});
    YIGONG_LET(before, ReferralTimes::of(tx));
    for (const Setting &setting : settings)
        if (name == QLatin1String(setting.name)) {
            noteSetting(tx, tx.actor(), keyOf(name), QString::number(before.*setting.minutes),
                        QString::number(minutes));
            return tx.setLocal(keyOf(name), minutes);
        }
    return fail(ErrorKind::NotFound, {}, {name});
}

QString nameOf(ReferralDue due)
{
    switch (due) {
    case ReferralDue::Nothing:
        return {};
    case ReferralDue::Answer:
        return QStringLiteral("answer");
    case ReferralDue::Arrival:
        return QStringLiteral("arrival");
    case ReferralDue::Summary:
        return QStringLiteral("summary");
    case ReferralDue::FollowUp:
        return QStringLiteral("follow-up");
    case ReferralDue::NewPlan:
        return QStringLiteral("new-plan");
    }
    return {};
}

Instant appointmentOf(std::span<const ReferralEvent> events)
{
    const ReferralEvent *last = nullptr;
    for (const ReferralEvent &event : events)
        if (event.kind == ReferralEventKind::Accepted &&
            (!last || std::pair{last->at, last->id} < std::pair{event.at, event.id}))
            last = &event;
    return last ? last->appointment : Instant{};
}

ReferralDeadline deadlineOf(const ServiceRequest &referral, std::span<const ReferralEvent> events, Instant now,
                            const ReferralTimes &times)
{
    using Kind = ReferralEventKind;
    ReferralDeadline next;
    switch (fold(events)) {
    case ReferralState::Sent:
        next = {ReferralDue::Answer, referral.toSite, after(referral.at, answerWithin(referral.urgency, times))};
        break;
    case ReferralState::Accepted:
        next = {ReferralDue::Arrival, referral.toSite, arrivalUntil(referral, events, times)};
        break;
    case ReferralState::Arrived:
        next = {ReferralDue::Summary, referral.toSite, {}};
        break;
    case ReferralState::InTreatment:
        next = {ReferralDue::Summary, referral.toSite,
                after(lastOf(events, Kind::Treated), times.summaryAfterTreatment)};
        break;
    case ReferralState::ReturnedDown:
        next = {ReferralDue::FollowUp, referral.site, after(lastOf(events, Kind::ReturnedDown), times.firstFollowUp)};
        break;
    case ReferralState::Received: {
        // A return that is still on its way to this store: counted from when the patient was taken back.
        const Instant returned = lastOf(events, Kind::ReturnedDown);
        next = {ReferralDue::FollowUp, referral.site,
                after(returned.isNone() ? lastOf(events, Kind::Received) : returned, times.firstFollowUp)};
        break;
    }
    case ReferralState::Rejected:
        next = {ReferralDue::NewPlan, referral.site, after(lastOf(events, Kind::Rejected), times.lookAfterRefusal)};
        break;
    case ReferralState::NoShow:
        next = {ReferralDue::NewPlan, referral.site, after(lastOf(events, Kind::NoShow), times.lookAfterRefusal)};
        break;
    case ReferralState::Withdrawn:
    case ReferralState::Closed:
    case ReferralState::NeedsNewerProgram:
        break;
    }
    next.overdue = !next.when.isNone() && now > next.when;
    return next;
}

} // namespace yigong
