// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_json.h"
#include "core/exchange/own_elements.h"
#include "core/exchange/own_resources.h"

namespace yigong {

namespace {

constexpr auto dayItem = "day";

QString healthFormSystem()
{
    return ownSystem("form") + u':';
}

QByteArray healthItem(const QString &linkId, const QString &name, const QByteArrayList &answers)
{
    return FhirJson().text("linkId", linkId).text("text", name).list("answer", answers).object();
}

/// By its question's kind; of an edition that this program does not know, as it stands.
QByteArrayList healthAnswers(const HealthForm &form, const FormQuestion *question, const QString &key,
                             const QString &text)
{
    if (question && !question->options.empty()) {
        QByteArrayList answers;
        for (const QString &number : text.split(u';')) {
            const QuestionOption *option = question->option(number.toInt());
            const FhirCoding coding{healthFormSystem() + form.formCode + u':' + key, number,
                                    option ? option->name : QString()};
            answers.append(FhirJson().raw("valueCoding", codingJson(coding)).object());
        }
        return answers;
    }
    if (question && question->kind == QuestionKind::Number && isJsonNumber(text))
        return {FhirJson().raw("valueQuantity", quantityJson(text, question->unit)).object()};
    if (question && question->kind == QuestionKind::Date)
        return {FhirJson().text("valueDate", text).object()};
    return {FhirJson().text("valueString", text).object()};
}

QByteArrayList healthItems(const HealthForm &form)
{
    const FormDefinition *definition = formDefinition(form.formCode, form.formVersion);
    QByteArrayList items{healthItem(QString::fromLatin1(dayItem), QStringLiteral("日期"),
                                    {FhirJson().text("valueDate", form.day.toString(Qt::ISODate)).object()})};
    for (const auto &[key, text] : form.answers.all()) {
        const FormQuestion *question = definition ? definition->question(key) : nullptr;
        items.append(healthItem(key, question ? question->name : QString(), healthAnswers(form, question, key, text)));
    }
    return items;
}

QString healthAnswer(OwnElements &from, const JsonValue &item)
{
    const JsonValue &answer = item[u"answer"][0];
    if (answer[u"valueCoding"].isObject()) {
        QStringList numbers;
        for (const JsonValue &one : item[u"answer"].items())
            numbers.append(from.text(one[u"valueCoding"][u"code"], "QuestionnaireResponse.item"));
        return numbers.join(u';');
    }
    if (answer[u"valueQuantity"].isObject())
        return from.measured(answer[u"valueQuantity"][u"value"], "QuestionnaireResponse.item").text();
    if (const QDate day = from.day(answer[u"valueDate"], "QuestionnaireResponse.item"); day.isValid())
        return day.toString(Qt::ISODate);
    return from.text(answer[u"valueString"], "QuestionnaireResponse.item");
}

} // namespace

FhirOwnResource ownResource(const HealthForm &form, const OwnWriting &with)
{
    HealthForm rest = form;
    rest.patient = rest.practitioner = {};
    rest.formCode = rest.formVersion = QString();
    rest.day = {};
    rest.entered = {};
    rest.answers = {};
    FhirOwnResource out = begunOwn(form, rest, with.names);
    const QString edition = form.formVersion.isEmpty() ? QString() : u'|' + form.formVersion;
    out.text = begunResource("QuestionnaireResponse", out.key, out.own)
                   .text("questionnaire", healthFormSystem() + form.formCode + edition)
                   .text("status", form.amends.isNone() ? QStringLiteral("completed") : QStringLiteral("amended"))
                   .raw("subject", referenceJson(with.subject))
                   .text("authored", form.entered.isNone() ? QString() : form.entered.iso())
                   .raw("author", referenceJson(with.names.practitioner(form.practitioner)))
                   .list("item", healthItems(form))
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, HealthForm &record)
{
    OwnElements from(json, names);
    const QString uri = from.text("questionnaire");
    if (!uri.startsWith(healthFormSystem()))
        from.wrong("QuestionnaireResponse.questionnaire", uri);
    record.formCode = uri.mid(healthFormSystem().size()).section(u'|', 0, 0);
    record.formVersion = uri.section(u'|', 1);
    record.entered = from.instant(from[u"authored"], "QuestionnaireResponse.authored");
    record.practitioner = from.reference(from[u"author"], "QuestionnaireResponse.author");
    for (const JsonValue &item : from[u"item"].items()) {
        const QString key = item[u"linkId"].text();
        if (key == QLatin1String(dayItem))
            record.day = from.day(item[u"answer"][0][u"valueDate"], "QuestionnaireResponse.item");
        else if (key.isEmpty() || record.answers.has(key))
            from.wrong("QuestionnaireResponse.item", key);
        else
            record.answers.set(key, healthAnswer(from, item));
    }
    if (nameOf(record.step).isEmpty())
        from.wrong("QuestionnaireResponse.item", QStringLiteral("step"));
    return from.done();
}

bool isHealthForm(const JsonValue &questionnaireResponse)
{
    const QString code = questionnaireResponse[u"questionnaire"].text().mid(healthFormSystem().size());
    return !code.startsWith(formCodeOf(FollowUpProgram::Hypertension)) &&
           !code.startsWith(formCodeOf(FollowUpProgram::Diabetes));
}

} // namespace yigong
