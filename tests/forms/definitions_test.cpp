// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_rules.h"
#include "core/forms/form_definition.h"
#include "tests/support/text.h"

#include <QDir>
#include <QRegularExpression>
#include <set>

using namespace yigong;

namespace {

std::vector<const FormQuestion *> questionsOf(const FormDefinition &form)
{
    std::vector<const FormQuestion *> questions;
    for (const FormSection &section : form.sections)
        for (const FormQuestion &question : section.questions)
            questions.push_back(&question);
    return questions;
}

/// Numbers of the options, as "1 2 9".
QString numbersOf(const FormQuestion &question)
{
    QStringList numbers;
    for (const QuestionOption &option : question.options)
        numbers.append(QString::number(option.number));
    return numbers.join(u' ');
}

QString upTo(int last, int first = 1)
{
    QStringList numbers;
    for (int i = first; i <= last; ++i)
        numbers.append(QString::number(i));
    return numbers.join(u' ');
}

} // namespace

TEST_CASE("every national form is known by its code", "[forms]")
{
    const QStringList codes{"antenatal-first"_q, "antenatal-later"_q,    "copd-follow-up"_q,    "health-check"_q,
                            "infant-check"_q,    "maternity-delivery"_q, "mental-background"_q, "mental-follow-up"_q,
                            "newborn-visit"_q,   "older-self-care"_q,    "postnatal-42"_q,      "postnatal-visit"_q,
                            "preschool-check"_q, "tb-close"_q,           "tb-first-visit"_q,    "tb-follow-up"_q,
                            "toddler-check"_q};
    QStringList known;
    for (const FormDefinition &form : formDefinitions())
        known.append(form.code);
    CHECK(known == codes);
    CHECK(formDefinition(u"copd-follow-up")->version == "2024"_q);
    CHECK(formDefinition(u"copd-follow-up", u"2024") == formDefinition(u"copd-follow-up"));
    CHECK(formDefinition(u"copd-follow-up", u"2023") == nullptr);
    CHECK(formDefinition(u"no-such-form") == nullptr);
}

TEST_CASE("each file is listed, and named by its code and edition", "[forms]")
{
    QStringList files = QDir(QStringLiteral(YIGONG_SOURCE_DIR "/resources/forms")).entryList({"*.json"_q}, QDir::Files);
    QStringList known;
    for (const FormDefinition &form : formDefinitions())
        known.append(form.code + u'.' + form.version + ".json"_q);
    files.sort();
    known.sort();
    CHECK(files == known);
}

TEST_CASE("a definition is whole", "[forms]")
{
    std::set<QString> programs{QString()};
    for (const FollowUpProgram program : allPrograms())
        programs.insert(nameOf(program));
    static const QRegularExpression keyShape("^[a-z][A-Za-z0-9]*$"_q);
    for (const FormDefinition &form : formDefinitions()) {
        INFO(form.code.toStdString());
        CHECK(programs.count(form.program) == 1);
        CHECK(form.source.contains(form.version == "local-1"_q ? "自编"_q : "规范"_q));
        CHECK_FALSE(form.shortTitle.isEmpty());
        CHECK_FALSE(form.dayName.isEmpty());
        CHECK_FALSE(form.signatures.isEmpty());
        for (const FormQuestion *question : questionsOf(form)) {
            INFO(question->key.toStdString());
            CHECK(keyShape.match(question->key).hasMatch());
            CHECK(question->name == question->name.trimmed());
            for (const QuestionOption &option : question->options)
                CHECK(option.name == option.name.trimmed());
            if (question->lowest && question->likelyLow) {
                CHECK(*question->lowest <= *question->likelyLow);
                CHECK(*question->likelyLow < *question->likelyHigh);
                CHECK(*question->likelyHigh <= *question->highest);
            }
            // Nobody types "无" of everything: a habit is carried, a measurement is of today.
            if (!question->vital.isEmpty()) {
                REQUIRE(vitalKind(question->vital));
                CHECK(question->unit == vitalKind(question->vital)->unitText());
                CHECK((question->source == AnswerSource::Today || question->key == "height"_q));
            }
            if (question->kind == QuestionKind::Number && question->source != AnswerSource::Computed)
                CHECK(question->lowest.has_value());
        }
    }
}

