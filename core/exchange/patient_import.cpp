// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/patient_import.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/fhir_reader.h"
#include "core/exchange/fhir_records.h"
#include "core/exchange/import_batch.h"
#include "core/exchange/refused_file.h"
#include "core/exchange/refused_resources.h"
#include "core/patients/same_person.h"
#include "core/security/policy.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <set>
#include <utility>

namespace yigong {

namespace {

/// One commit's worth: some ten milliseconds of the writer, so that people's writes get in between.
constexpr std::size_t rowsPerCommit = 200;

bool looksLikeJson(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == u"json" || suffix == u"ndjson" || suffix == u"jsonl")
        return true;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QByteArray head = file.read(4096);
    if (head.startsWith("\xEF\xBB\xBF"))
        head.remove(0, 3);
    head = head.trimmed();
    return head.startsWith('{') || head.startsWith('[');
}

Result<QStringList> filesOf(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files.append(path);
            continue;
        }
        const QDir folder(path);
        const QStringList names =
            folder.entryList({QStringLiteral("*.json"), QStringLiteral("*.ndjson")}, QDir::Files, QDir::Name);
        if (names.isEmpty())
            return fail(ErrorKind::FileMissing, {}, {folder.filePath(QStringLiteral("*.json"))});
        for (const QString &name : names)
            files.append(folder.filePath(name));
    }
    return files;
}

class Import
{
public:
    Import(Database &db, const Actor &actor, const ImportOptions &options, SiteMatch sites)
        : m_db(db), m_actor(actor), m_options(options), m_sites(std::move(sites)),
          m_residents(options.site.isNone() ? actor.site : options.site)
    {
        m_reading = {db.clock().today(), &m_sites, options.source, {}, &m_report.notes};
        m_listReading = m_reading;
        if (m_listReading.source.isEmpty())
            m_listReading.source = QStringLiteral("csv");
        m_listReading.formVersion = options.formVersion;
    }

    Result<ImportReport> run(const QStringList &files);

private:
    struct Line
    {
        CsvRow row;
        std::optional<ImportedResident> resident;
        std::optional<Error> refusal;
    };
    struct Entry
    {
        FhirItem item;
        std::optional<Error> refusal;
    };
    struct Done
    {
        std::vector<std::pair<QString, Outcome>> outcomes;
        std::vector<std::pair<std::size_t, Error>> refused; ///< place in the batch
        std::vector<std::pair<std::size_t, WrittenResident>> added;
        std::vector<Told> alike;
    };

    Result<void> read(const QString &file);
    Result<void> readList(const QString &file);
    Result<void> readFhir(const QString &file, const QSet<QString> *only);
    Result<void> readWaiting();
    Result<void> flush(std::vector<Line> &lines, std::optional<RefusedFile> &refused);
    Result<void> flush(const QString &file, std::vector<Entry> &entries);
    Line lineFrom(CsvRow row, const PatientColumns &columns);
    [[nodiscard]] bool isCancelled() const { return m_options.cancelled && m_options.cancelled->load(); }
    [[nodiscard]] QString reasonOf(const Error &error) const
    {
        return m_options.reason ? m_options.reason(error) : nameOf(error.kind) + u' ' + error.field;
    }
    [[nodiscard]] QStringList meant(QStringList fields) const
    {
        if (m_options.translate)
            m_options.translate(fields);
        return fields;
    }
    Result<void> tellAlike(const Snapshot &snapshot, const Line &line, Id resident, const std::set<Id> &later,
                           Done &done) const;
    Result<void> tellAlikes(const Snapshot &snapshot, const std::vector<Line> &lines, Done &done) const;
    void count(const QString &kind, Outcome outcome);
    void countUnread(const PatientColumns &columns, PatientField field, const QString &word);
    void countRefused(const QString &kind) { ++m_report.byKind[kind].refused; }
    QString refusedListPath();

    Database &m_db;
    const Actor m_actor;
    const ImportOptions &m_options;
    SiteMatch m_sites;
    ResidentWriting m_residents;
    ImportReport m_report;
    ResidentReading m_reading, m_listReading;
    std::unique_ptr<FhirRecords> m_records;
    std::optional<RefusedResources> m_refusedResources;
    std::map<QString, QSet<QString>> m_waiting; ///< file → places of resources that others were not there for
    int m_lists = 0;
    bool m_several = false;
    bool m_last = false; ///< nothing waits any longer
};

