// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_paper.h"

namespace yigong {

/// A visit's column; without a form, an empty one.
struct PaperColumn
{
    const FollowUp *form = nullptr;
    QString practitioner;
    int referralResult = 0; ///< what came of the referral of this visit
};

/// Every row of the form in its order, each with a cell for each of these columns.
std::vector<PaperRow> paperRowsOf(FollowUpProgram program, const std::vector<PaperColumn> &columns);

} // namespace yigong
