// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/act_dialog.h"
#include "ui/shell/sentences.h"

namespace yigong {

ActDialog::ActDialog(const QString &title, const QString &doIt, Icon icon, QWidget *parent, ButtonKind kind)
    : Dialog(title, parent), m_complaint(new Label(QString(), TextStyle::Body, Token::Danger, this)),
      m_do(new Button(doIt, kind, icon, QKeySequence(Qt::Key_F12), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWidthSp(560);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    qobject_cast<QVBoxLayout *>(layout())->insertWidget(2, m_complaint);
    addReject(tr("Leave"));
    addButton(m_do);
    connect(m_do, &QPushButton::clicked, this, [this] {
        m_complaint->hide();
        act();
    });
}

void ActDialog::complain(const Error &error)
{
    if (Field *field = m_fields.value(error.field))
        return complain(field, sentence(error));
    m_complaint->setText(sentence(error));
    m_complaint->show();
}

void ActDialog::complain(Field *field, const QString &words)
{
    field->setState(FieldState::Error);
    field->setFocus();
    m_complaint->setText(words);
    m_complaint->show();
}

} // namespace yigong
