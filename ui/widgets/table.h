// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/empty_page.h"
#include "ui/widgets/paged_model.h"
#include <QTableView>

namespace yigong {

/// Rows of one or two lines under a grey head. ↑ ↓ move, Enter (or a double click) activates, Space looks. Letters are
/// left to the window, which searches with them.
class Table : public QTableView
{
    Q_OBJECT
public:
    explicit Table(const QString &accessibleName, int linesPerRow = 1, QWidget *parent = nullptr);

    /// The model is not taken over.
    void setRows(RowsModel *model);
    void setHeadVisible(bool visible);
    void setLinesPerRow(int lines);
    /// Shown instead of rows while there are none; the table takes it over.
    void setEmptyPage(EmptyPage *page);
    void setDrivenFromOutside(bool driven);
    [[nodiscard]] int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }
    void setCurrentRow(int row);
    /// Logical pixels that exactly `rows` rows need, head included.
    [[nodiscard]] int heightFor(int rows) const;

Q_SIGNALS:
    void rowActivated(int row);
    void rowLookedAt(int row);
    void currentRowChanged(int row); ///< −1: none

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void applyScale();
    void applyColumns();
    void showEmpty();

    RowDelegate *m_delegate;
    RowsModel *m_rows = nullptr;
    EmptyPage *m_empty = nullptr;
    int m_rowBeforeReset = -1;
};

} // namespace yigong
