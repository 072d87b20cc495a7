// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_answers.h"
#include "core/base/text.h"
#include "core/forms/follow_up_drugs.h"
#include "core/forms/form_formula.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <cstdint>

namespace yigong {

namespace {

QDate dayFrom(const QString &typed)
{
    const QDate day = QDate::fromString(typed, Qt::ISODate);
    return day.isValid() ? day : QDate::fromString(typed, QStringLiteral("yyyyMMdd"));
}

tl::unexpected<Error> invalidAnswer(const FormQuestion &question, const QString &typed)
{
    return fail(ErrorKind::Invalid, question.key, {typed.left(40)});
}

Result<int> chosenNumber(const FormQuestion &question, const QString &word)
{
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (isNumber && question.option(number))
        return number;
    for (const QuestionOption &option : question.options)
        if (option.name == word || tidied(option.name) == word)
            return option.number;
    if (!isNumber)
        return invalidAnswer(question, word);
    return fail(
        ErrorKind::OutOfRange, question.key,
        {word, QString::number(question.options.front().number), QString::number(question.options.back().number)});
}

Result<std::vector<int>> chosenNumbers(const FormQuestion &question, const QStringList &words)
{
    std::vector<int> numbers;
    for (const QString &word : words) {
        YIGONG_LET(number, chosenNumber(question, word.trimmed()));
        numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

Result<QString> chosenText(const FormQuestion &question, const QString &typed)
{
    if (question.kind == QuestionKind::Choice) {
        YIGONG_LET(number, chosenNumber(question, typed));
        return QString::number(number);
    }
    // Names of options may have commas and blanks in them ("皮肤瘙痒、皮疹"); none has a semicolon.
    static const QRegularExpression semicolon(QStringLiteral("[;；]")), any(QStringLiteral("[;；,，、\\s]+"));
    auto numbers = chosenNumbers(question, typed.split(semicolon, Qt::SkipEmptyParts));
    if (!numbers)
        numbers = chosenNumbers(question, typed.split(any, Qt::SkipEmptyParts));
    YIGONG_LET(chosen, numbers);
    QStringList texts;
    for (const int number : chosen)
        texts.append(QString::number(number));
    return texts.join(u';');
}

/// "2019", "2019-04", also "201904" and "20190411".
std::optional<PartialDate> monthFrom(const QString &typed)
{
    static const QRegularExpression digits(QStringLiteral("^([0-9]{4})([0-9]{2})([0-9]{2})?$"));
    const auto match = digits.match(typed);
    if (!match.hasMatch())
        return PartialDate::parse(typed);
    const QString day = match.captured(3);
    return PartialDate::parse(match.captured(1) + u'-' + match.captured(2) + (day.isEmpty() ? day : u'-' + day));
}

Result<QString> canonicalText(const FormQuestion &question, const QString &typed)
{
    switch (question.kind) {
    case QuestionKind::Choice:
    case QuestionKind::Choices:
        return chosenText(question, typed);
    case QuestionKind::Number:
        if (const auto number = parseHundredths(typed))
            return hundredthsText(*number);
        return invalidAnswer(question, typed);
    case QuestionKind::Date:
        if (const QDate day = dayFrom(typed); day.isValid())
            return day.toString(Qt::ISODate);
        return invalidAnswer(question, typed);
    case QuestionKind::Month:
        if (const auto month = monthFrom(typed))
            return month->text();
        return invalidAnswer(question, typed);
    case QuestionKind::Drugs:
        if (typed.contains(u'\t')) // as stored
            return typed;
        return std::get<QString>(ValueOf<FollowUpDrugs>::to(followUpDrugsFrom(typed)));
    case QuestionKind::Text:
        break;
    }
    return typed;
}

class AnswersChecking
{
public:
    AnswersChecking(const FormAnswers &answers, QDate day) : m_answers(answers), m_day(day) {}

    AnswersCheck check(const FormDefinition &form)
    {
        for (const FormSection &section : form.sections)
            for (const FormQuestion &question : section.questions)
                if (isAsked(m_answers, question))
                    checkOne(question);
        return std::move(m_found);
    }

private:
    void checkOne(const FormQuestion &question)
    {
        const QString text = m_answers.text(question.key);
        if (text.isEmpty()) {
            if (question.required)
                m_found.errors.push_back({ErrorKind::Required, question.key, {}});
            return;
        }
        if (!isCleanText(QString(text).remove(u'\t').remove(u'\n')))
            m_found.errors.push_back({ErrorKind::Invalid, question.key, {}});
        else if (!isWritten(question, text))
            m_found.errors.push_back({ErrorKind::Invalid, question.key, {text.left(40)}});
        else if (m_answers.hasChosen(question.key, question.none) && m_answers.choices(question.key).size() > 1)
            m_found.errors.push_back({ErrorKind::Invalid, question.key, {answerWords(m_answers, question)}});
        else if (question.kind == QuestionKind::Number)
            checkNumber(question, *m_answers.number(question.key));
        else if (question.isPast && beginOf(text) > m_day)
            m_found.errors.push_back({ErrorKind::OutOfRange, question.key, {text, {}, m_day.toString(Qt::ISODate)}});
    }

    /// As its kind writes it: answers that were not typed here may be anything.
    static bool isWritten(const FormQuestion &question, const QString &text)
    {
        const auto canonical = canonicalText(question, text);
        return canonical &&
               (*canonical == text || question.kind == QuestionKind::Number || question.kind == QuestionKind::Drugs);
    }

    static QDate beginOf(const QString &text) { return PartialDate::parse(text).value_or(PartialDate()).earliest(); }

    void checkNumber(const FormQuestion &question, Hundredths value)
    {
        if ((question.lowest && value < *question.lowest) || (question.highest && value > *question.highest))
            m_found.errors.push_back({ErrorKind::OutOfRange,
                                      question.key,
                                      {hundredthsText(value), hundredthsText(question.lowest.value_or(0)),
                                       hundredthsText(question.highest.value_or(0))}});
        else if ((question.likelyLow && value < *question.likelyLow) ||
                 (question.likelyHigh && value > *question.likelyHigh))
            m_found.unlikely.push_back({question.key,
                                        {hundredthsText(value), hundredthsText(question.likelyLow.value_or(0)),
                                         hundredthsText(question.likelyHigh.value_or(0))}});
    }

    const FormAnswers &m_answers;
    const QDate m_day;
    AnswersCheck m_found;
};

} // namespace

QString FormAnswers::text(QStringView key) const
{
    // Looked up as it stands: a rule asks dozens of keys, of each form of a township.
    const auto found = m_texts.find(QString::fromRawData(key.data(), key.size()));
    return found == m_texts.end() ? QString() : found->second;
}

int FormAnswers::choice(QStringView key) const
{
    return text(key).toInt();
}

std::vector<int> FormAnswers::choices(QStringView key) const
{
    std::vector<int> numbers;
    for (const QString &word : text(key).split(u';', Qt::SkipEmptyParts))
        numbers.push_back(word.toInt());
    return numbers;
}

bool FormAnswers::hasChosen(QStringView key, int option) const
{
    const std::vector<int> numbers = choices(key);
    return std::find(numbers.begin(), numbers.end(), option) != numbers.end();
}

std::optional<Hundredths> FormAnswers::number(QStringView key) const
{
    return parseHundredths(text(key));
}

QDate FormAnswers::date(QStringView key) const
{
    const QString said = text(key);
    return said.isEmpty() ? QDate() : QDate::fromString(said, Qt::ISODate);
}

void FormAnswers::set(const QString &key, const QString &text)
{
    if (text.isEmpty())
        m_texts.erase(key);
    else
        m_texts[key] = text;
}

QString FormAnswers::json() const
{
    QJsonObject object;
    for (const auto &[key, text] : m_texts)
        object.insert(key, text);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<FormAnswers> FormAnswers::fromJson(QStringView json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    FormAnswers answers;
    const QJsonObject object = document.object();
    for (auto at = object.begin(); at != object.end(); ++at) {
        if (!at->isString())
            return std::nullopt;
        answers.set(at.key(), at->toString());
    }
    return answers;
}

namespace {

/// Walks an object whose values are strings, as `FormAnswers::json` writes it: {"key":"value","key":"value"}.
class PlainObject
{
public:
    explicit PlainObject(std::string_view text) : m_left(text) {}

    /// Hands out each pair until one is not written like that; answers whether all were.
    template <typename Take> bool eachPair(const Take &take)
    {
        if (!skip('{'))
            return false;
        if (skip('}'))
            return m_left.empty();
        do {
            const auto key = quoted();
            if (!key || !skip(':'))
                return false;
            const auto value = quoted();
            if (!value)
                return false;
            take(*key, *value);
        } while (skip(','));
        return skip('}') && m_left.empty();
    }

private:
    bool skip(char wanted)
    {
        if (m_left.empty() || m_left.front() != wanted)
            return false;
        m_left.remove_prefix(1);
        return true;
    }

    /// What stands between two quotation marks; nothing where something is escaped.
    std::optional<std::string_view> quoted()
    {
        if (!skip('"'))
            return std::nullopt;
        const auto end = m_left.find('"');
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string_view text = m_left.substr(0, end);
        if (text.find('\\') != std::string_view::npos)
            return std::nullopt;
        m_left.remove_prefix(end + 1);
        return text;
    }

    std::string_view m_left;
};

/// Tells most other keys from a few at a glance.
class KeySieve
{
public:
    explicit KeySieve(std::span<const std::string_view> keys) : m_keys(keys)
    {
        for (const std::string_view key : keys)
            m_initials[key.size() % m_initials.size()] |= initialOf(key);
    }
    [[nodiscard]] bool holds(std::string_view key) const
    {
        return (m_initials[key.size() % m_initials.size()] & initialOf(key)) != 0 &&
               std::binary_search(m_keys.begin(), m_keys.end(), key);
    }

private:
    static std::uint32_t initialOf(std::string_view key)
    {
        return key.empty() ? 0U : std::uint32_t{1} << (static_cast<unsigned char>(key.front()) % 32U);
    }

    std::span<const std::string_view> m_keys;
    std::array<std::uint32_t, 32> m_initials{}; ///< by length
};

} // namespace

std::optional<FormAnswers> FormAnswers::fromJson(std::string_view utf8, std::span<const std::string_view> keys)
{
    const auto textOf = [](std::string_view text) {
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    };
    const KeySieve sieve(keys);
    FormAnswers answers;
    const bool isPlain = PlainObject(utf8).eachPair([&](std::string_view key, std::string_view value) {
        if (sieve.holds(key))
            answers.set(textOf(key), textOf(value));
    });
    return isPlain ? std::optional{std::move(answers)} : fromJson(textOf(utf8));
}

Result<void> answer(FormAnswers &answers, const FormQuestion &question, const QString &typed)
{
    // What a doctor wrote stays as written; only figures and options are read in half width.
    const bool isProse = question.kind == QuestionKind::Text || question.kind == QuestionKind::Drugs;
    const QString text = isProse ? typed.trimmed() : tidied(typed);
    if (!isCleanText(text))
        return invalidAnswer(question, text);
    if (text.isEmpty()) {
        answers.set(question.key, {});
        return {};
    }
    YIGONG_LET(canonical, canonicalText(question, text));
    answers.set(question.key, canonical);
    return {};
}

QString answerWords(const FormAnswers &answers, const FormQuestion &question)
{
    const QString text = answers.text(question.key);
    if (text.isEmpty())
        return {};
    if (question.kind == QuestionKind::Drugs)
        return textOf(ValueOf<FollowUpDrugs>::from(text));
    if (question.options.empty())
        return question.unit.isEmpty() ? text : text + u' ' + question.unit;
    QStringList names;
    for (const int number : answers.choices(question.key)) {
        const QuestionOption *option = question.option(number);
        names.append(option ? option->name : QString::number(number));
    }
    return names.join(u'、');
}

bool isAsked(const FormAnswers &answers, const FormQuestion &question)
{
    if (question.when.key.isEmpty())
        return true;
    if (!answers.has(question.when.key))
        return false;
    const bool isAmong = std::any_of(question.when.options.begin(), question.when.options.end(),
                                     [&](int option) { return answers.hasChosen(question.when.key, option); });
    return isAmong != question.when.isNot;
}

void compute(FormAnswers &answers, const FormDefinition &form, QDate day)
{
    for (const FormSection &section : form.sections)
        for (const FormQuestion &question : section.questions) {
            if (question.source != AnswerSource::Computed)
                continue;
            const auto formula = FormFormula::parse(question.computed);
            answers.set(question.key, formula ? formula->answer(answers, day) : QString());
        }
}

void dropUnasked(FormAnswers &answers, const FormDefinition &form)
{
    for (const FormSection &section : form.sections)
        for (const FormQuestion &question : section.questions)
            if (!isAsked(answers, question))
                answers.set(question.key, {});
}

AnswersCheck checkAnswers(const FormAnswers &answers, const FormDefinition &form, QDate day)
{
    return AnswersChecking(answers, day).check(form);
}

} // namespace yigong
