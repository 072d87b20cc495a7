// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/oversight/log_files.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/xlsx_writer.h"
#include "core/patients/patient_text.h"
#include "ui/oversight/audit_words.h"
#include "ui/shell/words.h"

#include <QPrinter>
#include <QSaveFile>
#include <QTextDocument>

namespace yigong {

namespace {

class LogFiles
{
    Q_DECLARE_TR_FUNCTIONS(yigong::LogFiles)
public:
    static QString title() { return tr("Log of reads"); }
    static QStringList header()
    {
        return {tr("When"), tr("Who"),      tr("Login"), tr("Role"),     tr("Site"),
                tr("What"), tr("Resident"), tr("Basis"), tr("Computer"), tr("No.")};
    }
};

QStringList cellsOf(const NamedAuditRow &one)
{
    const AuditEntry &entry = one.row.entry;
    return {civilDateTime(entry.at),
            one.who,
            one.login,
            roleWord(static_cast<StaffRole>(entry.role)),
            one.siteName,
            whatWasDone(entry),
            maskedName(one.residentName),
            basisWord(static_cast<Basis>(entry.basis)),
            one.deviceName,
            QString::number(one.row.number)};
}

Result<void> writeWorkbook(const std::vector<NamedAuditRow> &rows, const QStringList &words, const QString &path)
{
    YIGONG_LET(book, XlsxWriter::create(path));
    YIGONG_TRY(book.sheet({LogFiles::title(), LogFiles::title(), words, LogFiles::header()}));
    for (const NamedAuditRow &one : rows) {
        std::vector<XlsxCell> cells;
        for (const QString &text : cellsOf(one))
            cells.emplace_back(text);
        YIGONG_TRY(book.row(cells));
    }
    return book.save();
}

Result<void> writeCsv(const std::vector<NamedAuditRow> &rows, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::FileUnwritable, {}, {path, file.errorString()});
    CsvWriter csv(file);
    YIGONG_TRY(csv.write(LogFiles::header()));
    for (const NamedAuditRow &one : rows)
        YIGONG_TRY(csv.write(cellsOf(one)));
    if (!file.commit())
        return fail(ErrorKind::FileUnwritable, {}, {path, file.errorString()});
    return {};
}

} // namespace

Result<void> writeLog(Database &db, const Actor &actor, const std::vector<NamedAuditRow> &rows,
                      const QStringList &filterWords, const QString &path)
{
    const bool csv = path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive);
    YIGONG_TRY(csv ? writeCsv(rows, path) : writeWorkbook(rows, filterWords, path));
    note(db, actor, AuditKind::Exported, csv ? QStringLiteral("audit-log csv") : QStringLiteral("audit-log xlsx"),
         static_cast<qint64>(rows.size()));
    return {};
}

void printLog(const std::vector<NamedAuditRow> &rows, const QStringList &filterWords, QPrinter &printer)
{
    const auto row = [](const QStringList &cells, const QString &tag) {
        QString html = QStringLiteral("<tr>");
        for (const QString &cell : cells)
            html += u'<' + tag + u'>' + cell.toHtmlEscaped() + QStringLiteral("</") + tag + u'>';
        return html + QStringLiteral("</tr>");
    };
    QString html = QStringLiteral("<h2>") + LogFiles::title().toHtmlEscaped() + QStringLiteral("</h2><p>") +
                   filterWords.join(QStringLiteral("，")).toHtmlEscaped() +
                   QStringLiteral("</p><table border='1' cellspacing='0' cellpadding='3' width='100%'>") +
                   row(LogFiles::header(), QStringLiteral("th"));
    for (const NamedAuditRow &one : rows)
        html += row(cellsOf(one), QStringLiteral("td"));
    QTextDocument paper;
    paper.setDefaultFont(theme().font(TextStyle::Secondary));
    paper.setHtml(html + QStringLiteral("</table>"));
    printer.setPageOrientation(QPageLayout::Landscape);
    paper.print(&printer);
}

} // namespace yigong
