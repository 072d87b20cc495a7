// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QScrollArea>

namespace yigong {

/// Scrolls what is taller than its place: the middle of a page, a side column. What gets the focus is brought into
/// view. Shows the page's ground; never scrolls sideways.
class ScrollArea : public QScrollArea
{
    Q_OBJECT
public:
    /// Takes the content over.
    explicit ScrollArea(QWidget *content, QWidget *parent = nullptr);
    ~ScrollArea() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void follow(QWidget *old, QWidget *now);
};

} // namespace yigong
