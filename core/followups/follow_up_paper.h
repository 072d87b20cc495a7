// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_form.h"
#include "core/forms/paper_row.h"
#include "core/security/policy.h"
#include "core/store/snapshot.h"

#include <vector>

namespace yigong {

/// 高血压患者随访服务记录表 or 2型糖尿病患者随访服务记录表, edition 2020: the national form of the third edition (2017)
/// with what the edition added. Four visits side by side, the earliest at the left; a row a field.
struct FollowUpPaper
{
    static constexpr std::size_t visits = 4;
    FollowUpProgram program = FollowUpProgram::Hypertension;
    QString title;
    Id patient;     ///< none on a form that is nobody's
    QString name;   ///< 姓名
    QString number; ///< 编号: the last eight of the record's seventeen digits; empty where it has none
    std::vector<PaperRow> rows;
    std::size_t filled = 0; ///< columns that say something
};

/// Nobody's, with nothing in it.
FollowUpPaper blankFollowUpPaper(FollowUpProgram program);
/// A resident's, from their last four follow-ups that stand; `isBlank`: with name and number alone. Opens the record.
/// Door ReadPatient. Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<FollowUpPaper> followUpPaper(const Snapshot &snapshot, const Actor &actor, Id patient, FollowUpProgram program,
                                    bool isBlank = false);

} // namespace yigong
