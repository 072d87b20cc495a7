// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/cell.h"
#include <QFrame>
#include <QListView>
#include <QPointer>

class QLineEdit;

namespace yigong {

/// The list under a line edit while one types. It never takes the focus, so an input method goes on undisturbed: the
/// line edit gives it the keys. Part of its window, above everything else there.
class PopupList : public QFrame
{
    Q_OBJECT
public:
    explicit PopupList(QLineEdit *anchor);

    /// Cells of column 0; not taken over.
    void setModel(QAbstractItemModel *model);
    void setLines(int lines);
    /// Opens, or closes where there are no rows.
    void showRows();
    /// ↑ ↓ PgUp PgDn; whether it was used.
    bool takeKey(int key);
    [[nodiscard]] int currentRow() const;
    void setCurrentRow(int row);

Q_SIGNALS:
    void picked(int row); ///< by the mouse

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QPointer<QWidget> m_anchor; // a line edit; it still sends events when it is only a widget any more
    QListView *m_view;
    RowDelegate *m_delegate;
};

} // namespace yigong
