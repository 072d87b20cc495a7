// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/oversight/log_files.h"
#include "core/patients/patient_text.h"
#include "ui/oversight/audit_words.h"
#include "ui/shell/table_paper.h"
#include "ui/shell/words.h"

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

TextTable logTable(const std::vector<NamedAuditRow> &rows, const QStringList &filterWords)
{
    TextTable table{LogFiles::title(), filterWords, LogFiles::header(), {}};
    for (const NamedAuditRow &one : rows)
        table.rows.push_back(cellsOf(one));
    return table;
}

} // namespace

Result<void> writeLog(Database &db, const Actor &actor, const std::vector<NamedAuditRow> &rows,
                      const QStringList &filterWords, const QString &path)
{
    YIGONG_TRY(writeTextTable(logTable(rows, filterWords), path));
    note(db, actor, AuditKind::Exported,
         isCsv(path) ? QStringLiteral("audit-log csv") : QStringLiteral("audit-log xlsx"),
         static_cast<qint64>(rows.size()));
    return {};
}

void printLog(const std::vector<NamedAuditRow> &rows, const QStringList &filterWords, QPrinter &printer)
{
    printTextTable(logTable(rows, filterWords), printer);
}

} // namespace yigong
