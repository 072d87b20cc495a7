// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/referrals/referral_acts.h"
#include "ui/referrals/referral_dialogs.h"
#include "ui/widgets/dialog.h"
#include <QCoreApplication>

namespace yigong {
namespace {

struct Acts
{
    Q_DECLARE_TR_FUNCTIONS(yigong::ReferralActs)
};

bool hasOpenItem(const ReferralView &view, Id site)
{
    return std::any_of(view.activities.begin(), view.activities.end(),
                       [site](const CarePlanActivity &item) { return item.site == site && !item.doneOn.isValid(); });
}

std::vector<ReferralAct> actsOfSender(const ReferralView &view, const Workplace &place)
{
    switch (view.row.state) {
    case ReferralState::Sent:
        return {ReferralAct::Withdraw};
    case ReferralState::ReturnedDown:
        return {ReferralAct::TakeBack};
    case ReferralState::Received:
        if (hasOpenItem(view, place.actor.site))
            return {ReferralAct::CompletePlan, ReferralAct::Close};
        return {ReferralAct::Close};
    case ReferralState::Rejected:
    case ReferralState::NoShow:
        return {ReferralAct::Close};
    case ReferralState::Closed:
        if (hasOpenItem(view, place.actor.site))
            return {ReferralAct::CompletePlan};
        return {};
    default:
        return {};
    }
}

std::vector<ReferralAct> actsOfDestination(const ReferralView &view, const Workplace &place)
{
    switch (view.row.state) {
    case ReferralState::Sent:
        if (view.row.referral.urgency == ReferralUrgency::Emergency)
            return {ReferralAct::Accept, ReferralAct::Reject, ReferralAct::Arrived};
        return {ReferralAct::Accept, ReferralAct::Reject};
    case ReferralState::Accepted:
        if (!view.row.appointment.isNone() && view.row.appointment < place.clock.now())
            return {ReferralAct::Arrived, ReferralAct::NoShow, ReferralAct::ChangeDate};
        return {ReferralAct::Arrived, ReferralAct::ChangeDate};
    case ReferralState::NoShow:
        return {ReferralAct::Arrived};
    case ReferralState::Arrived:
    case ReferralState::InTreatment:
        return {ReferralAct::ReturnDown, ReferralAct::Treat};
    default:
        return {};
    }
}

/// An act that needs a sentence and nothing else.
template <typename Write>
ReferralWrite withReason(QWidget *parent, const QString &title, const QString &why, const QString &doIt, Write write)
{
    const auto reason = askReason(parent, title, why, doIt);
    if (!reason)
        return {};
    return [write, text = *reason](Transaction &tx) { return write(tx, text); };
}

ReferralWrite askToAccept(Id id, const ReferralView &view, const Workplace &place, QWidget *parent, bool again)
{
    AppointmentDialog dialog(view, place.clock.today(), parent);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    return [id, again, at = dialog.appointment(), department = dialog.department(),
            note = dialog.note()](Transaction &tx) {
        return again ? changeAppointment(tx, id, at, department, note) : acceptReferral(tx, id, at, department, note);
    };
}

ReferralWrite askToReturn(Id id, const ReferralView &view, const Workplace &place, QWidget *parent)
{
    ReturnDialog dialog(view, place.clock.today(), parent);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    return [id, slip = dialog.slip()](Transaction &tx) { return returnDown(tx, id, slip); };
}

ReferralWrite askToComplete(const ReferralView &view, const Workplace &place, QWidget *parent)
{
    PlanItemDialog dialog(view, place.actor.site, parent);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    return [item = dialog.item(), outcome = dialog.outcome()](Transaction &tx) {
        return completeActivity(tx, item, outcome);
    };
}

} // namespace

std::vector<ReferralAct> actsFor(const ReferralView &view, const Workplace &place)
{
    if (view.row.referral.toSite == place.actor.site && place.may(Door::AnswerReferral))
        return actsOfDestination(view, place);
    if (view.row.referral.site == place.actor.site && place.may(Door::SendReferral))
        return actsOfSender(view, place);
    return {};
}

ActLook lookOf(ReferralAct act)
{
    switch (act) {
    case ReferralAct::Withdraw:
        return {Acts::tr("Withdraw"), Icon::Undo};
    case ReferralAct::Accept:
        return {Acts::tr("Accept with a date"), Icon::Check};
    case ReferralAct::ChangeDate:
        return {Acts::tr("Another date"), Icon::Calendar};
    case ReferralAct::Reject:
        return {Acts::tr("Reject"), Icon::Back};
    case ReferralAct::Arrived:
        return {Acts::tr("Has arrived"), Icon::Check};
    case ReferralAct::NoShow:
        return {Acts::tr("Did not come"), Icon::Close};
    case ReferralAct::Treat:
        return {Acts::tr("Note treatment"), Icon::Edit};
    case ReferralAct::ReturnDown:
        return {Acts::tr("Send back with a plan"), Icon::Down};
    case ReferralAct::TakeBack:
        return {Acts::tr("Take back"), Icon::House};
    case ReferralAct::CompletePlan:
        return {Acts::tr("Plan item done"), Icon::Todo};
    case ReferralAct::Close:
        return {Acts::tr("Close"), Icon::Check};
    }
    return {};
}

ReferralWrite askForAct(ReferralAct act, const ReferralView &view, const Workplace &place, QWidget *parent)
{
    const Id id = view.row.referral.id;
    const QString name = view.row.patientName;
    switch (act) {
    case ReferralAct::Accept:
    case ReferralAct::ChangeDate:
        return askToAccept(id, view, place, parent, act == ReferralAct::ChangeDate);
    case ReferralAct::ReturnDown:
        return askToReturn(id, view, place, parent);
    case ReferralAct::CompletePlan:
        return askToComplete(view, place, parent);
    case ReferralAct::Withdraw:
        return withReason(parent, Acts::tr("Withdraw the referral of %1").arg(name),
                          Acts::tr("The hospital sees the reason and frees the place."), Acts::tr("Withdraw"),
                          [id](Transaction &tx, const QString &reason) { return withdrawReferral(tx, id, reason); });
    case ReferralAct::Reject:
        return withReason(parent, Acts::tr("Reject the referral of %1").arg(name),
                          Acts::tr("The village sees the reason and looks after them."), Acts::tr("Reject"),
                          [id](Transaction &tx, const QString &reason) { return rejectReferral(tx, id, reason); });
    case ReferralAct::Treat:
        return withReason(parent, Acts::tr("Treatment of %1").arg(name), Acts::tr("What was done?"),
                          Acts::tr("Note it"),
                          [id](Transaction &tx, const QString &done) { return recordTreatment(tx, id, done); });
    case ReferralAct::Close:
        return withReason(parent, Acts::tr("Close the referral of %1").arg(name),
                          Acts::tr("How are they, and what goes on at home?"), Acts::tr("Close"),
                          [id](Transaction &tx, const QString &outcome) { return closeReferral(tx, id, outcome); });
    case ReferralAct::Arrived:
        return [id](Transaction &tx) { return markArrived(tx, id); };
    case ReferralAct::NoShow:
        return [id](Transaction &tx) { return markNoShow(tx, id); };
    case ReferralAct::TakeBack:
        return [id](Transaction &tx) { return receiveBack(tx, id); };
    }
    return {};
}

} // namespace yigong
