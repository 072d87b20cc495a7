// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/resident_called.h"
#include "app/ctl/verbs.h"
#include "core/patients/departures.h"
#include "core/patients/file_completeness.h"
#include "core/patients/file_paper.h"
#include "core/patients/resident_file.h"
#include "core/patients/residents.h"
#include "core/security/audit.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"
#include "ui/print/file_pdf.h"

#include <QJsonArray>

namespace yigong {

namespace {

using TextOption = std::optional<QString>;
using DayOption = std::optional<QDate>;

Result<Id> siteOption(const Snapshot &snapshot, const TextOption &code, Id otherwise)
{
    if (!code)
        return otherwise;
    YIGONG_LET(site, siteByCode(snapshot, *code));
    if (!site)
        return fail(ErrorKind::NotFound, QStringLiteral("site"), {*code});
    return site->id;
}

QJsonArray keysOf(const QStringList &columns)
{
    QJsonArray keys;
    for (const QString &column : columns)
        if (const BasicField *field = basicField(column))
            keys.append(field->keyText());
    return keys;
}

Result<QJsonArray> historyJson(const Snapshot &snapshot, const ResidentFile &file)
{
    YIGONG_LET(events, residentEventsOf(snapshot, file.patient.id));
    QJsonArray history;
    for (const ResidentEvent &event : events) {
        YIGONG_LET(by, practitionerName(snapshot, event.practitioner));
        QJsonObject line{{QStringLiteral("kind"), nameOf(event.kind)},
                         {QStringLiteral("day"), event.day.text()},
                         {QStringLiteral("entered"), instantJson(event.entered)},
                         {QStringLiteral("practitioner"), by}};
        if (const BasicField *field = basicField(event.what)) {
            line[QStringLiteral("field")] = field->keyText();
            line[QStringLiteral("before")] = wordsFor(*field, event.before, file.form.formVersion);
            line[QStringLiteral("after")] = wordsFor(*field, event.after, file.form.formVersion);
        }
        if (!event.reason.isEmpty())
            line[QStringLiteral("reason")] = event.reason;
        if (!event.place.isEmpty())
            line[QStringLiteral("place")] = event.place;
        history.append(line);
    }
    return history;
}

Result<void> showFile(Ctl &ctl, const QString &called)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, session.db->read([&](const Snapshot &snapshot) -> Result<QJsonObject> {
        YIGONG_LET(id, residentCalled(snapshot, called));
        YIGONG_LET(file, openResidentFile(snapshot, session.actor, id));
        YIGONG_LET(rules, FileRules::of(snapshot));
        YIGONG_LET(history, historyJson(snapshot, file));
        QJsonObject values, words;
        for (const BasicField &field : basicFields()) {
            if (const QString text = fieldText(file, field); !text.isEmpty()) {
                values[field.keyText()] = text;
                words[field.keyText()] = fieldWords(file, field);
            }
        }
        for (const char *person : {"doctor", "establishedBy"}) {
            YIGONG_LET(name, practitionerName(snapshot, QLatin1String(person) == u"doctor" ? file.form.doctor
                                                                                           : file.form.establishedBy));
            if (!name.isEmpty())
                words[QLatin1String(person)] = name;
        }
        return QJsonObject{
            {QStringLiteral("patient"), file.patient.id.text()},
            {QStringLiteral("filled"), file.isFilled},
            {QStringLiteral("formVersion"), file.form.formVersion},
            {QStringLiteral("deceasedOn"), file.patient.deceasedOn.text()},
            {QStringLiteral("leftOn"), dayJson(file.patient.leftOn)},
            {QStringLiteral("values"), values},
            {QStringLiteral("words"), words},
            {QStringLiteral("missing"), keysOf(missingItems(file, rules, civilDay(snapshot.now())))},
            {QStringLiteral("history"), history},
        };
    }));
    return ctl.print(answer);
}

/// "education=8", "diseases=2 2018-06; 6 2020 肺癌"; with nothing behind the sign it is emptied.
Result<void> setAnswers(ResidentFile &file, const QStringList &answers)
{
    for (const QString &answer : answers) {
        const qsizetype sign = answer.indexOf(u'=');
        const BasicField *field = basicField(answer.left(sign));
        if (sign < 0 || !field)
            return fail(ErrorKind::NotFound, QStringLiteral("field"), {answer});
        if (field->isFixed)
            return fail(ErrorKind::Forbidden, field->columnText(), {answer});
        YIGONG_TRY(setField(file, *field, answer.mid(sign + 1)));
    }
    return {};
}

