// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/trend_view.h"
#include "ui/widgets/label.h"

namespace yigong {

namespace {

constexpr Hundredths usualLowPressure = 6000; // of diastolic: where the lower band begins

} // namespace

TrendView::TrendView(TrendKind kind, const FollowUpTrends &trends, QDate today, int chartHeight, QWidget *parent)
    : QWidget(parent)
{
    auto *column = makeColumn(2);
    setLayout(column);
    const bool isPressure = kind == TrendKind::Pressure;
    auto *head = makeRow(10);
    head->addWidget(new Label(isPressure ? tr("Blood pressure") : tr("Fasting glucose"), TextStyle::SecondaryBold,
                              Token::Text, this));
    m_chosen = new Label(QString(), TextStyle::Secondary, Token::Text2, this);
    head->addWidget(m_chosen, 1);
    column->addLayout(head);
    if ((isPressure ? trends.pressure : trends.glucose).empty())
        addEmpty(isPressure ? tr("No pressure has been measured yet, neither in a visit nor in a follow-up.")
                            : tr("No fasting glucose has been measured yet, neither in a visit nor in a follow-up."));
    else
        addChart(kind, trends, today, chartHeight);
}

QString TrendView::chosenWords() const
{
    return m_chosen->text();
}

void TrendView::addChart(TrendKind kind, const FollowUpTrends &trends, QDate today, int height)
{
    const bool isPressure = kind == TrendKind::Pressure;
    auto *chart = new TrendChart(kind, this);
    setFixedSizeSp(chart, 0, height);
    connect(chart, &TrendChart::pointChosen, m_chosen, &Label::setText);
    if (isPressure)
        chart->setPoints(trends.pressure, trends.systolic, trends.diastolic, usualLowPressure, today);
    else
        chart->setPoints(trends.glucose, trends.fasting, {}, trends.lowGlucose, today);
    layout()->addWidget(chart);
    const bool isAgreed = isPressure ? trends.systolic.isAgreed || trends.diastolic.isAgreed : trends.fasting.isAgreed;
    const QString figures = isPressure
                                ? hundredthsText(trends.systolic.below) + u'/' + hundredthsText(trends.diastolic.below)
                                : hundredthsText(trends.fasting.below);
    auto *foot =
        new Label(isAgreed ? tr("Agreed goal: below %1").arg(figures) : tr("By the rule: below %1").arg(figures),
                  TextStyle::Secondary, Token::Text2, this);
    layout()->addWidget(foot);
    layout()->addWidget(
        new Label(tr("Large marks: follow-ups. Small ones: visits."), TextStyle::Secondary, Token::Text2, this));
}

void TrendView::addEmpty(const QString &words)
{
    auto *empty = new Label(words, TextStyle::Secondary, Token::Text2, this);
    empty->setWordWrap(true);
    layout()->addWidget(empty);
}

} // namespace yigong
