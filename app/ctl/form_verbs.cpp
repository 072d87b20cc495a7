// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_file.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/resident_called.h"
#include "app/ctl/verbs.h"
#include "core/followups/form_draft_json.h"
#include "core/followups/health_form_paper.h"
#include "core/security/audit.h"
#include "ui/print/health_form_pdf.h"

#include <QJsonArray>

namespace yigong {

namespace {

const char *wordOf(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::Choice:
        return "choice";
    case QuestionKind::Choices:
        return "choices";
    case QuestionKind::Number:
        return "number";
    case QuestionKind::Date:
        return "date";
    case QuestionKind::Month:
        return "month";
    case QuestionKind::Drugs:
        return "drugs";
    case QuestionKind::Text:
        break;
    }
    return "text";
}

QJsonObject questionJson(const FormSection &section, const FormQuestion &question)
{
    QStringList options;
    for (const QuestionOption &option : question.options)
        options.append(QStringLiteral("%1 %2").arg(option.number).arg(option.name));
    return {{QStringLiteral("section"), section.title},
            {QStringLiteral("key"), question.key},
            {QStringLiteral("name"), question.name},
            {QStringLiteral("kind"), QString::fromLatin1(wordOf(question.kind))},
            {QStringLiteral("unit"), question.unit},
            {QStringLiteral("options"), options.join(u' ')},
            {QStringLiteral("required"), question.required}};
}

Result<void> listFormKinds(Ctl &ctl)
{
    QJsonArray forms;
    for (const FormDefinition &form : formDefinitions())
        forms.append(QJsonObject{{QStringLiteral("form"), form.code},
                                 {QStringLiteral("version"), form.version},
                                 {QStringLiteral("program"), form.program},
                                 {QStringLiteral("title"), form.title}});
    return ctl.print({{QStringLiteral("forms"), forms}});
}

Result<void> showFormKind(Ctl &ctl, const QString &code)
{
    const FormDefinition *form = formDefinition(code);
    if (!form)
        return fail(ErrorKind::NotFound, QStringLiteral("form"), {code});
    QJsonArray questions;
    for (const FormSection &section : form->sections)
        for (const FormQuestion &question : section.questions)
            questions.append(questionJson(section, question));
    return ctl.print({{QStringLiteral("form"), form->code},
                      {QStringLiteral("version"), form->version},
                      {QStringLiteral("title"), form->title},
                      {QStringLiteral("source"), form->source},
                      {QStringLiteral("questions"), questions}});
}

Result<void> draftOne(Ctl &ctl, const QString &called, const QString &code, const std::optional<QDate> &day)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(patient, residentIn(session, called));
    YIGONG_LET(opened, session.db->read([&](const Snapshot &snapshot) {
        return draftHealthForm(snapshot, session.actor, patient, code, day.value_or(QDate()));
    }));
    QJsonObject last;
    if (opened.last) {
        last = jsonOf(opened.last->answers);
        last.insert(QStringLiteral("day"), dayJson(opened.last->day));
    }
    const auto judged = opened.judge(opened.draft);
    return ctl.print({{QStringLiteral("draft"), jsonOf(opened.draft)},
                      {QStringLiteral("fromVisit"), QJsonArray::fromStringList(opened.fromVisit)},
                      {QStringLiteral("last"), last},
                      {QStringLiteral("judgement"), judged ? QJsonValue(jsonOf(*judged)) : QJsonValue()}});
}

QJsonArray asksOf(const std::vector<FollowUpAsk> &asks)
{
    QJsonArray array;
    for (const FollowUpAsk &ask : asks)
        array.append(QJsonObject{{QStringLiteral("caution"), nameOf(ask.caution)},
                                 {QStringLiteral("field"), ask.field},
                                 {QStringLiteral("args"), QJsonArray::fromStringList(ask.args)}});
    return array;
}

/// Nothing is written while something is asked: exit 1, so that a script notices.
Result<void> saveOne(Ctl &ctl, const QString &path)
{
    YIGONG_LET(json, jsonObjectIn(path));
    YIGONG_LET(draft, healthFormDraftFrom(json));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(saved, session.db->write(session.actor, [&](Transaction &tx) { return saveHealthForm(tx, draft); }));
    if (!saved.asks.empty())
        ctl.exitWith(1);
    return ctl.print(
        {{QStringLiteral("saved"), saved.asks.empty()},
         {QStringLiteral("asks"), asksOf(saved.asks)},
         {QStringLiteral("id"), saved.form.id.isNone() ? QString() : saved.form.id.text()},
         {QStringLiteral("next"), dayJson(saved.form.nextOn)},
         {QStringLiteral("judgement"), saved.judgement ? QJsonValue(jsonOf(*saved.judgement)) : QJsonValue()}});
}

