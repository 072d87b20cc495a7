// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/workplace.h"
#include "ui/widgets/dialog.h"

namespace yigong {

class Field;

/// The present password and a new one, twice. What the new one still lacks is said while it is typed.
class PasswordDialog : public Dialog
{
    Q_OBJECT
public:
    /// `due`: why it must be changed before anything else; leaving is then signing out, and says so.
    PasswordDialog(Workplace &workplace, PasswordChange due, QWidget *parent);

private:
    void typed();
    void save();

    Workplace &m_workplace;
    Field *m_before;
    Field *m_after;
    Field *m_again;
    Label *m_lacks;
    Label *m_complaint;
};

} // namespace yigong
