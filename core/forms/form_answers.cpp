// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_answers.h"
#include "core/base/text.h"
#include "core/forms/follow_up_drugs.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>

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
        if (option.name == word)
            return option.number;
    if (!isNumber)
        return invalidAnswer(question, word);
    return fail(
        ErrorKind::OutOfRange, question.key,
        {word, QString::number(question.options.front().number), QString::number(question.options.back().number)});
}

Result<QString> chosenText(const FormQuestion &question, const QString &typed)
{
    static const QRegularExpression between(QStringLiteral("[;；,，、\\s]+"));
    std::vector<int> numbers;
    const QStringList words =
        question.kind == QuestionKind::Choice ? QStringList{typed} : typed.split(between, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        YIGONG_LET(number, chosenNumber(question, word));
        numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    QStringList texts;
    for (const int number : numbers)
        texts.append(QString::number(number));
    return texts.join(u';');
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
        if (const auto month = PartialDate::parse(typed))
            return month->text();
        return invalidAnswer(question, typed);
    case QuestionKind::Drugs:
        return std::get<QString>(ValueOf<FollowUpDrugs>::to(followUpDrugsFrom(typed)));
    case QuestionKind::Text:
        break;
    }
    return typed;
}

/// "sum(a,b)" → its name and the keys.
std::pair<QString, QStringList> formulaOf(const QString &text)
{
    const qsizetype open = text.indexOf(u'(');
    if (open < 0 || !text.endsWith(u')'))
        return {};
    return {text.left(open), text.mid(open + 1, text.size() - open - 2).split(u',', Qt::SkipEmptyParts)};
}

std::optional<Hundredths> sumOf(const FormAnswers &answers, const QStringList &keys)
{
    Hundredths sum = 0;
    for (const QString &key : keys) {
        const auto number = answers.number(key);
        if (!number)
            return std::nullopt;
        sum += *number;
    }
    return sum;
}

/// 100 × dividend ÷ divisor, in hundredths.
std::optional<Hundredths> quotientOf(std::optional<Hundredths> dividend, std::optional<Hundredths> divisor)
{
    if (!dividend || !divisor || *divisor <= 0)
        return std::nullopt;
    return (*dividend * 10'000 + *divisor / 2) / *divisor;
}

/// kg and cm, or nothing.
std::optional<Hundredths> bmiFrom(std::optional<Hundredths> weight, std::optional<Hundredths> height)
{
    if (!weight || !height || *height <= 0)
        return std::nullopt;
    const double metres = static_cast<double>(*height) / 10'000;
    return qRound64(static_cast<double>(*weight) / (metres * metres));
}

std::optional<Hundredths> computed(const FormAnswers &answers, const QString &formula, QDate day)
{
    const auto [name, keys] = formulaOf(formula);
    if (name == u"sum")
        return sumOf(answers, keys);
    if (name == u"bmi")
        return bmiFrom(answers.number(keys.value(0)), answers.number(keys.value(1)));
    if (name == u"ratio")
        return quotientOf(answers.number(keys.value(0)), answers.number(keys.value(1)));
    if (name == u"weeks") {
        const QDate from = answers.date(keys.value(0));
        if (from.isValid() && from <= day)
            return Hundredths{from.daysTo(day) / 7 * 100};
    }
    return std::nullopt;
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
        if (question.none != 0 && m_answers.hasChosen(question.key, question.none) &&
            m_answers.choices(question.key).size() > 1)
            m_found.errors.push_back({ErrorKind::Invalid, question.key, {answerWords(m_answers, question)}});
        if (question.kind == QuestionKind::Number)
            checkNumber(question, m_answers.number(question.key).value_or(0));
    }

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
    const auto found = m_texts.find(key.toString());
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
    return QDate::fromString(text(key), Qt::ISODate);
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

Result<void> answer(FormAnswers &answers, const FormQuestion &question, const QString &typed)
{
    const QString text = tidied(typed);
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
            const auto value = computed(answers, question.computed, day);
            answers.set(question.key, value ? hundredthsText(*value) : QString());
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
