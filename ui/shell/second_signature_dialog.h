// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/second_signature.h"
#include "ui/shell/act_dialog.h"
#include "ui/widgets/combo_field.h"

namespace yigong {

/// A colleague signs beside whoever sits here: what is signed, who, and their own password (F12). It closes once the
/// password is proven; nothing has moved by then.
class SecondSignatureDialog : public ActDialog
{
    Q_OBJECT
public:
    using Then = std::function<void(const SecondSignature &)>;
    /// `what`: the move in words, as the second person is to check it.
    SecondSignatureDialog(Workplace &place, const QString &what, Then then, QWidget *parent);

private:
    void act() override;
    void offer(const std::vector<Witness> &witnesses);

    Workplace &m_place;
    Then m_then;
    ComboField *m_who;
    Field *m_password;
    Label *m_nobody;
};

} // namespace yigong
