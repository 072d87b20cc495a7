// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/popup_list.h"
#include <QLineEdit>
#include <QTimer>

namespace yigong {

/// The only search for people, 440 wide in the top bar. It either opens a list of results below itself (`setResults`),
/// or drives the list of the page on show by its signals.
class SearchBox : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchBox(QWidget *parent = nullptr);

    /// Cells of column 0, two lines; not taken over. Null: no list, keys become signals.
    void setResults(QAbstractItemModel *model);
    [[nodiscard]] PopupList *popup() const { return m_popup; }
    /// Puts the focus here and types `text` as a person would.
    void beginWith(const QString &text);
    /// The person is chosen: empties the box, and says so at once.
    void finish();

    QSize sizeHint() const override;

Q_SIGNALS:
    void searched(const QString &text); ///< once typing rests for 120 ms; nothing while an input method composes
    void resultPicked(int row);
    void submitted(const QString &text); ///< Enter without a list
    void stepped(int rows);              ///< ↑ ↓ without a list: −1, 1
    void left();                         ///< Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void flush();

    PopupList *m_popup;
    QTimer m_pause;
    QString m_searched;
    bool m_hasResults = false;
};

} // namespace yigong
