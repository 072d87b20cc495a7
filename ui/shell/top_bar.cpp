// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/label.h"
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace yigong {

PersonButton::PersonButton(QWidget *parent) : QPushButton(parent)
{
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Person and site"));
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void PersonButton::setPerson(const QString &name, const QString &site)
{
    m_name = name;
    m_site = site;
    setAccessibleName(name + u' ' + site);
    updateGeometry();
    update();
}

Runs PersonButton::runs() const
{
    return {bold(m_name), soft(m_site)};
}

QSize PersonButton::sizeHint() const
{
    return {runsWidth(runs()) + 2 * theme().dp(8), theme().sp(36)};
}

void PersonButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (underMouse() || isDown())
        paintBox(painter, rect(), theme().color(Token::Hover), {});
    if (hasFocus())
        paintBox(painter, rect(), {}, theme().color(Token::Accent), 2);
    paintRuns(painter, rect().adjusted(theme().dp(8), 0, 0, 0), runs());
}

void PersonButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QPushButton::keyPressEvent(event);
}

TopBar::TopBar(QWidget *parent)
    : QWidget(parent), m_search(new SearchBox(this)), m_sync(new ChipButton({}, this)), m_person(new PersonButton(this))
{
    speakAs(this, QAccessible::ToolBar);
    auto *row = makeRow(8, {24, 0, 16, 1});
    setLayout(row);
    row->addWidget(m_search);
    row->addStretch(1);
    row->addWidget(m_sync);
    row->addWidget(m_person);
    m_sync->hide();
    setFixedSizeSp(this, 0, 53);
    connect(m_sync, &QPushButton::clicked, this, &TopBar::syncStateActivated);
    connect(m_person, &QPushButton::clicked, this, [this] {
        if (m_menu != nullptr)
            m_menu->popup(m_person->mapToGlobal(QPoint(0, m_person->height())));
    });
    followTheme(this, [this] { update(); });
}

void TopBar::setSyncState(const ChipSpec &state, const QString &words)
{
    m_sync->setSpec(state);
    m_sync->setToolTip(words);
    m_sync->setAccessibleDescription(words);
}

void TopBar::setPerson(const QString &name, const QString &site)
{
    m_person->setPerson(name, site);
}

void TopBar::setPersonMenu(QMenu *menu)
{
    m_menu = menu;
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().color(Token::Line));
}

} // namespace yigong
