// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/trend_chart.h"
#include "ui/shell/words.h"

#include <QAreaSeries>
#include <QChart>
#include <QKeyEvent>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace yigong {

namespace {

constexpr std::size_t mostPoints = 24; // more would not stand apart on the card
constexpr double visitMark = 5;        // 100 % pixels; a follow-up's is 9
constexpr double followUpMark = 9;

double inUnits(Hundredths value)
{
    return static_cast<double>(value) / 100;
}

QLineSeries *levelAt(double value, double left, double right, QObject *parent)
{
    auto *line = new QLineSeries(parent);
    line->append(left, value);
    line->append(right, value);
    return line;
}

/// Above the target is told by the shape.
void paintTriangle(QPainter &painter, const QPointF &centre, SeriesLook look, double size)
{
    const double r = size / 2 * 1.2 * theme().k();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().color(lookToken(look)));
    painter.drawPolygon(QPolygonF{centre + QPointF(0, -r), centre + QPointF(r, r), centre + QPointF(-r, r)});
    painter.restore();
}

} // namespace

TrendChart::TrendChart(TrendKind kind, QWidget *parent)
    : ChartView(kind == TrendKind::Pressure ? tr("Blood pressure over time") : tr("Fasting glucose over time"), parent),
      m_kind(kind)
{
    setFocusPolicy(Qt::StrongFocus);
    setForeground([this](QPainter &painter, QChart &chart) { paintMarks(painter, chart); });
}

void TrendChart::setPoints(const std::vector<TrendPoint> &points, const TrendTarget &upper, const TrendTarget &lower,
                           Hundredths lowest, QDate today)
{
    const std::size_t shown = std::min(points.size(), mostPoints);
    m_points.assign(points.end() - static_cast<std::ptrdiff_t>(shown), points.end());
    m_upper = upper;
    m_lower = lower;
    m_lowest = lowest;
    m_today = today;
    m_chosen = static_cast<int>(m_points.size()) - 1;
    QStringList words;
    for (const TrendPoint &point : m_points)
        words.append(wordsOf(point));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setDraw([this] { return draw(); });
    Q_EMIT pointChosen(wordsOfChosen());
}

QString TrendChart::wordsOf(const TrendPoint &point) const
{
    const QString value = m_kind == TrendKind::Pressure ? hundredthsText(point.value) + u'/' +
                                                              hundredthsText(point.lower) + QStringLiteral(" mmHg")
                                                        : hundredthsText(point.value) + QStringLiteral(" mmol/L");
    const QString source = point.source == TrendSource::Visit ? tr("in a visit") : tr("in a follow-up");
    return QStringList{dayOf(point.day, m_today), value, source}.join(QStringLiteral("  "));
}

QString TrendChart::wordsOfChosen() const
{
    return m_chosen < 0 ? QString() : wordsOf(m_points[static_cast<std::size_t>(m_chosen)]);
}

TrendChart::Scale TrendChart::valueRange() const
{
    double low = inUnits(m_lowest), high = inUnits(m_upper.below);
    for (const TrendPoint &point : m_points) {
        high = std::max(high, inUnits(point.value));
        low = std::min(low, inUnits(m_kind == TrendKind::Pressure ? point.lower : point.value));
    }
    const double step = m_kind == TrendKind::Pressure ? 40 : high - low > 12 ? 5 : 2;
    return {std::floor(low / step) * step, std::ceil((high + step / 8) / step) * step, step};
}

double TrendChart::placeOf(QDate day) const
{
    return static_cast<double>(m_points.front().day.daysTo(day));
}

QChart *TrendChart::draw() const
{
    auto *chart = new QChart;
    const double span = placeOf(m_points.back().day);
    const double room = std::max(span * 0.03, 2.0); // so that the first and the last mark stand clear of the edge
    const double left = -room, right = span + room;
    const bool isPressure = m_kind == TrendKind::Pressure;
    const auto band = [&](double low, double high, SeriesLook look) {
        auto *area = new QAreaSeries(levelAt(high, left, right, chart), levelAt(low, left, right, chart));
        styleBand(area, look);
        chart->addSeries(area);
        QLineSeries *target = levelAt(high, left, right, chart);
        styleTarget(target, look);
        chart->addSeries(target);
    };
    band(inUnits(isPressure ? m_lower.below : m_lowest), inUnits(m_upper.below), SeriesLook::First);
    if (isPressure)
        band(inUnits(m_lowest), inUnits(m_lower.below), SeriesLook::Second);
    auto *upper = new QLineSeries(chart);
    auto *lower = new QLineSeries(chart);
    for (const TrendPoint &point : m_points) {
        upper->append(placeOf(point.day), inUnits(point.value));
        lower->append(placeOf(point.day), inUnits(point.lower));
    }
    styleLine(upper, SeriesLook::First);
    chart->addSeries(upper);
    if (isPressure) {
        styleLine(lower, SeriesLook::Second);
        chart->addSeries(lower);
    } else {
        delete lower;
    }
    auto *days = new QValueAxis(chart);
    days->setRange(left, right);
    days->setLabelsVisible(false); // the days are written below the marks
    days->setTickCount(2);
    const Scale range = valueRange();
    auto *values = new QValueAxis(chart);
    values->setRange(range.low, range.high);
    values->setTickCount(static_cast<int>(std::lround((range.high - range.low) / range.tick)) + 1);
    values->setLabelFormat(QStringLiteral("%.0f"));
    values->setTruncateLabels(false); // beside the form there is little room, and numbers are short
    chart->addAxis(days, Qt::AlignBottom);
    chart->addAxis(values, Qt::AlignLeft);
    for (QAbstractSeries *series : chart->series()) {
        series->attachAxis(days);
        series->attachAxis(values);
    }
    styleChart(chart);
    chart->setMargins(QMargins(0, theme().sp(4), theme().sp(34), theme().sp(20)));
    return chart;
}

