// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/second_signature_dialog.h"

namespace yigong {

SecondSignatureDialog::SecondSignatureDialog(Workplace &place, const QString &what, Then then, QWidget *parent)
    : ActDialog(tr("A second person signs"), tr("Sign beside"), Icon::Check, parent), m_place(place),
      m_then(std::move(then)), m_who(new ComboField(tr("Second person"), {}, this)),
      m_password(new Field(tr("Their own password"), this)),
      m_nobody(new Label(QString(), TextStyle::Body, Token::Warn, this))
{
    body()->addWidget(new RunsLabel({bold(what)}, this));
    addSentence(tr("Narcotics and class I psychotropics move under two signatures: count with %1, then sign with your "
                   "own password.")
                    .arg(place.person.name));
    m_password->setEchoMode(QLineEdit::Password);
    addForm({{tr("Second person"), m_who}, {tr("Password"), m_password}});
    m_nobody->setWordWrap(true);
    m_nobody->hide();
    body()->addWidget(m_nobody);
    m_who->setFocus();
    whenReady(m_place.db.readLater([actor = m_place.actor](const Snapshot &s) { return witnessesBeside(s, actor); }),
              this, [this](const Result<std::vector<Witness>> &found) {
                  if (!found)
                      return complain(found.error());
                  offer(*found);
              });
}

void SecondSignatureDialog::offer(const std::vector<Witness> &witnesses)
{
    Options options;
    for (const Witness &one : witnesses)
        options.append({one.login, one.name + QStringLiteral("  ") + one.login});
    m_who->setOptions(options);
    if (witnesses.size() == 1)
        m_who->setValue(witnesses.front().login);
    m_nobody->setVisible(witnesses.empty());
    m_nobody->setText(tr("Nobody else of this site may sign: a doctor, a nurse or a pharmacist who works here."));
    (witnesses.size() == 1 ? static_cast<QWidget *>(m_password) : m_who)->setFocus();
}

void SecondSignatureDialog::act()
{
    if (m_who->value().isEmpty())
        return m_who->setFocus();
    if (m_password->text().isEmpty())
        return complain(m_password, tr("The second person types their own password."));
    // Of the store's own threads: Argon2id takes its time on purpose.
    const QString password = m_password->text();
    m_password->clear();
    closesAfter(m_place.db.readLater([&db = m_place.db, actor = m_place.actor, login = m_who->value(),
                                      password](const Snapshot &) { return signSecond(db, actor, login, password); }),
                [then = m_then](const SecondSignature &signature) { then(signature); });
}

} // namespace yigong
