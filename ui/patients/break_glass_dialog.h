// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/break_glass.h"
#include "ui/shell/act_dialog.h"

namespace yigong {

/// The reason for opening the record of somebody who is not within one's reach. Says before it is done that it is for a
/// time, and who will see it.
class BreakGlassDialog : public ActDialog
{
    Q_OBJECT
public:
    /// `who` as a list shows them; `siteName` looks after them.
    BreakGlassDialog(Workplace &workplace, Id patient, const QString &who, const QString &siteName, QWidget *parent);

Q_SIGNALS:
    void opened(yigong::Id patient);

protected:
    void act() override;

private:
    Workplace &m_workplace;
    Id m_patient;
    Field *m_reason;
    Label *m_length;
};

} // namespace yigong
