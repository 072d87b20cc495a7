// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inventory/register_files.h"
#include "core/base/clock.h"
#include "core/security/audit.h"
#include "ui/shell/table_paper.h"

#include <QCoreApplication>

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

TextTable registerTable(const std::vector<SpecialEntry> &entries, const QString &heading)
{
    TextTable table{RegisterFiles::title(), {heading}, RegisterFiles::header(), {}};
    for (const SpecialEntry &entry : entries)
        table.rows.push_back(registerCells(entry));
    return table;
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
    YIGONG_TRY(writeTextTable(registerTable(entries, heading), path));
    note(db, actor, AuditKind::Exported,
         isCsv(path) ? QStringLiteral("special-register csv") : QStringLiteral("special-register xlsx"),
         static_cast<qint64>(entries.size()));
    return {};
}

void printRegister(const std::vector<SpecialEntry> &entries, const QString &heading, QPrinter &printer)
{
    printTextTable(registerTable(entries, heading), printer);
}

} // namespace yigong
