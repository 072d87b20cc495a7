// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/import_answer.h"
#include "app/ctl/import_reasons.h"
#include "app/ctl/verbs.h"
#include "core/base/platform/durable_file.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/follow_up_export.h"
#include "core/exchange/follow_up_import.h"
#include "core/sites/site_tree.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace yigong {

namespace {

constexpr qint64 maxMappingBytes = 1 << 20;

using OptionalText = std::optional<QString>;

struct CsvArguments
{
    const OptionalText &file, &mapping, &keep, &kind, &program, &source, &site, &refused;
    const bool &dryRun;
};

/// A file where there is one of that name, else the name of one that was kept.
Result<ListMapping> mappingCalled(const Session &session, const QString &called)
{
    if (QFileInfo(called).isFile()) {
        YIGONG_LET(bytes, readWholeFile(called, maxMappingBytes));
        return listMappingFrom(bytes);
    }
    return session.db->read([&](const Snapshot &snapshot) { return keptMapping(snapshot, called); });
}

Result<void> takeArguments(ListMapping &mapping, const CsvArguments &given, const QStringList &header)
{
    if (given.kind) {
        const auto kind = listKindFrom(*given.kind);
        if (!kind)
            return fail(ErrorKind::Invalid, QStringLiteral("kind"), {*given.kind});
        if (*kind != mapping.kind)
            mapping = guessedMapping(header, *kind);
    }
    if (given.program) {
        const auto program = followUpProgramFrom(*given.program);
        if (!program || !hasOwnRecord(*program))
            return fail(ErrorKind::Invalid, QStringLiteral("program"), {*given.program});
        mapping.program = *program;
    }
    if (given.source)
        mapping.source = *given.source;
    return {};
}

/// Each column with its field and what stands in it first.
QJsonArray columnsJson(const ListMapping &mapping, const QStringList &header, const QStringList &example)
{
    QJsonArray columns;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString field = mapping.fieldOf(header[i]);
        columns.append(QJsonObject{
            {QStringLiteral("column"), header[i]},
            {QStringLiteral("field"), field.isEmpty() ? QStringLiteral("remark") : field},
            {QStringLiteral("example"), example.value(i)},
            {QStringLiteral("meant"), mapping.meant(header[i], example.value(i))},
        });
    }
    return columns;
}

Result<void> importCsv(Ctl &ctl, const CsvArguments &given)
{
    YIGONG_LET(reader, CsvReader::open(*given.file));
    const QStringList header = reader->header();
    CsvRow first;
    YIGONG_LET(any, reader->next(first));
    YIGONG_LET(session, ctl.openForWriting());
    ListMapping mapping = guessedMapping(header);
    if (given.mapping) {
        YIGONG_LET(called, mappingCalled(session, *given.mapping));
        mapping = std::move(called);
    }
    YIGONG_TRY(takeArguments(mapping, given, header));
    ImportOptions options = importOptions(ctl);
    options.refusedPath = given.refused.value_or(QString());
    options.dryRun = given.dryRun;
    options.tellAlike = true;
    if (given.site) {
        YIGONG_LET(site, session.db->read([&](const Snapshot &s) { return siteByCode(s, *given.site); }));
        if (!site)
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {*given.site});
        options.site = site->id;
    }
    if (given.keep && !given.dryRun)
        YIGONG_TRY(
            session.db->write(session.actor, [&](Transaction &tx) { return keepMapping(tx, *given.keep, mapping); }));
    if (mapping.kind == ListKind::Residents)
        useMapping(options, mapping, header);
    YIGONG_LET(report, mapping.kind == ListKind::Residents
                           ? importPatients(*session.db, session.actor, {*given.file}, options)
                           : importFollowUps(*session.db, session.actor, *given.file, mapping, options));
    ctl.progress(QString());
    QJsonObject answer = reportJson(report);
    answer.insert(QStringLiteral("dryRun"), given.dryRun);
    answer.insert(QStringLiteral("kind"), nameOf(mapping.kind));
    if (given.dryRun) {
        answer.insert(QStringLiteral("mapping"), QJsonDocument::fromJson(jsonOf(mapping)).object());
        answer.insert(QStringLiteral("columns"), columnsJson(mapping, header, any ? first.fields : QStringList()));
    }
    YIGONG_TRY(ctl.print(answer));
    return report.stopped ? Result<void>(fail(ErrorKind::Cancelled)) : Result<void>{};
}

