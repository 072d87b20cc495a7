// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/referrals/referral_words.h"
#include "ui/encounters/spoken.h"

namespace yigong {
namespace {

const ReferralEvent *latest(const ReferralView &view, ReferralEventKind kind)
{
    const ReferralEvent *found = nullptr;
    for (const ReferralEvent &event : view.events)
        if (event.kind == kind)
            found = &event;
    return found;
}

QString whoAndWhen(const ReferralView &view, const ReferralEvent &event, QDate today)
{
    const auto who = view.staff.find(event.practitioner);
    const QString when = Spoken::moment(event.at, today);
    return who == view.staff.end() ? when : who->second + u' ' + when;
}

} // namespace

QString ReferralWords::state(ReferralState state)
{
    switch (state) {
    case ReferralState::Sent:
        return tr("to be answered");
    case ReferralState::Withdrawn:
        return tr("withdrawn");
    case ReferralState::Accepted:
        return tr("accepted");
    case ReferralState::Rejected:
        return tr("rejected");
    case ReferralState::Arrived:
        return tr("arrived");
    case ReferralState::InTreatment:
        return tr("in treatment");
    case ReferralState::ReturnedDown:
        return tr("sent back");
    case ReferralState::Received:
        return tr("taken back");
    case ReferralState::Closed:
        return tr("closed");
    case ReferralState::NoShow:
        return tr("did not come");
    case ReferralState::NeedsNewerProgram:
        return tr("needs a newer program");
    }
    return {};
}

QString ReferralWords::urgency(ReferralUrgency urgency)
{
    switch (urgency) {
    case ReferralUrgency::Emergency:
        return tr("emergency");
    case ReferralUrgency::Soon:
        return tr("soon");
    case ReferralUrgency::Routine:
        return tr("routine");
    }
    return {};
}

ChipSpec ReferralWords::urgencyChip(ReferralUrgency level)
{
    switch (level) {
    case ReferralUrgency::Emergency:
        return {ChipKind::Danger, urgency(level), Icon::Stop};
    case ReferralUrgency::Soon:
        return {ChipKind::Warn, urgency(level), Icon::Flag};
    case ReferralUrgency::Routine:
        return {ChipKind::Plain, urgency(level), Icon::None};
    }
    return {};
}

ChipSpec ReferralWords::deadlineChip(const ReferralRow &row, Instant now, QDate today)
{
    const ReferralDeadline &deadline = row.deadline;
    if (deadline.due == ReferralDue::Nothing)
        return {ChipKind::Plain, state(row.state), Icon::Check};
    if (deadline.when.isNone())
        return {ChipKind::Plain, tr("no time limit"), Icon::Hospital};
    if (deadline.overdue)
        return {ChipKind::Danger, tr("%1 late").arg(Spoken::span(now.ms - deadline.when.ms)), Icon::Clock};
    if (row.state == ReferralState::Accepted && !row.appointment.isNone())
        return {ChipKind::Plain, Spoken::moment(row.appointment, today), Icon::Calendar};
    const qint64 left = deadline.when.ms - now.ms;
    return {left < 3 * 3'600'000 ? ChipKind::Warn : ChipKind::Plain, tr("%1 left").arg(Spoken::span(left)),
            Icon::Clock};
}

QList<TrailStep> ReferralWords::trail(const ReferralView &view, QDate today)
{
    using Mark = TrailStep::Mark;
    const ReferralState state = view.row.state;
    QList<TrailStep> steps{{Mark::Done, tr("Sent"), {}},
                           {Mark::Ahead, tr("Answer"), {}},
                           {Mark::Ahead, tr("Arrival"), {}},
                           {Mark::Ahead, tr("Sent back"), {}},
                           {Mark::Ahead, tr("Taken back"), {}}};
    const auto done = [&](int step, ReferralEventKind kind, const QString &title, Mark mark = Mark::Done) {
        if (const ReferralEvent *event = latest(view, kind))
            steps[step] = {mark, title, whoAndWhen(view, *event, today)};
    };
    done(0, ReferralEventKind::Sent, tr("Sent"));
    done(1, ReferralEventKind::Accepted, tr("Accepted"));
    if (state == ReferralState::Rejected)
        done(1, ReferralEventKind::Rejected, tr("Rejected"), Mark::Failed);
    if (state == ReferralState::Withdrawn)
        done(1, ReferralEventKind::Withdrawn, tr("Withdrawn"), Mark::Failed);
    if (steps[1].mark == Mark::Done && !view.row.appointment.isNone())
        steps[1].note = tr("for %1").arg(Spoken::moment(view.row.appointment, today));
    if (state == ReferralState::NoShow)
        done(2, ReferralEventKind::NoShow, tr("Did not come"), Mark::Failed);
    else
        done(2, ReferralEventKind::Arrived, tr("Arrived"));
    done(3, ReferralEventKind::Treated, tr("In treatment"), Mark::Now);
    done(3, ReferralEventKind::ReturnedDown, tr("Sent back"));
    done(4, ReferralEventKind::Received, tr("Taken back"));
    done(4, ReferralEventKind::Closed, tr("Closed"));
    const ReferralDeadline &deadline = view.row.deadline;
    if (deadline.due == ReferralDue::Nothing)
        return steps;
    for (TrailStep &step : steps) {
        if (step.mark == Mark::Done || step.mark == Mark::Failed)
            continue;
        step.mark = deadline.overdue ? Mark::Late : Mark::Now;
        if (!deadline.when.isNone())
            step.note = tr("until %1").arg(Spoken::moment(deadline.when, today));
        break;
    }
    return steps;
}

} // namespace yigong
