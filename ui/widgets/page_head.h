// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

class QMenu;

namespace yigong {

/// Title 22, scope and day in text2, actions at the right. In large type the secondary actions go into a menu "More".
class PageHead : public QWidget
{
    Q_OBJECT
public:
    explicit PageHead(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Facts beside the title: whose figures, of which day.
    void setScope(const QStringList &facts);
    void addAction(Button *action);          ///< always visible
    void addSecondaryAction(Button *action); ///< in the menu at 125 % and more
    void addWidget(QWidget *widget);         ///< a choice, a note: before the actions

private:
    void fold();

    Label *m_title;
    RunsLabel *m_scope;
    QHBoxLayout *m_right;
    QList<Button *> m_secondary;
    Button *m_more;
    QMenu *m_menu;
};

} // namespace yigong
