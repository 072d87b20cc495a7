// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_definition.h"
#include "core/forms/form_formula.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>
#include <set>
#include <utility>

static void initFormResources()
{
    Q_INIT_RESOURCE(core_forms); // a static library's resources are not registered by themselves
}

namespace yigong {

namespace {

constexpr std::array kindNames{
    std::pair{QuestionKind::Choice, "choice"}, std::pair{QuestionKind::Choices, "choices"},
    std::pair{QuestionKind::Number, "number"}, std::pair{QuestionKind::Text, "text"},
    std::pair{QuestionKind::Date, "date"},     std::pair{QuestionKind::Month, "month"},
    std::pair{QuestionKind::Drugs, "drugs"},
};
constexpr std::array sourceNames{
    std::pair{AnswerSource::Asked, "asked"},
    std::pair{AnswerSource::Today, "today"},
    std::pair{AnswerSource::Carried, "carried"},
    std::pair{AnswerSource::Computed, "computed"},
};

constexpr std::array layoutNames{
    std::pair{FormLayout::Page, "page"},
    std::pair{FormLayout::Columns, "columns"},
};

template <typename Table, typename Value> bool readWord(const Table &table, const QString &word, Value &value)
{
    for (const auto &[known, name] : table)
        if (word == QLatin1String(name)) {
            value = known;
            return true;
        }
    return word.isEmpty();
}

/// Reads one definition, question by question. What it does not know it refuses: a slip in a key would lose a limit.
class DefinitionReading
{
public:
    Result<FormDefinition> read(const QJsonObject &json)
    {
        YIGONG_TRY(requireKnown(json, {"code", "version", "title", "shortTitle", "program", "source", "layout",
                                       "columnsOf", "dayName", "signatures", "hasNext", "sections"}));
        for (const char *member : {"code", "version", "title", "source"})
            if (json.value(QLatin1String(member)).toString().isEmpty())
                return fail(ErrorKind::Required, QString::fromLatin1(member));
        m_form.code = json.value(u"code").toString();
        m_form.version = json.value(u"version").toString();
        m_form.title = json.value(u"title").toString();
        m_form.shortTitle = json.value(u"shortTitle").toString(m_form.title);
        m_form.program = json.value(u"program").toString();
        m_form.source = json.value(u"source").toString();
        if (!readWord(layoutNames, json.value(u"layout").toString(), m_form.layout))
            return fail(ErrorKind::Invalid, {}, {QStringLiteral("layout")});
        m_form.columnsOf = json.value(u"columnsOf").toString();
        m_form.dayName = json.value(u"dayName").toString(QStringLiteral("随访日期"));
        for (const auto &each : json.value(u"signatures").toArray({QStringLiteral("随访医生签名")}))
            m_form.signatures.append(each.toString());
        m_form.hasNext = json.value(u"hasNext").toBool(true);
        for (const auto &section : json.value(u"sections").toArray())
            YIGONG_TRY(readSection(section.toObject()));
        YIGONG_TRY(checkReferences());
        return std::move(m_form);
    }

private:
    static Result<void> requireKnown(const QJsonObject &json, std::initializer_list<const char *> known)
    {
        for (const QString &member : json.keys())
            if (std::none_of(known.begin(), known.end(),
                             [&member](const char *name) { return member == QLatin1String(name); }))
                return fail(ErrorKind::Invalid, json.value(u"key").toString(), {member});
        return {};
    }

    Result<void> readSection(const QJsonObject &json)
    {
        YIGONG_TRY(requireKnown(json, {"title", "questions"}));
        FormSection section;
        section.title = json.value(u"title").toString();
        for (const auto &each : json.value(u"questions").toArray()) {
            YIGONG_LET(question, readQuestion(each.toObject()));
            if (!m_keys.insert(question.key).second)
                return fail(ErrorKind::AlreadyExists, question.key);
            section.questions.push_back(std::move(question));
        }
        m_form.sections.push_back(std::move(section));
        return {};
    }

