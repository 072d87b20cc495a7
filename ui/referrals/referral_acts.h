// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral_desk.h"
#include "core/referrals/referral_list.h"
#include "ui/shell/workplace.h"
#include "ui/theme/icon.h"
#include <functional>

namespace yigong {

/// What a person can do about a referral.
enum class ReferralAct : quint8
{
    Withdraw,
    Accept,
    ChangeDate,
    Reject,
    Arrived,
    NoShow,
    Treat,
    ReturnDown,
    TakeBack,
    CompletePlan,
    Close,
};

/// What this workplace may do next, the one to do first; empty while the other end has the next step.
std::vector<ReferralAct> actsFor(const ReferralView &view, const Workplace &place);

struct ActLook
{
    QString word;
    Icon icon = Icon::None;
};
ActLook lookOf(ReferralAct act);

/// Asks for what the act needs (a date, a reason, a slip), then answers what writes it; nothing where the person
/// leaves.
using ReferralWrite = std::function<Result<void>(Transaction &)>;
ReferralWrite askForAct(ReferralAct act, const ReferralView &view, const Workplace &place, QWidget *parent);

} // namespace yigong
