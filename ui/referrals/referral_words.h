// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral_list.h"
#include "ui/widgets/paint.h"
#include <QCoreApplication>

namespace yigong {

/// One step of a referral's way, as the trail below the list shows it.
struct TrailStep
{
    enum class Mark
    {
        Done,
        Now,  ///< what is waited for
        Late, ///< the same, past its deadline
        Failed,
        Ahead
    };
    Mark mark = Mark::Ahead;
    QString title;
    QString note; ///< who and when; or until when
};

/// A referral in the words of the page.
struct ReferralWords
{
    Q_DECLARE_TR_FUNCTIONS(yigong::ReferralWords)
public:
    static QString state(ReferralState state);
    static QString urgency(ReferralUrgency urgency);
    static ChipSpec urgencyChip(ReferralUrgency urgency);
    /// Time left, or how long overdue; empty where no step is due.
    static ChipSpec deadlineChip(const ReferralRow &row, Instant now, QDate today);
    /// The whole way: sent, answered, arrived, sent back, taken back.
    static QList<TrailStep> trail(const ReferralView &view, QDate today);
};

} // namespace yigong
