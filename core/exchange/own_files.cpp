// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_json.h"
#include "core/exchange/own_elements.h"
#include "core/exchange/own_resources.h"
#include "core/patients/resident_file.h"

namespace yigong {

namespace {

QString basicFormUri(const BasicInformation &form)
{
    return ownSystem("form") + u':' + form.formCode +
           (form.formVersion.isEmpty() ? QString() : u'|' + form.formVersion);
}

QByteArray basicItem(const QString &linkId, const QString &name, const QByteArrayList &answers)
{
    return FhirJson().text("linkId", linkId).text("text", name).list("answer", answers).object();
}

QByteArray basicCoding(const BasicInformation &form, const BasicField &field, const QString &code)
{
    const FhirCoding coding{ownSystem("form") + u':' + form.formCode + u':' + field.keyText(), code,
                            wordsFor(field, code, form.formVersion)};
    return codingJson(coding);
}

QByteArray entryAnswer(const BasicInformation &form, const BasicField &field, const BasicEntry &entry)
{
    if (entry.number == 0)
        return FhirJson().text("valueString", entry.text()).object(); // nothing of the tables
    QByteArrayList parts;
    if (!entry.since.isNone())
        parts.append(basicItem(QStringLiteral("since"), QStringLiteral("时间"),
                               {FhirJson().text("valueDate", entry.since.text()).object()}));
    if (!entry.name.isEmpty())
        parts.append(basicItem(QStringLiteral("name"), QStringLiteral("名称"),
                               {FhirJson().text("valueString", entry.name).object()}));
    return FhirJson()
        .raw("valueCoding", basicCoding(form, field, QString::number(entry.number)))
        .list("item", parts)
        .object();
}

QByteArrayList basicAnswers(const BasicInformation &form, const BasicField &field)
{
    QByteArrayList answers;
    if (const auto *list = std::get_if<QStringList BasicInformation::*>(&field.member)) {
        for (const BasicEntry &entry : entriesOf(form.*(*list)))
            answers.append(entryAnswer(form, field, entry));
    } else if (const auto *text = std::get_if<QString BasicInformation::*>(&field.member)) {
        const QString &said = form.*(*text);
        if (!said.isEmpty())
            answers.append(field.options.empty()
                               ? FhirJson().text("valueString", said).object()
                               : FhirJson().raw("valueCoding", basicCoding(form, field, said)).object());
    } else if (const auto *day = std::get_if<QDate BasicInformation::*>(&field.member)) {
        if ((form.*(*day)).isValid())
            answers.append(FhirJson().text("valueDate", (form.*(*day)).toString(Qt::ISODate)).object());
    } else if (const auto *yes = std::get_if<bool BasicInformation::*>(&field.member)) {
        if (form.*(*yes))
            answers.append(
                FhirJson().raw("valueCoding", basicCoding(form, field, QString::number(field.none))).object());
    }
    return answers;
}

/// What answers say and the extensions need not.
void clearAnswered(BasicInformation &form)
{
    for (const BasicField &field : basicFields()) {
        if (const auto *list = std::get_if<QStringList BasicInformation::*>(&field.member))
            form.*(*list) = {};
        else if (const auto *text = std::get_if<QString BasicInformation::*>(&field.member))
            form.*(*text) = QString();
        else if (const auto *day = std::get_if<QDate BasicInformation::*>(&field.member))
            form.*(*day) = {};
        else if (const auto *yes = std::get_if<bool BasicInformation::*>(&field.member))
            form.*(*yes) = false;
    }
}

QString entryIn(OwnElements &from, const JsonValue &answer, const BasicField &field)
{
    const JsonValue &coding = answer[u"valueCoding"];
    if (coding.isAbsent())
        return from.text(answer[u"valueString"], field.column);
    BasicEntry entry;
    bool isNumber = false;
    entry.number = coding[u"code"].text().toInt(&isNumber);
    if (!isNumber)
        from.wrong(field.column, coding[u"code"].text());
    for (const JsonValue &part : answer[u"item"].items()) {
        const JsonValue &said = part[u"answer"][0];
        if (part[u"linkId"].text() == u"since") {
            const auto since = PartialDate::parse(said[u"valueDate"].text());
            if (!since)
                from.wrong(field.column, said[u"valueDate"].text());
            entry.since = since.value_or(PartialDate{});
        } else {
            entry.name = from.text(said[u"valueString"], field.column);
        }
    }
    if (entry.name.contains(u'\n') || entry.name.contains(u'|'))
        from.wrong(field.column, entry.name);
    return entry.text();
}

void readBasicItem(OwnElements &from, const JsonValue &item, const BasicField &field, BasicInformation &form)
{
    const JsonValue &answer = item[u"answer"][0];
    if (const auto *list = std::get_if<QStringList BasicInformation::*>(&field.member)) {
        for (const JsonValue &one : item[u"answer"].items())
            (form.*(*list)).append(entryIn(from, one, field));
    } else if (const auto *text = std::get_if<QString BasicInformation::*>(&field.member)) {
        form.*(*text) = answer[u"valueCoding"].isAbsent() ? from.text(answer[u"valueString"], field.column)
                                                          : from.text(answer[u"valueCoding"][u"code"], field.column);
    } else if (const auto *day = std::get_if<QDate BasicInformation::*>(&field.member)) {
        form.*(*day) = from.day(answer[u"valueDate"], field.column);
    } else if (const auto *yes = std::get_if<bool BasicInformation::*>(&field.member)) {
        form.*(*yes) = answer[u"valueCoding"][u"code"].text() == QString::number(field.none);
    } else {
        from.wrong("QuestionnaireResponse.item", field.keyText());
    }
}

} // namespace

FhirOwnResource ownResource(const BasicInformation &form, const OwnWriting &with)
{
    BasicInformation rest = form;
    clearAnswered(rest);
    rest.patient = rest.establishedBy = {};
    rest.formCode = rest.formVersion = QString();
    FhirOwnResource out = begunOwn(form, rest, with.names);
    QByteArrayList items;
    for (const BasicField &field : basicFields())
        if (const QByteArrayList answers = basicAnswers(form, field); !answers.isEmpty())
            items.append(basicItem(field.keyText(), field.nameText(), answers));
    out.text = begunResource("QuestionnaireResponse", out.key, out.own)
                   .text("questionnaire", basicFormUri(form))
                   .text("status", QStringLiteral("completed"))
                   .raw("subject", referenceJson(with.subject))
                   .raw("author", referenceJson(with.names.practitioner(form.establishedBy)))
                   .list("item", items)
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, BasicInformation &record)
{
    OwnElements from(json, names);
    const QString uri = from.text("questionnaire").mid(ownSystem("form").size() + 1);
    record.formCode = uri.section(u'|', 0, 0);
    record.formVersion = uri.section(u'|', 1);
    record.establishedBy = from.reference(from[u"author"], "QuestionnaireResponse.author");
    for (const JsonValue &item : from[u"item"].items()) {
        const QString linkId = item[u"linkId"].text();
        const BasicField *field = basicField(linkId);
        if (field && !field->isOfPatient())
            readBasicItem(from, item, *field, record);
        else
            from.wrong("QuestionnaireResponse.item", linkId); // an answer that would be lost
    }
    return from.done();
}

bool isBasicInformation(const JsonValue &questionnaireResponse)
{
    return questionnaireResponse[u"questionnaire"].text().section(u'|', 0, 0) ==
           ownSystem("form") + u':' + QLatin1String(basicFormCode);
}

FhirOwnResource ownResource(const ResidentEvent &event, const OwnWriting &with)
{
    ResidentEvent rest = event;
    rest.patient = rest.practitioner = {};
    rest.kind = {};
    rest.entered = {};
    rest.day = {};
    rest.reason.clear();
    FhirOwnResource out = begunOwn(event, rest, with.names);
    const QByteArray who = referenceJson(with.names.practitioner(event.practitioner));
    out.text = begunResource("Provenance", out.key, out.own)
                   .one("target", referenceJson(with.subject))
                   .text("occurredDateTime", event.day.text())
                   .text("recorded", event.entered.isNone() ? QString() : event.entered.iso())
                   .one("reason", FhirJson().text("text", event.reason).object())
                   .raw("activity", conceptJson(ownConcept("resident-event", nameOf(event.kind), {})))
                   .one("agent", who.isEmpty() ? QByteArray() : FhirJson().raw("who", who).object())
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ResidentEvent &record)
{
    OwnElements from(json, names);
    const QString word = from.code(from[u"activity"], "Provenance.activity");
    const auto kind = residentEventKindFrom(word);
    if (!kind)
        from.wrong("Provenance.activity", word);
    record.kind = kind.value_or(ResidentEventKind::Changed);
    record.entered = from.instant(from[u"recorded"], "Provenance.recorded");
    const QString day = from.text("occurredDateTime");
    const auto parsed = PartialDate::parse(day);
    if (!parsed && !day.isEmpty())
        from.wrong("Provenance.occurredDateTime", day);
    record.day = parsed.value_or(PartialDate{});
    record.reason = from.text(from[u"reason"][0][u"text"], "Provenance.reason");
    record.practitioner = from.reference(from[u"agent"][0][u"who"], "Provenance.agent");
    return from.done();
}

FhirOwnResource ownResource(const Household &household, const OwnWriting &with)
{
    Household rest = household;
    rest.head = {};
    FhirOwnResource out = begunOwn(household, rest, with.names);
    QByteArray head;
    if (!household.head.isNone())
        head = FhirJson().raw("entity", referenceJson({ownKey("Patient", household.head), {}, false})).object();
    out.text = begunResource("Group", out.key, out.own)
                   .raw("active", household.dissolvedOn.isValid() ? "false" : "true")
                   .text("type", QStringLiteral("person"))
                   .raw("actual", "true")
                   .raw("code", conceptJson(ownConcept("group", QStringLiteral("household"), QStringLiteral("家庭"))))
                   .raw("managingEntity", referenceJson(with.names.site(household.site)))
                   .one("member", head)
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, Household &record)
{
    OwnElements from(json, names);
    record.head = from.reference(from[u"member"][0][u"entity"], "Group.member");
    return from.done();
}

} // namespace yigong
