// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>

class QWidget;

namespace yigong {

/// Lets Enter go to the next field of a form and ↑ to the former one; never while an input method is composing. Fields
/// that need these keys themselves (an open list of suggestions, a text area's ↑) keep them.
///
/// Install it on the innermost widget that holds the fields: inside a scroll area that is its content, since the scroll
/// area itself would take ↑. `new EnterMovesOn(form)` is all; the form owns it.
class EnterMovesOn : public QObject
{
    Q_OBJECT
public:
    explicit EnterMovesOn(QWidget *form);

    /// Puts the focus into the first field.
    void start();

Q_SIGNALS:
    void endReached(); ///< Enter in the last field

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool step(int by);

    QWidget *m_form;
};

} // namespace yigong
