// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/import_answer.h"
#include "app/ctl/import_reasons.h"
#include "app/ctl/verbs.h"
#include "core/codes/imported_codes.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/divisions_reader.h"
#include "core/exchange/patient_export.h"
#include "core/exchange/patient_import.h"
#include "core/exchange/refused_file.h"
#include "core/sites/site_tree.h"

#include <QJsonArray>
#include <atomic>
#include <csignal>

namespace yigong {

namespace {

std::atomic_bool stopAsked{false};

/// Ctrl-C ends long work between two commits, with a report of what was done; a second one ends it at once.
void stopOnSignal()
{
    const auto stop = [](int number) {
        stopAsked.store(true);
        std::signal(number, SIG_DFL);
    };
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
}

QJsonObject countsJson(int added, int updated, int unchanged, qsizetype refused)
{
    return {{QStringLiteral("added"), added},
            {QStringLiteral("updated"), updated},
            {QStringLiteral("unchanged"), unchanged},
            {QStringLiteral("refused"), refused}};
}

QJsonObject countsJson(const ImportCounts &counts)
{
    return countsJson(counts.added, counts.updated, counts.unchanged, counts.refused);
}

QJsonObject numbersJson(const std::map<QString, int> &numbers)
{
    QJsonObject object;
    for (const auto &[name, number] : numbers)
        object.insert(name, number);
    return object;
}

/// "健康卡号=recordNumber"
Result<QHash<QString, QString>> mappingFrom(const QStringList &words)
{
    QHash<QString, QString> mapping;
    for (const QString &word : words) {
        const auto at = word.lastIndexOf(u'=');
        if (at <= 0)
            return fail(ErrorKind::Invalid, QStringLiteral("mapping"), {word});
        mapping.insert(word.left(at), word.mid(at + 1));
    }
    return mapping;
}

struct ImportArguments
{
    const QStringList &files;
    const QStringList &mapping;
    const std::optional<QString> &refused, &source, &site;
};

Result<void> importFiles(Ctl &ctl, const ImportArguments &arguments)
{
    ImportOptions options = importOptions(ctl);
    YIGONG_LET(mapping, mappingFrom(arguments.mapping));
    options.mapping = mapping;
    options.source = arguments.source.value_or(QString());
    options.refusedPath = arguments.refused.value_or(QString());
    YIGONG_LET(session, ctl.openForWriting());
    if (arguments.site) {
        YIGONG_LET(site, session.db->read([&](const Snapshot &s) { return siteByCode(s, *arguments.site); }));
        if (!site)
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {*arguments.site});
        options.site = site->id;
    }
    YIGONG_LET(report, importPatients(*session.db, session.actor, arguments.files, options));
    ctl.progress(QString());
    YIGONG_TRY(ctl.print(reportJson(report)));
    return report.stopped ? Result<void>(fail(ErrorKind::Cancelled)) : Result<void>{};
}

Result<void> exportFile(Ctl &ctl, const QString &path, const QString &format)
{
    YIGONG_LET(session, ctl.openForReading());
    stopOnSignal();
    const auto progress = [&ctl](int done) { ctl.progress(QString::number(done)); };
    YIGONG_LET(report,
               exportPatients(*session.db, session.actor, path,
                              format == u"fhir" ? ExportFormat::Fhir : ExportFormat::Csv, progress, &stopAsked));
    ctl.progress(QString());
    return ctl.print({{QStringLiteral("file"), path},
                      {QStringLiteral("patients"), report.patients},
                      {QStringLiteral("records"), report.records}});
}

Result<void> writeRefused(const std::optional<QString> &path, const QStringList &header,
                          const std::vector<std::tuple<qint64, QStringList, Error>> &rows)
{
    if (!path)
        return {};
    YIGONG_LET(file, RefusedFile::create(*path, header));
    for (const auto &[line, fields, error] : rows)
        YIGONG_TRY(file.add(line, fields, importReason(error)));
    return file.commit();
}

/// A list of towns alone knows its county by code only: that is no new name for one that has a name.
Result<DivisionsImport> importNamed(Transaction &tx, const DivisionList &list)
{
    std::vector<Division> divisions;
    for (const Division &division : list.divisions) {
        YIGONG_LET(known, siteByCode(tx, division.code));
        if (!known || !list.countiesWithoutName.contains(division.code))
            divisions.push_back(division);
    }
    return importDivisions(tx, divisions);
}

Result<void> importSites(Ctl &ctl, const QString &path, const std::optional<QString> &county,
                         const std::optional<QString> &refused)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(list, readDivisions(path, county.value_or(QString())));
    YIGONG_LET(done, session.db->write(session.actor, [&](Transaction &tx) { return importNamed(tx, list); }));
    std::vector<std::tuple<qint64, QStringList, Error>> rows;
    rows.reserve(list.refused.size());
    for (const RefusedDivision &row : list.refused)
        rows.emplace_back(row.line, row.fields, row.error);
    YIGONG_TRY(writeRefused(refused, list.header, rows));
    return ctl.print(countsJson(done.added, done.updated, done.unchanged, static_cast<qsizetype>(rows.size())));
}

