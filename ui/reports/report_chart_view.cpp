// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_chart_view.h"
#include "ui/theme/theme.h"
#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QLocale>
#include <QStackedBarSeries>
#include <QValueAxis>
#include <array>

namespace yigong {
namespace {

constexpr std::array looks{SeriesLook::First, SeriesLook::Second, SeriesLook::Third, SeriesLook::Fourth};

/// The least of 1, 2, 5 × 10ⁿ that reaches `highest` in four steps.
qint64 stepFor(qint64 highest)
{
    for (qint64 ten = 1;; ten *= 10)
        for (const qint64 unit : {1, 2, 5})
            if (unit * ten * 4 >= highest)
                return unit * ten;
}

} // namespace

SeriesLook ReportChartView::lookOf(std::size_t series)
{
    return looks[series % looks.size()];
}

ReportChartView::ReportChartView(QWidget *parent) : ChartView(tr("Chart"), parent)
{
    setForeground([this](QPainter &painter, const QChart &chart) { paintMarks(painter, chart); });
}

void ReportChartView::setData(const ReportChart &chart, bool chinese)
{
    m_data = chart;
    m_chinese = chinese;
    QStringList words;
    for (qsizetype i = 0; i < m_data.labels.size(); ++i)
        words.append(m_data.labels[i] + u' ' + QString::number(sumAt(i)));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setDraw([this] { return draw(); });
}

qint64 ReportChartView::sumAt(qsizetype label) const
{
    qint64 sum = 0;
    for (const ReportChart::Series &series : m_data.series) {
        const qint64 value = series.values[static_cast<std::size_t>(label)];
        sum = m_data.stacked ? sum + value : std::max(sum, value);
    }
    return sum;
}

qint64 ReportChartView::highest() const
{
    qint64 most = 0;
    for (qsizetype i = 0; i < m_data.labels.size(); ++i)
        most = std::max(most, sumAt(i));
    return most;
}

/// The sum above the highest bar has room below it.
double ReportChartView::axisTop() const
{
    const double most = static_cast<double>(highest()) * (m_data.isMoney ? 0.01 : 1) * 1.1;
    return static_cast<double>(4 * stepFor(std::max<qint64>(4, static_cast<qint64>(most))));
}

QChart *ReportChartView::draw() const
{
    auto *chart = new QChart;
    styleChart(chart);
    auto *bars =
        m_data.stacked ? static_cast<QAbstractBarSeries *>(new QStackedBarSeries(chart)) : new QBarSeries(chart);
    // A lone bar is no wall.
    const double slot =
        static_cast<double>(width()) / static_cast<double>(std::max<qsizetype>(1, m_data.labels.size()));
    bars->setBarWidth(std::min(m_data.stacked ? 0.45 : 0.7, theme().sp(m_data.stacked ? 64 : 128) / slot));
    const double scale = m_data.isMoney ? 0.01 : 1;
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        const ReportChart::Series &series = m_data.series[i];
        auto *set = new QBarSet(m_chinese ? series.title.zh : series.title.en, bars);
        for (const qint64 value : series.values)
            set->append(static_cast<double>(value) * scale);
        styleBars(set, lookOf(i));
        bars->append(set);
    }
    chart->addSeries(bars);
    auto *labels = new QBarCategoryAxis(chart);
    labels->append(m_data.labels);
    styleAxis(labels);
    labels->setGridLineVisible(false);
    chart->addAxis(labels, Qt::AlignBottom);
    bars->attachAxis(labels);
    auto *values = new QValueAxis(chart);
    values->setRange(0, axisTop());
    values->setTickCount(5);
    values->setLabelFormat(QStringLiteral("%.0f"));
    styleAxis(values);
    chart->addAxis(values, Qt::AlignLeft);
    bars->attachAxis(values);
    return chart;
}

void ReportChartView::paintMarks(QPainter &painter, const QChart &chart) const
{
    if (chart.series().isEmpty() || m_data.labels.isEmpty())
        return;
    const QRectF plot = chart.plotArea();
    const double slot = plot.width() / static_cast<double>(m_data.labels.size());
    painter.setFont(theme().font(TextStyle::Secondary));
    for (qsizetype i = 0; i < m_data.labels.size(); ++i) {
        const bool incomplete =
            static_cast<std::size_t>(i) < m_data.incomplete.size() && m_data.incomplete[static_cast<std::size_t>(i)];
        const double left = plot.left() + slot * static_cast<double>(i);
        if (incomplete)
            paintHatching(painter, QRectF(left + slot * 0.15, plot.top(), slot * 0.7, plot.height()));
        const qint64 sum = sumAt(i);
        if (sum == 0 || slot < theme().sp(40))
            continue;
        const double value = static_cast<double>(sum) * (m_data.isMoney ? 0.01 : 1);
        const double top = plot.bottom() - value / axisTop() * plot.height();
        painter.setPen(theme().color(incomplete ? Token::Text3 : Token::Text));
        painter.drawText(QRectF(left, top - theme().sp(20), slot, theme().sp(18)), Qt::AlignCenter,
                         QLocale(QLocale::English).toString(value, 'f', 0));
    }
}

} // namespace yigong
