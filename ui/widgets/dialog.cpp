// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialog.h"
#include "core/base/text.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/text_area.h"
#include <QGuiApplication>

namespace yigong {

Dialog::Dialog(const QString &title, QWidget *parent) : QDialog(parent), m_body(makeColumn(12)), m_buttons(makeRow(8))
{
    // A title may name a resident: it stays within the window, off task bars and window lists.
    setWindowTitle(QGuiApplication::applicationDisplayName());
    setAccessibleName(title);
    auto *column = makeColumn(16, {24, 20, 24, 20});
    setLayout(column);
    column->addWidget(new Label(title, TextStyle::Verdict, Token::Text, this));
    column->addLayout(m_body, 1);
    column->addLayout(m_buttons);
    m_buttons->addStretch(1);
    setWidthSp(480);
}

void Dialog::addSentence(const QString &sentence)
{
    auto *label = new Label(sentence, TextStyle::Body, Token::Text2, this);
    label->setWordWrap(true);
    m_body->addWidget(label);
}

void Dialog::addForm(const QList<QPair<QString, QWidget *>> &rows)
{
    auto *form = new QWidget(this);
    auto *column = makeColumn(8);
    form->setLayout(column);
    for (const auto &[label, control] : rows)
        column->addWidget(new FormRow(label, control, form));
    new EnterMovesOn(form);
    m_body->addWidget(form);
}

Button *Dialog::addAccept(const QString &word, ButtonKind kind, const QKeySequence &shortcut)
{
    auto *button = new Button(word, kind, kind == ButtonKind::Danger ? Icon::None : Icon::Check, shortcut, this);
    connect(button, &QPushButton::clicked, this, &QDialog::accept);
    addButton(button);
    return button;
}

Button *Dialog::addReject(const QString &word)
{
    auto *button = new Button(word, ButtonKind::Normal, Icon::None, {}, this);
    button->setKeyCap(QStringLiteral("Esc")); // QDialog itself acts on it
    connect(button, &QPushButton::clicked, this, &QDialog::reject);
    addButton(button);
    return button;
}

void Dialog::addButton(Button *button)
{
    m_buttons->addWidget(button);
}

void Dialog::setWidthSp(int width)
{
    setFixedSizeSp(this, width, 0);
}

bool ask(QWidget *parent, const QString &title, const QString &sentence, const QString &doIt, const QString &leaveIt,
         ButtonKind kind)
{
    Dialog dialog(title, parent);
    dialog.addSentence(sentence);
    dialog.addReject(leaveIt);
    dialog.addAccept(doIt, kind)->setFocus();
    return dialog.exec() == QDialog::Accepted;
}

std::optional<QString> askReason(QWidget *parent, const QString &title, const QString &why, const QString &doIt)
{
    Dialog dialog(title, parent);
    dialog.addSentence(why);
    auto *reason = new TextArea(Dialog::tr("Reason"), 3, &dialog);
    dialog.body()->addWidget(reason);
    auto *complaint = new Label(QString(), TextStyle::Secondary, Token::Danger, &dialog);
    dialog.body()->addWidget(complaint);
    dialog.addReject(Dialog::tr("Leave it"));
    auto *button = new Button(doIt, ButtonKind::Primary, Icon::Check, {}, &dialog);
    dialog.addButton(button);
    QObject::connect(button, &QPushButton::clicked, &dialog, [&] {
        if (tidied(reason->text()).size() >= 2)
            return dialog.accept();
        reason->setState(FieldState::Error);
        complaint->setText(Dialog::tr("Write the reason, at least two characters"));
        reason->setFocus();
    });
    reason->setFocus();
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return reason->text().trimmed();
}

} // namespace yigong
