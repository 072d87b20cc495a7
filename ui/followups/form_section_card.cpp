// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/form_section_card.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QShortcut>
#include <algorithm>
#include <utility>

namespace yigong {

namespace {

constexpr std::size_t headedFrom = 4;   // questions in one row of the paper: fewer say for themselves what they are
constexpr qsizetype saysEnoughFrom = 4; // letters of a name that is understood without the question it depends on

bool isSameCondition(const FormQuestion &a, const FormQuestion &b)
{
    return a.when.key == b.when.key && a.when.isNot == b.when.isNot && a.when.options == b.when.options;
}

/// Where several questions stand in one row of the paper under a name that none of them has.
bool beginsHeadedRow(const std::vector<FormQuestion> &questions, std::size_t at)
{
    const QString &row = questions[at].row;
    if (row.isEmpty() || row == questions[at].name || (at > 0 && questions[at - 1].row == row))
        return false;
    std::size_t to = at;
    while (to < questions.size() && questions[to].row == row)
        ++to;
    return to - at >= headedFrom;
}

/// Whether it was taken over from the last form of the kind.
bool wasTakenOver(const OpenedHealthForm &opened, const FormQuestion &question)
{
    return question.source == AnswerSource::Carried && opened.last && opened.draft.amends.isNone() &&
           opened.draft.answers.text(question.key) == opened.last->answers.text(question.key);
}

} // namespace

FormSectionCard::FormSectionCard(const FormSection &section, const OpenedHealthForm &opened, QDate today,
                                 QWidget *parent)
    : Card(section.title, {}, parent), m_section(section), m_opened(opened), m_today(today)
{
    body()->setSpacing(theme().dp(6));
    addRows();
    addNormal();
}

/// Short figures that are asked under one condition stand two beside each other; in large type one below the other.
void FormSectionCard::addRows()
{
    const auto &questions = m_section.questions;
    for (std::size_t i = 0; i < questions.size();) {
        addRowHead(i);
        std::size_t to = i;
        while (to < questions.size() && isShort(questions[to]) && isSameCondition(questions[to], questions[i]) &&
               (to == i || !beginsHeadedRow(questions, to)))
            ++to;
        if (to - i >= 2 && theme().choice().size == TypeSize::Standard) {
            addPairs(i, to);
            i = to;
        } else {
            addRow(questions[i++], QuestionRow::Shape::Whole, nullptr);
        }
    }
}

void FormSectionCard::addRowHead(std::size_t at)
{
    if (!beginsHeadedRow(m_section.questions, at))
        return;
    auto *head = new Label(m_section.questions[at].row, TextStyle::SecondaryBold, Token::Text2, this);
    body()->addWidget(head);
    m_heads.emplace_back(head, m_section.questions[at].row);
}

/// "有" and "其他" say nothing without what they are about.
QString FormSectionCard::nameOf(const FormQuestion &question) const
{
    const FormQuestion *about = m_opened.form->question(question.when.key);
    const bool isOfColumn = question.when.key == m_opened.form->columnsOf; // the age: the same for all
    return about && !isOfColumn && question.name.size() < saysEnoughFrom
               ? about->name + QStringLiteral("：") + question.name
               : question.name;
}

void FormSectionCard::addPairs(std::size_t from, std::size_t to)
{
    const auto &questions = m_section.questions;
    for (std::size_t i = from; i < to;) {
        auto *pair = new QWidget(this);
        pair->setLayout(makeRow(16));
        addRow(questions[i], QuestionRow::Shape::Half, pair);
        // What stands in different rows of the paper does here too: both values of a pressure stay together.
        const bool isPair = i + 1 < to && questions[i + 1].row == questions[i].row;
        if (isPair)
            addRow(questions[i + 1], QuestionRow::Shape::Half, pair);
        else
            static_cast<QHBoxLayout *>(pair->layout())->addStretch(1);
        body()->addWidget(pair);
        m_pairs.push_back(pair);
        i += isPair ? 2 : 1;
    }
}

void FormSectionCard::addRow(const FormQuestion &question, QuestionRow::Shape shape, QWidget *holder)
{
    auto *row = new QuestionRow(question, nameOf(question), m_today, shape, holder ? holder : this);
    QuestionInput *input = row->input();
    input->show(m_opened.draft.answers, wasTakenOver(m_opened, question));
    if (m_opened.last) {
        input->setLastTime(m_opened.last->answers);
        const QString figure = m_opened.last->answers.text(question.key);
        row->setLastTime(question.kind == QuestionKind::Number ? figure // its unit stands beside the field
                                                               : answerWords(m_opened.last->answers, question));
    }
    if (m_opened.fromVisit.contains(question.key))
        row->setLastTime(tr("from today's visit"));
    connect(input, &QuestionInput::edited, this, &FormSectionCard::edited);
    if (holder)
        static_cast<QHBoxLayout *>(holder->layout())->addWidget(row, 1);
    else
        body()->addWidget(row);
    m_inputs.push_back(input);
    m_rows.push_back(row);
}

void FormSectionCard::addNormal()
{
    if (std::none_of(m_section.questions.begin(), m_section.questions.end(),
                     [](const FormQuestion &question) { return question.normal != FormQuestion::noOption; }))
        return;
    m_normal = new Button({}, ButtonKind::Plain, Icon::Check, {}, this);
    m_normal->setFocusPolicy(Qt::NoFocus); // Enter walks past it: nothing is declared normal on the way
    m_normal->setKeyCap(QStringLiteral("Alt+N"));
    auto *key = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_N), this);
    key->setContext(Qt::WidgetWithChildrenShortcut); // each section has one
    const auto press = [this] { m_filled.empty() ? fillNormal() : takeNormalBack(); };
    connect(key, &QShortcut::activated, this, press);
    connect(m_normal, &QPushButton::clicked, this, press);
    addAction(m_normal);
    showNormal();
}