Result<void> setFile(Ctl &ctl, const QString &called, const QStringList &answers)
{
    YIGONG_LET(session, ctl.openForWriting());
    QString patient;
    YIGONG_LET(changed, session.db->write(session.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(id, residentCalled(tx, called));
        YIGONG_LET(before, residentFileOf(tx, id));
        ResidentFile after = before;
        YIGONG_TRY(setAnswers(after, answers));
        patient = before.patient.id.text();
        return saveResidentFile(tx, before, std::move(after));
    }));
    return ctl.print({{QStringLiteral("id"), patient}, {QStringLiteral("changed"), changed}});
}

Result<void> listFields(Ctl &ctl)
{
    QJsonArray fields;
    for (const BasicField &field : basicFields()) {
        QStringList options;
        for (const BasicOption &option : field.options)
            options.append(QString::number(option.number) + option.nameText());
        fields.append(QJsonObject{{QStringLiteral("key"), field.keyText()},
                                  {QStringLiteral("name"), field.nameText()},
                                  {QStringLiteral("part"), titleOf(field.part)},
                                  {QStringLiteral("required"), field.required},
                                  {QStringLiteral("options"), options.join(u' ')}});
    }
    return ctl.print({{QStringLiteral("fields"), fields}});
}

struct MissingArguments
{
    const TextOption &site, &item;
    const qint64 &limit;
};

Result<QJsonArray> residentsLacking(const Snapshot &snapshot, const Actor &actor, Id site, const QString &item,
                                    int limit)
{
    const QDate today = civilDay(snapshot.now());
    YIGONG_LET(rules, FileRules::of(snapshot));
    YIGONG_LET(page, residentPage(snapshot, actor, {site, {}, item, ResidentOrder::Name}, 0, limit));
    QJsonArray residents;
    for (const Resident &one : page) {
        YIGONG_LET(file, residentFileOf(snapshot, one.patient.id));
        residents.append(QJsonObject{{QStringLiteral("id"), one.patient.id.text()},
                                     {QStringLiteral("name"), one.patient.name},
                                     {QStringLiteral("site"), one.siteName},
                                     {QStringLiteral("missing"), keysOf(missingItems(file, rules, today))}});
    }
    return residents;
}

Result<void> listMissing(Ctl &ctl, const MissingArguments &given)
{
    QString item = QString::fromLatin1(anyMissing);
    if (given.item) {
        const BasicField *field = basicField(*given.item);
        if (!field)
            return fail(ErrorKind::NotFound, QStringLiteral("item"), {*given.item});
        item = field->columnText();
    }
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, session.db->read([&](const Snapshot &snapshot) -> Result<QJsonObject> {
        YIGONG_LET(site, siteOption(snapshot, given.site, session.actor.site));
        YIGONG_LET(figures, fileFigures(snapshot, session.actor, site, civilDay(snapshot.now())));
        YIGONG_LET(residents, residentsLacking(snapshot, session.actor, site, item, static_cast<int>(given.limit)));
        QJsonArray items;
        for (const BasicField &field : basicFields())
            if (const auto found = figures.missing.find(field.columnText());
                found != figures.missing.end() && found->second > 0)
                items.append(QJsonObject{{QStringLiteral("item"), field.keyText()},
                                         {QStringLiteral("name"), field.nameText()},
                                         {QStringLiteral("files"), found->second}});
        return QJsonObject{{QStringLiteral("files"), figures.files},
                           {QStringLiteral("filled"), figures.filled},
                           {QStringLiteral("complete"), figures.complete},
                           {QStringLiteral("current"), figures.current},
                           {QStringLiteral("items"), items},
                           {QStringLiteral("residents"), residents}};
    }));
    return ctl.print(answer);
}

struct RuleArguments
{
    const QStringList &require;
    const QString &year;
    const qint64 &fromAge;
};

Result<void> fileRules(Ctl &ctl, const RuleArguments &given)
{
    const bool isChange = !given.require.isEmpty() || !given.year.isEmpty() || given.fromAge >= 0;
    YIGONG_LET(session, isChange ? ctl.openForWriting() : ctl.openForReading());
    YIGONG_LET(rules, session.db->read([](const Snapshot &snapshot) { return FileRules::of(snapshot); }));
    if (!given.require.isEmpty())
        rules.required.clear();
    for (const QString &key : given.require) {
        const BasicField *field = basicField(key);
        rules.required.append(field ? field->columnText() : key);
    }
    if (!given.year.isEmpty())
        rules.byCalendarYear = given.year == u"calendar";
    if (given.fromAge >= 0)
        rules.formFromAge = static_cast<int>(given.fromAge);
    if (isChange)
        YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) { return setFileRules(tx, rules); }));
    return ctl.print(
        {{QStringLiteral("required"), keysOf(rules.required)},
         {QStringLiteral("year"), rules.byCalendarYear ? QStringLiteral("calendar") : QStringLiteral("rolling")},
         {QStringLiteral("formFromAge"), rules.formFromAge}});
}

