// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_trends.h"
#include "core/followups/save_follow_up.h"

#include <QWidget>
#include <map>

namespace yigong {

class Button;
class Card;
class VerdictPanel;

/// Beside the form: what the rules say of it as it stands, for each program, with the rule's text and source one key
/// away (Alt+R); pressure and glucose over time; and which closed conclusions would be others today.
class FollowUpSide : public QWidget
{
    Q_OBJECT
public:
    FollowUpSide(const OpenedFollowUp &opened, const FollowUpTrends &trends, QDate today, QWidget *parent = nullptr);

    void judge(const FollowUpDraft &draft);
    [[nodiscard]] bool isRuleShown() const { return m_ruleShown; }

private:
    struct Verdict
    {
        VerdictPanel *panel = nullptr;
        QWidget *lines = nullptr; ///< below its head
    };
    void showVerdict(const Verdict &verdict, const FollowUpDraft &draft, FollowUpProgram program);
    void showRule();
    void addTrends(const FollowUpTrends &trends);
    void addChanged();

    OpenedFollowUp m_opened;
    QDate m_today;
    std::map<FollowUpProgram, Verdict> m_verdicts;
    QWidget *m_rule;
    Button *m_ruleKey;
    bool m_ruleShown = false;
};

} // namespace yigong
