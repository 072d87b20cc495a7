// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paint.h"
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace yigong {
namespace {

constexpr int gap = 10;

struct ChipColors
{
    QColor ink;
    QColor ground;
    QColor edge;
};

ChipColors chipColors(ChipKind kind)
{
    const auto of = [](Token token) { return theme().color(token); };
    switch (kind) {
    case ChipKind::Plain:
        return {of(Token::Text2), of(Token::Sunken), of(Token::Line)};
    case ChipKind::Outline:
        return {of(Token::Text2), of(Token::Surface), of(Token::LineStrong)};
    case ChipKind::Danger:
        return {of(Token::Danger), of(Token::DangerGround), of(Token::DangerEdge)};
    case ChipKind::Warn:
        return {of(Token::Warn), of(Token::WarnGround), of(Token::WarnEdge)};
    case ChipKind::Ok:
        return {of(Token::Ok), of(Token::OkGround), of(Token::OkEdge)};
    case ChipKind::Info:
        return {of(Token::Info), of(Token::InfoGround), of(Token::InfoEdge)};
    case ChipKind::Allergy:
        return {of(Token::OnDanger), of(Token::Danger), of(Token::Danger)};
    }
    return {};
}

QFont chipFont(ChipKind kind)
{
    // Light on dark looks heavier than it is: regular where light uses bold.
    return theme().font(kind == ChipKind::Allergy && !theme().isDark() ? TextStyle::SecondaryBold
                                                                       : TextStyle::Secondary);
}

QPainterPath roundedPath(const QRectF &rect, double radius, Corners corners)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(rect, radius, radius);
    if (!corners.left)
        path.addRect(QRectF(rect.left(), rect.top(), radius * 2, rect.height()));
    if (!corners.right)
        path.addRect(QRectF(rect.right() - radius * 2, rect.top(), radius * 2, rect.height()));
    return path.simplified();
}

} // namespace

QString plainText(const Runs &runs)
{
    QString text;
    for (const Run &run : runs) {
        if (!text.isEmpty() && run.spaced)
            text += u' ';
        text += run.text;
    }
    return text;
}

int runsWidth(const Runs &runs)
{
    int width = 0;
    for (const Run &run : runs)
        width += (width > 0 && run.spaced ? theme().dp(gap) : 0) +
                 QFontMetrics(theme().font(run.style)).horizontalAdvance(run.text);
    return width;
}

void paintRuns(QPainter &painter, const QRect &rect, const Runs &runs, Qt::Alignment horizontal)
{
    int x = rect.left();
    const int width = runsWidth(runs);
    if (width < rect.width()) {
        if (horizontal & Qt::AlignRight)
            x = rect.right() + 1 - width;
        else if (horizontal & Qt::AlignHCenter)
            x += (rect.width() - width) / 2;
    }
    // All runs stand on one base line, that of the first: a small unit does not float beside its number.
    const QFontMetrics first(runs.isEmpty() ? theme().font(TextStyle::Body) : theme().font(runs.first().style));
    const int base = rect.top() + (rect.height() - first.height()) / 2 + first.ascent();
    const bool fits = width <= rect.width(); // elidedText cuts what fits to the pixel
    bool any = false;
    for (const Run &run : runs) {
        const QFont font = theme().font(run.style);
        const QFontMetrics metrics(font);
        if (any && run.spaced)
            x += theme().dp(gap);
        const int room = rect.right() + 1 - x;
        if (room <= 0)
            break;
        const QString text = fits ? run.text : metrics.elidedText(run.text, Qt::ElideRight, room);
        painter.setFont(font);
        painter.setPen(theme().color(run.tone));
        painter.drawText(x, base, text);
        x += metrics.horizontalAdvance(text);
        any = true;
        if (text != run.text)
            break;
    }
}

int chipHeight()
{
    return theme().sp(24);
}

int chipWidth(const ChipSpec &chip)
{
    if (chip.isEmpty())
        return 0;
    const int icon = chip.icon == Icon::None ? 0 : theme().sp(16) + theme().sp(4);
    return QFontMetrics(chipFont(chip.kind)).horizontalAdvance(chip.word) + icon + 2 * theme().sp(8);
}

void paintChip(QPainter &painter, const QRect &rect, const ChipSpec &chip)
{
    const ChipColors colors = chipColors(chip.kind);
    paintBox(painter, rect, colors.ground, colors.edge);
    int x = rect.left() + theme().sp(8);
    if (chip.icon != Icon::None) {
        const int size = theme().sp(16);
        paintIcon(painter, QRect(x, rect.top() + (rect.height() - size) / 2, size, size), chip.icon, colors.ink);
        x += size + theme().sp(4);
    }
    const QFont font = chipFont(chip.kind);
    painter.setFont(font);
    painter.setPen(colors.ink);
    const QRect room(x, rect.top(), rect.right() + 1 - theme().sp(8) - x + 1, rect.height());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(chip.word, Qt::ElideRight, room.width()));
}

void paintBox(QPainter &painter, const QRect &rect, const QColor &ground, const QColor &edge, int edgeWidth,
              double radius, Corners corners)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double inset = edge.isValid() ? edgeWidth / 2.0 : 0;
    const QRectF inner = QRectF(rect).adjusted(inset, inset, -inset, -inset);
    const double r = std::max(0.0, theme().dp(radius) - inset);
    painter.setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter.setPen(edge.isValid() ? QPen(edge, edgeWidth) : QPen(Qt::NoPen));
    if (corners.left && corners.right)
        painter.drawRoundedRect(inner, r, r);
    else
        painter.drawPath(roundedPath(inner, r, corners));
    painter.restore();
}

int keyCapWidth(const QString &key)
{
    return std::max(theme().sp(17), QFontMetrics(theme().font(TextStyle::Key)).horizontalAdvance(key) + theme().sp(10));
}

void paintKeyCap(QPainter &painter, const QRect &rect, const QString &key, const QColor &ink, const QColor &edge)
{
    paintBox(painter, rect, {}, edge);
    painter.setFont(theme().font(TextStyle::Key));
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignCenter, key);
}

void paintAbove(QPainter &painter, const QRect &rect, const QColor &color, bool filled)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(filled ? QBrush(color) : QBrush(Qt::NoBrush));
    const QRectF r = QRectF(rect).adjusted(1, 1, -1, -1);
    painter.drawPolygon(QPolygonF{QPointF(r.center().x(), r.top()), r.bottomRight(), r.bottomLeft()});
    painter.restore();
}

} // namespace yigong