void Import::count(const QString &kind, Outcome outcome)
{
    ImportCounts &counts = m_report.byKind[kind];
    ++(outcome == Outcome::Added ? counts.added : outcome == Outcome::Updated ? counts.updated : counts.unchanged);
}

void Import::countUnread(const PatientColumns &columns, PatientField field, const QString &word)
{
    constexpr std::size_t mostWords = 100; // of a column: a list of nothing but such words has the wrong field
    const auto column = std::find_if(columns.known().begin(), columns.known().end(),
                                     [field](const auto &known) { return known.second == field; });
    auto &words = m_report.unread[column == columns.known().end() ? nameOf(field) : column->first];
    if (words.size() < mostWords || words.contains(word))
        ++words[word];
}

/// Each list has columns of its own, hence a file of its own: refused.csv, refused.2.csv …
QString Import::refusedListPath()
{
    if (++m_lists == 1 && !m_refusedResources)
        return m_options.refusedPath;
    const QFileInfo path(m_options.refusedPath);
    return path.dir().filePath(path.completeBaseName() + u'.' + QString::number(m_lists) + u'.' + path.suffix());
}

Import::Line Import::lineFrom(CsvRow row, const PatientColumns &columns)
{
    Line line;
    countNotes(row, m_report.notes);
    if (row.refusal) {
        line.refusal = row.refusal;
    } else if (auto resident = residentFrom(columns.read(meant(row.fields)), m_listReading)) {
        line.resident = std::move(*resident);
        for (const auto &[field, word] : line.resident->unread)
            countUnread(columns, field, word);
    } else {
        line.refusal = std::move(resident.error());
    }
    line.row = std::move(row);
    return line;
}

/// Whether somebody new may be one who is here already, as the desk is asked when it registers them. Who comes `later`
/// in the list is told of themselves.
Result<void> Import::tellAlike(const Snapshot &snapshot, const Line &line, Id resident, const std::set<Id> &later,
                               Done &done) const
{
    Patient probe = line.resident->patient;
    probe.id = resident;
    const auto likely = likelySame(snapshot, m_actor, probe, 20);
    if (!likely)
        return likely.error().kind == ErrorKind::Forbidden ? Result<void>{} : Result<void>(fail(likely.error()));
    const auto other = std::find_if(likely->begin(), likely->end(),
                                    [&later](const LikelySame &one) { return !later.contains(one.patient.id); });
    if (other == likely->end())
        return {};
    QStringList by;
    for (const SameBy same : other->by)
        by.append(nameOf(same));
    done.alike.push_back(
        {line.row.line, QStringLiteral("name"), ToldBecause::Alike, other->patient.id.text() + u' ' + by.join(u',')});
    return {};
}

Result<void> Import::tellAlikes(const Snapshot &snapshot, const std::vector<Line> &lines, Done &done) const
{
    std::set<Id> later;
    for (const auto &[place, written] : done.added)
        later.insert(written.id);
    for (const auto &[place, written] : done.added) {
        YIGONG_TRY(tellAlike(snapshot, lines[place], written.id, later, done));
        later.erase(written.id);
    }
    return {};
}

