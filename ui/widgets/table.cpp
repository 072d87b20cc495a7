// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table.h"
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

namespace yigong {

Table::Table(const QString &accessibleName, int linesPerRow, QWidget *parent)
    : QTableView(parent), m_delegate(new RowDelegate(this))
{
    setAccessibleName(accessibleName);
    setItemDelegate(m_delegate);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(8);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    setLinesPerRow(linesPerRow);
    followTheme(this, [this] { applyScale(); });
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
}

void Table::setRows(RowsModel *model)
{
    m_rows = model;
    setModel(model);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_rowBeforeReset = currentRow(); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        applyColumns();
        showEmpty();
        if (m_rowBeforeReset >= 0 && m_rows->rowCount() > 0)
            setCurrentRow(std::min(m_rowBeforeReset, m_rows->rowCount() - 1));
        else if (m_rowBeforeReset >= 0)
            Q_EMIT currentRowChanged(-1);
    });
    applyColumns();
    showEmpty();
}

void Table::setHeadVisible(bool visible)
{
    horizontalHeader()->setVisible(visible);
}

void Table::setLinesPerRow(int lines)
{
    m_delegate->setLines(lines);
    applyScale();
}

void Table::setEmptyPage(EmptyPage *page)
{
    delete m_empty;
    m_empty = page;
    page->setParent(viewport());
    showEmpty();
}

void Table::setDrivenFromOutside(bool driven)
{
    m_delegate->setDrivenFromOutside(driven);
    viewport()->update();
}

void Table::setCurrentRow(int row)
{
    if (model() != nullptr)
        setCurrentIndex(model()->index(row, 0));
}

int Table::heightFor(int rows) const
{
    return rows * heightOfRow(m_delegate->lines()) + (horizontalHeader()->isHidden() ? 0 : theme().sp(32));
}

void Table::applyScale()
{
    verticalHeader()->setDefaultSectionSize(heightOfRow(m_delegate->lines()));
    horizontalHeader()->setFixedHeight(theme().sp(32));
    applyColumns();
    viewport()->update();
}

void Table::applyColumns()
{
    if (m_rows == nullptr)
        return;
    const auto &columns = m_rows->columns();
    const bool anyStretches = std::any_of(columns.begin(), columns.end(), [](const Column &c) { return c.width == 0; });
    for (int i = 0; i < columns.size(); ++i) {
        // Without a column that stretches, the last one takes the slack.
        const bool stretch = columns[i].width == 0 || (!anyStretches && i == columns.size() - 1);
        horizontalHeader()->setSectionResizeMode(i, stretch ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (!stretch)
            setColumnWidth(i, theme().sp(columns[i].width));
    }
}

void Table::showEmpty()
{
    if (m_empty == nullptr)
        return;
    m_empty->setGeometry(viewport()->rect());
    m_empty->setVisible(m_rows == nullptr || (m_rows->rowCount() == 0 && !m_rows->isLoading()));
}

void Table::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentRow() >= 0 && !event->isAutoRepeat()) {
        Q_EMIT rowActivated(currentRow());
        return;
    }
    if (event->key() == Qt::Key_Space && currentRow() >= 0) {
        Q_EMIT rowLookedAt(currentRow());
        return;
    }
    // Letters search for a person, they do not jump to a row; Escape goes back a level.
    const bool letter = !event->text().isEmpty() && event->text().at(0).isPrint() &&
                        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (enter || letter || event->key() == Qt::Key_Escape)
        return event->ignore();
    QTableView::keyPressEvent(event);
}

void Table::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    showEmpty();
}

void Table::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update(); // the tint spans the row, not the cell
    if (current.row() != previous.row())
        Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

void Table::focusInEvent(QFocusEvent *event)
{
    // Arriving by key, there is always a row to act on.
    if (currentRow() < 0 && model() != nullptr && model()->rowCount() > 0)
        setCurrentRow(0);
    QTableView::focusInEvent(event);
    viewport()->update();
}

void Table::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

} // namespace yigong
