// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"

#include <QWidget>

namespace yigong {

class Button;
class VerdictPanel;

/// Beside a form that is data: what the rules say of it as it stands, what is due next and when, the rule and its
/// source one key away (Alt+R), and the figures of the last forms of the kind.
class HealthFormSide : public QWidget
{
    Q_OBJECT
public:
    HealthFormSide(const OpenedHealthForm &opened, QDate today, QWidget *parent = nullptr);

    /// None: nothing judges this form. While something that must be asked is missing, only what is wrong already is
    /// said.
    void show(const std::optional<FormJudgement> &judged, bool isComplete);
    [[nodiscard]] bool isRuleShown() const { return m_ruleShown; }

private:
    void addRule(FollowUpProgram program);
    void addFormer();
    void showRule();

    const OpenedHealthForm m_opened;
    QDate m_today;
    VerdictPanel *m_verdict;
    QWidget *m_lines;
    QWidget *m_rule = nullptr;
    Button *m_ruleKey = nullptr;
    bool m_ruleShown = false;
};

/// What was concluded from a form, and what follows, as lines of a verdict: for the side and for closed ones.
void addConclusion(QWidget *lines, FollowUpProgram program, const FormJudgement &judged, const FormRules &rules,
                   QDate today);

} // namespace yigong
