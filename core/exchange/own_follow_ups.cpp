// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_json.h"
#include "core/exchange/own_elements.h"
#include "core/exchange/own_resources.h"
#include "core/followups/follow_up_form.h"

#include <array>

namespace yigong {

namespace {

FhirTime dayTime(QDate day)
{
    return day.isValid() ? FhirTime{PartialDate(day), {}} : FhirTime{};
}

FhirConcept programConcept(FollowUpProgram program)
{
    return ownConcept("program", nameOf(program), titleOf(program));
}

FollowUpProgram programIn(OwnElements &from, const JsonValue &codeableConcept, const char *path)
{
    const QString word = from.code(codeableConcept, path);
    const auto program = followUpProgramFrom(word);
    if (!program)
        from.wrong(path, word);
    return program.value_or(FollowUpProgram::Hypertension);
}

QString formUri(const FollowUp &form)
{
    return ownSystem("form") + u':' + form.formCode +
           (form.formVersion.isEmpty() ? QString() : u'|' + form.formVersion);
}

/// One item of a QuestionnaireResponse.
QByteArray itemJson(const QString &linkId, const QString &name, const QByteArrayList &answers,
                    const QByteArrayList &items = {})
{
    return FhirJson().text("linkId", linkId).text("text", name).list("answer", answers).list("item", items).object();
}

QByteArray stringAnswer(const QString &text)
{
    return text.isEmpty() ? QByteArray() : FhirJson().text("valueString", text).object();
}

QByteArray codeAnswer(const FollowUp &form, const QString &linkId, const QString &code, const QString &display)
{
    const FhirCoding coding{ownSystem("form") + u':' + form.formCode + u':' + linkId, code, display};
    return FhirJson().raw("valueCoding", codingJson(coding)).object();
}

QByteArray optionAnswer(const FollowUp &form, const FormField &field, const QString &number)
{
    QString display;
    for (const FormOption &option : field.optionsOf(form.program))
        if (number == QString::number(option.number))
            display = option.nameText();
    return codeAnswer(form, field.keyText(), number, display);
}

/// Each drug is a group of its own: name, times a day, dose.
QByteArrayList drugItems(const FollowUpDrugs &drugs, const FormField &field)
{
    QByteArrayList groups;
    for (const FollowUpDrug &drug : drugs) {
        QByteArrayList parts;
        const auto part = [&parts](const char *linkId, const char16_t *name, const QString &text) {
            if (!text.isEmpty())
                parts.append(itemJson(QString::fromLatin1(linkId), QString::fromUtf16(name), {stringAnswer(text)}));
        };
        part("drugs.name", u"药物名称", drug.name);
        part("drugs.times", u"每日次数", drug.times);
        part("drugs.dose", u"每次剂量", drug.dose);
        groups.append(itemJson(field.keyText(), field.nameText(), {}, parts));
    }
    return groups;
}

QByteArrayList answersJson(const FollowUp &form, const FormField &field)
{
    if (const auto *figure = std::get_if<Measured FollowUp::*>(&field.member))
        return {FhirJson().raw("valueQuantity", quantityJson((form.*(*figure)).text(), field.unitText())).object()};
    if (const auto *option = std::get_if<int FollowUp::*>(&field.member))
        return {optionAnswer(form, field, QString::number(form.*(*option)))};
    if (std::holds_alternative<bool FollowUp::*>(field.member))
        return {FhirJson().raw("valueBoolean", "true").object()};
    if (const auto *text = std::get_if<QString FollowUp::*>(&field.member))
        return {stringAnswer(form.*(*text))};
    if (const auto *day = std::get_if<QDate FollowUp::*>(&field.member))
        return {FhirJson().text("valueDate", (form.*(*day)).toString(Qt::ISODate)).object()};
    QByteArrayList answers;
    if (const auto *options = std::get_if<QStringList FollowUp::*>(&field.member))
        for (const QString &number : form.*(*options))
            answers.append(optionAnswer(form, field, number));
    return answers;
}

QByteArrayList itemsJson(const FollowUp &form)
{
    QByteArrayList items;
    if (form.visitDate.isValid())
        items.append(itemJson(QStringLiteral("date"), QStringLiteral("随访日期"),
                              {FhirJson().text("valueDate", form.visitDate.toString(Qt::ISODate)).object()}));
    for (const FormField &field : followUpFields()) {
        if (const auto *drugs = std::get_if<FollowUpDrugs FollowUp::*>(&field.member))
            items += drugItems(form.*(*drugs), field);
        else if (!isUnsaid(form, field))
            items.append(itemJson(field.keyText(), field.nameText(), answersJson(form, field)));
    }
    items.append(itemJson(QStringLiteral("class"), QStringLiteral("此次随访分类"),
                          {codeAnswer(form, QStringLiteral("class"), QString::number(static_cast<int>(form.outcome)),
                                      nameOf(form.outcome))}));
    items.append(itemJson(
        QStringLiteral("step"), QStringLiteral("下一步管理措施"),
        {codeAnswer(form, QStringLiteral("step"), QString::number(static_cast<int>(form.step)), nameOf(form.step))}));
    return items;
}

void readDrug(OwnElements &from, const JsonValue &group, FollowUpDrugs &drugs)
{
    FollowUpDrug drug;
    for (const JsonValue &part : group[u"item"].items()) {
        const QString text = from.text(part[u"answer"][0][u"valueString"], "drugs");
        const QString linkId = part[u"linkId"].text();
        // Stored a drug a line, its parts apart by tabs.
        if (text.contains(u'\n') || text.contains(u'\t'))
            from.wrong("drugs", text);
        (linkId == u"drugs.name" ? drug.name : linkId == u"drugs.times" ? drug.times : drug.dose) = text;
    }
    drugs.push_back(std::move(drug));
}

int numberIn(OwnElements &from, const JsonValue &coding, const char *path)
{
    bool isNumber = false;
    const int number = coding[u"code"].text().toInt(&isNumber);
    if (!isNumber)
        from.wrong(path, coding[u"code"].text());
    return number;
}

void readAnswers(OwnElements &from, const JsonValue &item, const FormField &field, FollowUp &form)
{
    const JsonValue &answer = item[u"answer"][0];
    if (const auto *figure = std::get_if<Measured FollowUp::*>(&field.member))
        form.*(*figure) = from.measured(answer[u"valueQuantity"][u"value"], field.key);
    else if (const auto *option = std::get_if<int FollowUp::*>(&field.member))
        form.*(*option) = numberIn(from, answer[u"valueCoding"], field.key);
    else if (const auto *yes = std::get_if<bool FollowUp::*>(&field.member))
        form.*(*yes) = answer[u"valueBoolean"].isTrue();
    else if (const auto *text = std::get_if<QString FollowUp::*>(&field.member))
        form.*(*text) = from.text(answer[u"valueString"], field.key);
    else if (const auto *day = std::get_if<QDate FollowUp::*>(&field.member))
        form.*(*day) = from.day(answer[u"valueDate"], field.key);
    else if (const auto *drugs = std::get_if<FollowUpDrugs FollowUp::*>(&field.member))
        readDrug(from, item, form.*(*drugs));
    else if (const auto *options = std::get_if<QStringList FollowUp::*>(&field.member))
        for (const JsonValue &one : item[u"answer"].items())
            (form.*(*options)).append(from.text(one[u"valueCoding"][u"code"], field.key));
}

struct MeasuredCode
{
    const char *key, *loinc;
};
/// Of what the form measures and a visit does not.
constexpr std::array furtherCodes{MeasuredCode{"glucose", "15074-8"}, MeasuredCode{"hba1c", "4548-4"},
                                  MeasuredCode{"waist", "8280-0"}};

QString loincOf(const FormField &field)
{
    if (field.vital)
        return QString::fromLatin1(field.vital);
    for (const MeasuredCode &code : furtherCodes)
        if (field.keyText() == QLatin1String(code.key))
            return QString::fromLatin1(code.loinc);
    return {};
}

} // namespace

FhirOwnResource ownResource(const ProgramEnrolment &enrolment, const OwnWriting &with)
{
    ProgramEnrolment rest = enrolment;
    rest.patient = {};
    rest.practitioner = {};
    rest.program = {};
    rest.enrolledOn = rest.closedOn = {};
    if (!with.names.site(enrolment.site).isNone())
        rest.site = {};
    FhirOwnResource out = begunOwn(enrolment, rest, with.names);
    const bool isOpen = !enrolment.closedOn.isValid();
    out.text = begunResource("EpisodeOfCare", out.key, out.own)
                   .text("status", isOpen ? QStringLiteral("active") : QStringLiteral("finished"))
                   .one("type", conceptJson(programConcept(enrolment.program)))
                   .raw("patient", referenceJson(with.subject))
                   .raw("managingOrganization", referenceJson(with.names.site(enrolment.site)))
                   .raw("period", periodJson(dayTime(enrolment.enrolledOn), dayTime(enrolment.closedOn)))
                   .raw("careManager", referenceJson(with.names.practitioner(enrolment.practitioner)))
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ProgramEnrolment &record)
{
    OwnElements from(json, names);
    record.program = programIn(from, from[u"type"][0], "EpisodeOfCare.type");
    record.site = from.site(from[u"managingOrganization"]);
    record.enrolledOn = from.day(from[u"period"][u"start"], "EpisodeOfCare.period");
    record.closedOn = from.day(from[u"period"][u"end"], "EpisodeOfCare.period");
    record.practitioner = from.reference(from[u"careManager"], "EpisodeOfCare.careManager");
    return from.done();
}

FhirOwnResource ownResource(const FollowUp &form, const OwnWriting &with)
{
    FollowUp rest = form;
    for (const FormField &field : followUpFields())
        copyField(FollowUp{}, rest, field);
    rest.patient = {};
    rest.practitioner = {};
    rest.formCode = rest.formVersion = QString();
    rest.visitDate = {};
    rest.entered = {};
    rest.outcome = {};
    rest.step = {};
    FhirOwnResource out = begunOwn(form, rest, with.names);
    out.text = begunResource("QuestionnaireResponse", out.key, out.own)
                   .text("questionnaire", formUri(form))
                   .text("status", form.amends.isNone() ? QStringLiteral("completed") : QStringLiteral("amended"))
                   .raw("subject", referenceJson(with.subject))
                   .text("authored", form.entered.isNone() ? QString() : form.entered.iso())
                   .raw("author", referenceJson(with.names.practitioner(form.practitioner)))
                   .list("item", itemsJson(form))
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, FollowUp &record)
{
    OwnElements from(json, names);
    const QString uri = from.text("questionnaire");
    const QString system = ownSystem("form") + u':';
    if (!uri.startsWith(system))
        from.wrong("QuestionnaireResponse.questionnaire", uri);
    record.formCode = uri.mid(system.size()).section(u'|', 0, 0);
    record.formVersion = uri.section(u'|', 1);
    record.entered = from.instant(from[u"authored"], "QuestionnaireResponse.authored");
    record.practitioner = from.reference(from[u"author"], "QuestionnaireResponse.author");
    if (nameOf(record.program).isEmpty())
        from.wrong("QuestionnaireResponse.questionnaire", uri);
    for (const JsonValue &item : from[u"item"].items()) {
        const QString linkId = item[u"linkId"].text();
        const JsonValue &answer = item[u"answer"][0];
        if (linkId == u"date")
            record.visitDate = from.day(answer[u"valueDate"], "date");
        else if (linkId == u"class")
            record.outcome = static_cast<FollowUpClass>(numberIn(from, answer[u"valueCoding"], "class"));
        else if (linkId == u"step")
            record.step = static_cast<FollowUpStep>(numberIn(from, answer[u"valueCoding"], "step"));
        else if (const FormField *field = followUpField(linkId))
            readAnswers(from, item, *field, record);
        else
            from.wrong("QuestionnaireResponse.item", linkId); // an answer that would be lost
    }
    if (nameOf(record.outcome).isEmpty() || nameOf(record.step).isEmpty())
        from.wrong("QuestionnaireResponse.item", QStringLiteral("class, step"));
    return from.done();
}

std::vector<FhirObservation> measuredIn(const FollowUp &form, const OwnWriting &with)
{
    std::vector<FhirObservation> all;
    for (const FormField &field : followUpFields()) {
        const auto *figure = std::get_if<Measured FollowUp::*>(&field.member);
        const QString loinc = figure ? loincOf(field) : QString();
        if (loinc.isEmpty() || (form.*(*figure)).isNone())
            continue;
        FhirObservation out;
        out.key = ownKey("Observation", Id::fromKey("follow-up-value/" + form.id.bytes() + field.key));
        out.own.isOurs = true;
        out.subject = with.subject;
        out.status = QStringLiteral("final");
        const VitalKind *vital = field.vital ? vitalKind(QString::fromLatin1(field.vital)) : nullptr;
        out.code = {{{FhirSystem::loinc, loincFor(loinc, field.unitText()), field.nameText()}}, field.nameText()};
        out.effective = dayTime(field.keyText() == u"hba1c" && form.hba1cOn.isValid() ? form.hba1cOn : form.visitDate);
        out.derivedFrom.key = ownKey("QuestionnaireResponse", form.id);
        FhirValue value;
        value.code = out.code;
        value.kind = FhirValueKind::Quantity;
        value.text = (form.*(*figure)).text();
        value.unit = vital ? QString::fromLatin1(vital->ucum) : field.unitText();
        value.written = field.unitText();
        out.values.push_back(std::move(value));
        all.push_back(std::move(out));
    }
    return all;
}

FhirOwnResource ownResource(const FollowUpContact &contact, const OwnWriting &with)
{
    FollowUpContact rest = contact;
    rest.patient = rest.practitioner = {};
    rest.program = {};
    rest.day = {};
    rest.outcome = {};
    rest.remark.clear();
    FhirOwnResource out = begunOwn(contact, rest, with.names);
    const bool isReached = contact.outcome != ContactOutcome::NotReached;
    out.text = begunResource("Communication", out.key, out.own)
                   .text("status", isReached ? QStringLiteral("completed") : QStringLiteral("not-done"))
                   .raw("statusReason", conceptJson(ownConcept("contact-outcome", nameOf(contact.outcome), {})))
                   .one("category", conceptJson(programConcept(contact.program)))
                   .raw("subject", referenceJson(with.subject))
                   .text("sent", contact.day.toString(Qt::ISODate))
                   .raw("sender", referenceJson(with.names.practitioner(contact.practitioner)))
                   .one("note", FhirJson().text("text", contact.remark).object())
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, FollowUpContact &record)
{
    OwnElements from(json, names);
    record.program = programIn(from, from[u"category"][0], "Communication.category");
    const QString word = from.code(from[u"statusReason"], "Communication.statusReason");
    const auto outcome = contactOutcomeFrom(word);
    if (!outcome)
        from.wrong("Communication.statusReason", word);
    record.outcome = outcome.value_or(ContactOutcome::NotReached);
    record.day = from.day(from[u"sent"], "Communication.sent");
    record.practitioner = from.reference(from[u"sender"], "Communication.sender");
    record.remark = from.text(from[u"note"][0][u"text"], "Communication.note");
    return from.done();
}

} // namespace yigong
