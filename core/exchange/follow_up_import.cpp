// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/follow_up_import.h"
#include "core/exchange/csv_columns.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/follow_up_columns.h"
#include "core/exchange/import_batch.h"
#include "core/exchange/refused_file.h"
#include "core/patients/find.h"
#include "core/patients/id_number.h"
#include "core/security/policy.h"

namespace yigong {

namespace {

constexpr std::size_t formsPerCommit = 200;

class FollowUpList
{
public:
    FollowUpList(Database &db, const Actor &actor, const ListMapping &mapping, const ImportOptions &options)
        : m_db(db), m_actor(actor), m_mapping(mapping), m_options(options)
    {}

    Result<ImportReport> run(const QString &path)
    {
        YIGONG_LET(reader, CsvReader::open(path));
        m_header = reader->header();
        YIGONG_TRY(checkColumns(path));
        std::optional<RefusedFile> refused;
        if (!m_options.refusedPath.isEmpty()) {
            YIGONG_LET(made, RefusedFile::create(m_options.refusedPath, m_header));
            refused.emplace(std::move(made));
        }
        CsvRow row;
        while (!(m_report.stopped = m_options.cancelled && m_options.cancelled->load())) {
            YIGONG_LET(more, reader->next(row));
            if (!more)
                break;
            m_lines.push_back(lineFrom(std::move(row)));
            row = {};
            if (m_lines.size() < formsPerCommit)
                continue;
            YIGONG_TRY(flush(refused));
            if (m_options.progress)
                m_options.progress(reader->bytesRead(), reader->size());
        }
        YIGONG_TRY(flush(refused));
        if (refused)
            YIGONG_TRY(refused->commit());
        for (const auto &[kind, counts] : m_report.byKind)
            m_report.total += counts;
        return std::move(m_report);
    }

private:
    struct Line
    {
        CsvRow row;
        std::optional<FollowUpRow> read;
        std::optional<Error> refusal;
    };
    struct Done
    {
        std::vector<std::pair<std::size_t, TakenFollowUp>> taken; ///< place in the batch
        std::vector<std::pair<std::size_t, Error>> refused;
        int withoutPractitioner = 0;
    };

    Result<void> checkColumns(const QString &path)
    {
        bool hasDate = m_mapping.defaults.contains(QStringLiteral("date"));
        for (const QString &column : m_header) {
            const QString field = m_mapping.fieldOf(column);
            hasDate = hasDate || field == u"date";
            if (field.isEmpty() && !column.isEmpty() && !isIgnoredHeader(column) &&
                !m_report.unknownColumns.contains(column))
                m_report.unknownColumns.append(column);
        }
        return hasDate ? Result<void>{} : Result<void>(fail(ErrorKind::Required, QStringLiteral("date"), {path}));
    }

    Line lineFrom(CsvRow row)
    {
        Line line;
        countNotes(row, m_report.notes);
        if (row.refusal)
            line.refusal = row.refusal;
        else if (auto read = followUpRowFrom(m_mapping, m_header, row.fields))
            line.read = std::move(*read);
        else
            line.refusal = std::move(read.error());
        line.row = std::move(row);
        return line;
    }

    /// Errors: NotFound{patient; as the row calls them} · Invalid{name; "differs-from-record"} · of the store.
    Result<Id> residentOf(const Snapshot &snapshot, const FollowUpRow &row) const
    {
        std::optional<Patient> found;
        if (!row.idNumber.isEmpty()) {
            const IdNumberCheck check = checkIdNumber(row.idNumber, m_db.clock().today());
            YIGONG_LET(known, patientByIdNumber(snapshot, check.valid ? check.number : row.idNumber));
            found = known;
        }
        if (!found && !row.sourceId.isEmpty()) {
            YIGONG_LET(known, patientBySource(snapshot, m_mapping.source, row.sourceId));
            found = known;
        }
        if (!found && !row.recordNumber.isEmpty())
            YIGONG_TRY(findOnly(snapshot, "WHERE record_number = ? AND voided_on = '' AND merged_into IS NULL",
                                {row.recordNumber}, found));
        if (!found && row.idNumber.isEmpty() && row.sourceId.isEmpty() && !row.birthDate.isNone())
            YIGONG_TRY(findOnly(snapshot,
                                "WHERE name = ? AND birth_date = ? AND voided_on = '' AND merged_into IS NULL",
                                {row.name, row.birthDate.text()}, found));
        const QString called = row.idNumber.isEmpty() ? row.name : row.idNumber;
        if (!found)
            return fail(ErrorKind::NotFound, QStringLiteral("patient"), {called});
        if (!row.name.isEmpty() && row.name != QString(found->name).remove(u' '))
            return fail(ErrorKind::Invalid, QStringLiteral("name"), {row.name, QStringLiteral("differs-from-record")});
        return found->id;
    }

    static Result<void> findOnly(const Snapshot &snapshot, const std::string &tail,
                                 std::initializer_list<Value> parameters, std::optional<Patient> &found)
    {
        YIGONG_LET(some, snapshot.select<Patient>(tail, parameters));
        if (some.size() == 1)
            found = some.front();
        return {};
    }

