// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/health_form_sheet.h"
#include "ui/followups/follow_up_words.h"
#include "ui/shell/words.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/form_row.h"

#include <QApplication>
#include <QShortcut>
#include <algorithm>

namespace yigong {

HealthFormSheet::HealthFormSheet(const OpenedHealthForm &opened, QDate today, QWidget *parent)
    : QWidget(parent), m_opened(opened), m_today(today)
{
    build();
    auto *moves = new EnterMovesOn(this);
    connect(moves, &EnterMovesOn::endReached, this, &HealthFormSheet::endReached);
    for (const auto &[key, by] : {std::pair{Qt::Key_PageUp, -1}, std::pair{Qt::Key_PageDown, 1}}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, by = by] { jump(by); });
    }
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { followFocus(now); });
}

HealthFormSheet::~HealthFormSheet()
{
    // What has the focus inside loses it while QWidget's destructor runs, when followFocus() has no object left.
    disconnect(qApp, nullptr, this, nullptr);
}

void HealthFormSheet::build()
{
    auto *column = makeColumn(12);
    setLayout(column);
    addHead(column);
    for (const FormSection &section : m_opened.form->sections) {
        auto *card = new FormSectionCard(section, m_opened, m_today, this);
        connect(card, &FormSectionCard::edited, this, &HealthFormSheet::edited);
        column->addWidget(card);
        m_cards.push_back(card);
    }
    addNext(column);
    column->addStretch(1);
}

void HealthFormSheet::addHead(QVBoxLayout *column)
{
    auto *head = new Card({}, {}, this);
    head->body()->addWidget(
        new FormHead(m_opened.form->title,
                     m_opened.last ? tr("Last time, %1").arg(dayOf(m_opened.last->day, m_today)) : QString(), head));
    const QString name = m_opened.form->dayName.isEmpty() ? tr("Day of the visit") : m_opened.form->dayName;
    m_day = new DateField(name, head);
    m_day->setToday(m_today);
    m_day->setRange({}, m_today);
    m_day->setDate(m_opened.draft.day.isValid() ? m_opened.draft.day : m_today);
    m_day->setWidthSp(118);
    connect(m_day, &QLineEdit::textEdited, this, &HealthFormSheet::edited);
    auto *row = new FormRow(name, m_day, head);
    row->setLabelWidthSp(132);
    head->body()->addWidget(row);
    column->addWidget(head);
}

void HealthFormSheet::addNext(QVBoxLayout *column)
{
    m_next = new Card({}, {}, this);
    m_nextOn = new DateField(tr("Next, on"), m_next);
    m_nextOn->setToday(m_today);
    m_nextOn->setWidthSp(118);
    if (m_opened.draft.nextOn.isValid())
        m_nextOn->setDate(m_opened.draft.nextOn);
    connect(m_nextOn, &QLineEdit::textEdited, this, &HealthFormSheet::edited);
    auto *row = new FormRow(tr("Next, on"), m_nextOn, m_next);
    row->setLabelWidthSp(132);
    row->addText(tr("empty: as the rule says"));
    m_next->body()->addWidget(row);
    m_next->hide();
    column->addWidget(m_next);
}

HealthFormDraft HealthFormSheet::draft() const
{
    HealthFormDraft draft = m_opened.draft;
    draft.day = m_day->date().value_or(QDate());
    draft.nextOn = m_next->isVisibleTo(this) ? m_nextOn->date().value_or(QDate()) : QDate();
    for (const FormSectionCard *card : m_cards)
        for (const QuestionInput *input : card->inputs()) {
            const FormQuestion &question = input->question();
            if (question.source != AnswerSource::Computed && !answer(draft.answers, question, input->text()))
                draft.answers.set(question.key, {});
        }
    compute(draft.answers, *m_opened.form, draft.day);
    dropUnasked(draft.answers, *m_opened.form);
    return draft;
}

