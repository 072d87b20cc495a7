// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/followups/form_section_card.h"

namespace yigong {

class DateField;
class FormRow;

/// Any national form, to be filled in by keys alone in the order of the paper: a card a section, PgUp and PgDn from one
/// to the next, Enter from question to question. Last time stands beside a question, never in it. What is computed
/// follows what is typed; what is asked under a condition comes and goes with it.
class HealthFormSheet : public QWidget
{
    Q_OBJECT
public:
    HealthFormSheet(const OpenedHealthForm &opened, QDate today, QWidget *parent = nullptr);
    ~HealthFormSheet() override;

    /// As it stands; what cannot be read is left out and marked.
    [[nodiscard]] HealthFormDraft draft() const;
    /// Marks what is impossible or unlikely; what is only missing is not scolded. Shows what is asked and computed.
    void mark(const HealthFormDraft &draft, const AnswersCheck &check);
    /// The next form is asked for where the rules say that one follows; the day by the rule stands in the empty field.
    void setNext(QDate due);
    /// Puts the focus into a question (or "day", "nextOn"), with what is wrong with it. False: the form has none of it.
    bool complainOf(const Error &error);
    /// The first question that must be answered and is not, or the first without an answer.
    void focusFirst();

    [[nodiscard]] std::vector<SectionStanding> standings(const FormAnswers &answers) const;
    [[nodiscard]] int currentSection() const { return m_current; }
    void goToSection(int number);
    [[nodiscard]] FormSectionCard *section(int number) const { return m_cards.at(static_cast<std::size_t>(number)); }

Q_SIGNALS:
    void edited();
    void endReached();                ///< Enter in the last field
    void sectionEntered(int number);  ///< the focus came into it
    void sectionShown(QWidget *card); ///< to be scrolled to: it was jumped to

private:
    void build();
    void addHead(QVBoxLayout *column);
    void addNext(QVBoxLayout *column);
    void followFocus(QWidget *now);
    void jump(int by);
    void markInput(QuestionInput *input, const AnswersCheck &check);
    [[nodiscard]] QuestionInput *inputOf(const QString &key) const;

    const OpenedHealthForm m_opened;
    QDate m_today;
    int m_current = 0;
    DateField *m_day = nullptr;
    DateField *m_nextOn = nullptr;
    Card *m_next = nullptr;
    std::vector<FormSectionCard *> m_cards;
};

} // namespace yigong