void registerBasicVerbs(Ctl &ctl, CLI::App &patient)
{
    CLI::App &basic = ctl.verb(patient, "basic", "The file of a resident: cover and basic information form");
    basic.require_subcommand(1);
    CLI::App &showing = ctl.verb(basic, "show", "What the file says, what it lacks, and what was changed when");
    const auto &shown = ctl.text(showing, "ID", "Id or ID number", Given::Always);
    ctl.runs(showing, [&ctl, &shown] { return showFile(ctl, *shown); });

    CLI::App &setting = ctl.verb(basic, "set", "Fill in or change what is given, leave the rest");
    const auto &set = ctl.text(setting, "ID", "Id or ID number", Given::Always);
    const auto &answers = ctl.words(setting, "KEY=ANSWER", "e.g. education=8 \"diseases=2 2018-06; 6 2020 肺癌\"");
    ctl.runs(setting, [&ctl, &set, &answers] { return setFile(ctl, *set, answers); });

    CLI::App &fields = ctl.verb(basic, "fields", "The form's fields and their options, in the paper's order");
    ctl.runs(fields, [&ctl] { return listFields(ctl); });

    CLI::App &missing = ctl.verb(basic, "missing", "Files with missing items, and how many there are of each");
    const MissingArguments given{ctl.text(missing, "--site", "Code of a site; one's own where left out"),
                                 ctl.text(missing, "--item", "Only files without this one (a key)"),
                                 ctl.number(missing, "--limit", "At most so many residents", 100, 0, 1000000)};
    ctl.runs(missing, [&ctl, given] { return listMissing(ctl, given); });

    CLI::App &rules =
        ctl.verb(basic, "rules", "What a file must hold, and what counts as a year; with options: set it");
    const RuleArguments ruled{ctl.words(rules, "--require", "All keys that must not be empty", Given::Maybe),
                              ctl.choice(rules, "--year", "Of a file in use",
                                         {QStringLiteral("rolling"), QStringLiteral("calendar")}, QString()),
                              ctl.number(rules, "--form-from-age", "Younger ones need the cover alone", -1, -1, 18)};
    ctl.runs(rules, [&ctl, ruled] { return fileRules(ctl, ruled); });
}

struct FilePaperArguments
{
    const TextOption &patient;
    const QString &paper;
    const TextOption &file;
    const bool &blank;
};

Result<void> printFile(Ctl &ctl, const FilePaperArguments &given)
{
    if (!given.patient && !given.blank)
        return fail(ErrorKind::Required, QStringLiteral("--patient"));
    std::vector<FilePaperKind> kinds;
    for (const FilePaperKind kind : {FilePaperKind::Cover, FilePaperKind::BasicForm, FilePaperKind::Card})
        if (given.paper == u"all" || given.paper == nameOf(kind))
            kinds.push_back(kind);
    YIGONG_LET(session, ctl.openForReading());
    std::vector<FilePaper> papers;
    for (const FilePaperKind kind : kinds) {
        if (given.blank) {
            papers.push_back(blankFilePaper(kind));
            continue;
        }
        YIGONG_LET(paper, session.db->read([&](const Snapshot &snapshot) -> Result<FilePaper> {
            YIGONG_LET(id, residentCalled(snapshot, *given.patient));
            return filePaper(snapshot, session.actor, id, kind);
        }));
        papers.push_back(std::move(paper));
    }
    YIGONG_TRY(writeFilePdf(papers, *given.file));
    note(*session.db, session.actor, AuditKind::Printed, QStringLiteral("resident-file ") + given.paper,
         static_cast<qint64>(papers.size()), papers.front().patient);
    return ctl.print(
        {{QStringLiteral("file"), *given.file}, {QStringLiteral("papers"), static_cast<qint64>(papers.size())}});
}

