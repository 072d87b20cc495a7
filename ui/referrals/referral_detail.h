// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/referrals/referral_acts.h"
#include "ui/referrals/referral_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"

namespace yigong {

/// The steps of a referral side by side: icon, what, who and when. Never colour alone.
class StateTrail : public QWidget
{
    Q_OBJECT
public:
    explicit StateTrail(QWidget *parent = nullptr);

    void setSteps(QList<TrailStep> steps);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<TrailStep> m_steps;
};

/// The chosen referral: why, the trail, and what can be done about it, the next act filled.
class ReferralDetail : public Card
{
    Q_OBJECT
public:
    explicit ReferralDetail(Workplace &place, QWidget *parent = nullptr);

    void setView(const ReferralView &view);
    [[nodiscard]] const std::vector<ReferralAct> &acts() const { return m_acts; }

Q_SIGNALS:
    void actRequested(yigong::ReferralAct act);
    void lookRequested();

private:
    void showActs();

    Workplace &m_place;
    std::vector<ReferralAct> m_acts;
    QList<QWidget *> m_buttons;
    RunsLabel *m_title;
    RunsLabel *m_why;
    Chip *m_contract;
    RunsLabel *m_gives; ///< what that contract gives
    StateTrail *m_trail;
    QHBoxLayout *m_actions;
};

/// All that goes with a referral, to read: reason, story, the attached visit, allergies, the history, the plan.
void lookAtReferral(const ReferralView &view, QDate today, QWidget *parent);

} // namespace yigong
