// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_head.h"
#include "ui/theme/accessible.h"
#include <QMenu>

namespace yigong {

PageHead::PageHead(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(new Label(title, TextStyle::Title, Token::Text, this)), m_scope(new RunsLabel({}, this)),
      m_right(makeRow(8)), m_more(new Button(tr("More"), ButtonKind::Normal, Icon::More, {}, this)),
      m_menu(new QMenu(this))
{
    speakAs(this, QAccessible::Heading);
    auto *row = makeRow(16);
    setLayout(row);
    setAccessibleName(title);
    setFixedSizeSp(this, 0, 36);
    m_scope->setElided(true);
    row->addWidget(m_title);
    row->addWidget(m_scope, 1);
    row->addLayout(m_right);
    m_right->addWidget(m_more);
    connect(m_more, &QPushButton::clicked, this,
            [this] { m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 2))); });
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        m_menu->clear();
        for (Button *button : std::as_const(m_secondary)) {
            QAction *action = m_menu->addAction(button->text(), button, &QPushButton::click);
            action->setEnabled(button->isEnabled());
        }
    });
    followTheme(this, [this] { fold(); });
}

void PageHead::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void PageHead::setScope(const QStringList &facts)
{
    Runs runs;
    for (const QString &fact : facts)
        runs.append(soft(fact));
    m_scope->setRuns(runs);
}

void PageHead::addAction(Button *action)
{
    m_right->addWidget(action);
}

void PageHead::addSecondaryAction(Button *action)
{
    m_right->insertWidget(m_right->indexOf(m_more), action);
    m_secondary.append(action);
    fold();
}

void PageHead::addWidget(QWidget *widget)
{
    m_right->insertWidget(0, widget);
}

void PageHead::fold()
{
    const bool folded = theme().choice().size != TypeSize::Standard;
    m_more->setVisible(folded && !m_secondary.isEmpty());
    // A button keeps its key while it is in the menu: it is shrunk to nothing rather than hidden.
    for (Button *button : std::as_const(m_secondary)) {
        button->setMaximumWidth(folded ? 0 : QWIDGETSIZE_MAX);
        button->setFocusPolicy(folded ? Qt::NoFocus : Qt::StrongFocus);
    }
}

} // namespace yigong