    static Result<FormQuestion> readQuestion(const QJsonObject &json)
    {
        YIGONG_TRY(requireKnown(json, {"key", "name", "row", "kind", "unit", "source", "options", "none", "normal",
                                       "required", "when", "vital", "computed", "limits", "likely", "past", "paper"}));
        FormQuestion question;
        question.key = json.value(u"key").toString();
        question.name = json.value(u"name").toString();
        question.row = json.value(u"row").toString();
        if (question.key.isEmpty() || question.name.isEmpty())
            return fail(ErrorKind::Required, question.key, {QStringLiteral("key, name")});
        if (!readWord(kindNames, json.value(u"kind").toString(QStringLiteral("text")), question.kind) ||
            !readWord(sourceNames, json.value(u"source").toString(QStringLiteral("asked")), question.source))
            return fail(ErrorKind::Invalid, question.key, {QStringLiteral("kind, source")});
        question.unit = json.value(u"unit").toString();
        question.none = json.value(u"none").toInt(FormQuestion::noOption);
        question.normal = json.value(u"normal").toInt(FormQuestion::noOption);
        question.required = json.value(u"required").toBool();
        question.vital = json.value(u"vital").toString();
        question.computed = json.value(u"computed").toString();
        question.isPast = json.value(u"past").toBool();
        question.onPaper = json.value(u"paper").toBool(true);
        if (question.isPast && question.kind != QuestionKind::Date && question.kind != QuestionKind::Month)
            return fail(ErrorKind::Invalid, question.key, {QStringLiteral("past")});
        YIGONG_TRY(readOptions(json, question));
        YIGONG_TRY(readLimits(json, question));
        YIGONG_TRY(readCondition(json.value(u"when").toString(), question));
        return question;
    }

    /// "1 门诊"
    static Result<void> readOptions(const QJsonObject &json, FormQuestion &question)
    {
        for (const auto &each : json.value(u"options").toArray()) {
            const QString text = each.toString();
            const qsizetype blank = text.indexOf(u' ');
            bool isNumber = false;
            const int number = text.left(blank).toInt(&isNumber);
            if (!isNumber || blank < 0 || question.option(number))
                return fail(ErrorKind::Invalid, question.key, {text});
            question.options.push_back({number, text.mid(blank + 1)});
        }
        const bool needsOptions = question.kind == QuestionKind::Choice || question.kind == QuestionKind::Choices;
        const bool isNoneKnown = question.none == FormQuestion::noOption ||
                                 (question.kind == QuestionKind::Choices && question.option(question.none));
        const bool isNormalKnown = question.normal == FormQuestion::noOption || question.option(question.normal);
        if (needsOptions == question.options.empty() || !isNoneKnown || !isNormalKnown)
            return fail(ErrorKind::Invalid, question.key, {QStringLiteral("options")});
        return {};
    }

    /// [lowest, highest], as numbers of the unit
    static Result<void> readLimits(const QJsonObject &json, FormQuestion &question)
    {
        const auto read = [&](const char *member, auto &low, auto &high) {
            const QJsonArray pair = json.value(QLatin1String(member)).toArray();
            if (pair.size() == 2 && pair[0].isDouble() && pair[1].isDouble() && question.kind == QuestionKind::Number) {
                low = qRound64(pair[0].toDouble() * 100);
                high = qRound64(pair[1].toDouble() * 100);
            }
            return json.contains(QLatin1String(member)) == low.has_value();
        };
        if (!read("limits", question.lowest, question.highest) ||
            !read("likely", question.likelyLow, question.likelyHigh))
            return fail(ErrorKind::Invalid, question.key, {QStringLiteral("limits, likely")});
        return {};
    }

