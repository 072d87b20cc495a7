// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/enrolment.h"
#include "ui/shell/act_dialog.h"

namespace yigong {

class OptionChips;

/// Ends somebody's place in a program: for which reason, since when. What was closed so far stays.
class CloseProgramDialog : public ActDialog
{
    Q_OBJECT
public:
    CloseProgramDialog(Workplace &place, Id patient, FollowUpProgram program, QWidget *parent = nullptr);

protected:
    void act() override;

private:
    Workplace &m_place;
    Id m_patient;
    FollowUpProgram m_program;
    OptionChips *m_reason;
    DateField *m_day;
    Field *m_remark;
};

} // namespace yigong
