// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QPushButton>
#include <QWidget>

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

/// Figures beside each other, one of which is chosen: it says what the list below shows.
class TileRow : public QWidget
{
    Q_OBJECT
public:
    /// `shares` of the width, one a tile; those that are missing are 1.
    explicit TileRow(const QList<Tile *> &tiles, const QList<int> &shares = {}, QWidget *parent = nullptr);

    [[nodiscard]] Tile *at(int index) const { return m_tiles[index]; }
    void choose(int index); ///< says nothing

Q_SIGNALS:
    void chosen(int index);

private:
    QList<Tile *> m_tiles;
};

} // namespace yigong
