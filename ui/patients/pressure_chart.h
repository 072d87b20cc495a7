// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/pressure.h"
#include "ui/widgets/chart_style.h"

namespace yigong {

/// A resident's pressure, reading by reading rather than by date: two visits in two weeks would collide on a narrow
/// card. The latest ones, the target dashed and shaded below, the last value written beside its mark. The
/// card names the target: a word on the line would lie under the marks.
class PressureChart : public ChartView
{
    Q_OBJECT
public:
    explicit PressureChart(QWidget *parent = nullptr);

    /// Two readings at least; `today` decides which days need their year.
    void setReadings(const std::vector<PressureReading> &readings, const PressureTarget &target, QDate today);

private:
    [[nodiscard]] QChart *draw() const;
    void paintMarks(QPainter &painter, QChart &chart) const;
    [[nodiscard]] double highest() const;

    std::vector<PressureReading> m_readings;
    PressureTarget m_target;
    QDate m_today;
};

} // namespace yigong
