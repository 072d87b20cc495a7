// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/followups/trend_chart.h"

#include <QWidget>

namespace yigong {

class Label;

/// Pressure or fasting glucose of one resident over time: the chosen measurement in words, the chart, and which target
/// it is held against. Where nothing was measured yet it says so.
class TrendView : public QWidget
{
    Q_OBJECT
public:
    /// `chartHeight` in 100 % pixels.
    TrendView(TrendKind kind, const FollowUpTrends &trends, QDate today, int chartHeight, QWidget *parent = nullptr);

    [[nodiscard]] QString chosenWords() const;

private:
    void addChart(TrendKind kind, const FollowUpTrends &trends, QDate today, int height);
    void addEmpty(const QString &words);

    Label *m_chosen = nullptr;
};

} // namespace yigong
