// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/password_dialog.h"
#include "core/security/sign_in.h"
#include "ui/shell/sentences.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"

namespace yigong {

PasswordDialog::PasswordDialog(Workplace &workplace, PasswordChange due, QWidget *parent)
    : Dialog(tr("Change the password"), parent), m_workplace(workplace), m_before(new Field(tr("Password now"), this)),
      m_after(new Field(tr("New password"), this)), m_again(new Field(tr("Once more"), this)),
      m_lacks(new Label(QString(), TextStyle::Body, Token::Text2, this)),
      m_complaint(new Label(QString(), TextStyle::Body, Token::Danger, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    if (due == PasswordChange::FirstSignIn)
        addSentence(tr("Somebody else has set this password. Choose one that only you know; then you go on."));
    if (due == PasswordChange::TooOld)
        addSentence(tr("This password has served its time. Choose another; then you go on."));
    for (Field *field : {m_before, m_after, m_again}) {
        field->setEchoMode(QLineEdit::Password);
        auto *row = new FormRow(field->accessibleName(), field, this);
        row->setLabelWidthSp(90);
        body()->addWidget(row);
    }
    m_lacks->setAccessibleName(tr("What the new password lacks"));
    m_lacks->setWordWrap(true);
    m_complaint->setWordWrap(true);
    body()->addWidget(m_lacks);
    body()->addWidget(m_complaint);
    addReject(due == PasswordChange::NotNeeded ? tr("Leave") : tr("Sign out"));
    auto *change = new Button(tr("Change it"), ButtonKind::Primary, Icon::Check, {}, this);
    addButton(change);
    connect(change, &QPushButton::clicked, this, &PasswordDialog::save);
    connect(m_after, &QLineEdit::textEdited, this, &PasswordDialog::typed);
    typed();
    m_before->setFocus();
}

void PasswordDialog::typed()
{
    const QString after = m_after->text();
    PasswordFault fault = passwordFaultOf(m_workplace.person.login, m_workplace.person.name, after);
    if (fault == PasswordFault::None && after == m_before->text())
        fault = PasswordFault::SameAsBefore;
    m_lacks->setText(after.isEmpty() ? tr("8 characters of three kinds, or 16 of any: a sentence is easy to keep.")
                     : fault == PasswordFault::None ? tr("Good.")
                                                    : passwordFaultSentence(fault));
    m_lacks->setTone(after.isEmpty() ? Token::Text2 : fault == PasswordFault::None ? Token::Ok : Token::Warn);
}

void PasswordDialog::save()
{
    if (m_after->text() != m_again->text())
        return m_complaint->setText(tr("The two new passwords differ. Type them again."));
    whenReady(m_workplace.db.writeLater(m_workplace.actor,
                                        [old = m_before->text(), fresh = m_after->text()](Transaction &tx) {
                                            return changePassword(tx, old, fresh);
                                        }),
              this, [this](const Result<void> &answer) {
                  if (!answer)
                      return m_complaint->setText(sentence(answer.error()));
                  // Of the store's own threads, which it waits for before it closes.
                  (void)m_workplace.db.readLater(
                      [&db = m_workplace.db, who = m_workplace.actor.practitioner,
                       fresh = m_after->text()](const Snapshot &) { return keepSlot(db, who, fresh); });
                  accept();
              });
}

} // namespace yigong
