// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_draft.h"
#include "core/followups/follow_up_figures.h"

namespace yigong {

/// What a doctor is asked to look at once more. Saved as soon as it is confirmed; never refused.
enum class FollowUpCaution : quint8
{
    Unlikely,         ///< a figure beyond what is likely; args: value, lowest, highest
    PressureReversed, ///< diastolic not below systolic; args: systolic, diastolic
    LaterThanRule,    ///< next date beyond what the rule says; args: date, latest
};
QString nameOf(FollowUpCaution caution); ///< "unlikely", "pressure-reversed", "later-than-rule"

struct FollowUpAsk
{
    FollowUpCaution caution = FollowUpCaution::Unlikely;
    QString field; ///< key of the field: confirmed by naming it
    QStringList args;

    bool operator==(const FollowUpAsk &) const = default;
};

struct FollowUpCheck
{
    std::vector<Error> errors;     ///< each keeps it from being saved; fields by their keys
    std::vector<FollowUpAsk> asks; ///< also those that were confirmed
};

/// Checks a draft by itself: what its forms need, and its limits. Errors: Required (a form, way, symptoms) ·
/// OutOfRange (date after today or before birth; no living person's figure) · Invalid (symptoms: none and some).
FollowUpCheck checkFollowUp(const FollowUpDraft &draft, const PartialDate &birthDate, QDate today);

} // namespace yigong
