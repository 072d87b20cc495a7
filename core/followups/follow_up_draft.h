// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_form.h"

#include <QJsonObject>

namespace yigong {

/// A follow-up that is being written: one form a program, of one resident on one day. What both forms ask stands in the
/// first and is written to each (`spread`).
struct FollowUpDraft
{
    Id patient;
    QDate date;                  ///< of the visit; none: today
    std::vector<FollowUp> forms; ///< each with its program; ids, times and conclusions are not read
    QStringList confirmed;       ///< keys of fields whose unlikely value the doctor has looked at: "systolic"
    Id amends;                   ///< the closed form that the only form of this draft corrects
    QString amendReason;

    [[nodiscard]] const FollowUp *formOf(FollowUpProgram program) const;
    [[nodiscard]] FollowUp *formOf(FollowUpProgram program);
};

/// Shared answers of the first form in all of them. What is not on a program's form is cleared there.
void spread(FollowUpDraft &draft);

/// `{"patient", "date", <shared keys>, "hypertension": {<its own keys>}, "diabetes": {…}, "confirmed": [], "amends",
/// "amendReason"}`: keys of `followUpFields()`, values as they are typed. What is unsaid is left out.
QJsonObject jsonOf(const FollowUpDraft &draft);
/// A key that it does not know is an error, never passed over. A form is begun by naming its program, also with {}.
/// Errors: Invalid{value; field} · BadFormat{what, key}.
Result<FollowUpDraft> followUpDraftFrom(const QJsonObject &json);

/// The answers of one closed form, without what was concluded from it.
QJsonObject answersOf(const FollowUp &form);

} // namespace yigong
