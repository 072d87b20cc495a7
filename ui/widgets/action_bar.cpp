// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_bar.h"
#include "ui/theme/accessible.h"
#include <QPainter>

namespace yigong {

ActionBar::ActionBar(QWidget *parent)
    : QWidget(parent), m_keys(makeRow(8)), m_noteIcon(new IconLabel(Icon::None, 20, Token::Text2, this)),
      m_note(new RunsLabel({}, this)), m_buttons(makeRow(8))
{
    speakAs(this, QAccessible::ToolBar);
    auto *row = makeRow(8, {24, 1, 24, 0});
    setLayout(row);
    setFixedSizeSp(this, 0, 53);
    row->addLayout(m_keys);
    row->addWidget(m_noteIcon);
    row->addWidget(m_note, 1);
    row->addLayout(m_buttons);
    m_note->setElided(true);
    m_noteIcon->hide();
    followTheme(this, [this] { update(); });
}

void ActionBar::addKey(const QString &keyAndWord)
{
    m_keys->addWidget(new KeyCap(keyAndWord, this));
}

void ActionBar::setNote(Icon icon, const Runs &note)
{
    m_noteIcon->setIcon(icon, Token::Text2);
    m_noteIcon->setVisible(icon != Icon::None);
    m_note->setRuns(note);
}

void ActionBar::addButton(Button *button)
{
    auto *reason = new Label(button->blockedReason(), TextStyle::Body, Token::Danger, this);
    reason->setVisible(!button->blockedReason().isEmpty());
    connect(button, &Button::blockedReasonChanged, reason, [reason](const QString &text) {
        reason->setText(text);
        reason->setVisible(!text.isEmpty());
    });
    m_buttons->addWidget(reason);
    m_buttons->addWidget(button);
}

void ActionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Token::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), theme().color(Token::Line));
}

} // namespace yigong
