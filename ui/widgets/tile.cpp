// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tile.h"
#include "ui/widgets/label.h"
#include <QButtonGroup>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>

namespace yigong {

Tile::Tile(Icon icon, const QString &title, QWidget *parent)
    : QPushButton(parent), m_icon(icon), m_title(title), m_figure(QStringLiteral("–"))
{
    setCheckable(true);
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(title);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void Tile::setFigure(const QString &figure, const QString &note)
{
    m_figure = figure;
    m_note = note;
    setAccessibleName(m_title + u' ' + figure);
    setAccessibleDescription(note);
    update();
}

QSize Tile::sizeHint() const
{
    return {theme().sp(240), theme().sp(60)};
}

QSize Tile::minimumSizeHint() const
{
    return {theme().sp(150), theme().sp(60)};
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [](Token token) { return theme().color(token); };
    const QColor ground = of(isChecked() ? Token::Selected : underMouse() ? Token::Hover : Token::Surface);
    paintBox(painter, rect(), ground, of(isChecked() || hasFocus() ? Token::Accent : Token::Line), hasFocus() ? 2 : 1,
             6);
    const int icon = theme().sp(24);
    int x = theme().dp(16);
    paintIcon(painter, QRect(x, (height() - icon) / 2, icon, icon), m_icon, of(Token::Text2));
    x += icon + theme().dp(10);
    painter.setFont(theme().font(TextStyle::Figure));
    painter.setPen(of(Token::Text));
    const int figure = QFontMetrics(painter.font()).horizontalAdvance(m_figure);
    painter.drawText(QRect(x, 0, figure + 2, height()), Qt::AlignVCenter, m_figure);
    x += figure + theme().dp(10);
    const int line = theme().lineHeight(TextStyle::Body);
    const int line2 = theme().lineHeight(TextStyle::Secondary);
    const int top = (height() - line - line2) / 2;
    paintRuns(painter, QRect(x, top, width() - x - theme().dp(8), line), {plain(m_title)});
    paintRuns(painter, QRect(x, top + line, width() - x - theme().dp(8), line2), {small(m_note, Token::Text2)});
}

void Tile::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QPushButton::keyPressEvent(event);
}

TileRow::TileRow(const QList<Tile *> &tiles, const QList<int> &shares, QWidget *parent)
    : QWidget(parent), m_tiles(tiles)
{
    auto *row = makeRow(12);
    setLayout(row);
    auto *group = new QButtonGroup(this); // one of them
    for (int i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i]->setCheckable(true);
        group->addButton(m_tiles[i]);
        row->addWidget(m_tiles[i], shares.value(i, 1));
        connect(m_tiles[i], &QPushButton::clicked, this, [this, i] { Q_EMIT chosen(i); });
    }
}

void TileRow::choose(int index)
{
    m_tiles[index]->setChecked(true);
}

} // namespace yigong
