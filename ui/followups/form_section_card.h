// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"
#include "ui/followups/question_row.h"
#include "ui/widgets/card.h"

#include <vector>

namespace yigong {

class Button;

/// Where a section stands while it is being filled in.
struct SectionStanding
{
    QString title;
    int asked = 0, answered = 0;
    int lacking = 0; ///< required ones without an answer
};

/// One section of a form. Where its definition says what a look that finds nothing is called, Alt+N answers all that is
/// still empty with it, on the word of whoever presses: each stands there as picked, is named, and can be taken back.
class FormSectionCard : public Card
{
    Q_OBJECT
public:
    FormSectionCard(const FormSection &section, const OpenedHealthForm &opened, QDate today, QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<QuestionInput *> &inputs() const { return m_inputs; }
    /// Shows what is asked, as the answers stand; the focus stays where it is.
    void showAsked(const FormAnswers &answers);
    [[nodiscard]] SectionStanding standing(const FormAnswers &answers) const;
    /// The first question without an answer; in a full one the first.
    void focusFirst();

Q_SIGNALS:
    void edited();

private:
    void addRows();
    void addRow(const FormQuestion &question, QuestionRow::Shape shape, QWidget *holder);
    void addPairs(std::size_t from, std::size_t to);
    void addRowHead(std::size_t at);
    [[nodiscard]] QString nameOf(const FormQuestion &question) const;
    void addNormal();
    void fillNormal();
    void takeNormalBack();
    void showNormal();

    const FormSection &m_section;
    const OpenedHealthForm &m_opened;
    QDate m_today;
    std::vector<QuestionInput *> m_inputs;
    std::vector<QuestionRow *> m_rows;                ///< of the inputs, in their order
    std::vector<QWidget *> m_pairs;                   ///< each holds two rows
    std::vector<std::pair<Label *, QString>> m_heads; ///< over the questions of one row of the paper, and its name
    std::vector<QuestionInput *> m_filled;            ///< by Alt+N
    Button *m_normal = nullptr;
};

} // namespace yigong
