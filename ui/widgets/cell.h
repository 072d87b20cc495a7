// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QAbstractItemView>
#include <QStyledItemDelegate>

namespace yigong {

/// What one cell of a row shows. Models answer it under `cellRole`, and its plain text under Qt::DisplayRole for screen
/// readers and tests.
struct Cell
{
    Runs first;
    Runs second;   ///< the second line of a two-line row
    ChipSpec chip; ///< at the right; alone in a cell it stands at the left
    Icon icon = Icon::None;
    Token iconTone = Token::Text2;
    Qt::Alignment align = Qt::AlignLeft; ///< numbers: Qt::AlignRight

    Cell() = default;
    Cell(Runs firstLine, Runs secondLine = {}, ChipSpec atRight = {}, Icon atLeft = Icon::None,
         Token tone = Token::Text2)
        : first(std::move(firstLine)), second(std::move(secondLine)), chip(std::move(atRight)), icon(atLeft),
          iconTone(tone)
    {}
    static Cell text(const QString &text, Token tone = Token::Text) { return Cell({plain(text, tone)}); }
    static Cell number(const QString &text, Token tone = Token::Text)
    {
        Cell cell({plain(text, tone)});
        cell.align = Qt::AlignRight;
        return cell;
    }
    static Cell ofChip(ChipSpec chip) { return Cell({}, {}, std::move(chip)); }

    [[nodiscard]] QString plainText() const;
};

constexpr int cellRole = Qt::UserRole + 100;

/// Height of a row of one or two lines, in logical pixels.
int heightOfRow(int lines);

/// Paints rows of runs: no text document, no widget in a cell. The current row is tinted and has a 4 px bar; grey while
/// the focus is elsewhere, unless something else drives the list.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RowDelegate(QAbstractItemView *view);

    void setLines(int lines) { m_lines = lines; }
    [[nodiscard]] int lines() const { return m_lines; }
    /// The search box moves the current row: it stays tinted without the focus.
    void setDrivenFromOutside(bool driven) { m_driven = driven; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCell(QPainter &painter, QRect rect, const Cell &cell) const;

    QAbstractItemView *m_view;
    int m_lines = 1;
    bool m_driven = false;
};

} // namespace yigong

Q_DECLARE_METATYPE(yigong::Cell)
