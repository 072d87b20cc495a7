// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"

#include <QJsonObject>

namespace yigong {

/// `{"patient", "form", "version", "day", "answers": {<key>: text as typed, or a list of options' numbers}, "nextOn",
/// "confirmed": [], "amends", "amendReason"}`. Errors: Invalid{as written; member | key of the question} ·
/// Required{patient | form} · NotFound{form}.
Result<HealthFormDraft> healthFormDraftFrom(const QJsonObject &json);
QJsonObject jsonOf(const HealthFormDraft &draft);
QJsonObject jsonOf(const FormAnswers &answers);
/// `{"outcome", "step", "nextForm", "nextStage", "dueFrom", "due", "checkReferralBy", "reasons": []}`
QJsonObject jsonOf(const FormJudgement &judgement);

} // namespace yigong