Result<void> Import::flush(std::vector<Line> &lines, std::optional<RefusedFile> &refused)
{
    // Search words are made for all rows of a commit at its end: one by one they cost half of the import. A trial,
    // which has no commit, asks who is alike within it, and needs them at once.
    const bool asksWithin = m_options.tellAlike && m_options.dryRun;
    const auto write = [&](Transaction &tx) -> Result<Done> {
        if (!asksWithin)
            tx.deriveAtCommit();
        Done done;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!lines[i].resident)
                continue;
            const auto written = m_residents.write(tx, *lines[i].resident);
            if (!written && !isOfTheRow(written.error()))
                return fail(written.error());
            if (!written) {
                done.refused.emplace_back(i, written.error());
                continue;
            }
            done.outcomes.emplace_back(QStringLiteral("Patient"), written->outcome);
            if (written->outcome == Outcome::Added)
                done.added.emplace_back(i, *written);
            YIGONG_LET(allergies, m_residents.writeAllergies(tx, *written, *lines[i].resident));
            for (const Outcome outcome : allergies)
                done.outcomes.emplace_back(QStringLiteral("AllergyIntolerance"), outcome);
            YIGONG_LET(form, m_residents.writeForm(tx, *written, *lines[i].resident));
            if (form)
                done.outcomes.emplace_back(QStringLiteral("BasicInformation"), *form);
        }
        if (asksWithin)
            YIGONG_TRY(tellAlikes(tx, lines, done));
        return done;
    };
    YIGONG_LET(done, writeBatch<Done>(m_db, m_actor, m_options.dryRun, write));
    if (m_options.tellAlike && !m_options.dryRun)
        YIGONG_TRY(m_db.read([&](const Snapshot &snapshot) { return tellAlikes(snapshot, lines, done); }));
    for (const auto &[kind, outcome] : done.outcomes)
        count(kind, outcome);
    for (const auto &[place, error] : done.refused)
        lines[place].refusal = error;
    for (const Told &alike : done.alike) {
        ++m_report.notes[QStringLiteral("alike")];
        if (m_report.told.size() < mostTold)
            m_report.told.push_back(alike);
    }
    for (const Line &line : lines) {
        if (!line.refusal)
            continue;
        countRefused(QStringLiteral("Patient"));
        if (m_report.told.size() < mostTold)
            m_report.told.push_back(
                {line.row.line, line.refusal->field, ToldBecause::Refused, reasonOf(*line.refusal)});
        if (refused)
            YIGONG_TRY(refused->add(line.row.line, line.row.fields, reasonOf(*line.refusal)));
    }
    lines.clear();
    return {};
}

Result<void> Import::readList(const QString &file)
{
    YIGONG_LET(reader, CsvReader::open(file));
    YIGONG_LET(columns, PatientColumns::of(reader->header(), m_options.mapping));
    if (!columns.has(PatientField::Name))
        return fail(ErrorKind::Required, QStringLiteral("name"), {file});
    for (const QString &column : columns.unknown())
        if (!m_report.unknownColumns.contains(column))
            m_report.unknownColumns.append(column);
    std::optional<RefusedFile> refused;
    if (!m_options.refusedPath.isEmpty()) {
        YIGONG_LET(made, RefusedFile::create(refusedListPath(), reader->header()));
        refused.emplace(std::move(made));
    }
    std::vector<Line> lines;
    CsvRow row;
    while (!(m_report.stopped = isCancelled())) {
        YIGONG_LET(more, reader->next(row));
        if (!more)
            break;
        lines.push_back(lineFrom(std::move(row), columns));
        row = {};
        if (lines.size() < rowsPerCommit)
            continue;
        YIGONG_TRY(flush(lines, refused));
        if (m_options.progress)
            m_options.progress(reader->bytesRead(), reader->size());
    }
    YIGONG_TRY(flush(lines, refused));
    return refused ? refused->commit() : Result<void>{};
}

Result<void> Import::flush(const QString &file, std::vector<Entry> &entries)
{
    QSet<QString> waiting;
    const auto write = [&](Transaction &tx) -> Result<Done> {
        Done done;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto *resource = std::get_if<FhirResource>(&entries[i].item.content);
            if (!resource)
                continue;
            const auto outcome = m_records->write(tx, *resource);
            if (outcome) {
                done.outcomes.emplace_back(fhirTypeOf(*resource), *outcome);
            } else if (!isOfTheRow(outcome.error())) {
                return fail(outcome.error());
            } else if (outcome.error().kind == ErrorKind::NotFound && m_several && !m_last) {
                waiting.insert(entries[i].item.where);
            } else {
                done.refused.emplace_back(i, outcome.error());
            }
        }
        return done;
    };
    YIGONG_LET(done, writeBatch<Done>(m_db, m_actor, m_options.dryRun, write));
    if (!waiting.isEmpty())
        m_waiting[file].unite(waiting);
    for (const auto &[kind, outcome] : done.outcomes)
        count(kind, outcome);
    for (const auto &[place, error] : done.refused)
        entries[place].refusal = error;
    for (const Entry &entry : entries) {
        const auto *unread = std::get_if<FhirRefusal>(&entry.item.content);
        if (!unread && !entry.refusal)
            continue;
        countRefused(unread ? unread->type : fhirTypeOf(std::get<FhirResource>(entry.item.content)));
        if (m_refusedResources)
            YIGONG_TRY(m_refusedResources->add(file, entry.item, reasonOf(unread ? unread->error : *entry.refusal)));
    }
    entries.clear();
    return {};
}

