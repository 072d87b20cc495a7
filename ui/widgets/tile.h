// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QPushButton>

namespace yigong {

/// A figure at the top of a page that filters what is below: icon, number at 30, title, note. Checkable.
class Tile : public QPushButton
{
    Q_OBJECT
public:
    explicit Tile(Icon icon, const QString &title, QWidget *parent = nullptr);

    void setFigure(const QString &figure, const QString &note);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Icon m_icon;
    QString m_title;
    QString m_figure;
    QString m_note;
};

} // namespace yigong
