// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/question_input.h"
#include "core/forms/follow_up_drugs.h"
#include "ui/followups/drug_lines.h"
#include "ui/widgets/option_chips.h"

namespace yigong {

namespace {

constexpr int figureDecimals = 2; // answers are kept to a hundredth

int widthOfQuestion(const FormQuestion &question)
{
    switch (question.kind) {
    case QuestionKind::Number:
        return 72;
    case QuestionKind::Date:
    case QuestionKind::Month:
        return 112;
    default:
        return 0;
    }
}

QList<int> numbersOf(const FormAnswers &answers, const QString &key)
{
    const std::vector<int> numbers = answers.choices(key);
    return {numbers.begin(), numbers.end()};
}

} // namespace

bool isShort(const FormQuestion &question)
{
    return question.kind == QuestionKind::Number || question.kind == QuestionKind::Date ||
           question.kind == QuestionKind::Month;
}

QuestionInput::QuestionInput(const FormQuestion &question, const QString &name, QDate today, QWidget *parent)
    : QObject(parent), m_question(question)
{
    makeControl(name, today, parent);
}

void QuestionInput::makeControl(const QString &name, QDate today, QWidget *parent)
{
    if (!m_question.options.empty()) {
        QList<NumberedOption> options;
        for (const QuestionOption &option : m_question.options)
            options.append({option.number, option.name});
        const bool isOne = m_question.kind == QuestionKind::Choice;
        auto *chips = new OptionChips(options, isOne ? OptionChips::Picks::One : OptionChips::Picks::Several, name,
                                      m_question.none, parent);
        connect(chips, &OptionChips::changed, this, &QuestionInput::edited);
        connect(chips, &OptionChips::stateChanged, this, &QuestionInput::stateChanged);
        m_control = chips;
    } else if (m_question.kind == QuestionKind::Drugs) {
        auto *drugs = new DrugLines(name, parent);
        connect(drugs, &DrugLines::edited, this, &QuestionInput::edited);
        m_control = drugs;
    } else {
        Field *field = makeField(name, today, parent);
        connect(field, &QLineEdit::textEdited, this, &QuestionInput::edited);
        connect(field, &Field::stateChanged, this, &QuestionInput::stateChanged);
        m_control = field;
    }
}

Field *QuestionInput::makeField(const QString &name, QDate today, QWidget *parent) const
{
    Field *field = nullptr;
    if (m_question.kind == QuestionKind::Number) {
        field = new NumberField(name, figureDecimals, parent);
    } else if (m_question.kind == QuestionKind::Date) {
        auto *day = new DateField(name, parent);
        day->setToday(today);
        field = day;
    } else {
        field = new Field(name, parent);
        if (m_question.kind == QuestionKind::Month)
            field->setPlaceholderText(tr("Year-month"));
    }
    if (const int width = widthOfQuestion(m_question); width > 0)
        field->setWidthSp(width);
    if (m_question.source == AnswerSource::Computed) {
        field->setState(FieldState::ReadOnly);
        field->setPlaceholderText({});
        field->setFocusPolicy(Qt::NoFocus);
    }
    return field;
}

QString QuestionInput::text() const
{
    if (const auto *chips = qobject_cast<OptionChips *>(m_control)) {
        QStringList numbers;
        for (const int number : chips->chosen())
            numbers.append(QString::number(number));
        return numbers.join(u';');
    }
    if (const auto *drugs = qobject_cast<DrugLines *>(m_control))
        return drugs->text();
    if (const auto *day = qobject_cast<DateField *>(m_control))
        return day->date() ? day->date()->toString(Qt::ISODate) : day->text().trimmed();
    if (const auto *number = qobject_cast<NumberField *>(m_control))
        return numberText(number->text());
    return static_cast<Field *>(m_control)->text().trimmed();
}

QString QuestionInput::shownText(const FormAnswers &answers) const
{
    const QString text = answers.text(m_question.key);
    return m_question.kind == QuestionKind::Drugs ? textOf(ValueOf<FollowUpDrugs>::from(text)) : text;
}

void QuestionInput::show(const FormAnswers &answers, bool carried)
{
    const bool isCarriedOver = carried && answers.has(m_question.key);
    if (auto *chips = qobject_cast<OptionChips *>(m_control)) {
        chips->setChosen(numbersOf(answers, m_question.key));
        chips->setCarried(isCarriedOver);
    } else if (auto *drugs = qobject_cast<DrugLines *>(m_control)) {
        drugs->show(ValueOf<FollowUpDrugs>::from(answers.text(m_question.key)), isCarriedOver);
    } else if (auto *field = qobject_cast<Field *>(m_control)) {
        if (isCarriedOver)
            field->carry(shownText(answers));
        else if (field->text() != shownText(answers))
            field->setText(shownText(answers));
    }
}

void QuestionInput::setLastTime(const FormAnswers &last)
{
    if (m_question.source == AnswerSource::Computed)
        return;
    if (auto *chips = qobject_cast<OptionChips *>(m_control))
        chips->setLastTime(numbersOf(last, m_question.key));
    else if (auto *field = qobject_cast<Field *>(m_control))
        field->setLastTime(shownText(last));
}

void QuestionInput::setState(FieldState state, const QString &message)
{
    if (m_question.source == AnswerSource::Computed)
        state = FieldState::ReadOnly;
    if (auto *chips = qobject_cast<OptionChips *>(m_control))
        chips->setState(state, message);
    else if (auto *field = qobject_cast<Field *>(m_control))
        field->setState(state, message);
}

bool QuestionInput::isCarried() const
{
    if (const auto *chips = qobject_cast<OptionChips *>(m_control))
        return chips->isCarried();
    if (const auto *drugs = qobject_cast<DrugLines *>(m_control))
        return drugs->isCarried();
    return static_cast<Field *>(m_control)->state() == FieldState::Carried;
}

} // namespace yigong
