// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/follow_up_drugs.h"
#include "core/forms/form_answers.h"
#include "tests/support/text.h"

using namespace yigong;

namespace {

/// One question of each kind.
const FormDefinition &trialForm()
{
    static const FormDefinition form = *formDefinitionFrom(R"x({
      "code": "trial", "version": "1", "title": "试用", "source": "自编",
      "sections": [{"title": "", "questions": [
        {"key": "way", "name": "方式", "kind": "choice", "required": true, "options": ["1 门诊", "2 家庭", "9 其他（说明）"]},
        {"key": "wayText", "name": "其他", "when": "way=9", "required": true},
        {"key": "symptoms", "name": "症状", "kind": "choices", "none": 0,
         "options": ["0 没有症状", "1 咳嗽咳痰", "8 皮肤瘙痒、皮疹", "12 其他"]},
        {"key": "since", "name": "多久", "kind": "number", "unit": "天", "when": "symptoms!=0"},
        {"key": "weight", "name": "体重", "kind": "number", "unit": "kg", "limits": [1, 500], "likely": [20, 200]},
        {"key": "height", "name": "身高", "kind": "number", "unit": "cm"},
        {"key": "bmi", "name": "BMI", "kind": "number", "unit": "kg/m²", "source": "computed", "computed": "bmi(weight,height)"},
        {"key": "note", "name": "备注"},
        {"key": "bornOn", "name": "出生", "kind": "date", "past": true},
        {"key": "onset", "name": "发病", "kind": "month", "past": true},
        {"key": "drugs", "name": "用药", "kind": "drugs"}
      ]}]})x");
    return form;
}

const FormQuestion &question(const char *key)
{
    return *trialForm().question(QString::fromLatin1(key));
}

FormAnswers answered(std::initializer_list<std::pair<const char *, QString>> said)
{
    FormAnswers answers;
    for (const auto &[key, text] : said)
        answers.set(QString::fromLatin1(key), text);
    return answers;
}

const QDate visitDay(2025, 5, 13);

QStringList errorsOf(const FormAnswers &answers)
{
    QStringList errors;
    for (const Error &error : checkAnswers(answers, trialForm(), visitDay).errors)
        errors.append(nameOf(error.kind) + u' ' + error.field);
    return errors;
}

} // namespace

TEST_CASE("what is typed is kept as its kind writes it, and read back in words", "[forms]")
{
    struct Case
    {
        const char *key;
        QString typed, kept, words;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"way", "2"_q, "2"_q, "家庭"_q},                  {"way", "２"_q, "2"_q, "家庭"_q},
        {"way", " 家庭 "_q, "2"_q, "家庭"_q},             {"way", "其他（说明）"_q, "9"_q, "其他（说明）"_q},
        {"symptoms", "12;1"_q, "1;12"_q, "咳嗽咳痰、其他"_q}, {"symptoms", "1 8，1"_q, "1;8"_q, "咳嗽咳痰、皮肤瘙痒、皮疹"_q},
        {"symptoms", "皮肤瘙痒、皮疹"_q, "8"_q, "皮肤瘙痒、皮疹"_q},
        {"symptoms", "皮肤瘙痒、皮疹；咳嗽咳痰"_q, "1;8"_q, "咳嗽咳痰、皮肤瘙痒、皮疹"_q},
        {"symptoms", "0"_q, "0"_q, "没有症状"_q},
        {"weight", "65.50"_q, "65.5"_q, "65.5 kg"_q},     {"weight", "６５"_q, "65"_q, "65 kg"_q},
        {"note", "咳嗽，咳痰。\n第二行"_q, "咳嗽，咳痰。\n第二行"_q, "咳嗽，咳痰。\n第二行"_q},
        {"bornOn", "20250501"_q, "2025-05-01"_q, "2025-05-01"_q}, {"bornOn", "2025-05-01"_q, "2025-05-01"_q, "2025-05-01"_q},
        {"onset", "2019"_q, "2019"_q, "2019"_q},          {"onset", "201904"_q, "2019-04"_q, "2019-04"_q},
        {"onset", "20190411"_q, "2019-04-11"_q, "2019-04-11"_q}, {"onset", "2019-04"_q, "2019-04"_q, "2019-04"_q},
        {"drugs", "异烟肼 1 300mg；利福平 1 450mg"_q, "异烟肼\t1\t300mg\n利福平\t1\t450mg"_q, "异烟肼 每日 1 次 每次 300mg；利福平 每日 1 次 每次 450mg"_q},
        {"drugs", "异烟肼\t\t300mg"_q, "异烟肼\t\t300mg"_q, "异烟肼 每次 300mg"_q},
    }));
    // clang-format on
    INFO(c.key << " " << c.typed.toStdString());
    FormAnswers answers;
    REQUIRE(answer(answers, question(c.key), c.typed));
    CHECK(answers.text(QString::fromLatin1(c.key)) == c.kept);
    CHECK(answerWords(answers, question(c.key)) == c.words);
    // What is kept is taken again as it is.
    FormAnswers again;
    REQUIRE(answer(again, question(c.key), c.kept));
    CHECK(again == answers);
    REQUIRE(answer(again, question(c.key), "  "_q));
    CHECK(again.isEmpty());
    CHECK(answerWords(again, question(c.key)).isEmpty());
}