TEST_CASE("options are numbered as the edition prints them", "[forms]")
{
    struct Case
    {
        const char *form, *key;
        QString numbers;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"health-check", "symptoms", upTo(25)},       {"health-check", "healthRating", upTo(5)},
        {"health-check", "selfCareRating", upTo(4)},  {"health-check", "cognition", upTo(2)},
        {"health-check", "mood", upTo(2)},            {"health-check", "exercise", upTo(4)},
        {"health-check", "diet", upTo(6)},            {"health-check", "smoking", upTo(3)},
        {"health-check", "drinking", upTo(4)},        {"health-check", "drinkingStopped", upTo(2)},
        {"health-check", "drunk", upTo(2)},           {"health-check", "drinks", upTo(5)},
        {"health-check", "exposure", upTo(2)},        {"health-check", "dustProtection", upTo(2)},
        {"health-check", "lips", upTo(5)},            {"health-check", "teeth", upTo(4)},
        {"health-check", "throat", upTo(3)},          {"health-check", "hearing", upTo(2)},
        {"health-check", "movement", upTo(2)},        {"health-check", "fundus", upTo(2)},
        {"health-check", "skin", upTo(7)},            {"health-check", "sclera", upTo(4)},
        {"health-check", "lymphNodes", upTo(4)},      {"health-check", "barrelChest", upTo(2)},
        {"health-check", "breathSounds", upTo(2)},    {"health-check", "rales", upTo(4)},
        {"health-check", "rhythm", upTo(3)},          {"health-check", "murmur", upTo(2)},
        {"health-check", "oedema", upTo(4)},          {"health-check", "footPulse", upTo(4)},
        {"health-check", "rectal", upTo(5)},          {"health-check", "breast", upTo(5)},
        {"health-check", "cervix", upTo(2)},          {"health-check", "ecg", upTo(2)},
        {"health-check", "hbsag", upTo(2)},           {"health-check", "stoolBlood", upTo(2)},
        {"health-check", "brainVessels", upTo(6)},    {"health-check", "kidneys", upTo(6)},
        {"health-check", "heart", upTo(7)},           {"health-check", "vessels", upTo(4)},
        {"health-check", "eyes", upTo(5)},            {"health-check", "nerves", upTo(2)},
        {"health-check", "adherence", upTo(3)},       {"health-check", "classification", upTo(2)},
        {"health-check", "guidance", upTo(3)},        {"health-check", "riskControl", upTo(7)},
        {"older-self-care", "eating", "0 3 5"_q},     {"older-self-care", "washing", "0 1 3 7"_q},
        {"older-self-care", "dressing", "0 3 5"_q},   {"older-self-care", "toilet", "0 1 5 10"_q},
        {"older-self-care", "moving", "0 1 5 10"_q},  {"older-self-care", "grade", upTo(4)},
        {"copd-follow-up", "cyanosis", upTo(2)},      {"copd-follow-up", "consciousness", upTo(2)},
        {"copd-follow-up", "adherence", upTo(3)},     {"copd-follow-up", "adverseReaction", upTo(2)},
        {"copd-follow-up", "classification", upTo(4)}, {"copd-follow-up", "nextStep", upTo(4)},
        {"copd-follow-up", "referralResult", upTo(2)},
        {"antenatal-first", "pastIllness", upTo(8)},  {"antenatal-first", "familyHistory", upTo(4)},
        {"antenatal-first", "habits", upTo(7)},       {"antenatal-first", "discharge", upTo(4)},
        {"antenatal-first", "cleanliness", upTo(4)},  {"antenatal-first", "guidance", upTo(6)},
        {"antenatal-first", "classification", upTo(2)}, {"antenatal-first", "syphilis", upTo(2)},
        {"antenatal-later", "visit", upTo(5, 2)},     {"antenatal-later", "classification", upTo(2)},
        {"antenatal-later", "guidance2", upTo(5)},    {"antenatal-later", "guidance3", upTo(7)},
        {"antenatal-later", "guidance4", upTo(8)},    {"antenatal-later", "referral", upTo(2)},
        {"postnatal-visit", "classification", upTo(2)}, {"postnatal-visit", "guidance", upTo(6)},
        {"postnatal-42", "classification", upTo(2)},  {"postnatal-42", "guidance", upTo(5)},
        {"newborn-visit", "pregnancyIllness", upTo(4)}, {"newborn-visit", "birth", upTo(7)},
        {"newborn-visit", "hearingScreen", upTo(4)},  {"newborn-visit", "diseaseScreen", upTo(5)},
        {"newborn-visit", "feeding", upTo(3)},        {"newborn-visit", "complexion", upTo(3)},
        {"newborn-visit", "jaundice", upTo(5)},       {"newborn-visit", "fontanelle", upTo(4)},
        {"newborn-visit", "skin", upTo(4)},           {"newborn-visit", "cord", upTo(4)},
        {"newborn-visit", "guidance", upTo(6)},       {"newborn-visit", "classification", upTo(2)},
        {"infant-check", "stage", "1 3 6 8"_q},       {"infant-check", "ricketsSymptoms", upTo(4)},
        {"infant-check", "ricketsSigns3", upTo(2)},   {"infant-check", "ricketsSigns", upTo(7)},
        {"infant-check", "development3", upTo(4)},    {"infant-check", "illness", upTo(5)},
        {"toddler-check", "stage", "12 18 24 30"_q},  {"toddler-check", "ricketsSigns", upTo(7)},
        {"toddler-check", "development30", upTo(4)},  {"toddler-check", "fontanelle", upTo(2)},
        {"preschool-check", "stage", "36 48 60 72"_q}, {"preschool-check", "growth", upTo(5)},
        {"preschool-check", "development72", upTo(4)}, {"preschool-check", "guidance", upTo(6)},
        {"mental-background", "work", upTo(9)},       {"mental-background", "consent", "1 0"_q},
        {"mental-background", "pastSymptoms", upTo(12)}, {"mental-background", "effect", upTo(4)},
        {"mental-follow-up", "way", upTo(3)},         {"mental-follow-up", "seen", upTo(2)},
        {"mental-follow-up", "risk", upTo(5, 0)},     {"mental-follow-up", "symptoms", upTo(12)},
        {"mental-follow-up", "insight", upTo(3)},     {"mental-follow-up", "sleep", upTo(3)},
        {"mental-follow-up", "socialWork", "1 2 3 9"_q}, {"mental-follow-up", "selfCare", upTo(3)},
        {"mental-follow-up", "dangerous", upTo(7)},   {"mental-follow-up", "locked", upTo(3)},
        {"mental-follow-up", "hospital", "0 1 2"_q},  {"mental-follow-up", "adherence", upTo(4)},
        {"mental-follow-up", "adverseReaction", "1 2 9"_q}, {"mental-follow-up", "effect", "1 2 3 4 9"_q},
        {"mental-follow-up", "rehabilitation", upTo(5)}, {"mental-follow-up", "classification", "1 2 3 0"_q},
        {"tb-first-visit", "way", upTo(2)},           {"tb-first-visit", "patientType", upTo(2)},
        {"tb-first-visit", "sputum", upTo(3)},        {"tb-first-visit", "resistance", upTo(3)},
        {"tb-first-visit", "symptoms", upTo(9, 0)},   {"tb-first-visit", "usage", upTo(2)},
        {"tb-first-visit", "dosageForms", upTo(4)},   {"tb-first-visit", "supervisor", upTo(4)},
        {"tb-first-visit", "ownRoom", upTo(2)},       {"tb-first-visit", "ventilation", upTo(3)},
        {"tb-first-visit", "trainedContacts", upTo(2)},
        {"tb-follow-up", "symptoms", upTo(10, 0)},    {"tb-follow-up", "supervisor", upTo(4)},
        {"tb-follow-up", "way", upTo(3)},             {"tb-follow-up", "phase", upTo(2)},
        {"tb-close", "stopReason", upTo(4)},
    }));
    // clang-format on
    INFO(c.form << ' ' << c.key);
    const FormDefinition *form = formDefinition(QString::fromLatin1(c.form));
    REQUIRE(form);
    const FormQuestion *question = form->question(QString::fromLatin1(c.key));
    REQUIRE(question);
    CHECK(numbersOf(*question) == c.numbers);
}

