// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/secret_dialog.h"

#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

namespace yigong {

SecretDialog::SecretDialog(OnceShown shown, QWidget *parent) : Dialog(shown.title, parent), m_shown(std::move(shown))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWidthSp(560);
    addSentence(m_shown.explanation);
    for (const QString &fact : std::as_const(m_shown.facts))
        body()->addWidget(new Label(fact, TextStyle::Body, Token::Text, this));
    auto *secret = new Label(m_shown.secret, m_shown.secret.size() > 24 ? TextStyle::Verdict : TextStyle::Figure,
                             Token::Text, this);
    secret->setAccessibleName(m_shown.word);
    secret->setWordWrap(true);
    secret->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(secret);
    auto *paper = new Button(tr("Print"), ButtonKind::Normal, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), this);
    connect(paper, &QPushButton::clicked, this, &SecretDialog::print);
    addButton(paper);
    addAccept(tr("I have written it down"))->setFocus();
}

void SecretDialog::print()
{
    QPrinter printer(QPrinter::HighResolution);
    QPrintDialog choice(&printer, this);
    if (choice.exec() != QDialog::Accepted)
        return;
    QPainter painter;
    if (!painter.begin(&printer))
        return;
    const QRect page = painter.viewport();
    int y = 0;
    const auto line = [&](const QString &text, double points, bool isBold) {
        QFont font = theme().font(TextStyle::Body);
        font.setPointSizeF(points);
        font.setBold(isBold);
        painter.setFont(font);
        const QRect box = painter.boundingRect(QRect(0, y, page.width(), page.height() - y), Qt::TextWordWrap, text);
        painter.drawText(box, Qt::TextWordWrap, text);
        y = box.bottom() + painter.fontMetrics().height() / 2;
    };
    constexpr double title = 16, text = 11, secret = 20;
    line(m_shown.title, title, true);
    for (const QString &fact : std::as_const(m_shown.facts))
        line(fact, text, false);
    line(m_shown.word, text, false);
    line(m_shown.secret, secret, true);
    line(m_shown.explanation, text, false);
}

} // namespace yigong