    /// Whom a name on the form means; nobody where it is no one's or several people's.
    Result<Id> practitionerNamed(const Snapshot &snapshot, const QString &name) const
    {
        std::vector<Id> ids;
        YIGONG_TRY(snapshot.each("SELECT id FROM practitioner WHERE name = ?", {name},
                                 [&ids](const Columns &columns) { ids.push_back(columns.id(0)); }));
        return ids.size() == 1 ? ids.front() : Id{};
    }

    Result<TakenFollowUp> takeRow(Transaction &tx, const FollowUpRow &row, Done &done) const
    {
        YIGONG_LET(patient, residentOf(tx, row));
        ImportedFollowUp imported = row.followUp;
        imported.patient = patient;
        if (!row.practitioner.isEmpty()) {
            YIGONG_LET(practitioner, practitionerNamed(tx, row.practitioner));
            imported.form.practitioner = practitioner;
            if (practitioner.isNone()) {
                ++done.withoutPractitioner;
                QString &remarks = imported.form.remarks;
                remarks += (remarks.isEmpty() ? QString() : QStringLiteral("\n")) + QStringLiteral("随访医生: ") +
                           row.practitioner;
            }
        }
        return takeFollowUp(tx, std::move(imported));
    }

    Result<void> flush(std::optional<RefusedFile> &refused)
    {
        const auto write = [this](Transaction &tx) -> Result<Done> {
            Done done;
            for (std::size_t i = 0; i < m_lines.size(); ++i) {
                if (!m_lines[i].read)
                    continue;
                auto taken = takeRow(tx, *m_lines[i].read, done);
                if (taken)
                    done.taken.emplace_back(i, std::move(*taken));
                else if (isOfTheRow(taken.error()))
                    done.refused.emplace_back(i, taken.error());
                else
                    return fail(taken.error());
            }
            return done;
        };
        YIGONG_LET(done, writeBatch<Done>(m_db, m_actor, m_options.dryRun, write));
        for (const auto &[place, taken] : done.taken)
            count(m_lines[place].row.line, taken);
        if (done.withoutPractitioner > 0)
            m_report.notes[QStringLiteral("practitioner")] += done.withoutPractitioner;
        for (const auto &[place, error] : done.refused)
            m_lines[place].refusal = error;
        for (const Line &line : m_lines) {
            if (!line.refusal)
                continue;
            ++m_report.byKind[QStringLiteral("FollowUp")].refused;
            const QString reason = reasonOf(withColumn(*line.refusal, m_mapping));
            tell(line.row.line, line.refusal->field, ToldBecause::Refused, reason);
            if (refused)
                YIGONG_TRY(refused->add(line.row.line, line.row.fields, reason));
        }
        m_lines.clear();
        return {};
    }

    void count(qint64 line, const TakenFollowUp &taken)
    {
        ImportCounts &counts = m_report.byKind[QStringLiteral("FollowUp")];
        ++(taken.as == TakenAs::Added     ? counts.added
           : taken.as == TakenAs::Amended ? counts.updated
                                          : counts.unchanged);
        if (taken.enrolled)
            ++m_report.byKind[QStringLiteral("ProgramEnrolment")].added;
        if (taken.closedOtherwise)
            ++m_report.notes[QStringLiteral("class")];
        for (const FollowUpAsk &ask : taken.asks) {
            ++m_report.notes[QStringLiteral("unlikely")];
            tell(line, ask.field, ToldBecause::Unlikely, ask.args.join(QStringLiteral(", ")));
        }
    }

    void tell(qint64 line, const QString &field, ToldBecause because, const QString &text)
    {
        if (m_report.told.size() < mostTold)
            m_report.told.push_back(
                {line, withColumn({ErrorKind::Invalid, field, {}}, m_mapping).field, because, text});
    }

    [[nodiscard]] QString reasonOf(const Error &error) const
    {
        return m_options.reason ? m_options.reason(error) : nameOf(error.kind) + u' ' + error.field;
    }

    Database &m_db;
    const Actor m_actor;
    const ListMapping &m_mapping;
    const ImportOptions &m_options;
    QStringList m_header;
    std::vector<Line> m_lines;
    ImportReport m_report;
};

} // namespace

Result<ImportReport> importFollowUps(Database &db, const Actor &actor, const QString &path, const ListMapping &mapping,
                                     const ImportOptions &options)
{
    YIGONG_TRY(require(db, actor, Door::ImportPatients));
    return FollowUpList(db, actor, mapping, options).run(path);
}

void useMapping(ImportOptions &options, const ListMapping &mapping, const QStringList &header)
{
    if (options.source.isEmpty())
        options.source = mapping.source;
    options.formVersion = mapping.formVersion;
    for (const QString &column : header) {
        if (const QString field = mapping.fieldOf(column); !field.isEmpty())
            options.mapping.insert(column, field);
    }
    options.translate = [&mapping, header](QStringList &cells) {
        for (qsizetype i = 0; i < cells.size() && i < header.size(); ++i) {
            cells[i] = mapping.meant(header[i], cells[i]);
            if (const auto found = mapping.defaults.find(mapping.fieldOf(header[i]));
                found != mapping.defaults.end() && cells[i].trimmed().isEmpty())
                cells[i] = found->second;
        }
    };
}

} // namespace yigong