TEST_CASE("what the rules read is asked", "[forms]")
{
    struct Case
    {
        const char *form;
        QStringList keys;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"copd-follow-up", {"way"_q, "symptoms"_q, "oxygen"_q, "cyanosis"_q, "consciousness"_q, "exacerbations"_q, "adverseReaction"_q, "newComplication"_q, "referral"_q, "referralReason"_q, "referralTo"_q, "classification"_q}},
        {"antenatal-first", {"way"_q, "lmp"_q, "edd"_q, "systolic"_q, "diastolic"_q, "haemoglobin"_q, "urineProtein"_q, "classification"_q, "referral"_q, "referralReason"_q, "referralTo"_q}},
        {"antenatal-later", {"way"_q, "systolic"_q, "diastolic"_q, "haemoglobin"_q, "urineProtein"_q, "classification"_q, "referral"_q}},
        {"maternity-delivery", {"deliveredOn"_q, "dischargedOn"_q}},
        {"postnatal-visit", {"way"_q, "deliveredOn"_q, "dischargedOn"_q, "systolic"_q, "diastolic"_q, "classification"_q, "referral"_q}},
        {"postnatal-42", {"way"_q, "deliveredOn"_q, "dischargedOn"_q, "systolic"_q, "diastolic"_q, "classification"_q, "referral"_q}},
        {"newborn-visit", {"way"_q, "dischargedOn"_q, "weight"_q, "classification"_q, "referral"_q}},
        {"infant-check", {"way"_q, "stage"_q, "weight"_q, "height"_q, "classification"_q, "referral"_q}},
        {"toddler-check", {"way"_q, "stage"_q, "weight"_q, "height"_q, "classification"_q, "referral"_q}},
        {"preschool-check", {"way"_q, "stage"_q, "weight"_q, "height"_q, "classification"_q, "referral"_q}},
        {"mental-follow-up", {"way"_q, "seen"_q, "risk"_q, "symptoms"_q, "insight"_q, "sleep"_q, "diet"_q, "socialHousework"_q, "socialWork"_q, "socialStudy"_q, "socialRelations"_q, "selfCare"_q, "dangerousSuicide"_q, "effect"_q, "physicalIllness"_q, "locked"_q, "hospital"_q, "adverseReaction"_q, "classification"_q, "referral"_q}},
        {"tb-first-visit", {"way"_q, "symptoms"_q, "supervisor"_q, "phase"_q, "startedOn"_q}},
        {"tb-follow-up", {"way"_q, "symptoms"_q, "supervisor"_q, "phase"_q, "missedDoses"_q, "adverseReaction"_q, "newComplication"_q, "referral"_q, "referralReason"_q, "referralTo"_q}},
        {"tb-close", {"stoppedOn"_q, "stopReason"_q}},
    }));
    // clang-format on
    const FormDefinition *form = formDefinition(QString::fromLatin1(c.form));
    REQUIRE(form);
    for (const QString &key : c.keys) {
        INFO(c.form << ' ' << key.toStdString());
        CHECK(form->question(key));
    }
}

