// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/health_form_side.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

#include <QGridLayout>
#include <algorithm>

namespace yigong {

namespace {

constexpr int formerForms = 3, formerFigures = 8;

Label *sideLine(const QString &text, TextStyle style, Token tone, QWidget *parent)
{
    auto *label = new Label(text, style, tone, parent);
    label->setWordWrap(true);
    return label;
}

void clearLines(QWidget *lines)
{
    while (QLayoutItem *item = lines->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

/// Forms of the same code, the latest first.
std::vector<const HealthForm *> formerOf(const OpenedHealthForm &opened)
{
    std::vector<const HealthForm *> former;
    for (const HealthForm &form : opened.known.forms)
        if (form.formCode == opened.form->code)
            former.push_back(&form);
    if (former.empty() && opened.last)
        former.push_back(&*opened.last);
    std::sort(former.begin(), former.end(), [](const auto *a, const auto *b) { return a->day > b->day; });
    former.resize(std::min<std::size_t>(former.size(), formerForms));
    return former;
}

/// What has a figure to compare in one of them, in the form's order.
std::vector<const FormQuestion *> comparedIn(const FormDefinition &form, const std::vector<const HealthForm *> &former)
{
    std::vector<const FormQuestion *> compared;
    for (const FormSection &section : form.sections)
        for (const FormQuestion &question : section.questions)
            if (question.kind == QuestionKind::Number && compared.size() < formerFigures &&
                std::any_of(former.begin(), former.end(),
                            [&question](const HealthForm *each) { return each->answers.has(question.key); }))
                compared.push_back(&question);
    return compared;
}

} // namespace

void addConclusion(QWidget *lines, FollowUpProgram program, const FormJudgement &judged, const FormRules &rules,
                   QDate today)
{
    const auto add = [lines](const QString &line, TextStyle style = TextStyle::Body) {
        lines->layout()->addWidget(sideLine(line, style, Token::Text, lines));
    };
    for (const QString &word : judged.reasons)
        add(QStringLiteral("· ") + FormWords::reason(word, rules));
    if (judged.step != FollowUpStep::Routine)
        add(FormWords::step(program, judged.step), TextStyle::Section);
    if (judged.checkReferralBy.isValid())
        add(QCoreApplication::translate("yigong::HealthFormSide", "Ask by %1 whether they came")
                .arg(dayOf(judged.checkReferralBy, today)));
}

HealthFormSide::HealthFormSide(const OpenedHealthForm &opened, QDate today, QWidget *parent)
    : QWidget(parent), m_opened(opened), m_today(today), m_verdict(new VerdictPanel(BannerKind::Info, this)),
      m_lines(new QWidget(m_verdict))
{
    auto *column = makeColumn(12);
    setLayout(column);
    m_lines->setLayout(makeColumn(6));
    m_verdict->body()->addWidget(m_lines);
    column->addWidget(m_verdict);
    if (m_opened.isJudged)
        addRule(m_opened.known.program);
    addFormer();
    column->addStretch(1);
    show({}, false);
}

void HealthFormSide::addRule(FollowUpProgram program)
{
    auto *card = new Card(tr("The rule"), {}, this);
    m_ruleKey = new Button(tr("Show"), ButtonKind::Plain, Icon::Info, QKeySequence(Qt::ALT | Qt::Key_R), card);
    m_ruleKey->setAccessibleName(tr("The rule and its source"));
    card->addAction(m_ruleKey);
    m_rule = new QWidget(card);
    m_rule->setLayout(makeColumn(6));
    for (const QString &line : FormWords::ruleOf(program, m_opened.rules))
        m_rule->layout()->addWidget(sideLine(line, TextStyle::Secondary, Token::Text, m_rule));
    m_rule->layout()->addWidget(sideLine(m_opened.form->source, TextStyle::Secondary, Token::Text2, m_rule));
    m_rule->hide();
    card->body()->addWidget(m_rule);
    connect(m_ruleKey, &QPushButton::clicked, this, &HealthFormSide::showRule);
    layout()->addWidget(card);
}

void HealthFormSide::showRule()
{
    m_ruleShown = !m_ruleShown;
    m_rule->setVisible(m_ruleShown);
    m_ruleKey->setText(m_ruleShown ? tr("Hide") : tr("Show"));
}

void HealthFormSide::addFormer()
{
    const auto former = formerOf(m_opened);
    const auto compared = comparedIn(*m_opened.form, former);
    auto *card = new Card(tr("So far"), {}, this);
    layout()->addWidget(card);
    if (former.empty())
        card->body()->addWidget(
            sideLine(tr("This is the first form of its kind."), TextStyle::Secondary, Token::Text2, card));
    auto *grid = new QGridLayout;
    setSpaces(grid, 8);
    grid->setColumnStretch(0, 1);
    const auto put = [&](int row, int column, const QString &text, Token tone) {
        grid->addWidget(new Label(text, TextStyle::Secondary, tone, card), row, column,
                        column == 0 ? Qt::AlignLeft : Qt::AlignRight);
    };
    for (std::size_t i = 0; i < former.size(); ++i)
        put(0, static_cast<int>(i) + 1, dayOf(former[i]->day, m_today), Token::Text2);
    for (std::size_t line = 0; line < compared.size(); ++line) {
        put(static_cast<int>(line) + 1, 0, compared[line]->name, Token::Text2);
        for (std::size_t i = 0; i < former.size(); ++i)
            put(static_cast<int>(line) + 1, static_cast<int>(i) + 1, former[i]->answers.text(compared[line]->key),
                Token::Text);
    }
    card->body()->addLayout(grid);
}

void HealthFormSide::show(const std::optional<FormJudgement> &judged, bool isComplete)
{
    clearLines(m_lines);
    m_verdict->setVisible(m_rule != nullptr || judged);
    const FollowUpProgram program = m_opened.isJudged ? m_opened.known.program : FollowUpProgram::OlderPeople;
    if (!judged || (!isComplete && judged->reasons.isEmpty())) {
        m_verdict->setKind(BannerKind::Info);
        m_verdict->setVerdict(FollowUpWords::program(program), tr("answered first, then judged"));
        return;
    }
    m_verdict->setKind(judged->outcome.isEmpty() ? BannerKind::Info : FollowUpWords::kindOf(judged->step));
    m_verdict->setVerdict(judged->outcome.isEmpty() ? FollowUpWords::program(program)
                                                    : FormWords::outcome(judged->outcome),
                          judged->outcome.isEmpty() ? QString() : FollowUpWords::program(program));
    addConclusion(m_lines, program, *judged, m_opened.rules, m_today);
    if (judged->nextForm.isEmpty()) {
        m_lines->layout()->addWidget(
            sideLine(tr("No form follows: the program ends."), TextStyle::Body, Token::Text, m_lines));
        return;
    }
    m_lines->layout()->addWidget(sideLine(tr("Next: %1").arg(FormWords::due(judged->nextForm, judged->nextStage)),
                                          TextStyle::Section, Token::Text, m_lines));
    m_lines->layout()->addWidget(
        sideLine(FormWords::window(judged->dueFrom, judged->due, m_today), TextStyle::Body, Token::Text, m_lines));
}

} // namespace yigong
