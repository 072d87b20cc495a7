// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_trends.h"
#include "ui/widgets/chart_style.h"

namespace yigong {

enum class TrendKind : quint8
{
    Pressure,
    Glucose,
};

/// One value over time, by date, with the resident's target band. What was measured in a follow-up has a large mark, in
/// a visit a small one; above the target it is a triangle. ← and → (or a click) choose a measurement, which is said in
/// words.
class TrendChart : public ChartView
{
    Q_OBJECT
public:
    explicit TrendChart(TrendKind kind, QWidget *parent = nullptr);

    /// The latest measurement is chosen. `points` has one at least.
    void setPoints(const std::vector<TrendPoint> &points, const TrendTarget &upper, const TrendTarget &lower,
                   Hundredths lowest, QDate today);
    /// "5 月 13 日  142/86 mmHg  随访"; empty for none.
    [[nodiscard]] QString wordsOfChosen() const;

Q_SIGNALS:
    void pointChosen(const QString &words);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Scale
    {
        double low, high, tick;
    };
    [[nodiscard]] QChart *draw() const;
    [[nodiscard]] Scale valueRange() const;
    [[nodiscard]] double placeOf(QDate day) const;
    void paintMarks(QPainter &painter, QChart &chart) const;
    void paintDays(QPainter &painter, QChart &chart) const;
    void paintLatest(QPainter &painter, QChart &chart) const;
    void choose(int number);
    [[nodiscard]] QString wordsOf(const TrendPoint &point) const;

    TrendKind m_kind;
    std::vector<TrendPoint> m_points;
    TrendTarget m_upper, m_lower;
    Hundredths m_lowest = 0; ///< where the band ends below
    QDate m_today;
    int m_chosen = -1;
};

} // namespace yigong