TEST_CASE("a slip in a definition is refused, and says where", "[forms]")
{
    struct Case
    {
        const char *slip;
        QString questions;
        ErrorKind kind;
        QString field;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"a member misspelt", R"x({"key":"a","name":"A","limit":[1,2]})x"_q, ErrorKind::Invalid, "a"_q},
        {"no name", R"x({"key":"a"})x"_q, ErrorKind::Required, "a"_q},
        {"no key", R"x({"name":"A"})x"_q, ErrorKind::Required, ""_q},
        {"a kind that is none", R"x({"key":"a","name":"A","kind":"figure"})x"_q, ErrorKind::Invalid, "a"_q},
        {"a source that is none", R"x({"key":"a","name":"A","source":"guessed"})x"_q, ErrorKind::Invalid, "a"_q},
        {"a key twice", R"x({"key":"a","name":"A"},{"key":"a","name":"B"})x"_q, ErrorKind::AlreadyExists, "a"_q},
        {"a choice without options", R"x({"key":"a","name":"A","kind":"choice"})x"_q, ErrorKind::Invalid, "a"_q},
        {"options of a text", R"x({"key":"a","name":"A","options":["1 无"]})x"_q, ErrorKind::Invalid, "a"_q},
        {"an option without number", R"x({"key":"a","name":"A","kind":"choice","options":["无"]})x"_q, ErrorKind::Invalid, "a"_q},
        {"a number twice", R"x({"key":"a","name":"A","kind":"choice","options":["1 无","1 有"]})x"_q, ErrorKind::Invalid, "a"_q},
        {"none that is no option", R"x({"key":"a","name":"A","kind":"choices","options":["1 无"],"none":0})x"_q, ErrorKind::Invalid, "a"_q},
        {"none of a single choice", R"x({"key":"a","name":"A","kind":"choice","options":["1 无"],"none":1})x"_q, ErrorKind::Invalid, "a"_q},
        {"a normal finding that is no option", R"x({"key":"a","name":"A","kind":"choice","options":["1 无"],"normal":2})x"_q, ErrorKind::Invalid, "a"_q},
        {"limits of a text", R"x({"key":"a","name":"A","limits":[1,2]})x"_q, ErrorKind::Invalid, "a"_q},
        {"half a limit", R"x({"key":"a","name":"A","kind":"number","limits":[1]})x"_q, ErrorKind::Invalid, "a"_q},
        {"a text in the past", R"x({"key":"a","name":"A","past":true})x"_q, ErrorKind::Invalid, "a"_q},
        {"a condition on nothing", R"x({"key":"a","name":"A","when":"b=1"})x"_q, ErrorKind::Invalid, "a"_q},
        {"a condition on itself", R"x({"key":"a","name":"A","kind":"choice","options":["1 无"],"when":"a=1"})x"_q, ErrorKind::Invalid, "a"_q},
        {"a condition on a later one", R"x({"key":"a","name":"A","when":"b=1"},{"key":"b","name":"B","kind":"choice","options":["1 无"]})x"_q, ErrorKind::Invalid, "a"_q},
        {"a condition on no option", R"x({"key":"b","name":"B","kind":"choice","options":["1 无"]},{"key":"a","name":"A","when":"b=2"})x"_q, ErrorKind::Invalid, "a"_q},
        {"a condition that is none", R"x({"key":"b","name":"B","kind":"choice","options":["1 无"]},{"key":"a","name":"A","when":"b"})x"_q, ErrorKind::Invalid, "a"_q},
        {"a formula that is none", R"x({"key":"a","name":"A","kind":"number","source":"computed","computed":"mean(b)"})x"_q, ErrorKind::Invalid, "a"_q},
        {"computed from nothing", R"x({"key":"a","name":"A","kind":"number","source":"computed"})x"_q, ErrorKind::Invalid, "a"_q},
        {"computed from what is not asked", R"x({"key":"a","name":"A","kind":"number","source":"computed","computed":"sum(b)"})x"_q, ErrorKind::Invalid, "a"_q},
        {"computed and typed", R"x({"key":"b","name":"B","kind":"number"},{"key":"a","name":"A","kind":"number","computed":"sum(b)"})x"_q, ErrorKind::Invalid, "a"_q},
    }));
    // clang-format on
    INFO(c.slip);
    const QString json = R"({"code":"x","version":"1","title":"X","source":"S","sections":[{"questions":[%1]}]})"_q;
    const auto form = formDefinitionFrom(json.arg(c.questions).toUtf8());
    REQUIRE_FALSE(form);
    CHECK(form.error().kind == c.kind);
    CHECK(form.error().field == c.field);
}

