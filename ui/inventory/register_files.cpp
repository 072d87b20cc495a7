// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inventory/register_files.h"
#include "core/base/clock.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/xlsx_writer.h"
#include "core/security/audit.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPrinter>
#include <QSaveFile>
#include <QTextDocument>

namespace yigong {

namespace {

class RegisterFiles
{
    Q_DECLARE_TR_FUNCTIONS(yigong::RegisterFiles)
public:
    static QString title() { return tr("Register of special drugs"); }
    static QStringList header()
    {
        return {tr("When"),
                tr("Drug"),
                tr("Lot"),
                tr("Expiry"),
                tr("What"),
                tr("No."),
                tr("From or to"),
                tr("Prescribed by"),
                tr("In or out"),
                tr("Left of the lot"),
                tr("Left of all"),
                tr("First signature"),
                tr("Second signature"),
                tr("Remarks")};
    }
};

QStringList registerCells(const SpecialEntry &entry)
{
    return {civilDateTime(entry.at),
            entry.drugName,
            entry.lot,
            entry.expiry.toString(Qt::ISODate),
            registerWord(entry),
            entry.number,
            entry.counterparty,
            entry.prescriber,
            QString::number(entry.change.units),
            QString::number(entry.ofBatch.units),
            QString::number(entry.ofDrug.units),
            entry.first,
            entry.second,
            entry.reason};
}

Result<void> writeRegisterBook(const std::vector<SpecialEntry> &entries, const QString &heading, const QString &path)
{
    YIGONG_LET(book, XlsxWriter::create(path));
    YIGONG_TRY(book.sheet({RegisterFiles::title(), RegisterFiles::title(), {heading}, RegisterFiles::header()}));
    for (const SpecialEntry &entry : entries) {
        std::vector<XlsxCell> cells;
        for (const QString &text : registerCells(entry))
            cells.emplace_back(text);
        YIGONG_TRY(book.row(cells));
    }
    return book.save();
}

Result<void> writeRegisterCsv(const std::vector<SpecialEntry> &entries, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::FileUnwritable, {}, {path, file.errorString()});
    CsvWriter csv(file);
    YIGONG_TRY(csv.write(RegisterFiles::header()));
    for (const SpecialEntry &entry : entries)
        YIGONG_TRY(csv.write(registerCells(entry)));
    if (!file.commit())
        return fail(ErrorKind::FileUnwritable, {}, {path, file.errorString()});
    return {};
}

} // namespace

QString registerWord(const SpecialEntry &entry)
{
    if (entry.isCount)
        return RegisterFiles::tr("Counted");
    switch (entry.kind) {
    case StockDocumentKind::Receipt:
        return RegisterFiles::tr("Taken in");
    case StockDocumentKind::Dispense:
        return RegisterFiles::tr("Handed out");
    case StockDocumentKind::Loss:
        return RegisterFiles::tr("Destroyed");
    case StockDocumentKind::Return:
        return RegisterFiles::tr("Sent back");
    case StockDocumentKind::PatientReturn:
        return RegisterFiles::tr("Brought back");
    }
    return {};
}

Result<void> writeRegister(Database &db, const Actor &actor, const std::vector<SpecialEntry> &entries,
                           const QString &heading, const QString &path)
{
    const bool csv = path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive);
    YIGONG_TRY(csv ? writeRegisterCsv(entries, path) : writeRegisterBook(entries, heading, path));
    note(db, actor, AuditKind::Exported,
         csv ? QStringLiteral("special-register csv") : QStringLiteral("special-register xlsx"),
         static_cast<qint64>(entries.size()));
    return {};
}

void printRegister(const std::vector<SpecialEntry> &entries, const QString &heading, QPrinter &printer)
{
    const auto row = [](const QStringList &cells, const QString &tag) {
        QString html = QStringLiteral("<tr>");
        for (const QString &cell : cells)
            html += u'<' + tag + u'>' + cell.toHtmlEscaped() + QStringLiteral("</") + tag + u'>';
        return html + QStringLiteral("</tr>");
    };
    QString html = QStringLiteral("<h2>") + RegisterFiles::title().toHtmlEscaped() + QStringLiteral("</h2><p>") +
                   heading.toHtmlEscaped() +
                   QStringLiteral("</p><table border='1' cellspacing='0' cellpadding='3' width='100%'><thead>") +
                   row(RegisterFiles::header(), QStringLiteral("th")) + QStringLiteral("</thead>");
    for (const SpecialEntry &entry : entries)
        html += row(registerCells(entry), QStringLiteral("td"));
    QTextDocument paper;
    paper.setDefaultFont(theme().font(TextStyle::Secondary));
    paper.setHtml(html + QStringLiteral("</table>"));
    printer.setPageOrientation(QPageLayout::Landscape);
    paper.print(&printer);
}

} // namespace yigong
