// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popup_list.h"
#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace yigong {
namespace {
constexpr int mostRows = 8;
}

PopupList::PopupList(QLineEdit *anchor)
    : QFrame(anchor), m_anchor(anchor), m_view(new QListView(this)), m_delegate(new RowDelegate(m_view))
{
    hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({}); // the style sheet's edge is the frame's own margin
    column->addWidget(m_view);
    m_view->setItemDelegate(m_delegate);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setAccessibleName(tr("Suggestions"));
    setFocusPolicy(Qt::NoFocus);
    m_delegate->setDrivenFromOutside(true);
    connect(m_view, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT picked(index.row()); });
    anchor->installEventFilter(this);
    // Shown once, it is a child of the window, which may outlive the anchor and its model.
    connect(anchor, &QObject::destroyed, this, [this] { delete this; });
}

void PopupList::setModel(QAbstractItemModel *model)
{
    m_view->setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        if (isVisible())
            showRows();
    });
}

void PopupList::setLines(int lines)
{
    m_delegate->setLines(lines);
}

void PopupList::showRows()
{
    const bool any = m_view->model() != nullptr && m_view->model()->rowCount() > 0;
    if (!any || m_anchor.isNull())
        return hide();
    if (parentWidget() != m_anchor->window())
        setParent(m_anchor->window());
    place();
    if (currentRow() < 0)
        setCurrentRow(0);
    show();
    raise();
}

void PopupList::place()
{
    const QWidget *window = m_anchor->window();
    const QPoint below = m_anchor->mapTo(window, QPoint(0, m_anchor->height() + 2));
    const int rows = std::min(m_view->model()->rowCount(), mostRows);
    const int wanted = rows * heightOfRow(m_delegate->lines()) + 2;
    const int roomBelow = window->height() - below.y() - theme().dp(8);
    const int roomAbove = below.y() - m_anchor->height() - theme().dp(8);
    const bool upward = wanted > roomBelow && roomAbove > roomBelow;
    const int height = std::min(wanted, upward ? roomAbove : roomBelow);
    const int width = std::min(std::max(m_anchor->width(), theme().sp(320)), window->width());
    const int x = std::clamp(below.x(), 0, window->width() - width);
    const int y = upward ? below.y() - m_anchor->height() - 4 - height : below.y();
    setGeometry(x, y, width, height);
}

bool PopupList::takeKey(int key)
{
    if (!isVisible())
        return false;
    const int last = m_view->model()->rowCount() - 1;
    int step = 0;
    switch (key) {
    case Qt::Key_Down:
        step = 1;
        break;
    case Qt::Key_Up:
        step = -1;
        break;
    case Qt::Key_PageDown:
        step = mostRows;
        break;
    case Qt::Key_PageUp:
        step = -mostRows;
        break;
    default:
        return false;
    }
    setCurrentRow(std::clamp(currentRow() + step, 0, last));
    return true;
}

int PopupList::currentRow() const
{
    return m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
}

void PopupList::setCurrentRow(int row)
{
    m_view->setCurrentIndex(m_view->model()->index(row, 0));
}

bool PopupList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_anchor && (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide))
        hide();
    return false;
}

} // namespace yigong
