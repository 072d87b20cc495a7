// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell.h"
#include <QPainter>

namespace yigong {

QString Cell::plainText() const
{
    QStringList parts;
    for (const QString &part : {yigong::plainText(first), yigong::plainText(second), chip.word})
        if (!part.isEmpty())
            parts.append(part);
    return parts.join(QStringLiteral(" "));
}

int heightOfRow(int lines)
{
    return theme().sp(lines > 1 ? 54 : 36);
}

RowDelegate::RowDelegate(QAbstractItemView *view) : QStyledItemDelegate(view), m_view(view) {}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const Cell cell = index.data(cellRole).value<Cell>();
    const int text = std::max(runsWidth(cell.first), runsWidth(cell.second));
    const int icon = cell.icon == Icon::None ? 0 : theme().sp(20) + theme().dp(8);
    return {text + icon + chipWidth(cell.chip) + 3 * theme().dp(12), heightOfRow(m_lines)};
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(*painter, option, index);
    const QVariant value = index.data(cellRole);
    const QRect inner = option.rect.adjusted(theme().dp(12), 0, -theme().dp(12), -1);
    if (value.canConvert<Cell>()) {
        paintCell(*painter, inner, value.value<Cell>());
    } else if (const QString text = index.data().toString(); !text.isEmpty()) {
        paintCell(*painter, inner, Cell::text(text));
    } else {
        // Not here yet: a quiet bar holds its place.
        const int height = theme().sp(8);
        painter->fillRect(QRect(inner.left(), inner.center().y() - height / 2, inner.width() / 2, height),
                          theme().color(Token::Sunken));
    }
    painter->restore();
}

void RowDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool current = m_view->currentIndex().isValid() && m_view->currentIndex().row() == index.row();
    const bool tinted = m_driven || m_view->hasFocus();
    if (current)
        painter.fillRect(option.rect, theme().color(tinted ? Token::Selected : Token::Sunken));
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, theme().color(Token::Hover));
    if (current && index.column() == 0)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(theme().dp(4), option.rect.height())),
                         theme().color(Token::Accent));
    // fillRect, since an antialiased line at whole coordinates becomes 2 px.
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     theme().color(Token::Line));
}

void RowDelegate::paintCell(QPainter &painter, QRect rect, const Cell &cell) const
{
    if (cell.icon != Icon::None) {
        const int size = theme().sp(20);
        const int top = cell.second.isEmpty() ? rect.top() + (rect.height() - size) / 2
                                              : rect.top() + (rect.height() - heightOfRow(2)) / 2 + theme().sp(8);
        paintIcon(painter, QRect(rect.left(), top, size, size), cell.icon, theme().color(cell.iconTone));
        rect.setLeft(rect.left() + size + theme().dp(8));
    }
    if (!cell.chip.isEmpty()) {
        const bool alone = cell.first.isEmpty();
        const int width = std::min(chipWidth(cell.chip), rect.width());
        const int left = alone && !(cell.align & Qt::AlignRight) ? rect.left() : rect.right() + 1 - width;
        paintChip(painter, QRect(left, rect.top() + (rect.height() - chipHeight()) / 2, width, chipHeight()),
                  cell.chip);
        if (alone)
            return;
        rect.setRight(left - theme().dp(8));
    }
    if (cell.second.isEmpty())
        return paintRuns(painter, rect, cell.first, cell.align);
    const int line1 = theme().lineHeight(TextStyle::Body);
    const int line2 = theme().lineHeight(TextStyle::Secondary);
    const int top = rect.top() + (rect.height() - line1 - line2) / 2;
    paintRuns(painter, QRect(rect.left(), top, rect.width(), line1), cell.first, cell.align);
    paintRuns(painter, QRect(rect.left(), top + line1, rect.width(), line2), cell.second, cell.align);
}

} // namespace yigong
