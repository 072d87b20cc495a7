// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_definition.h"
#include "core/store/value.h"

#include <map>
#include <span>
#include <string_view>

namespace yigong {

/// What a form says: key of a question → answer as `QuestionKind` writes it. What was not said is not there. Answers
/// to questions that this program does not know are kept.
class FormAnswers
{
public:
    [[nodiscard]] QString text(QStringView key) const; ///< empty where nothing was said
    [[nodiscard]] bool has(QStringView key) const { return !text(key).isEmpty(); }
    [[nodiscard]] int choice(QStringView key) const; ///< 0 where nothing was said: `has` tells it from an option 0
    [[nodiscard]] std::vector<int> choices(QStringView key) const; ///< in the order of their numbers
    [[nodiscard]] bool hasChosen(QStringView key, int option) const;
    [[nodiscard]] std::optional<Hundredths> number(QStringView key) const;
    [[nodiscard]] QDate date(QStringView key) const;

    /// As it stands; empty removes it. For what was typed: `answer`.
    void set(const QString &key, const QString &text);
    [[nodiscard]] const std::map<QString, QString> &all() const { return m_texts; }
    [[nodiscard]] bool isEmpty() const { return m_texts.empty(); }
    bool operator==(const FormAnswers &) const = default;

    [[nodiscard]] QString json() const; ///< one object, keys in order: always the same for the same answers
    static std::optional<FormAnswers> fromJson(QStringView json);
    /// The same of the text as it is stored (UTF-8), with no need for answers of other keys than these, which are in
    /// order: for long lists that ask little of each form.
    static std::optional<FormAnswers> fromJson(std::string_view utf8, std::span<const std::string_view> keys);

private:
    std::map<QString, QString> m_texts;
};

template <> struct ValueOf<FormAnswers>
{
    static constexpr ValueKind kind = ValueKind::Text;
    static Value to(const FormAnswers &answers) { return answers.isEmpty() ? QStringLiteral("") : answers.json(); }
    static FormAnswers from(const Value &v)
    {
        return FormAnswers::fromJson(ValueOf<QString>::from(v)).value_or(FormAnswers{});
    }
};

/// Takes what was typed: an option's number or name, several apart by ";" or a blank; figures also in full width; days
/// also as 20250513. Empty removes the answer. Errors, which leave it as it was: Invalid{key; as typed} ·
/// OutOfRange{key} (no option of that number).
Result<void> answer(FormAnswers &answers, const FormQuestion &question, const QString &typed);
/// The same in words, with its unit: "头痛头晕、心悸胸闷", "120 mmHg". Empty where nothing was said.
QString answerWords(const FormAnswers &answers, const FormQuestion &question);
/// Whether the form asks it, as the other answers stand.
bool isAsked(const FormAnswers &answers, const FormQuestion &question);
/// Puts what is computed in its place; `day` is the visit's. What cannot be computed is left empty.
void compute(FormAnswers &answers, const FormDefinition &form, QDate day);
/// Drops what is not asked as the answers stand.
void dropUnasked(FormAnswers &answers, const FormDefinition &form);

/// What keeps answers from being closed, and what is asked about once more (keys of questions).
struct UnlikelyAnswer
{
    QString key;
    QStringList args; ///< value, lowest, highest
};
struct AnswersCheck
{
    /// Required{key} · OutOfRange{key; value, lowest, highest} (of a day: none, the visit's) · Invalid{key} ("none"
    /// beside others; not as its kind is written; no clean text)
    std::vector<Error> errors;
    std::vector<UnlikelyAnswer> unlikely;
};
AnswersCheck checkAnswers(const FormAnswers &answers, const FormDefinition &form, QDate day);

} // namespace yigong
