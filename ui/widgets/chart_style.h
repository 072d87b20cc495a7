// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/theme/theme.h"
#include <QChartView>
#include <functional>

class QAbstractAxis;
class QAreaSeries;
class QChart;
class QLineSeries;
class QXYSeries;
class QBarSet;

namespace yigong {

/// The five looks of the palette, in their fixed order. Each has its own marker and dash, since colour alone does not
/// tell them apart for everyone; more than three series become small multiples.
enum class SeriesLook : quint8
{
    First,   ///< systolic, this year: solid, circle
    Second,  ///< diastolic, prescriptions: solid, square
    Third,   ///< referred upward: long dash, triangle
    Fourth,  ///< sent back: dots, diamond
    LastYear ///< outline, hollow square; never filled
};

Token lookToken(SeriesLook look);
QPen lookPen(SeriesLook look, double width = 2);

/// Qt Charts ignores style sheet and palette: axes and series are styled one by one, and again when the theme changes.
/// No animation, no legend box (label the line instead), no margins.
void styleChart(QChart *chart);
void styleAxis(QAbstractAxis *axis);
void styleLine(QXYSeries *series, SeriesLook look);
void styleBars(QBarSet *bars, SeriesLook look);
/// A target: dashed in the colour of its series.
void styleTarget(QLineSeries *line, SeriesLook look);
/// The range that is aimed at; its two lines must outlive it.
void styleBand(QAreaSeries *band, SeriesLook look);

/// Paints a marker of that look around `centre`; hollow for what is not signed yet.
void paintMarker(QPainter &painter, const QPointF &centre, SeriesLook look, bool filled = true, double size = 9);
/// Diagonal hatching for figures that are incomplete or missing.
void paintHatching(QPainter &painter, const QRectF &rect);

/// One entry of a key: line, marker and word.
class SeriesKey : public QWidget
{
    Q_OBJECT
public:
    explicit SeriesKey(SeriesLook look, const QString &word, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SeriesLook m_look;
    QString m_word;
};

/// Shows a chart. What it shows must be said in words too: give it an accessible description.
class ChartView : public QChartView
{
    Q_OBJECT
public:
    /// `draw` builds the chart anew: at first when the view is shown (a cold chart is slow), and after each change of
    /// theme. It may use styleChart and the rest.
    explicit ChartView(const QString &accessibleName, QWidget *parent = nullptr);

    void setDraw(std::function<QChart *()> draw);
    void redraw();
    /// Called after the chart is painted, in the view's coordinates, for labels and marks of one's own.
    void setForeground(std::function<void(QPainter &, QChart &)> paint) { m_foreground = std::move(paint); }

protected:
    void showEvent(QShowEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    std::function<QChart *()> m_draw;
    std::function<void(QPainter &, QChart &)> m_foreground;
    bool m_drawn = false;
};

} // namespace yigong
