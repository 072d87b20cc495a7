// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/encounters/vitals.h"

#include <optional>
#include <vector>

namespace yigong {

/// How a question of a national form is answered, and how the answer is written in `FormAnswers`.
enum class QuestionKind : quint8
{
    Choice,  ///< one option: its number, "2"
    Choices, ///< any number of options: "1;3", by number
    Number,  ///< "36.5", to a hundredth
    Text,
    Date,  ///< "2025-05-13"
    Month, ///< of that precision or a better one: "2019", "2019-04", "2019-04-11"
    Drugs, ///< as `FollowUpDrugs` are stored
};

/// Where an answer comes from when a form is opened.
enum class AnswerSource : quint8
{
    Asked,    ///< empty: it is asked anew
    Today,    ///< measured: from today's visit, never from last time
    Carried,  ///< habits, drugs, goals: from the last form of the kind
    Computed, ///< from other answers of this form: never typed
};

/// An option as its edition of the form numbers it: numbers differ between editions.
struct QuestionOption
{
    int number = 0;
    QString name;
};

/// When a question is asked: another's answer is (or is not) among these numbers. Without a key: always.
struct QuestionCondition
{
    QString key;
    bool isNot = false; ///< asked unless it is; where the other was not answered, neither is asked
    std::vector<int> options;
};

struct FormQuestion
{
    QString key;  ///< in answers, JSON, errors, and as the name of its widget; never used for another thing again
    QString name; ///< as the form prints it
    QString row;  ///< questions that follow each other and have the same stand in one row of the paper; may be empty
    QuestionKind kind = QuestionKind::Text;
    AnswerSource source = AnswerSource::Asked;
    QString unit;
    std::vector<QuestionOption> options;
    int none = noOption; ///< the option that stands alone ("no symptoms"); it may be numbered 0
    /// The option of somebody in whom a look finds nothing ("齐", "触及双侧对称"); none: it is asked, never assumed.
    int normal = noOption;
    bool required = false;
    QuestionCondition when;
    QString vital;       ///< LOINC of the same value in a visit
    QString computed;    ///< a FormFormula: "bmi(weight,height)"
    bool isPast = false; ///< a day or month that does not lie after the visit
    bool onPaper = true; ///< the national form has a place for it; else it is printed among the remarks
    /// In hundredths, both ends belong to them: beyond the possible ones it is refused, beyond the likely ones asked
    /// again. Nothing: no limit.
    std::optional<Hundredths> lowest, highest, likelyLow, likelyHigh;

    static constexpr int noOption = -1;
    [[nodiscard]] const QuestionOption *option(int number) const; ///< null where the form has none of that number
};

struct FormSection
{
    QString title; ///< as the form prints it; may be empty
    std::vector<FormQuestion> questions;
};

/// How the form is laid on paper.
enum class FormLayout : quint8
{
    Page,    ///< one visit a sheet: a table of sections
    Columns, ///< visits side by side, a row a question, as the forms of chronic diseases are
};

/// A national form in one edition, as data: `resources/forms/<code>.<version>.json`. Sources are named in the file.
struct FormDefinition
{
    QString code, version;
    QString title;
    QString shortTitle; ///< for lists and buttons
    QString program;    ///< of `FollowUpProgram`; empty: of none (the annual examination)
    QString source;     ///< which specification the questions come from
    FormLayout layout = FormLayout::Page;
    QString columnsOf; ///< key of the question whose options are the columns (the child's age); empty: in order of days
    QString dayName;   ///< of the visit's day: 随访日期, 体检日期
    QStringList signatures; ///< the first is the doctor's
    bool hasNext = true;    ///< it ends with the day of the next one
    std::vector<FormSection> sections;

    [[nodiscard]] const FormQuestion *question(QStringView key) const; ///< null where there is none
};

/// Reads one. Errors: Invalid{what; key of the question} · AlreadyExists{key} · Required{member}.
Result<FormDefinition> formDefinitionFrom(const QByteArray &json);

/// All that this program knows, each code's newest edition last. Read once.
const std::vector<FormDefinition> &formDefinitions();
/// Of that edition; without one, the newest. Null where this program does not know it.
const FormDefinition *formDefinition(QStringView code, QStringView version = {});

} // namespace yigong