void registerFilePrint(Ctl &ctl, CLI::App &patient)
{
    CLI::App &verb = ctl.verb(patient, "print", "Cover, basic information form and card as the national paper");
    const FilePaperArguments given{
        ctl.text(verb, "--patient", "Id or ID number; left out with --blank"),
        ctl.choice(verb, "--paper", "Which",
                   {QStringLiteral("all"), QStringLiteral("cover"), QStringLiteral("basic"), QStringLiteral("card")},
                   QStringLiteral("all")),
        ctl.text(verb, "--pdf", "File to write", Given::Always), ctl.flag(verb, "--blank", "Nobody's, nothing in it")};
    ctl.runs(
        verb, [&ctl, given] { return printFile(ctl, given); }, Needs::Pictures);
}

/// One act about one resident.
using ResidentAct = std::function<Result<void>(Transaction &, Id)>;
Result<void> actOn(Ctl &ctl, const QString &called, const ResidentAct &act)
{
    YIGONG_LET(session, ctl.openForWriting());
    Id patient;
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(id, residentCalled(tx, called));
        patient = id;
        return act(tx, id);
    }));
    return ctl.print({{QStringLiteral("id"), patient.text()}});
}

void registerDeath(Ctl &ctl, CLI::App &patient)
{
    CLI::App &verb = ctl.verb(patient, "die", "Record a death; taken back by `patient revive`");
    const auto &who = ctl.text(verb, "ID", "Id or ID number", Given::Always);
    const auto &day = ctl.text(verb, "--day", "2025, 2025-05 or 2025-05-01", Given::Always);
    const auto &cause = ctl.text(verb, "--cause", "As told");
    ctl.runs(verb, [&ctl, &who, &day, &cause]() -> Result<void> {
        const auto died = PartialDate::parse(*day);
        if (!died)
            return fail(ErrorKind::Invalid, QStringLiteral("deceased_on"), {*day});
        return actOn(ctl, *who,
                     [&](Transaction &tx, Id id) { return recordDeath(tx, id, *died, cause.value_or(QString())); });
    });
}

void registerMoves(Ctl &ctl, CLI::App &patient)
{
    CLI::App &leaving = ctl.verb(patient, "move-out", "They live in another county from that day on");
    const auto &left = ctl.text(leaving, "ID", "Id or ID number", Given::Always);
    const auto &leftOn = ctl.day(leaving, "--day", "Today where left out");
    const auto &place = ctl.text(leaving, "--to", "Where to");
    const auto &why = ctl.text(leaving, "--reason", "Why", Given::Always);
    ctl.runs(leaving, [&ctl, &left, &leftOn, &place, &why] {
        return actOn(ctl, *left, [&](Transaction &tx, Id id) {
            return moveOut(tx, id, leftOn.value_or(QDate()), place.value_or(QString()), *why);
        });
    });

    CLI::App &staying = ctl.verb(patient, "stay", "They had not moved out after all");
    const auto &stayed = ctl.text(staying, "ID", "Id or ID number", Given::Always);
    const auto &mistake = ctl.text(staying, "--reason", "Why; it stays in the record", Given::Always);
    ctl.runs(staying, [&ctl, &stayed, &mistake] {
        return actOn(ctl, *stayed, [&](Transaction &tx, Id id) { return undoMoveOut(tx, id, *mistake); });
    });

    CLI::App &returning = ctl.verb(patient, "come-back", "They live in the county again");
    const auto &back = ctl.text(returning, "ID", "Id or ID number", Given::Always);
    const auto &backOn = ctl.day(returning, "--day", "Today where left out");
    const auto &remark = ctl.text(returning, "--remark", "In words");
    ctl.runs(returning, [&ctl, &back, &backOn, &remark] {
        return actOn(ctl, *back, [&](Transaction &tx, Id id) {
            return comeBack(tx, id, backOn.value_or(QDate()), remark.value_or(QString()));
        });
    });

    CLI::App &moving = ctl.verb(patient, "move", "Another village of the county looks after them from now on");
    const auto &moved = ctl.text(moving, "ID", "Id or ID number", Given::Always);
    const auto &site = ctl.text(moving, "--site", "The clinic's code", Given::Always);
    const auto &cause = ctl.text(moving, "--reason", "Why");
    ctl.runs(moving, [&ctl, &moved, &site, &cause] {
        return actOn(ctl, *moved, [&](Transaction &tx, Id id) -> Result<void> {
            YIGONG_LET(to, siteOption(tx, site, {}));
            return moveToSite(tx, id, to, cause.value_or(QString()));
        });
    });
}

} // namespace

void registerResidentFileVerbs(Ctl &ctl)
{
    CLI::App &patient = ctl.noun("patient", "Residents");
    registerBasicVerbs(ctl, patient);
    registerFilePrint(ctl, patient);
    registerDeath(ctl, patient);
    registerMoves(ctl, patient);
}

} // namespace yigong
