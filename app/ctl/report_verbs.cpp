// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/exchange/new_file.h"
#include "core/exchange/report_files.h"
#include "core/security/audit.h"
#include "core/sites/site_tree.h"
#include "ui/print/report_pdf.h"

#include <QFile>
#include <QJsonDocument>

namespace yigong {

namespace {

struct Arguments
{
    const std::optional<QString> &name;
    const std::optional<QDate> &from, &to;
    const std::optional<QString> &site;
    const QString &format;
    const std::optional<QString> &out;
};

Result<ReportTable> made(Ctl &ctl, const Session &session, const Arguments &given)
{
    return session.db->read([&](const Snapshot &s) -> Result<ReportTable> {
        ReportRequest request{*given.name, *given.from, *given.to, {}};
        if (given.site) {
            YIGONG_LET(site, siteByCode(s, *given.site));
            if (!site)
                return fail(ErrorKind::NotFound, QStringLiteral("site"), {*given.site});
            request.site = site->id;
        }
        return runReport(s, session.actor, request, ctl.clock().now());
    });
}

QByteArray jsonOf(const ReportTable &table)
{
    return QJsonDocument(reportJson(table)).toJson(QJsonDocument::Compact) + '\n';
}

Result<void> writeFile(const ReportTable &table, const QString &format, const QString &path)
{
    if (format == u"xlsx")
        return writeReportXlsx(table, path);
    if (format == u"pdf")
        return writeReportPdf(table, path);
    YIGONG_LET(file, NewFile::create(path));
    if (format == u"csv")
        YIGONG_TRY(writeReportCsv(table, file.device()));
    else
        file.device().write(jsonOf(table));
    return file.commit();
}

Result<void> writeToShell(Ctl &ctl, const ReportTable &table, const QString &format)
{
    if (format == u"json")
        return ctl.printLine(reportJson(table));
    QFile output;
    if (!output.open(stdout, QIODevice::WriteOnly))
        return fail(ErrorKind::FileUnwritable, {}, {QStringLiteral("standard output"), output.errorString()});
    YIGONG_TRY(writeReportCsv(table, output));
    if (!output.flush())
        return fail(ErrorKind::FileUnwritable, {}, {QStringLiteral("standard output"), output.errorString()});
    return {};
}

Result<void> report(Ctl &ctl, const Arguments &given)
{
    const bool isBinary = given.format == u"xlsx" || given.format == u"pdf";
    if (isBinary && !given.out)
        return fail(ErrorKind::Required, QStringLiteral("--out"));
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(table, made(ctl, session, given));
    if (!given.out)
        return writeToShell(ctl, table, given.format);
    YIGONG_TRY(writeFile(table, given.format, *given.out));
    note(*session.db, session.actor, given.format == u"pdf" ? AuditKind::Printed : AuditKind::Exported,
         table.name + u' ' + given.format, static_cast<qint64>(table.rows.size()));
    ctl.say(coverageSentence(table.coverage, table.madeAt, ReportLanguage::English));
    return ctl.print({{QStringLiteral("report"), table.name},
                      {QStringLiteral("file"), *given.out},
                      {QStringLiteral("rows"), static_cast<qint64>(table.rows.size())},
                      {QStringLiteral("missing"), static_cast<qint64>(table.coverage.missing.size())}});
}

} // namespace

void registerReportVerbs(Ctl &ctl)
{
    CLI::App &verb = ctl.verb("report", "Figures over a site and all below it, and which sites they lack");
    QStringList names;
    for (const ReportDefinition &definition : reportDefinitions())
        names += definition.name;
    const std::string help = "One of " + names.join(QStringLiteral(", ")).toStdString();
    const Arguments given{
        ctl.text(verb, "NAME", help.c_str(), Given::Always),
        ctl.day(verb, "--from", "First day", Given::Always),
        ctl.day(verb, "--to", "Last day", Given::Always),
        ctl.text(verb, "--site", "Code of the site; one's own where left out"),
        ctl.choice(verb, "--format", "Form of the answer",
                   {QStringLiteral("json"), QStringLiteral("csv"), QStringLiteral("xlsx"), QStringLiteral("pdf")},
                   QStringLiteral("json")),
        ctl.text(verb, "--out", "File to write; needed for xlsx and pdf"),
    };
    ctl.runs(
        verb, [&ctl, given] { return report(ctl, given); },
        [given] { return given.format == u"pdf" ? Needs::Pictures : Needs::Nothing; });
}

} // namespace yigong
