// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/audit_report.h"
#include "core/sync/audit_question.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Banner;
class Button;
class ComboField;
class DateField;
class Field;
class Label;
class SuggestBox;
class Table;

/// What a question to the log brought.
struct LogReport
{
    std::vector<NamedAuditRow> rows; ///< newest first
    bool more = false;
    bool numberUnknown = false; ///< no resident has the number that was typed
};

/// The log of reads of all computers, as the county's hub keeps it: by person, site, device, kind, basis, days and
/// resident. Without a line, that of this computer alone, and says so. Exports what is filtered, which is noted itself.
class LogView : public QWidget
{
    Q_OBJECT
public:
    explicit LogView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    /// A resident's "who looked at me": by the number on their card.
    void askAboutResident(const QString &number);
    /// Writes what is filtered, up to a limit, as XLSX or CSV by the path's ending.
    void exportTo(const QString &path);
    [[nodiscard]] Table *table() const { return m_table; }

Q_SIGNALS:
    void failed(const yigong::Error &problem);
    void exported(const QString &path);

private:
    QWidget *makeFilters();
    [[nodiscard]] AuditQuestion question(int limit) const;
    QFuture<Result<LogReport>> asked(const AuditQuestion &question, bool atHub);
    void takeReport(Result<LogReport> report, bool atHub);
    void pickFile();
    void print();
    void restrictToChosen();
    [[nodiscard]] const NamedAuditRow *chosen() const;
    [[nodiscard]] QStringList filterWords() const;

    Workplace &m_workplace;
    Question m_question;
    PagedModel<NamedAuditRow> *m_model;
    LogReport m_report;
    Id m_onlyResident;
    Id m_onlyDevice;
    Table *m_table;
    Banner *m_here;
    SuggestBox *m_person;
    SuggestBox *m_site;
    ComboField *m_kind;
    ComboField *m_basis;
    DateField *m_from;
    DateField *m_until;
    Field *m_resident;
    Button *m_only;
    Label *m_count;
};

} // namespace yigong
