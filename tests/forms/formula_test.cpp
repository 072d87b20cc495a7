// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_formula.h"
#include "tests/support/text.h"

using namespace yigong;

namespace {

FormAnswers said(const QString &json)
{
    return FormAnswers::fromJson(json).value();
}

} // namespace

TEST_CASE("a formula answers from what was said, or not at all", "[forms]")
{
    struct Case
    {
        const char *story;
        QString formula, answers, answer;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"a sum",                         "sum(a,b)"_q,          R"({"a":"3","b":"10"})"_q, "13"_q},
        {"nought counts",                 "sum(a,b)"_q,          R"({"a":"0","b":"0"})"_q, "0"_q},
        {"a part is missing",             "sum(a,b)"_q,          R"({"a":"3"})"_q, ""_q},
        {"body mass",                     "bmi(w,h)"_q,          R"({"w":"60","h":"160"})"_q, "23.44"_q},
        {"no height",                     "bmi(w,h)"_q,          R"({"w":"60","h":"0"})"_q, ""_q},
        {"a ratio in hundred",            "ratio(a,b)"_q,        R"({"a":"1.4","b":"2.1"})"_q, "66.67"_q},
        {"nothing to divide by",          "ratio(a,b)"_q,        R"({"a":"1.4","b":"0"})"_q, ""_q},
        {"the lowest band",               "band(s,4,9,19)"_q,    R"({"s":"3"})"_q, "1"_q},
        {"a bound belongs to the higher", "band(s,4,9,19)"_q,    R"({"s":"4"})"_q, "2"_q},
        {"the third",                     "band(s,4,9,19)"_q,    R"({"s":"18"})"_q, "3"_q},
        {"the last band",                 "band(s,4,9,19)"_q,    R"({"s":"19"})"_q, "4"_q},
        {"no score, no band",             "band(s,4,9,19)"_q,    R"({})"_q, ""_q},
        {"280 days after the last period", "dueDate(lmp,edd)"_q, R"({"lmp":"2025-01-01"})"_q, "2025-10-08"_q},
        {"what the scan says goes before", "dueDate(lmp,edd)"_q, R"({"lmp":"2025-01-01","edd":"2025-10-20"})"_q, "2025-10-20"_q},
        {"neither is known",              "dueDate(lmp,edd)"_q,  R"({})"_q, ""_q},
        {"weeks on the day of the visit", "weeks(lmp,edd)"_q,    R"({"lmp":"2025-02-18"})"_q, "12"_q},
        {"a day short of the next week",  "weeks(lmp,edd)"_q,    R"({"lmp":"2025-02-19"})"_q, "11"_q},
        {"weeks by the scan",             "weeks(lmp,edd)"_q,    R"({"lmp":"2025-02-18","edd":"2025-12-09"})"_q, "10"_q},
        {"a period to come",              "weeks(lmp,edd)"_q,    R"({"lmp":"2025-06-01"})"_q, ""_q},
    }));
    // clang-format on
    INFO(c.story);
    const auto formula = FormFormula::parse(c.formula);
    REQUIRE(formula);
    CHECK(formula->answer(said(c.answers), QDate(2025, 5, 13)) == c.answer);
}

TEST_CASE("what is no formula is refused", "[forms]")
{
    const auto text = GENERATE(values<QString>({""_q, "sum"_q, "sum("_q, "mean(a)"_q, "bmi(a)"_q, "bmi(a,b,c)"_q,
                                                "band(s)"_q, "band(4,9)"_q, "band(s,9,4)"_q, "dueDate(a)"_q}));
    INFO(text.toStdString());
    CHECK_FALSE(FormFormula::parse(text));
}

TEST_CASE("the score of an older person's day says how much help they need", "[forms]")
{
    struct Case
    {
        const char *story;
        QString answers, score, grade;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"alone in everything",  R"({"eating":"0","washing":"0","dressing":"0","toilet":"0","moving":"0"})"_q, "0"_q, "1"_q},
        {"helped to bathe, climbs with a stick, has accidents", R"({"eating":"0","washing":"3","dressing":"0","toilet":"0","moving":"1"})"_q, "4"_q, "2"_q},
        {"helped in everything", R"({"eating":"3","washing":"3","dressing":"3","toilet":"5","moving":"5"})"_q, "19"_q, "4"_q},
        {"bedridden",            R"({"eating":"5","washing":"7","dressing":"5","toilet":"10","moving":"10"})"_q, "37"_q, "4"_q},
        {"one was not asked",    R"({"eating":"5","washing":"7","dressing":"5","toilet":"10"})"_q, ""_q, ""_q},
    }));
    // clang-format on
    INFO(c.story);
    FormAnswers answers = said(c.answers);
    const FormDefinition &form = *formDefinition(u"older-self-care");
    compute(answers, form, QDate(2025, 5, 13));
    CHECK(answers.text(u"score") == c.score);
    CHECK(answers.text(u"grade") == c.grade);
    CHECK(checkAnswers(answers, form, QDate(2025, 5, 13)).errors.size() == (c.score.isEmpty() ? 1u : 0u));
}