TEST_CASE("what no question can take leaves the answer as it was", "[forms]")
{
    struct Case
    {
        const char *key;
        QString typed;
        ErrorKind kind;
    };
    const auto c = GENERATE(values<Case>({
        {"way", "3"_q, ErrorKind::OutOfRange},
        {"way", "邮寄"_q, ErrorKind::Invalid},
        {"way", "1;2"_q, ErrorKind::Invalid},
        {"symptoms", "1;2"_q, ErrorKind::OutOfRange},
        {"symptoms", "1;头痛"_q, ErrorKind::Invalid},
        {"weight", "六十"_q, ErrorKind::Invalid},
        {"weight", "-3"_q, ErrorKind::Invalid},
        {"weight", "65.123"_q, ErrorKind::Invalid},
        {"bornOn", "2025-02-30"_q, ErrorKind::Invalid},
        {"onset", "2019-13"_q, ErrorKind::Invalid},
        {"onset", "201913"_q, ErrorKind::Invalid},
        {"note", "a\u0007"_q, ErrorKind::Invalid},
    }));
    INFO(c.key << " " << c.typed.toStdString());
    FormAnswers answers = answered({{"way", "1"_q}, {"weight", "65"_q}});
    const FormAnswers before = answers;
    const auto taken = answer(answers, question(c.key), c.typed);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().kind == c.kind);
    CHECK(taken.error().field == QString::fromLatin1(c.key));
    CHECK(answers == before);
}

TEST_CASE("answers are read by kind", "[forms]")
{
    const FormAnswers answers =
        answered({{"way", "2"_q}, {"symptoms", "0"_q}, {"weight", "65.5"_q}, {"bornOn", "2025-05-01"_q}});
    CHECK(answers.choice(u"way") == 2);
    CHECK(answers.choice(u"nothing") == 0);
    CHECK(answers.hasChosen(u"symptoms", 0));
    CHECK_FALSE(answers.hasChosen(u"nothing", 0));
    CHECK(answers.number(u"weight") == Hundredths{6550});
    CHECK_FALSE(answers.number(u"nothing"));
    CHECK(answers.date(u"bornOn") == QDate(2025, 5, 1));
    CHECK_FALSE(answers.date(u"nothing").isValid());
}

TEST_CASE("a question is asked as the other answers stand", "[forms]")
{
    struct Case
    {
        const char *story, *key;
        FormAnswers answers;
        bool asked;
    };
    const auto c = GENERATE(values<Case>({
        {"always", "way", {}, true},
        {"the other was not answered", "wayText", {}, false},
        {"the option that asks it", "wayText", answered({{"way", "9"_q}}), true},
        {"another option", "wayText", answered({{"way", "1"_q}}), false},
        {"unless: not answered", "since", {}, false},
        {"unless: that option", "since", answered({{"symptoms", "0"_q}}), false},
        {"unless: another one", "since", answered({{"symptoms", "1;8"_q}}), true},
    }));
    INFO(c.story);
    CHECK(isAsked(c.answers, question(c.key)) == c.asked);
}

TEST_CASE("what is asked no more is dropped, and what this program does not know is kept", "[forms]")
{
    FormAnswers answers =
        answered({{"way", "1"_q}, {"wayText", "邮寄"_q}, {"since", "3"_q}, {"ofLaterEdition", "7"_q}});
    dropUnasked(answers, trialForm());
    CHECK(answers == answered({{"way", "1"_q}, {"ofLaterEdition", "7"_q}}));
    CHECK(errorsOf(answers).isEmpty());
}

