// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_plan.h"
#include "core/followups/form_doors.h"
#include "ui/widgets/paint.h"

#include <QCoreApplication>

namespace yigong {

/// What the forms that are data are called on the page, and what their rules say. Names of questions and options are
/// the form's own (form_definition.h).
class FormWords
{
    Q_DECLARE_TR_FUNCTIONS(FormWords)
public:
    static QString form(const QString &code);                      ///< its short title; the code where it is not known
    static QString due(const QString &form, const QString &stage); ///< "6 月龄体检", "产前随访 16–20 周"
    static QString outcome(const QString &word);
    static QString reason(const QString &word, const FormRules &rules);
    static QString step(FollowUpProgram program, FollowUpStep step);
    /// The whole rule of a program, a line each.
    static QStringList ruleOf(FollowUpProgram program, const FormRules &rules);
    static QString closeReason(const QString &word);
    /// "16–20 周，6 月 1 日至 7 月 5 日": from when on, and at the latest.
    static QString window(QDate from, QDate due, QDate today);
    static Icon iconOf(FollowUpProgram program);
    /// Which program a form belongs to; none: the annual examination, or one that this program does not know.
    static std::optional<FollowUpProgram> programOf(const QString &form);
    /// A few figures that a form says, in words: for lists.
    static QString figures(const HealthForm &form, int most);
};

} // namespace yigong