void TrendChart::paintMarks(QPainter &painter, QChart &chart) const
{
    if (m_points.empty() || chart.series().isEmpty())
        return;
    QAbstractSeries *any = chart.series().last();
    const QRectF plot = chart.plotArea();
    const auto at = [&](const TrendPoint &point, Hundredths value) {
        return chart.mapToPosition(QPointF(placeOf(point.day), inUnits(value)), any);
    };
    for (int i = 0; i < static_cast<int>(m_points.size()); ++i) {
        const TrendPoint &point = m_points[static_cast<std::size_t>(i)];
        if (i == m_chosen && hasFocus()) {
            painter.setPen(QPen(theme().color(Token::Accent), 1));
            const double x = at(point, point.value).x();
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        }
        const double size = point.source == TrendSource::Visit ? visitMark : followUpMark;
        const auto mark = [&](Hundredths value, const TrendTarget &target, SeriesLook look) {
            if (value >= target.below)
                paintTriangle(painter, at(point, value), look, size);
            else
                paintMarker(painter, at(point, value), look, true, size);
        };
        mark(point.value, m_upper, SeriesLook::First);
        if (m_kind == TrendKind::Pressure)
            mark(point.lower, m_lower, SeriesLook::Second);
    }
    paintLatest(painter, chart);
    paintDays(painter, chart);
    if (hasFocus()) {
        painter.setPen(QPen(theme().color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    }
}

void TrendChart::paintLatest(QPainter &painter, QChart &chart) const
{
    const TrendPoint &last = m_points.back();
    const int line = theme().lineHeight(TextStyle::Secondary);
    painter.setFont(theme().font(TextStyle::Secondary));
    painter.setPen(theme().color(Token::Text));
    const auto write = [&](Hundredths value) {
        const double y = chart.mapToPosition(QPointF(0, inUnits(value)), chart.series().last()).y();
        painter.drawText(QRectF(chart.plotArea().right() + theme().sp(4), y - line / 2.0, theme().sp(34), line),
                         Qt::AlignVCenter | Qt::AlignLeft, hundredthsText(value));
    };
    write(last.value);
    if (m_kind == TrendKind::Pressure)
        write(last.lower);
}

/// From the latest back: a day whose words would run into those after it stays unwritten.
void TrendChart::paintDays(QPainter &painter, QChart &chart) const
{
    const QFont font = theme().font(TextStyle::Secondary);
    const QFontMetricsF metrics(font);
    const QRectF plot = chart.plotArea();
    painter.setFont(font);
    painter.setPen(theme().color(Token::Text2));
    double free = plot.right() + theme().sp(34);
    for (auto point = m_points.rbegin(); point != m_points.rend(); ++point) {
        const QString words = dayOf(point->day, m_today);
        const double width = metrics.horizontalAdvance(words);
        const double x = chart.mapToPosition(QPointF(placeOf(point->day), 0), chart.series().last()).x();
        const double left = std::min(std::max(x - width / 2, plot.left()), plot.right() + theme().sp(34) - width);
        if (left + width > free)
            continue;
        painter.drawText(
            QRectF(left, plot.bottom() + theme().sp(2), width + 1, theme().lineHeight(TextStyle::Secondary)),
            Qt::AlignLeft, words);
        free = left - theme().sp(10);
    }
}

void TrendChart::choose(int number)
{
    if (number < 0 || number >= static_cast<int>(m_points.size()) || number == m_chosen)
        return;
    m_chosen = number;
    viewport()->update();
    Q_EMIT pointChosen(wordsOfChosen());
}

void TrendChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left)
        choose(m_chosen - 1);
    else if (event->key() == Qt::Key_Right)
        choose(m_chosen + 1);
    else
        event->ignore(); // the page's, and the search's
}

void TrendChart::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (m_points.empty() || chart()->series().isEmpty())
        return;
    const double day = chart()->mapToValue(event->position(), chart()->series().last()).x();
    int nearest = 0;
    for (int i = 0; i < static_cast<int>(m_points.size()); ++i)
        if (std::abs(placeOf(m_points[static_cast<std::size_t>(i)].day) - day) <
            std::abs(placeOf(m_points[static_cast<std::size_t>(nearest)].day) - day))
            nearest = i;
    choose(nearest);
}

void TrendChart::focusInEvent(QFocusEvent *event)
{
    ChartView::focusInEvent(event);
    viewport()->update();
}

void TrendChart::focusOutEvent(QFocusEvent *event)
{
    ChartView::focusOutEvent(event);
    viewport()->update();
}

} // namespace yigong
