// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/question_row.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/label.h"

namespace yigong {

namespace {

constexpr int questionLabelWidth = 132; // one for both shapes: the fields stand below each other
constexpr int lastAnswerWidth = 116, halfLastAnswerWidth = 60;

bool isFilling(const FormQuestion &question)
{
    return question.options.empty() && !isShort(question);
}

} // namespace

QuestionRow::QuestionRow(const FormQuestion &question, const QString &name, QDate today, Shape shape, QWidget *parent)
    : QWidget(parent), m_input(new QuestionInput(question, name, today, this)), m_lastTime(new RunsLabel({}, this)),
      m_message(new RunsLabel({}, this))
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(name);
    auto *row = makeRow(8);
    setLayout(row);
    auto *label = new Label(name, TextStyle::Body, Token::Text2, this);
    label->setWordWrap(true);
    label->setBuddy(m_input->control());
    label->setMinimumHeight(theme().sp(32));
    setFixedSizeSp(label, questionLabelWidth, 0);
    row->addWidget(label, 0, Qt::AlignTop);
    auto *middle = makeColumn(2);
    auto *controls = makeRow(6);
    controls->addWidget(m_input->control(), isFilling(question) || !question.options.empty() ? 1 : 0, Qt::AlignTop);
    if (isFilling(question))
        controls->setAlignment(m_input->control(), {});
    if (!question.options.empty())
        controls->setAlignment(m_input->control(), {});
    if (!question.unit.isEmpty()) {
        auto *unitLabel = new Label(question.unit, TextStyle::Secondary, Token::Text3, this);
        setFixedSizeSp(unitLabel, 0, 36);
        controls->addWidget(unitLabel, 0, Qt::AlignTop);
    }
    if (isShort(question))
        controls->addStretch(1);
    middle->addLayout(controls);
    middle->addWidget(m_message);
    row->addLayout(middle, 1);
    row->addWidget(m_lastTime, 0, Qt::AlignTop);
    setFixedSizeSp(m_lastTime, shape == Shape::Half ? halfLastAnswerWidth : lastAnswerWidth, 36);
    m_lastTime->setElided(true);
    m_message->hide();
    setFocusProxy(m_input->control());
    connect(m_input, &QuestionInput::stateChanged, this, &QuestionRow::showMessage);
}

void QuestionRow::setLastTime(const QString &words)
{
    m_lastTime->setRuns({small(words)});
    m_lastTime->setToolTip(words);
}

void QuestionRow::showMessage(FieldState state, const QString &message)
{
    const bool isWarning = state == FieldState::Warn;
    m_message->setRuns(
        {small(isWarning ? QStringLiteral("▲ ") + message : message, isWarning ? Token::Warn : Token::Danger)});
    m_message->setVisible(!message.isEmpty());
}

} // namespace yigong