void HealthFormSheet::mark(const HealthFormDraft &draft, const AnswersCheck &check)
{
    for (FormSectionCard *card : m_cards) {
        card->showAsked(draft.answers);
        for (QuestionInput *input : card->inputs()) {
            if (input->question().source == AnswerSource::Computed)
                input->show(draft.answers);
            markInput(input, check);
        }
    }
}

void HealthFormSheet::markInput(QuestionInput *input, const AnswersCheck &check)
{
    const QString &key = input->question().key;
    const auto error = std::find_if(check.errors.begin(), check.errors.end(),
                                    [&key](const Error &e) { return e.field == key && e.kind != ErrorKind::Required; });
    const auto odd = std::find_if(check.unlikely.begin(), check.unlikely.end(),
                                  [&key](const UnlikelyAnswer &unlikely) { return unlikely.key == key; });
    FormAnswers scratch;
    if (!answer(scratch, input->question(), input->text()))
        input->setState(FieldState::Error, tr("not understood"));
    else if (error != check.errors.end())
        input->setState(FieldState::Error, FollowUpWords::problem(*error));
    else if (odd != check.unlikely.end())
        input->setState(FieldState::Warn,
                        tr("usually %1 to %2: is this right?").arg(odd->args.value(1), odd->args.value(2)));
    else if (!input->isCarried())
        input->setState(FieldState::Normal);
}

void HealthFormSheet::setNext(QDate due)
{
    m_next->setVisible(due.isValid() && m_opened.form->hasNext);
    m_nextOn->setPlaceholderText(due.toString(Qt::ISODate));
}

QuestionInput *HealthFormSheet::inputOf(const QString &key) const
{
    for (const FormSectionCard *card : m_cards)
        for (QuestionInput *input : card->inputs())
            if (input->question().key == key)
                return input;
    return nullptr;
}

bool HealthFormSheet::complainOf(const Error &error)
{
    const auto stopAt = [&error](auto *field, QWidget *control) {
        field->setState(FieldState::Error,
                        error.kind == ErrorKind::Required ? tr("needed") : FollowUpWords::problem(error));
        control->setFocus(Qt::TabFocusReason);
        return true;
    };
    if (error.field == u"day")
        return stopAt(m_day, m_day);
    if (error.field == u"nextOn" && m_next->isVisibleTo(this))
        return stopAt(m_nextOn, m_nextOn);
    QuestionInput *input = inputOf(error.field);
    return input && stopAt(input, input->control());
}

void HealthFormSheet::focusFirst()
{
    const FormAnswers answers = draft().answers;
    QuestionInput *first = nullptr;
    for (const FormSectionCard *card : m_cards)
        for (QuestionInput *input : card->inputs()) {
            const FormQuestion &question = input->question();
            if (question.source == AnswerSource::Computed || !isAsked(answers, question) || !input->isEmpty())
                continue;
            if (question.required)
                return input->control()->setFocus(Qt::TabFocusReason);
            first = first ? first : input;
        }
    (first ? first->control() : m_day)->setFocus(Qt::TabFocusReason);
}

std::vector<SectionStanding> HealthFormSheet::standings(const FormAnswers &answers) const
{
    std::vector<SectionStanding> standings;
    for (const FormSectionCard *card : m_cards)
        standings.push_back(card->standing(answers));
    return standings;
}

void HealthFormSheet::followFocus(QWidget *now)
{
    for (std::size_t i = 0; now && i < m_cards.size(); ++i)
        if (m_cards[i]->isAncestorOf(now) && m_current != static_cast<int>(i)) {
            m_current = static_cast<int>(i);
            Q_EMIT sectionEntered(m_current);
        }
}

void HealthFormSheet::goToSection(int number)
{
    if (number < 0 || number >= static_cast<int>(m_cards.size()))
        return;
    section(number)->focusFirst();
    Q_EMIT sectionShown(section(number));
}

void HealthFormSheet::jump(int by)
{
    goToSection(std::clamp(m_current + by, 0, static_cast<int>(m_cards.size()) - 1));
}

} // namespace yigong
