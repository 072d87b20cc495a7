// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/oversight/oversight_page.h"
#include "ui/oversight/broken_glass_view.h"
#include "ui/oversight/log_view.h"
#include "ui/oversight/unusual_view.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table.h"

#include <QDir>
#include <QPainter>
#include <QStackedWidget>

namespace yigong {

OversightPage::OversightPage(Workplace &workplace, QWidget *parent)
    : Page(parent), m_view(new Segments({}, tr("What is overseen"), this)), m_stack(new QStackedWidget(this))
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    auto *head = new PageHead(tr("Oversight"), this);
    head->setScope({workplace.site.name});
    head->addWidget(m_view);
    column->addWidget(head);
    column->addWidget(m_stack, 1);
    Options views;
    const auto add = [&](const QString &key, const QString &word, QWidget *view) {
        views.append({key, word});
        m_keys.append(key);
        m_stack->addWidget(view);
    };
    if (workplace.may(Door::ReadAudit)) {
        m_log = new LogView(workplace, m_stack);
        add(QStringLiteral("log"), tr("Who read what"), m_log);
        connect(m_log, &LogView::failed, this, &Page::failed);
        connect(m_log, &LogView::exported, this, [this](const QString &path) {
            Q_EMIT toastRequested(tr("Written to %1").arg(QDir::toNativeSeparators(path)));
        });
        m_unusual = new UnusualView(workplace, m_stack);
        add(QStringLiteral("unusual"), tr("Unusual reading"), m_unusual);
        connect(m_unusual, &UnusualView::failed, this, &Page::failed);
    }
    if (workplace.may(Door::ReadBreakGlass)) {
        m_glass = new BrokenGlassView(workplace, m_stack);
        add(QStringLiteral("glass"), tr("Opened for a reason"), m_glass);
        connect(m_glass, &BrokenGlassView::failed, this, &Page::failed);
    }
    m_view->setOptions(views);
    m_view->setVisible(views.size() > 1);
    connect(m_view, &Segments::chosen, this, &OversightPage::showView);
    m_view->setValue(m_keys.value(0));
    followTheme(this, [this] { update(); });
}

void OversightPage::showView(const QString &key)
{
    m_view->setValue(key);
    m_stack->setCurrentIndex(qMax(0, static_cast<int>(m_keys.indexOf(key))));
    refresh();
}

void OversightPage::refresh()
{
    const QString shown = m_keys.value(m_stack->currentIndex());
    if (shown == u"log")
        m_log->refresh();
    else if (shown == u"unusual")
        m_unusual->refresh();
    else if (shown == u"glass")
        m_glass->refresh();
}

void OversightPage::open(const QVariant &argument)
{
    if (m_keys.contains(argument.toString()))
        showView(argument.toString());
}

QWidget *OversightPage::firstFocus()
{
    const QString shown = m_keys.value(m_stack->currentIndex());
    return shown == u"log" ? m_log->table() : shown == u"unusual" ? m_unusual->table() : m_glass->table();
}

void OversightPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
