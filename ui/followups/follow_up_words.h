// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/check_follow_up.h"
#include "core/followups/follow_up_plan.h"
#include "ui/widgets/banner.h"

#include <QCoreApplication>

namespace yigong {

/// What follow-ups are called on the page. Names and options of fields are the form's own (follow_up_form.h).
class FollowUpWords
{
    Q_DECLARE_TR_FUNCTIONS(FollowUpWords)
public:
    static QString program(FollowUpProgram program);
    static QString outcome(FollowUpClass outcome); ///< 此次随访分类
    static QString step(FollowUpStep step);        ///< 下一步管理措施
    /// A reason of the judge, with the figures that it went by.
    static QString reason(const QString &word, const FollowUpRules &rules, int systolicTarget);
    static QString caution(const FollowUpAsk &ask);
    /// What is wrong with a field, in few words; empty where it only lacks.
    static QString problem(const Error &error);
    /// The whole rule of a program, a line each, and where it stands.
    static QStringList ruleOf(FollowUpProgram program, const FollowUpRules &rules);
    static QString source();
    static BannerKind kindOf(FollowUpStep step);
    static ChipSpec chipOf(const ProgramPlan &plan, QDate today);
    /// "20 April: the conclusion was 2 weeks, and would be a referral since the form of 30 March".
    static QString changed(const ChangedConclusion &changed, QDate today);
};

} // namespace yigong