void FormSectionCard::showNormal()
{
    const auto count = static_cast<int>(m_filled.size());
    m_normal->setText(m_filled.empty() ? tr("I examined the rest: nothing abnormal") : tr("Take them back"));
    m_normal->setIcon(m_filled.empty() ? Icon::Check : Icon::Undo);
    setNote(m_filled.empty() ? QString()
                             : tr("%n finding(s) entered as normal: change what was not looked at", nullptr, count));
}

void FormSectionCard::fillNormal()
{
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        const FormQuestion &question = m_inputs[i]->question();
        if (question.normal == FormQuestion::noOption || !m_rows[i]->isVisibleTo(this) || !m_inputs[i]->isEmpty())
            continue;
        FormAnswers normal;
        normal.set(question.key, QString::number(question.normal));
        m_inputs[i]->show(normal);
        m_filled.push_back(m_inputs[i]);
    }
    if (m_filled.empty())
        return;
    showNormal();
    Q_EMIT edited();
}

void FormSectionCard::takeNormalBack()
{
    for (QuestionInput *input : std::exchange(m_filled, {}))
        if (input->text() == QString::number(input->question().normal))
            input->show({});
    showNormal();
    Q_EMIT edited();
}

void FormSectionCard::showAsked(const FormAnswers &answers)
{
    for (std::size_t i = 0; i < m_inputs.size(); ++i)
        m_rows[i]->setVisible(isAsked(answers, m_inputs[i]->question()));
    for (const auto &[head, row] : m_heads)
        head->setVisible(std::any_of(m_rows.begin(), m_rows.end(), [this, &row = row](const QuestionRow *each) {
            return each->input()->question().row == row && each->isVisibleTo(each->parentWidget());
        }));
    for (QWidget *pair : m_pairs) {
        const auto rows = pair->findChildren<QuestionRow *>(QString(), Qt::FindDirectChildrenOnly);
        pair->setVisible(
            std::any_of(rows.begin(), rows.end(), [pair](QuestionRow *row) { return row->isVisibleTo(pair); }));
    }
}

SectionStanding FormSectionCard::standing(const FormAnswers &answers) const
{
    SectionStanding standing;
    standing.title =
        !m_section.title.isEmpty() || m_section.questions.empty() ? m_section.title : m_section.questions.front().name;
    for (const FormQuestion &question : m_section.questions) {
        if (question.source == AnswerSource::Computed || !isAsked(answers, question))
            continue;
        ++standing.asked;
        standing.answered += answers.has(question.key) ? 1 : 0;
        standing.lacking += question.required && !answers.has(question.key) ? 1 : 0;
    }
    return standing;
}

void FormSectionCard::focusFirst()
{
    QuestionInput *first = nullptr;
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        if (!m_rows[i]->isVisibleTo(this) || m_inputs[i]->question().source == AnswerSource::Computed)
            continue;
        if (!first)
            first = m_inputs[i];
        if (m_inputs[i]->isEmpty())
            return m_inputs[i]->control()->setFocus(Qt::TabFocusReason);
    }
    if (first)
        first->control()->setFocus(Qt::TabFocusReason);
}

} // namespace yigong