TEST_CASE("what may be declared normal at once is a finding of a look, and the option that says so", "[forms]")
{
    const auto normalOf = [](QStringView form, QStringView key) { return formDefinition(form)->question(key)->normal; };
    CHECK(normalOf(u"health-check", u"lymphNodes") == 1);
    CHECK(normalOf(u"health-check", u"footPulse") == 2); // 1 is 未触及
    CHECK(normalOf(u"infant-check", u"neckMass") == 2);  // 1 is 有
    CHECK(normalOf(u"newborn-visit", u"neckMass") == 1);
    // Asked, tested or rarely done: never assumed.
    for (const char16_t *key : {u"symptoms", u"cognition", u"fundus", u"rectal", u"cervix", u"classification"})
        CHECK(normalOf(u"health-check", key) == FormQuestion::noOption);
    for (const FormQuestion *question : questionsOf(*formDefinition(u"mental-follow-up")))
        CHECK(question->normal == FormQuestion::noOption);
}

TEST_CASE("a file that is no definition is refused", "[forms]")
{
    CHECK(formDefinitionFrom("nonsense").error().kind == ErrorKind::Invalid);
    CHECK(formDefinitionFrom("[]").error().kind == ErrorKind::Invalid);
    CHECK(formDefinitionFrom(R"({"code":"x","version":"1","source":"S"})").error().field == "title"_q);
    CHECK(formDefinitionFrom(R"({"code":"x","version":"1","title":"X","source":"S","layout":"rows"})").error().kind ==
          ErrorKind::Invalid);
    const auto columns = formDefinitionFrom(
        R"({"code":"x","version":"1","title":"X","source":"S","columnsOf":"a","sections":[{"questions":[{"key":"a","name":"A"}]}]})");
    CHECK(columns.error().field == "a"_q);
    const auto least = formDefinitionFrom(R"({"code":"x","version":"1","title":"X","source":"S"})");
    REQUIRE(least);
    CHECK(least->shortTitle == "X"_q);
    CHECK(least->dayName == "随访日期"_q);
    CHECK(least->signatures == QStringList{"随访医生签名"_q});
    CHECK(least->hasNext);
}
