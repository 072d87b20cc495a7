// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/report_chart.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>

namespace yigong {

namespace {

constexpr std::array seriesColours{0x0B6BA8u, 0xC0740Fu, 0x0B4F3Fu, 0xA9558Fu};
constexpr std::array seriesPatterns{Qt::SolidPattern, Qt::SolidPattern, Qt::Dense6Pattern, Qt::SolidPattern};
const QColor ink(0x17, 0x21, 0x1F), softInk(0x47, 0x52, 0x4F), hair(0xDD, 0xE2, 0xE0), amber(0x7D, 0x4B, 0x00);

QColor colourOf(std::size_t series)
{
    return QColor::fromRgb(seriesColours[series % seriesColours.size()]);
}

/// Everything that drawing a chart needs to know where things are.
struct Plot
{
    const ReportChart &chart;
    QRectF area;    ///< of the bars
    qint64 top = 1; ///< value at the upper edge
    qint64 step = 1;
    double em = 10;

    [[nodiscard]] double yOf(qint64 value) const
    {
        return area.bottom() - area.height() * static_cast<double>(value) / static_cast<double>(top);
    }
    [[nodiscard]] double slot() const
    {
        return area.width() / static_cast<double>(std::max<qsizetype>(1, chart.labels.size()));
    }
    [[nodiscard]] QString text(qint64 value) const
    {
        return cellText(ReportColumnKind::Count, chart.isMoney ? value / 100 : value);
    }
};

qint64 valueAt(const ReportChart::Series &series, qsizetype label)
{
    return series.values[static_cast<std::size_t>(label)];
}

qint64 highestOf(const ReportChart &chart)
{
    qint64 highest = 0;
    for (qsizetype i = 0; i < chart.labels.size(); ++i) {
        qint64 sum = 0;
        for (const auto &series : chart.series) {
            sum += valueAt(series, i);
            if (!chart.stacked)
                highest = std::max(highest, valueAt(series, i));
        }
        if (chart.stacked)
            highest = std::max(highest, sum);
    }
    return highest;
}

void drawTitle(QPainter &painter, const QRectF &area, const ReportChart &chart, ReportLanguage language, double em)
{
    painter.setFont(printFont(em * 1.1, QFont::Bold));
    painter.setPen(ink);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), em * 1.6), Qt::AlignLeft | Qt::AlignVCenter,
                     in(language, chart.title));
    painter.setFont(printFont(em * 0.85));
    const QFontMetricsF metrics(painter.font(), painter.device());
    double x = area.left();
    const double y = area.top() + em * 1.7;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const QString name = in(language, chart.series[i].title);
        painter.fillRect(QRectF(x, y + em * 0.25, em * 0.7, em * 0.7), QBrush(colourOf(i), seriesPatterns[i % 4]));
        painter.setPen(softInk);
        painter.drawText(QRectF(x + em, y, area.width(), em * 1.3), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += em * 2.2 + metrics.horizontalAdvance(name);
    }
}

void drawAxis(QPainter &painter, const Plot &plot)
{
    painter.setFont(printFont(plot.em * 0.8));
    for (qint64 value = 0; value <= plot.top; value += plot.step) {
        const double y = plot.yOf(value);
        painter.setPen(QPen(value == 0 ? softInk : hair, plot.em * 0.06));
        painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
        painter.setPen(softInk);
        painter.drawText(QRectF(plot.area.left() - plot.em * 5.4, y - plot.em * 0.6, plot.em * 5, plot.em * 1.2),
                         Qt::AlignRight | Qt::AlignVCenter, plot.text(value));
    }
}

void drawHatch(QPainter &painter, const QRectF &rect)
{
    QBrush hatch(amber, Qt::BDiagPattern);
    painter.fillRect(rect, hatch);
}

void drawBars(QPainter &painter, const Plot &plot, qsizetype label)
{
    const ReportChart &chart = plot.chart;
    const double slot = plot.slot();
    const double wide = std::min(slot * 0.62, plot.em * 4.5);
    const double left = plot.area.left() + slot * (static_cast<double>(label) + 0.5) - wide / 2;
    const double one = chart.stacked ? wide : wide / static_cast<double>(std::max<std::size_t>(1, chart.series.size()));
    qint64 below = 0;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const qint64 value = valueAt(chart.series[i], label);
        const double x = chart.stacked ? left : left + one * static_cast<double>(i);
        const double bottom = plot.yOf(below), top = plot.yOf(below + value);
        painter.fillRect(QRectF(x, top, one * (chart.stacked ? 1 : 0.9), bottom - top),
                         QBrush(colourOf(i), seriesPatterns[i % 4]));
        if (chart.stacked)
            below += value;
    }
    if (static_cast<std::size_t>(label) < chart.incomplete.size() && chart.incomplete[static_cast<std::size_t>(label)])
        drawHatch(painter, QRectF(left, plot.area.top(), wide, plot.area.height()));
}