    /// "smoking=2,3" · "symptoms!=1"
    static Result<void> readCondition(const QString &text, FormQuestion &question)
    {
        if (text.isEmpty())
            return {};
        const qsizetype equal = text.indexOf(u'=');
        question.when.isNot = equal > 0 && text[equal - 1] == u'!';
        question.when.key = text.left(question.when.isNot ? equal - 1 : equal);
        for (const QString &number : text.mid(equal + 1).split(u',')) {
            bool isNumber = false;
            question.when.options.push_back(number.toInt(&isNumber));
            if (!isNumber || equal <= 0)
                return fail(ErrorKind::Invalid, question.key, {text});
        }
        return {};
    }

    Result<void> checkReferences() const
    {
        for (const FormSection &section : m_form.sections)
            for (const FormQuestion &question : section.questions) {
                YIGONG_TRY(checkCondition(question));
                YIGONG_TRY(checkFormula(question));
            }
        const FormQuestion *columns = m_form.question(m_form.columnsOf);
        if (!m_form.columnsOf.isEmpty() && (!columns || columns->kind != QuestionKind::Choice))
            return fail(ErrorKind::Invalid, m_form.columnsOf, {QStringLiteral("columnsOf")});
        return {};
    }

    /// It asks about an earlier question that has these options: answers are dropped in one go, from the top.
    [[nodiscard]] Result<void> checkCondition(const FormQuestion &question) const
    {
        if (question.when.key.isEmpty())
            return {};
        const FormQuestion *other = m_form.question(question.when.key);
        const auto isOption = [other](int number) { return other->option(number) != nullptr; };
        if (!other || !isBefore(*other, question) ||
            !std::all_of(question.when.options.begin(), question.when.options.end(), isOption))
            return fail(ErrorKind::Invalid, question.key, {question.when.key});
        return {};
    }

    [[nodiscard]] Result<void> checkFormula(const FormQuestion &question) const
    {
        if (question.source != AnswerSource::Computed && question.computed.isEmpty())
            return {};
        const auto formula = FormFormula::parse(question.computed);
        if (!formula || question.source != AnswerSource::Computed)
            return fail(ErrorKind::Invalid, question.key, {question.computed});
        for (const QString &key : formula->keys)
            if (const FormQuestion *other = m_form.question(key); !other || !isBefore(*other, question))
                return fail(ErrorKind::Invalid, question.key, {key});
        return {};
    }

    [[nodiscard]] bool isBefore(const FormQuestion &first, const FormQuestion &second) const
    {
        for (const FormSection &section : m_form.sections)
            for (const FormQuestion &each : section.questions) {
                if (&each == &second)
                    return false;
                if (&each == &first)
                    return true;
            }
        return false;
    }

    FormDefinition m_form;
    std::set<QString> m_keys;
};

std::vector<FormDefinition> readAllForms()
{
    initFormResources();
    std::vector<FormDefinition> forms;
    const QDir folder(QStringLiteral(":/forms"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto form = formDefinitionFrom(file.readAll());
        if (!form)
            qFatal("%s: question %s", qPrintable(name), qPrintable(form.error().field)); // ours: a test reads each
        forms.push_back(std::move(*form));
    }
    return forms;
}

} // namespace

const QuestionOption *FormQuestion::option(int number) const
{
    for (const QuestionOption &each : options)
        if (each.number == number)
            return &each;
    return nullptr;
}

const FormQuestion *FormDefinition::question(QStringView key) const
{
    for (const FormSection &section : sections)
        for (const FormQuestion &each : section.questions)
            if (each.key == key)
                return &each;
    return nullptr;
}

Result<FormDefinition> formDefinitionFrom(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return fail(ErrorKind::Invalid, {}, {problem.errorString()});
    return DefinitionReading().read(document.object());
}

const std::vector<FormDefinition> &formDefinitions()
{
    static const std::vector<FormDefinition> forms = readAllForms();
    return forms;
}

const FormDefinition *formDefinition(QStringView code, QStringView version)
{
    const FormDefinition *found = nullptr;
    for (const FormDefinition &form : formDefinitions())
        if (form.code == code && (version.isEmpty() || form.version == version))
            found = &form;
    return found;
}

} // namespace yigong