QJsonObject listedForm(const ListedHealthForm &listed)
{
    const HealthForm &form = listed.form;
    return {{QStringLiteral("id"), form.id.text()},
            {QStringLiteral("form"), form.formCode},
            {QStringLiteral("version"), form.formVersion},
            {QStringLiteral("title"), listed.title},
            {QStringLiteral("day"), dayJson(form.day)},
            {QStringLiteral("entered"), instantJson(form.entered)},
            {QStringLiteral("outcome"), form.outcome},
            {QStringLiteral("step"), nameOf(form.step)},
            {QStringLiteral("due"), dayJson(form.due)},
            {QStringLiteral("next"), dayJson(form.nextOn)},
            {QStringLiteral("reasons"), form.reasons},
            {QStringLiteral("practitioner"), listed.practitionerName},
            {QStringLiteral("site"), listed.siteName},
            {QStringLiteral("corrected"), listed.isCorrected},
            {QStringLiteral("amends"), form.amends.isNone() ? QString() : form.amends.text()},
            {QStringLiteral("answers"), jsonOf(form.answers)}};
}

Result<void> listThem(Ctl &ctl, const QString &called, const std::optional<QString> &code, qint64 limit)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(patient, residentIn(session, called));
    YIGONG_LET(listed, session.db->read([&](const Snapshot &snapshot) {
        return healthFormsOf(snapshot, session.actor, patient, code.value_or(QString()), static_cast<int>(limit));
    }));
    QJsonArray forms;
    for (const ListedHealthForm &one : listed)
        forms.append(listedForm(one));
    return ctl.print({{QStringLiteral("forms"), forms}});
}

struct FormPrintArguments
{
    const std::optional<QString> &code;
    const std::optional<QString> &patient;
    const std::optional<QString> &file;
    const bool &blank;
};

Result<void> printOne(Ctl &ctl, const FormPrintArguments &given)
{
    if (!given.patient && !given.blank)
        return fail(ErrorKind::Required, QStringLiteral("--patient"));
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(papers, session.db->read([&](const Snapshot &snapshot) -> Result<HealthFormPapers> {
        if (!given.patient)
            return blankHealthFormPapers(*given.code);
        YIGONG_LET(patient, residentCalled(snapshot, *given.patient));
        return healthFormPapers(snapshot, session.actor, patient, *given.code, given.blank);
    }));
    YIGONG_TRY(writeFormPdf(papers.sheets, *given.file));
    note(*session.db, session.actor, AuditKind::Printed, QStringLiteral("form ") + *given.code,
         static_cast<qint64>(papers.filled()), papers.patient);
    return ctl.print({{QStringLiteral("file"), *given.file},
                      {QStringLiteral("form"), *given.code},
                      {QStringLiteral("sheets"), static_cast<qint64>(papers.sheets.size())},
                      {QStringLiteral("filled"), static_cast<qint64>(papers.filled())}});
}

} // namespace

void registerFormVerbs(Ctl &ctl)
{
    CLI::App &noun =
        ctl.noun("form", "National forms: of the programs beside hypertension and diabetes, and the examination");
    ctl.runs(ctl.verb(noun, "kinds", "Which forms there are"), [&ctl] { return listFormKinds(ctl); });

    CLI::App &showVerb = ctl.verb(noun, "questions", "The questions of a form, with their options");
    const auto &shown = ctl.text(showVerb, "FORM", "Its code", Given::Always);
    ctl.runs(showVerb, [&] { return showFormKind(ctl, *shown); });

    CLI::App &draftVerb = ctl.verb(noun, "draft", "A form for a resident, filled in as far as it may be");
    const auto &patient = ctl.text(draftVerb, "PATIENT", "Id or ID number", Given::Always);
    const auto &code = ctl.text(draftVerb, "FORM", "Its code", Given::Always);
    const auto &day = ctl.day(draftVerb, "--date", "Day of the visit (today)");
    ctl.runs(draftVerb, [&] { return draftOne(ctl, *patient, *code, day); });

    CLI::App &saveVerb = ctl.verb(noun, "save", "Judge and close a form from a JSON file");
    const auto &file = ctl.text(saveVerb, "FILE", "The file, or - for standard input (docs/cli.md)", Given::Always);
    ctl.runs(saveVerb, [&] { return saveOne(ctl, *file); });

    CLI::App &printVerb = ctl.verb(noun, "print", "A national form on A4, filled in or blank");
    const FormPrintArguments printing{
        ctl.text(printVerb, "FORM", "Its code", Given::Always),
        ctl.text(printVerb, "--patient", "Id or ID number; may be left out with --blank"),
        ctl.text(printVerb, "--pdf", "File to write", Given::Always),
        ctl.flag(printVerb, "--blank", "Nothing in it but the resident's name and number")};
    ctl.runs(
        printVerb, [&ctl, printing] { return printOne(ctl, printing); }, Needs::Pictures);

    CLI::App &listVerb = ctl.verb(noun, "list", "A resident's forms, the latest first");
    const auto &whose = ctl.text(listVerb, "PATIENT", "Id or ID number", Given::Always);
    const auto &kind = ctl.text(listVerb, "--form", "Only those of this code");
    const qint64 &limit = ctl.number(listVerb, "--limit", "At most so many", 50, 1, 1000);
    ctl.runs(listVerb, [&] { return listThem(ctl, *whose, kind, limit); });
}

} // namespace yigong
