// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart_style.h"
#include "ui/theme/accessible.h"
#include <QAbstractAxis>
#include <QAreaSeries>
#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QXYSeries>
#include <QtMath>

namespace yigong {

Token lookToken(SeriesLook look)
{
    switch (look) {
    case SeriesLook::First:
        return Token::Series1;
    case SeriesLook::Second:
        return Token::Series2;
    case SeriesLook::Third:
        return Token::Series3;
    case SeriesLook::Fourth:
        return Token::Series4;
    case SeriesLook::LastYear:
        return Token::Series5;
    }
    return Token::Series1;
}

QPen lookPen(SeriesLook look, double width)
{
    QPen pen(theme().color(lookToken(look)), width);
    pen.setCapStyle(Qt::FlatCap);
    if (look == SeriesLook::Third)
        pen.setDashPattern({6, 2});
    else if (look == SeriesLook::Fourth)
        pen.setDashPattern({2, 1.5});
    return pen;
}

void styleChart(QChart *chart)
{
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->legend()->hide();
    chart->setMargins({});
    chart->setBackgroundRoundness(0);
    chart->setBackgroundBrush(theme().color(Token::Surface));
    chart->setPlotAreaBackgroundVisible(false);
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    for (QAbstractAxis *axis : chart->axes())
        styleAxis(axis);
}

void styleAxis(QAbstractAxis *axis)
{
    axis->setLabelsFont(theme().font(TextStyle::Secondary));
    axis->setLabelsColor(theme().color(Token::Text2));
    axis->setTitleFont(theme().font(TextStyle::Secondary));
    axis->setTitleBrush(theme().color(Token::Text3));
    axis->setLinePen(QPen(theme().color(Token::Line), 1));
    axis->setGridLinePen(QPen(theme().color(Token::Line), 1));
    axis->setMinorGridLineVisible(false);
    // Lines across only: the marks themselves say where a value stands in time.
    axis->setGridLineVisible(axis->orientation() == Qt::Vertical);
    axis->setLineVisible(axis->orientation() == Qt::Horizontal);
}

void styleLine(QXYSeries *series, SeriesLook look)
{
    series->setPen(lookPen(look));
    series->setColor(theme().color(lookToken(look)));
    series->setPen(lookPen(look));
    series->setPointsVisible(false); // markers are painted in the foreground, each with its own shape
}

void styleBars(QBarSet *bars, SeriesLook look)
{
    const QColor color = theme().color(lookToken(look));
    const bool outline = look == SeriesLook::LastYear;
    bars->setBrush(outline ? theme().color(Token::Surface) : color);
    bars->setPen(QPen(color, outline ? 1.5 : 0));
    bars->setLabelColor(theme().color(Token::Text));
    bars->setLabelFont(theme().font(TextStyle::Secondary));
}

void styleTarget(QLineSeries *line, SeriesLook look)
{
    QPen pen(theme().color(lookToken(look)), 1);
    pen.setDashPattern({4, 3});
    line->setPen(pen);
}

void styleBand(QAreaSeries *band, SeriesLook look)
{
    band->setPen(Qt::NoPen);
    band->setBrush(theme().color(look == SeriesLook::Second ? Token::Band2 : Token::Band1));
}

void paintMarker(QPainter &painter, const QPointF &centre, SeriesLook look, bool filled, double size)
{
    const double r = size / 2 * theme().k();
    const bool hollow = !filled || look == SeriesLook::LastYear;
    const QColor color = theme().color(lookToken(look));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 2));
    painter.setBrush(hollow ? theme().color(Token::Surface) : color);
    switch (look) {
    case SeriesLook::First:
        painter.drawEllipse(centre, r, r);
        break;
    case SeriesLook::Second:
    case SeriesLook::LastYear:
        painter.drawRect(QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r));
        break;
    case SeriesLook::Third:
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -r), centre + QPointF(r, r), centre + QPointF(-r, r)});
        break;
    case SeriesLook::Fourth:
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -r), centre + QPointF(r, 0), centre + QPointF(0, r),
                                      centre + QPointF(-r, 0)});
        break;
    }
    painter.restore();
}

void paintHatching(QPainter &painter, const QRectF &rect)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(theme().color(Token::WarnEdge), 1));
    const int lines = qCeil((rect.width() + rect.height()) / 7);
    for (int i = 0; i < lines; ++i) {
        const double x = rect.left() - rect.height() + i * 7.0;
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    }
    painter.restore();
}

SeriesKey::SeriesKey(SeriesLook look, const QString &word, QWidget *parent)
    : QWidget(parent), m_look(look), m_word(word)
{
    speakAs(this, QAccessible::StaticText);
    setAccessibleName(word);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

QSize SeriesKey::sizeHint() const
{
    const int word = QFontMetrics(theme().font(TextStyle::Secondary)).horizontalAdvance(m_word);
    return {theme().sp(84) + theme().dp(14) + word + 1, theme().lineHeight(TextStyle::Secondary)};
}

void SeriesKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int line = theme().sp(84);
    const double y = height() / 2.0;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lookPen(m_look));
    painter.drawLine(QPointF(2, y), QPointF(line - 2, y));
    paintMarker(painter, QPointF(line / 2.0, y), m_look);
    painter.setFont(theme().font(TextStyle::Secondary));
    painter.setPen(theme().color(Token::Text));
    painter.drawText(rect().adjusted(line + theme().dp(14), 0, 0, 0), Qt::AlignVCenter, m_word);
}

ChartView::ChartView(const QString &accessibleName, QWidget *parent) : QChartView(parent)
{
    speakAs(this, QAccessible::Chart);
    setAccessibleName(accessibleName);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(Qt::NoBrush);
    connect(&theme(), &Theme::changed, this, &ChartView::redraw);
}

void ChartView::setDraw(std::function<QChart *()> draw)
{
    m_draw = std::move(draw);
    m_drawn = false;
    if (isVisible())
        redraw();
}

void ChartView::redraw()
{
    if (!m_draw || (!m_drawn && !isVisible()))
        return;
    m_drawn = true;
    QChart *before = chart();
    setChart(m_draw());
    delete before;
}

void ChartView::showEvent(QShowEvent *event)
{
    if (!m_drawn)
        redraw();
    QChartView::showEvent(event);
}

void ChartView::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_foreground && m_drawn)
        m_foreground(*painter, *chart());
}

} // namespace yigong
