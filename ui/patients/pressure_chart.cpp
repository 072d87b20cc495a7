// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/pressure_chart.h"
#include "core/base/clock.h"
#include "ui/shell/words.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace yigong {
namespace {

constexpr std::size_t mostShown = 8; // more would not stand apart on the card
constexpr double tick = 40;          // mmHg
constexpr double usualLow = 60;      // of diastolic: where the lower band begins

double mmHg(Hundredths value)
{
    return static_cast<double>(value) / 100;
}

QLineSeries *lineAt(double value, double right, QObject *parent)
{
    auto *line = new QLineSeries(parent);
    line->append(-0.5, value);
    line->append(right, value);
    return line;
}

void addBand(QChart *chart, double low, double high, double right, SeriesLook look)
{
    auto *band = new QAreaSeries(lineAt(high, right, chart), lineAt(low, right, chart));
    styleBand(band, look);
    chart->addSeries(band);
}

/// Above the target is a triangle in its series' colour, so that it is told by its shape.
void paintAbove(QPainter &painter, const QPointF &centre, SeriesLook look)
{
    const double r = 5.5 * theme().k();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().color(lookToken(look)));
    painter.drawPolygon(QPolygonF{centre + QPointF(0, -r), centre + QPointF(r, r), centre + QPointF(-r, r)});
    painter.restore();
}

} // namespace

PressureChart::PressureChart(QWidget *parent) : ChartView(tr("Blood pressure over time"), parent)
{
    setForeground([this](QPainter &painter, QChart &chart) { paintMarks(painter, chart); });
}

void PressureChart::setReadings(const std::vector<PressureReading> &readings, const PressureTarget &target, QDate today)
{
    const std::size_t shown = std::min(readings.size(), mostShown);
    m_readings.assign(readings.end() - static_cast<std::ptrdiff_t>(shown), readings.end());
    m_target = target;
    m_today = today;
    QStringList words;
    for (const PressureReading &reading : m_readings)
        words.append(QStringLiteral("%1 %2/%3")
                         .arg(dayOf(civilDay(reading.at), today), hundredthsText(reading.systolic),
                              hundredthsText(reading.diastolic)));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setDraw([this] { return draw(); });
}

double PressureChart::highest() const
{
    double most = m_target.systolic;
    for (const PressureReading &reading : m_readings)
        most = std::max(most, mmHg(reading.systolic));
    return std::ceil((most + 5) / tick) * tick;
}

QChart *PressureChart::draw() const
{
    auto *chart = new QChart;
    const double count = static_cast<double>(m_readings.size());
    const double right = count - 0.5;
    addBand(chart, m_target.diastolic, m_target.systolic, right, SeriesLook::First);
    addBand(chart, usualLow, m_target.diastolic, right, SeriesLook::Second);
    for (const auto &[value, look] :
         {std::pair{m_target.systolic, SeriesLook::First}, std::pair{m_target.diastolic, SeriesLook::Second}}) {
        QLineSeries *target = lineAt(value, right, chart);
        styleTarget(target, look);
        chart->addSeries(target);
    }
    auto *systolic = new QLineSeries(chart);
    auto *diastolic = new QLineSeries(chart);
    double lowest = 40;
    for (std::size_t i = 0; i < m_readings.size(); ++i) {
        systolic->append(static_cast<double>(i), mmHg(m_readings[i].systolic));
        diastolic->append(static_cast<double>(i), mmHg(m_readings[i].diastolic));
        lowest = std::min(lowest, std::floor(mmHg(m_readings[i].diastolic) / tick) * tick);
    }
    styleLine(systolic, SeriesLook::First);
    styleLine(diastolic, SeriesLook::Second);
    chart->addSeries(systolic);
    chart->addSeries(diastolic);
    auto *turns = new QValueAxis(chart);
    turns->setRange(-0.5, right);
    turns->setLabelsVisible(false); // first and last day are written below
    turns->setTickCount(2);
    auto *values = new QValueAxis(chart);
    values->setRange(lowest, highest());
    values->setTickCount(static_cast<int>((highest() - lowest) / tick) + 1);
    values->setLabelFormat(QStringLiteral("%.0f"));
    chart->addAxis(turns, Qt::AlignBottom);
    chart->addAxis(values, Qt::AlignLeft);
    for (QAbstractSeries *series : chart->series()) {
        series->attachAxis(turns);
        series->attachAxis(values);
    }
    styleChart(chart);
    // Room for the last value at the right, and for the days below.
    chart->setMargins(QMargins(0, theme().sp(4), theme().sp(34), theme().sp(20)));
    return chart;
}

void PressureChart::paintMarks(QPainter &painter, QChart &chart) const
{
    if (m_readings.empty() || chart.series().isEmpty())
        return;
    QAbstractSeries *any = chart.series().last();
    const auto placeOf = [&](std::size_t i, Hundredths value) {
        return chart.mapToPosition(QPointF(static_cast<double>(i), mmHg(value)), any);
    };
    painter.setFont(theme().font(TextStyle::Secondary));
    const std::size_t last = m_readings.size() - 1;
    for (std::size_t i = 0; i <= last; ++i) {
        const PressureReading &reading = m_readings[i];
        const auto mark = [&](Hundredths value, int target, SeriesLook look) {
            if (mmHg(value) >= target)
                paintAbove(painter, placeOf(i, value), look);
            else
                paintMarker(painter, placeOf(i, value), look);
        };
        mark(reading.systolic, m_target.systolic, SeriesLook::First);
        mark(reading.diastolic, m_target.diastolic, SeriesLook::Second);
    }
    const int line = theme().lineHeight(TextStyle::Secondary);
    painter.setPen(theme().color(Token::Text));
    for (const Hundredths value : {m_readings[last].systolic, m_readings[last].diastolic})
        painter.drawText(QRectF(chart.plotArea().right() + theme().sp(4), placeOf(last, value).y() - line / 2.0,
                                theme().sp(34), line),
                         Qt::AlignVCenter | Qt::AlignLeft, hundredthsText(value));
    painter.setPen(theme().color(Token::Text2));
    const QRectF below(chart.plotArea().left(), chart.plotArea().bottom() + theme().sp(2), chart.plotArea().width(),
                       line);
    painter.drawText(below, Qt::AlignLeft, dayOf(civilDay(m_readings.front().at), m_today));
    painter.drawText(below, Qt::AlignRight, dayOf(civilDay(m_readings.back().at), m_today));
}

} // namespace yigong
