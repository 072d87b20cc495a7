// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace yigong {

/// 53 high, fixed at the bottom of a page: keys or a note at the left, actions at the right. Why an action is blocked
/// stands left of it.
class ActionBar : public QWidget
{
    Q_OBJECT
public:
    explicit ActionBar(QWidget *parent = nullptr);

    void addKey(const QString &keyAndWord); ///< "Enter next field"
    void setNote(Icon icon, const Runs &note);
    void addButton(Button *button);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_keys;
    IconLabel *m_noteIcon;
    RunsLabel *m_note;
    QHBoxLayout *m_buttons;
};

} // namespace yigong