/// `only`: the places of what waited at the first reading; null takes everything.
Result<void> Import::readFhir(const QString &file, const QSet<QString> *only)
{
    const auto indexed = [this](qint64 done, qint64 of) {
        if (m_options.progress)
            m_options.progress(done, of);
        return !isCancelled();
    };
    auto opened = FhirReader::open(file, indexed);
    if (!opened && opened.error().kind == ErrorKind::Cancelled) {
        m_report.stopped = true;
        return {};
    }
    if (!opened)
        return fail(opened.error());
    FhirReader &reader = **opened;
    if (!only)
        for (const auto &[type, number] : reader.otherCounts())
            m_report.otherCounts[type] += number;
    if (!m_options.refusedPath.isEmpty() && !m_refusedResources) {
        YIGONG_LET(made, RefusedResources::create(m_options.refusedPath));
        m_refusedResources.emplace(std::move(made));
    }
    std::vector<Entry> entries;
    FhirItem item;
    while (!(m_report.stopped = isCancelled())) {
        YIGONG_LET(more, reader.next(item));
        if (!more)
            break;
        if (only && !only->contains(item.where))
            continue;
        entries.push_back({item, {}});
        if (entries.size() < rowsPerCommit)
            continue;
        YIGONG_TRY(flush(file, entries));
        if (m_options.progress)
            m_options.progress(reader.position(), reader.size());
    }
    return flush(file, entries);
}

Result<void> Import::read(const QString &file)
{
    auto done = looksLikeJson(file) ? readFhir(file, nullptr) : readList(file);
    if (done)
        return {};
    const Error &error = done.error();
    const bool ofTheFile =
        error.kind == ErrorKind::FileMissing || error.kind == ErrorKind::FileUnreadable || isOfTheRow(error);
    if (!m_several || !ofTheFile)
        return done;
    m_report.unreadable.push_back({file, error});
    return {};
}

/// Residents come before their visits and these before what was done there: each reading lets the next find more. When
/// one finds nothing, what is left is taken as it stands.
Result<void> Import::readWaiting()
{
    while (!m_waiting.empty()) {
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto &[file, places] : waiting) {
            if (m_report.stopped)
                return {};
            YIGONG_TRY(readFhir(file, &places));
        }
        m_last = m_waiting == waiting;
        m_records->waitForOthers(!m_last);
    }
    return {};
}

Result<ImportReport> Import::run(const QStringList &files)
{
    m_several = files.size() > 1;
    m_records = std::make_unique<FhirRecords>(m_residents, m_reading);
    m_records->waitForOthers(m_several);
    for (const QString &file : files) {
        YIGONG_TRY(read(file));
        if (m_report.stopped)
            break;
    }
    if (m_several && m_report.unreadable.size() == static_cast<std::size_t>(files.size()))
        return fail(m_report.unreadable.front().error);
    YIGONG_TRY(readWaiting());
    if (m_refusedResources)
        YIGONG_TRY(m_refusedResources->commit());
    for (const auto &[kind, counts] : m_report.byKind)
        m_report.total += counts;
    return std::move(m_report);
}

} // namespace

QString nameOf(ToldBecause because)
{
    switch (because) {
    case ToldBecause::Refused:
        return QStringLiteral("refused");
    case ToldBecause::Unlikely:
        return QStringLiteral("unlikely");
    case ToldBecause::Alike:
        return QStringLiteral("alike");
    }
    return {};
}

ImportCounts &ImportCounts::operator+=(const ImportCounts &o)
{
    added += o.added;
    updated += o.updated;
    unchanged += o.unchanged;
    refused += o.refused;
    return *this;
}

Result<ImportReport> importPatients(Database &db, const Actor &actor, const QStringList &paths,
                                    const ImportOptions &options)
{
    YIGONG_TRY(require(db, actor, Door::ImportPatients));
    YIGONG_LET(files, filesOf(paths));
    YIGONG_LET(sites, db.read([](const Snapshot &snapshot) { return SiteMatch::of(snapshot); }));
    return Import(db, actor, options, std::move(sites)).run(files);
}

} // namespace yigong