TEST_CASE("checks name what keeps a form open, and what is asked about again", "[forms]")
{
    struct Case
    {
        const char *story;
        FormAnswers answers;
        QStringList errors;
    };
    const auto c = GENERATE(values<Case>({
        {"whole", answered({{"way", "1"_q}}), {}},
        {"a required one is missing", {}, {"Required way"_q}},
        {"required only where it is asked", answered({{"way", "9"_q}}), {"Required wayText"_q}},
        {"none beside others", answered({{"way", "1"_q}, {"symptoms", "0;1"_q}}), {"Invalid symptoms"_q}},
        {"none alone", answered({{"way", "1"_q}, {"symptoms", "0"_q}}), {}},
        {"an option that there is not", answered({{"way", "7"_q}}), {"Invalid way"_q}},
        {"an option in words", answered({{"way", "门诊"_q}}), {"Invalid way"_q}},
        {"options out of order", answered({{"way", "1"_q}, {"symptoms", "8;1"_q}}), {"Invalid symptoms"_q}},
        {"beyond what lives", answered({{"way", "1"_q}, {"weight", "501"_q}}), {"OutOfRange weight"_q}},
        {"at the limit", answered({{"way", "1"_q}, {"weight", "500"_q}}), {}},
        {"no figure", answered({{"way", "1"_q}, {"weight", "heavy"_q}}), {"Invalid weight"_q}},
        {"born after the visit", answered({{"way", "1"_q}, {"bornOn", "2025-05-14"_q}}), {"OutOfRange bornOn"_q}},
        {"born on the day", answered({{"way", "1"_q}, {"bornOn", "2025-05-13"_q}}), {}},
        {"a day that there is not", answered({{"way", "1"_q}, {"bornOn", "20250513"_q}}), {"Invalid bornOn"_q}},
        {"a month to come", answered({{"way", "1"_q}, {"onset", "2025-06"_q}}), {"OutOfRange onset"_q}},
        {"this month", answered({{"way", "1"_q}, {"onset", "2025-05"_q}}), {}},
        {"characters that no record takes", answered({{"way", "1"_q}, {"note", "a\u0007"_q}}), {"Invalid note"_q}},
        {"lines in a note", answered({{"way", "1"_q}, {"note", "a\nb"_q}}), {}},
        {"not asked, not checked", answered({{"way", "1"_q}, {"symptoms", "0"_q}, {"since", "long"_q}}), {}},
    }));
    INFO(c.story);
    CHECK(errorsOf(c.answers) == c.errors);
}

TEST_CASE("an unlikely value is asked about, and says what is likely", "[forms]")
{
    const auto unlikely = [](const char *weight) {
        return checkAnswers(answered({{"way", "1"_q}, {"weight", QString::fromLatin1(weight)}}), trialForm(), visitDay)
            .unlikely;
    };
    CHECK(unlikely("20").empty());
    CHECK(unlikely("200").empty());
    CHECK(unlikely("501").empty()); // refused, not asked about
    REQUIRE(unlikely("19.9").size() == 1);
    CHECK(unlikely("19.9").front().key == "weight"_q);
    CHECK(unlikely("200.01").front().args == QStringList{"200.01"_q, "20"_q, "200"_q});
}

TEST_CASE("computed answers follow from the others, and go with them", "[forms]")
{
    FormAnswers answers = answered({{"weight", "65"_q}, {"height", "165"_q}, {"bmi", "99"_q}});
    compute(answers, trialForm(), visitDay);
    CHECK(answers.text(u"bmi") == "23.88"_q);
    answers.set("height"_q, {});
    compute(answers, trialForm(), visitDay);
    CHECK_FALSE(answers.has(u"bmi"));
}

TEST_CASE("answers go into one line of JSON and come back whole", "[forms]")
{
    const FormAnswers answers = answered(
        {{"way", "2"_q}, {"note", "“引号”\n与\\反斜杠"_q}, {"ofLaterEdition", "7"_q}, {"drugs", "a\t1\t5 mg"_q}});
    CHECK(FormAnswers::fromJson(answers.json()) == answers);
    CHECK_FALSE(answers.json().contains(u'\n'));
    FormAnswers otherOrder;
    for (auto at = answers.all().rbegin(); at != answers.all().rend(); ++at)
        otherOrder.set(at->first, at->second);
    CHECK(otherOrder.json() == answers.json());
    CHECK(ValueOf<FormAnswers>::from(ValueOf<FormAnswers>::to(answers)) == answers);
    CHECK(ValueOf<FormAnswers>::from(ValueOf<FormAnswers>::to({})) == FormAnswers());
    for (const char *broken : {"", "[]", "{", R"({"a":1})", R"({"a":["1"]})"})
        CHECK_FALSE(FormAnswers::fromJson(QString::fromLatin1(broken)));
}
