// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scroll_area.h"
#include <QApplication>
#include <QEvent>
#include <QKeyEvent>

namespace yigong {

ScrollArea::ScrollArea(QWidget *content, QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    setWidget(content);
    content->setAutoFillBackground(false);
    content->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, &ScrollArea::follow);
}

ScrollArea::~ScrollArea()
{
    // What has the focus inside loses it while QWidget's destructor runs, when follow() has no object left.
    disconnect(qApp, nullptr, this, nullptr);
}

bool ScrollArea::eventFilter(QObject *watched, QEvent *event)
{
    // The content may be narrower than the area, but the area never narrower than the content.
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        setMinimumWidth(widget()->minimumSizeHint().width());
    return QScrollArea::eventFilter(watched, event);
}

void ScrollArea::keyPressEvent(QKeyEvent *event)
{
    // Only paging scrolls; arrows, Enter and letters belong to fields and to the window.
    if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
        return QScrollArea::keyPressEvent(event);
    event->ignore();
}

void ScrollArea::follow(QWidget *, QWidget *now)
{
    if (now != nullptr && widget() != nullptr && widget()->isAncestorOf(now))
        ensureWidgetVisible(now, 0, 24);
}

} // namespace yigong