Result<void> listMappings(Ctl &ctl, const OptionalText &name)
{
    YIGONG_LET(session, ctl.openForReading());
    if (name) {
        YIGONG_LET(mapping, session.db->read([&](const Snapshot &s) { return keptMapping(s, *name); }));
        return ctl.print(QJsonDocument::fromJson(jsonOf(mapping)).object());
    }
    YIGONG_LET(names, session.db->read(keptMappings));
    return ctl.print({{QStringLiteral("mappings"), QJsonArray::fromStringList(names)}});
}

struct FormsArguments
{
    const OptionalText &csv, &xlsx, &program;
    const std::optional<QDate> &from, &to;
};

Result<void> exportForms(Ctl &ctl, const FormsArguments &given)
{
    FollowUpExport which;
    which.from = given.from.value_or(QDate());
    which.to = given.to.value_or(QDate());
    if (given.program)
        which.program = followUpProgramFrom(*given.program);
    if (given.program && (!which.program || !hasOwnRecord(*which.program)))
        return fail(ErrorKind::Invalid, QStringLiteral("program"), {*given.program});
    if (given.csv.has_value() == given.xlsx.has_value())
        return fail(ErrorKind::Required, QStringLiteral("--csv"));
    const QString path = given.csv ? *given.csv : *given.xlsx;
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(rows,
               exportFollowUps(*session.db, session.actor, path, which, given.csv ? TableFile::Csv : TableFile::Xlsx));
    return ctl.print({{QStringLiteral("file"), path}, {QStringLiteral("followUps"), rows}});
}

void registerListImport(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("import", "Lists of other systems");
    CLI::App &csv = ctl.verb(noun, "csv", "Import residents or follow-ups from CSV, by a mapping of its columns");
    const CsvArguments given{
        ctl.text(csv, "FILE", "The list", Given::Always),
        ctl.text(csv, "--mapping", "A mapping's file, or the name of one that was kept (guessed from the headers)"),
        ctl.text(csv, "--keep", "Keep the mapping under this name"),
        ctl.text(csv, "--kind", "residents or follow-ups (as the headers say)"),
        ctl.text(csv, "--program", "hypertension or diabetes, of follow-ups"),
        ctl.text(csv, "--source", "Name of the system that the list comes from"),
        ctl.text(csv, "--site", "Code of the site whose residents they are"),
        ctl.text(csv, "--refused", "Where what was not taken goes, to be mended"),
        ctl.flag(csv, "--dry-run", "Say what would be done, and by which mapping; write nothing")};
    ctl.runs(csv, [&ctl, given] { return importCsv(ctl, given); });

    CLI::App &mappings = ctl.verb(noun, "mappings", "The mappings that were kept; with NAME, that one");
    const auto &name = ctl.text(mappings, "NAME", "Which");
    ctl.runs(mappings, [&ctl, &name] { return listMappings(ctl, name); });
}

void registerFormExport(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("followup", "Follow-ups of chronic diseases");
    CLI::App &verb = ctl.verb(noun, "export", "Export the follow-ups of your site as a table, a column a field");
    const FormsArguments given{ctl.text(verb, "--csv", "The CSV to make"),
                               ctl.text(verb, "--xlsx", "The workbook to make"),
                               ctl.text(verb, "--program", "hypertension or diabetes (both)"),
                               ctl.day(verb, "--from", "First day of the visits"), ctl.day(verb, "--to", "Last day")};
    ctl.runs(verb, [&ctl, given] { return exportForms(ctl, given); });
}

} // namespace

void registerCsvVerbs(Ctl &ctl)
{
    registerListImport(ctl);
    registerFormExport(ctl);
}

} // namespace yigong
