// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/follow_up_side.h"
#include "core/encounters/pressure.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/trend_view.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace yigong {

namespace {

constexpr int pressureHeight = 150, glucoseHeight = 120; // of charts, in 100 % pixels

Label *wrapped(const QString &text, TextStyle style, Token tone, QWidget *parent)
{
    auto *label = new Label(text, style, tone, parent);
    label->setWordWrap(true);
    return label;
}

void emptyOf(QWidget *lines)
{
    while (QLayoutItem *item = lines->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

FollowUpSide::FollowUpSide(const OpenedFollowUp &opened, const FollowUpTrends &trends, QDate today, QWidget *parent)
    : QWidget(parent), m_opened(opened), m_today(today)
{
    auto *column = makeColumn(12);
    setLayout(column);
    for (const FollowUp &form : m_opened.draft.forms) {
        auto *panel = new VerdictPanel(BannerKind::Info, this);
        auto *lines = new QWidget(panel);
        lines->setLayout(makeColumn(6));
        panel->body()->addWidget(lines);
        m_verdicts[form.program] = {panel, lines};
        column->addWidget(panel);
    }
    auto *rule = new Card(tr("The rule"), {}, this);
    m_ruleKey = new Button(tr("Show"), ButtonKind::Plain, Icon::Info, QKeySequence(Qt::ALT | Qt::Key_R), rule);
    m_ruleKey->setAccessibleName(tr("The rule and its source"));
    rule->addAction(m_ruleKey);
    m_rule = new QWidget(rule);
    auto *lines = makeColumn(6);
    m_rule->setLayout(lines);
    for (const FollowUp &form : m_opened.draft.forms)
        for (const QString &line : FollowUpWords::ruleOf(form.program, m_opened.figures.rules))
            lines->addWidget(wrapped(line, TextStyle::Secondary, Token::Text, m_rule));
    lines->addWidget(wrapped(FollowUpWords::source(), TextStyle::Secondary, Token::Text2, m_rule));
    m_rule->hide();
    rule->body()->addWidget(m_rule);
    connect(m_ruleKey, &QPushButton::clicked, this, &FollowUpSide::showRule);
    column->addWidget(rule);
    addTrends(trends);
    addChanged();
    column->addStretch(1);
    judge(m_opened.draft);
}

void FollowUpSide::showRule()
{
    m_ruleShown = !m_ruleShown;
    m_rule->setVisible(m_ruleShown);
    m_ruleKey->setText(m_ruleShown ? tr("Hide") : tr("Show"));
}

void FollowUpSide::judge(const FollowUpDraft &draft)
{
    for (const auto &[program, verdict] : m_verdicts)
        showVerdict(verdict, draft, program);
}

void FollowUpSide::showVerdict(const Verdict &verdict, const FollowUpDraft &draft, FollowUpProgram program)
{
    VerdictPanel *panel = verdict.panel;
    emptyOf(verdict.lines);
    const QString name = FollowUpWords::program(program);
    const auto judged = m_opened.judge(draft, program);
    verdict.lines->setVisible(judged.has_value());
    if (!judged) {
        panel->setKind(BannerKind::Info);
        panel->setVerdict(name, judged.error().kind == ErrorKind::Required ? tr("measured first, then judged")
                                                                           : FollowUpWords::problem(judged.error()));
        return;
    }
    panel->setKind(FollowUpWords::kindOf(judged->step));
    panel->setVerdict(FollowUpWords::outcome(judged->outcome), name);
    const auto add = [&verdict](const QString &line, TextStyle style = TextStyle::Body) {
        verdict.lines->layout()->addWidget(wrapped(line, style, Token::Text, verdict.lines));
    };
    const int target = PressureTarget::of(m_opened.patient, draft.date).systolic;
    for (const QString &word : judged->reasons)
        add(QStringLiteral("· ") + FollowUpWords::reason(word, m_opened.figures.rules, target));
    add(FollowUpWords::step(judged->step), TextStyle::Section);
    add(tr("Next follow-up by %1").arg(dayOf(judged->due, m_today)));
    if (judged->checkReferralBy.isValid())
        add(tr("Ask by %1 whether they came").arg(dayOf(judged->checkReferralBy, m_today)));
}

void FollowUpSide::addTrends(const FollowUpTrends &trends)
{
    auto *card = new Card(tr("Over time"), {}, this);
    card->body()->addWidget(new TrendView(TrendKind::Pressure, trends, m_today, pressureHeight, card));
    if (m_opened.draft.formOf(FollowUpProgram::Diabetes) || !trends.glucose.empty())
        card->body()->addWidget(new TrendView(TrendKind::Glucose, trends, m_today, glucoseHeight, card));
    layout()->addWidget(card);
}

void FollowUpSide::addChanged()
{
    Card *card = nullptr;
    for (const auto &[program, plan] : m_opened.plans)
        for (const ChangedConclusion &changed : plan.changed) {
            if (!card) {
                card = new Card(tr("Otherwise than closed"), {}, this);
                layout()->addWidget(card);
            }
            card->body()->addWidget(
                wrapped(FollowUpWords::changed(changed, m_today), TextStyle::Secondary, Token::Text, card));
        }
}

} // namespace yigong