Result<void> importCodes(Ctl &ctl, const QString &path, CodeListKind kind, const std::optional<QString> &refused)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(reader, CsvReader::open(path));
    YIGONG_LET(list, CodeListImport::forHeader(kind, reader->header()));
    std::vector<std::tuple<qint64, QStringList, Error>> rows;
    CsvRow row;
    for (;;) {
        YIGONG_LET(more, reader->next(row));
        if (!more)
            break;
        const Result<void> taken = row.refusal ? Result<void>(fail(*row.refusal)) : list.take(row.fields);
        if (!taken)
            rows.emplace_back(row.line, row.fields, taken.error());
    }
    const int repeated = list.repeated();
    YIGONG_LET(done, storeCodes(*session.db, session.actor, kind, std::move(list).codes()));
    YIGONG_TRY(writeRefused(refused, reader->header(), rows));
    QJsonObject answer = countsJson(done.added, done.updated, done.unchanged, static_cast<qsizetype>(rows.size()));
    answer.insert(QStringLiteral("repeated"), repeated);
    return ctl.print(answer);
}

void registerPatientFiles(Ctl &ctl)
{
    CLI::App &patient = ctl.noun("patient", "Residents");
    CLI::App &import = ctl.verb(patient, "import", "Import residents' lists (CSV) and FHIR R4 (JSON, NDJSON)");
    const auto &files = ctl.words(import, "FILE", "Files, or folders of FHIR files");
    const auto &refused = ctl.text(import, "--refused", "Where what was not taken goes, to be mended");
    const auto &mapping = ctl.words(import, "--map", "COLUMN=FIELD; FIELD may be remark or ignore", Given::Maybe);
    const auto &source = ctl.text(import, "--source", "Name of the system that the files come from");
    const auto &site = ctl.text(import, "--site", "Code of the site whose residents they are");
    import.get_option("--map")->allow_extra_args(false);
    ctl.runs(import, [&ctl, &files, &mapping, &refused, &source, &site] {
        return importFiles(ctl, {files, mapping, refused, source, site});
    });

    CLI::App &exported = ctl.verb(patient, "export", "Export the residents of your site");
    const auto &path = ctl.text(exported, "FILE", "The file to make", Given::Always);
    const auto &format = ctl.choice(exported, "--format", "csv or fhir",
                                    {QStringLiteral("csv"), QStringLiteral("fhir")}, QStringLiteral("csv"));
    ctl.runs(exported, [&ctl, &path, &format] { return exportFile(ctl, *path, format); });
}

void registerSiteFiles(Ctl &ctl)
{
    CLI::App &import = ctl.verb(ctl.noun("site", "The site tree"), "import", "Build the site tree from divisions");
    const auto &path = ctl.text(import, "FILE", "CSV of divisions", Given::Always);
    const auto &county = ctl.text(import, "--county", "Only this county's (six digits)");
    const auto &refused = ctl.text(import, "--refused", "Where rows that were not taken go");
    ctl.runs(import, [&ctl, &path, &county, &refused] { return importSites(ctl, *path, county, refused); });
}

void registerCodeFiles(Ctl &ctl)
{
    CLI::App &import = ctl.verb(ctl.noun("code", "Diagnoses, procedures, drugs"), "import", "Import a full code list");
    const auto &path = ctl.text(import, "FILE", "CSV with code and name", Given::Always);
    const auto &kind =
        ctl.choice(import, "--kind", "What the codes are for",
                   {nameOf(CodeListKind::Diagnoses), nameOf(CodeListKind::Procedures), nameOf(CodeListKind::Drugs)},
                   nameOf(CodeListKind::Diagnoses));
    const auto &refused = ctl.text(import, "--refused", "Where rows that were not taken go");
    ctl.runs(import,
             [&ctl, &path, &kind, &refused] { return importCodes(ctl, *path, *codeListKindFrom(kind), refused); });
}

} // namespace

ImportOptions importOptions(Ctl &ctl)
{
    ImportOptions options;
    options.reason = importReason;
    options.cancelled = &stopAsked;
    options.progress = [&ctl](qint64 done, qint64 of) {
        ctl.progress(QStringLiteral("%1 %").arg(of > 0 ? done * 100 / of : 100));
    };
    stopOnSignal();
    return options;
}

QJsonObject reportJson(const ImportReport &report)
{
    QJsonObject answer = countsJson(report.total);
    QJsonObject byKind;
    for (const auto &[kind, counts] : report.byKind)
        byKind.insert(kind.isEmpty() ? QStringLiteral("unknown") : kind, countsJson(counts));
    answer.insert(QStringLiteral("byKind"), byKind);
    answer.insert(QStringLiteral("other"), numbersJson(report.otherCounts));
    answer.insert(QStringLiteral("unknownColumns"), QJsonArray::fromStringList(report.unknownColumns));
    answer.insert(QStringLiteral("notes"), numbersJson(report.notes));
    QJsonObject unread;
    for (const auto &[column, words] : report.unread)
        unread.insert(column, numbersJson(words));
    answer.insert(QStringLiteral("unread"), unread);
    QJsonArray unreadable;
    for (const UnreadableFile &file : report.unreadable)
        unreadable.append(
            QJsonObject{{QStringLiteral("file"), file.path}, {QStringLiteral("reason"), sentence(file.error)}});
    answer.insert(QStringLiteral("unreadable"), unreadable);
    QJsonArray told;
    for (const Told &one : report.told)
        told.append(QJsonObject{{QStringLiteral("line"), one.line},
                                {QStringLiteral("column"), one.column},
                                {QStringLiteral("what"), nameOf(one.because)},
                                {QStringLiteral("text"), one.text}});
    answer.insert(QStringLiteral("told"), told);
    answer.insert(QStringLiteral("stopped"), report.stopped);
    return answer;
}

void registerImportVerbs(Ctl &ctl)
{
    registerPatientFiles(ctl);
    registerSiteFiles(ctl);
    registerCodeFiles(ctl);
}

} // namespace yigong
