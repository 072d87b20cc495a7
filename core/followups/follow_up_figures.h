// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_rules.h"
#include "core/store/transaction.h"

namespace yigong {

/// The figures that a county may try otherwise: those of the rules, and of the plan.
struct FollowUpFigures
{
    FollowUpRules rules;
    FormRules forms;
    int soonDays = 7;    ///< so long before it is due, it is due soon
    int triesToLose = 3; ///< failed tries in a row make somebody unreachable
    int firstMonths = 3; ///< from the enrolment to the first follow-up, at the latest

    /// This store's settings over the specification's. Settings of one machine: they are not synced.
    static Result<FollowUpFigures> of(const Snapshot &snapshot);
    /// Names that can be set, with what holds now.
    [[nodiscard]] std::vector<std::pair<QString, int>> all() const;
};

/// Sets one of them for this store. Door ManageSettings. Errors: Forbidden · NotFound{name} · OutOfRange.
Result<void> setFollowUpFigure(Transaction &tx, const QString &name, int value);

} // namespace yigong