void drawSum(QPainter &painter, const Plot &plot, qsizetype label)
{
    const double slot = plot.slot();
    qint64 sum = 0, highest = 0;
    QStringList parts;
    for (const auto &series : plot.chart.series) {
        sum += valueAt(series, label);
        highest = std::max(highest, valueAt(series, label));
        parts += plot.text(valueAt(series, label));
    }
    const QString text = plot.chart.stacked ? plot.text(sum) : parts.join(QStringLiteral(" / "));
    painter.setFont(printFont(plot.em * 0.8));
    painter.setPen(ink);
    const double x = plot.area.left() + slot * static_cast<double>(label);
    const double wide = QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(text);
    if (wide >= slot * 1.05)
        return;
    const double y = plot.yOf(plot.chart.stacked ? sum : highest) - plot.em * 1.25;
    painter.fillRect(QRectF(x + (slot - wide) / 2, y + plot.em * 0.1, wide, plot.em * 1.1), Qt::white); // over a hatch
    painter.drawText(QRectF(x - slot, y, slot * 3, plot.em * 1.2), Qt::AlignHCenter | Qt::AlignBottom, text);
}

/// What of a site's name does not say which one it is, is left out under a bar.
QString shortLabel(QString label)
{
    for (const QString &tail :
         {QStringLiteral("村卫生室"), QStringLiteral("卫生室"), QStringLiteral("中心卫生院"), QStringLiteral("卫生院")})
        if (label.size() > tail.size() + 1 && label.endsWith(tail))
            return label.chopped(tail.size());
    return label;
}

void drawLabels(QPainter &painter, const Plot &plot)
{
    painter.setFont(printFont(plot.em * 0.8));
    painter.setPen(softInk);
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double slot = plot.slot();
    double free = plot.area.left() - plot.em * 4; // where the last label ended
    for (qsizetype i = 0; i < plot.chart.labels.size(); ++i) {
        const QString text = shortLabel(plot.chart.labels[i]);
        const double middle = plot.area.left() + slot * (static_cast<double>(i) + 0.5);
        const double wide = metrics.horizontalAdvance(text);
        if (middle - wide / 2 < free)
            continue; // every second one, or every third, where they are many
        free = middle + wide / 2 + plot.em * 0.5;
        painter.drawText(QRectF(middle - wide, plot.area.bottom() + plot.em * 0.3, wide * 2, plot.em * 1.3),
                         Qt::AlignHCenter | Qt::AlignTop, text);
    }
}

} // namespace

QFont printFont(double size, QFont::Weight weight)
{
    static const QString family = [] {
        const QStringList known = QFontDatabase::families();
        for (const QString &wanted : {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                                      QStringLiteral("Microsoft YaHei"), QStringLiteral("WenQuanYi Micro Hei")})
            if (known.contains(wanted))
                return wanted;
        return QString();
    }();
    QFont font = family.isEmpty() ? QFont() : QFont(family);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(size))));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

qint64 axisStep(qint64 highest, int steps)
{
    const double wanted = static_cast<double>(std::max<qint64>(1, highest)) / steps;
    double power = 1;
    while (power * 10 <= wanted)
        power *= 10;
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        const double step = factor * power;
        if (step >= wanted && step == std::floor(step))
            return static_cast<qint64>(step);
    }
    return static_cast<qint64>(power * 10);
}

void drawReportChart(QPainter &painter, const QRectF &area, const ReportChart &chart, ReportLanguage language,
                     double em)
{
    painter.save();
    drawTitle(painter, area, chart, language, em);
    Plot plot{chart, {}, 1, 1, em};
    plot.step = axisStep(highestOf(chart));
    if (chart.isMoney)
        plot.step = axisStep((highestOf(chart) + 99) / 100) * 100; // whole yuan on the axis
    const qint64 highest = std::max<qint64>(1, highestOf(chart));
    plot.top = (highest + plot.step - 1) / plot.step * plot.step;
    plot.area = area.adjusted(em * 4, em * 4.6, 0, -em * 1.8);
    drawAxis(painter, plot);
    for (qsizetype i = 0; i < chart.labels.size(); ++i) {
        drawBars(painter, plot, i);
        drawSum(painter, plot, i);
    }
    drawLabels(painter, plot);
    painter.restore();
}

} // namespace yigong
