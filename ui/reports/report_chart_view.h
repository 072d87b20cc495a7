// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/report.h"
#include "ui/widgets/chart_style.h"
#include <QChart>

namespace yigong {

/// A report's bars on the screen. Labels whose figures are incomplete are hatched; the sum stands above each bar where
/// there is room.
class ReportChartView : public ChartView
{
    Q_OBJECT
public:
    static SeriesLook lookOf(std::size_t series);
    explicit ReportChartView(QWidget *parent = nullptr);

    /// `chinese`: which of a heading's two languages.
    void setData(const ReportChart &chart, bool chinese);

private:
    QChart *draw() const;
    void paintMarks(QPainter &painter, const QChart &chart) const;
    [[nodiscard]] qint64 sumAt(qsizetype label) const;
    [[nodiscard]] qint64 highest() const;
    [[nodiscard]] double axisTop() const;

    ReportChart m_data;
    bool m_chinese = true;
};

} // namespace yigong
