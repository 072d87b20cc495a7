// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/follow_up_export.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/follow_up_columns.h"
#include "core/exchange/new_file.h"
#include "core/exchange/own_fields.h"
#include "core/exchange/xlsx_writer.h"
#include "core/followups/enrolment.h"
#include "core/patients/find.h"
#include "core/security/audit.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"

#include <QDateTime>
#include <QSet>
#include <set>

namespace yigong {

namespace {

/// One file, row by row.
class RowSink
{
public:
    virtual ~RowSink() = default;
    virtual Result<void> row(const QStringList &cells) = 0;
    virtual Result<void> finish() = 0;
};

class CsvSink : public RowSink
{
public:
    explicit CsvSink(NewFile file) : m_file(std::move(file)), m_writer(m_file.device()) {}
    Result<void> row(const QStringList &cells) override { return m_writer.write(cells); }
    Result<void> finish() override { return m_file.commit(); }

private:
    NewFile m_file;
    CsvWriter m_writer;
};

class BookSink : public RowSink
{
public:
    explicit BookSink(XlsxWriter book) : m_book(std::move(book)) {}
    Result<void> row(const QStringList &cells) override
    {
        std::vector<XlsxCell> texts;
        for (const QString &text : cells)
            texts.emplace_back(text);
        return m_book.row(texts);
    }
    Result<void> finish() override { return m_book.save(); }

private:
    XlsxWriter m_book;
};

Result<std::unique_ptr<RowSink>> sinkFor(const QString &path, TableFile as, const QStringList &header)
{
    if (as == TableFile::Csv) {
        YIGONG_LET(file, NewFile::create(path));
        std::unique_ptr<RowSink> sink = std::make_unique<CsvSink>(std::move(file));
        YIGONG_TRY(sink->row(header));
        return sink;
    }
    YIGONG_LET(book, XlsxWriter::create(path));
    const QString title = QStringLiteral("随访记录");
    YIGONG_TRY(book.sheet({title, title, {}, header}));
    return std::unique_ptr<RowSink>(std::make_unique<BookSink>(std::move(book)));
}

QStringList formHeader()
{
    QStringList header{QStringLiteral("姓名"),     QStringLiteral("身份证号"), QStringLiteral("档案编号"),
                       QStringLiteral("出生日期"), QStringLiteral("所属机构"), QStringLiteral("病种"),
                       QStringLiteral("随访日期"), QStringLiteral("录入时间")};
    for (const FormField &field : followUpFields())
        header.append(followUpHeader(field));
    return header + QStringList{QStringLiteral("体质指数(kg/m²)"), QStringLiteral("此次随访分类"),
                                QStringLiteral("下一步管理措施"), QStringLiteral("随访医生")};
}

/// In words, without the unit that the header has.
QString cellOf(const FollowUp &form, const FormField &field)
{
    if (!field.isOf(form.program))
        return {};
    if (std::holds_alternative<bool FollowUp::*>(field.member))
        return isUnsaid(form, field) ? QStringLiteral("无") : QStringLiteral("有");
    if (std::holds_alternative<Measured FollowUp::*>(field.member))
        return fieldText(form, field);
    return fieldWords(form, field);
}

QString enteredText(Instant entered)
{
    if (entered.isNone())
        return {};
    return QDateTime::fromMSecsSinceEpoch(entered.ms, Qt::OffsetFromUTC, 8 * 3600)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QStringList rowFor(const Patient &patient, const FollowUp &form, const OwnNames &names)
{
    QStringList row{patient.name,
                    patient.idNumber,
                    patient.recordNumber,
                    patient.birthDate.text(),
                    names.site(patient.site).display,
                    titleOf(form.program),
                    form.visitDate.toString(Qt::ISODate),
                    enteredText(form.entered)};
    for (const FormField &field : followUpFields())
        row.append(cellOf(form, field));
    return row + QStringList{bmiOf(form).text(), formWords(form.outcome), formWords(form.step),
                             names.practitioner(form.practitioner).display};
}

class FormTable
{
public:
    FormTable(const Snapshot &snapshot, RowSink &sink, const FollowUpExport &which)
        : m_snapshot(snapshot), m_sink(sink), m_which(which)
    {}

    Result<int> write(const Actor &actor, const std::atomic_bool *cancelled)
    {
        YIGONG_LET(names, OwnNames::of(m_snapshot));
        QSet<Id> sites;
        YIGONG_LET(below, subtreeIdsOf(m_snapshot, actor.site));
        for (const Id site : below) {
            YIGONG_LET(within, reachesSite(m_snapshot, actor, Door::ExportPatients, site));
            if (within)
                sites.insert(site);
        }
        std::set<Id> residents;
        std::vector<Id> ids;
        YIGONG_TRY(m_snapshot.each("SELECT DISTINCT patient FROM follow_up", {},
                                   [&ids](const Columns &columns) { ids.push_back(columns.id(0)); }));
        for (const Id id : ids) {
            YIGONG_LET(known, m_snapshot.find<Patient>(id));
            if (!known) // of somebody who was here once
                continue;
            YIGONG_LET(top, topPatient(m_snapshot, id));
            if (sites.contains(top.site) && !top.voidedOn.isValid())
                residents.insert(top.id);
        }
        for (const Id id : residents) {
            if (cancelled && cancelled->load())
                return fail(ErrorKind::Cancelled);
            YIGONG_TRY(writeResident(id, names));
        }
        return m_rows;
    }

private:
    Result<void> writeResident(Id id, const OwnNames &names)
    {
        YIGONG_LET(patient, m_snapshot.get<Patient>(id));
        for (const FollowUpProgram program : {FollowUpProgram::Hypertension, FollowUpProgram::Diabetes}) {
            if (m_which.program && *m_which.program != program)
                continue;
            YIGONG_LET(forms, standingFollowUpsOf(m_snapshot, id, program));
            for (const FollowUp &form : forms) {
                if ((m_which.from.isValid() && form.visitDate < m_which.from) ||
                    (m_which.to.isValid() && form.visitDate > m_which.to))
                    continue;
                YIGONG_TRY(m_sink.row(rowFor(patient, form, names)));
                ++m_rows;
            }
        }
        return {};
    }

    const Snapshot &m_snapshot;
    RowSink &m_sink;
    const FollowUpExport &m_which;
    int m_rows = 0;
};

} // namespace

Result<int> exportFollowUps(Database &db, const Actor &actor, const QString &path, const FollowUpExport &which,
                            TableFile as, const std::atomic_bool *cancelled)
{
    YIGONG_TRY(require(db, actor, Door::ExportPatients));
    YIGONG_LET(sink, sinkFor(path, as, formHeader()));
    YIGONG_LET(rows, db.read([&](const Snapshot &snapshot) {
        return FormTable(snapshot, *sink, which).write(actor, cancelled);
    }));
    YIGONG_TRY(sink->finish());
    note(db, actor, AuditKind::Exported, QStringLiteral("follow-ups"), rows);
    return rows;
}

} // namespace yigong
