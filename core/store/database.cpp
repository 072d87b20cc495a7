// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/base/platform/file_lock.h"
#include "core/store/backup/store_backup.h"
#include "core/store/encrypt_store.h"
#include "core/store/migrations.h"

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace yigong {

namespace {

constexpr int writerCacheKiB = 24 * 1024;
constexpr int readerCacheKiB = 8 * 1024; // at most four readers: 56 MiB for all connections together
constexpr int auditCacheKiB = 256;
constexpr int readerThreads = 3;

} // namespace

struct Database::Private
{
    StoreOptions options;
    RecordTypes types;
    const Clock *clock = nullptr;
    std::optional<FileLock> lock;
    std::optional<Error> readOnlyBecause;
    Connection::Mode readMode = Connection::Mode::Read;

    std::unique_ptr<Connection> writer;
    std::thread thread;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::function<void()>> people, background;
    bool stopping = false;
    std::function<void()> committed;

    // The change log's head. Touched on the writer's thread only.
    Id device;
    Id site;
    qint64 lastNumber = 0;
    HybridTime lastTime;
    QByteArray lastHash = chainStart();
    std::unique_ptr<IdSource> ids;

    std::mutex readersMutex;
    std::vector<std::unique_ptr<Connection>> readers;
    QThreadPool pool;

    AuditQueue audit;
    std::mutex auditMutex;                       ///< of the connection below
    std::unique_ptr<Connection> auditConnection; ///< where another process has the store's lock

    Result<void> loadHead();
    Result<std::unique_ptr<Connection>> takeReader();
    Result<void> writeNotes();
    void work();
};

Result<void> Database::Private::loadHead()
{
    const Snapshot snapshot(*writer, types);
    YIGONG_LET(deviceValue, snapshot.local(QStringLiteral("device")));
    YIGONG_LET(siteValue, snapshot.local(QStringLiteral("site")));
    YIGONG_LET(seen, snapshot.local(QStringLiteral("hybrid_time")));
    device = ValueOf<Id>::from(deviceValue);
    site = ValueOf<Id>::from(siteValue);
    lastTime = {ValueOf<qint64>::from(seen)};
    return snapshot.each("SELECT number, time, hash FROM act ORDER BY number DESC LIMIT 1", {},
                         [this](const Columns &columns) {
                             lastNumber = columns.integer(0);
                             lastTime = std::max(lastTime, HybridTime{columns.integer(1)});
                             lastHash = columns.bytes(2);
                         });
}

Result<std::unique_ptr<Connection>> Database::Private::takeReader()
{
    {
        const std::lock_guard guard(readersMutex);
        if (!readers.empty()) {
            auto reader = std::move(readers.back());
            readers.pop_back();
            return reader;
        }
    }
    return Connection::open(fileIn(options.folder), readMode, readerCacheKiB, options.key);
}

/// On the writer's thread; or, where another process has the store's lock, on any, through a connection of its own.
Result<void> Database::Private::writeNotes()
{
    std::vector<AuditEntry> entries = audit.take();
    if (entries.empty())
        return {};
    const std::lock_guard guard(auditMutex);
    if (!writer && !auditConnection) {
        if (readMode == Connection::Mode::Immutable)
            return fail(*readOnlyBecause);
        YIGONG_LET(opened,
                   Connection::open(fileIn(options.folder), Connection::Mode::Write, auditCacheKiB, options.key));
        auditConnection = std::move(opened);
    }
    auto done = writeEntries(writer ? *writer : *auditConnection, entries);
    if (!done)
        audit.putBack(std::move(entries));
    return done;
}

void Database::Private::work()
{
    const auto hasJob = [this] { return stopping || !people.empty() || !background.empty(); };
    for (;;) {
        std::function<void()> job;
        bool notesAreDue = false;
        {
            std::unique_lock guard(mutex);
            const auto due = audit.due();
            if (due)
                notesAreDue = !wake.wait_until(guard, *due, hasJob) || std::chrono::steady_clock::now() >= *due;
            else
                wake.wait(guard, [&] { return hasJob() || audit.due().has_value(); });
            auto &queue = people.empty() ? background : people;
            if (!queue.empty() && !notesAreDue) {
                job = std::move(queue.front());
                queue.pop_front();
            } else if (queue.empty() && stopping) {
                break;
            }
        }
        if (job)
            job();
        else if (notesAreDue)
            (void)writeNotes(); // on a full disk they wait for room, and are tried again
    }
    (void)writeNotes();
}

Result<std::unique_ptr<Database>> Database::open(const StoreOptions &options, RecordTypes types, const Clock &clock)
{
    const QString file = fileIn(options.folder);
    const bool exists = QFileInfo::exists(file);
    if (!exists && !options.create)
        return fail(ErrorKind::StoreMissing, {}, {options.folder});
    YIGONG_LET(form, storeFormOf(file));
    if (form == StoreForm::Encrypted && !options.key)
        return fail(ErrorKind::StoreLocked, {}, {options.folder});
    auto p = std::make_unique<Private>();
    p->options = options;
    p->types = std::move(types);
    p->clock = &clock;
    p->ids = options.idSeed ? std::make_unique<IdSource>(clock, options.idSeed) : std::make_unique<IdSource>(clock);
    p->pool.setMaxThreadCount(readerThreads);

    if (options.readOnly) {
        p->readOnlyBecause = Error{ErrorKind::StoreReadOnly, {}, {options.folder}};
    } else {
        if (!QDir().mkpath(options.folder))
            return fail(ErrorKind::FileUnwritable, {}, {options.folder, QString()});
        auto lock = FileLock::acquire(options.folder, options.program, clock.now());
        if (lock)
            p->lock.emplace(std::move(*lock));
        else if (lock.error().kind == ErrorKind::StoreHeldByOther || lock.error().kind == ErrorKind::StoreReadOnly)
            p->readOnlyBecause = lock.error();
        else
            return fail(lock.error());
    }
    if (p->lock) {
        removeUnfinishedCopy(options.folder);
        YIGONG_LET(writer, Connection::open(file, Connection::Mode::Write, writerCacheKiB, options.key));
        p->writer = std::move(writer);
        if (!options.durable)
            YIGONG_TRY(p->writer->execute(
                "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -131072"));
        YIGONG_LET(version, schemaVersion(*p->writer));
        // A plain store has none: it is encrypted at the next sign-in, which makes a copy of its own, and one in the
        // clear must not stay behind.
        if (options.key && version > 0 && version < newestSchemaVersion())
            YIGONG_TRY(copyBeforeMigration(*p->writer, file, options.key, version));
        YIGONG_TRY(migrate(*p->writer, p->types));
        YIGONG_TRY(p->loadHead());
    } else {
        if (!exists)
            return fail(*p->readOnlyBecause);
        // A folder that cannot be written has no place for the shared-memory file of the log; what is not being
        // written by anyone can be read without it.
        if (p->readOnlyBecause->kind == ErrorKind::StoreReadOnly && !QFileInfo(options.folder).isWritable())
            p->readMode = Connection::Mode::Immutable;
        YIGONG_LET(reader, Connection::open(file, p->readMode, readerCacheKiB, options.key));
        YIGONG_LET(version, schemaVersion(*reader));
        if (version > newestSchemaVersion())
            return fail(ErrorKind::StoreNewer, {}, {QString::number(version), QString::number(newestSchemaVersion())});
        if (version < newestSchemaVersion())
            return fail(*p->readOnlyBecause); // it would have to be migrated first, and cannot be
        const Snapshot snapshot(*reader, p->types);
        YIGONG_LET(device, snapshot.local(QStringLiteral("device")));
        YIGONG_LET(site, snapshot.local(QStringLiteral("site")));
        p->device = ValueOf<Id>::from(device);
        p->site = ValueOf<Id>::from(site);
        p->readers.push_back(std::move(reader));
    }
    std::unique_ptr<Database> database(new Database(std::move(p)));
    if (database->d->writer)
        database->d->thread = std::thread([raw = database->d.get()] { raw->work(); });
    if (database->d->writer)
        (void)database->deriveAll(); // a disk that is full now is no reason not to open: what is left is noted
    return database;
}

Database::Database(std::unique_ptr<Private> p) : d(std::move(p)) {}

Database::~Database()
{
    d->pool.waitForDone();
    {
        const std::lock_guard guard(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_all();
    if (d->thread.joinable())
        d->thread.join();
    d->readers.clear();
    if (!d->writer)
        (void)d->writeNotes();
    d->auditConnection.reset();
    if (d->writer && !d->options.durable) // what was made in haste is used with the log from now on
        (void)d->writer->execute("PRAGMA main.journal_mode = WAL");
    d->writer.reset();
}

const RecordTypes &Database::types() const
{
    return d->types;
}

const Clock &Database::clock() const
{
    return *d->clock;
}

QString Database::fileIn(const QString &folder)
{
    return folder + QStringLiteral("/yigong.db");
}

QString Database::file() const
{
    return fileIn(d->options.folder);
}

const SharedStoreKey &Database::key() const
{
    return d->options.key;
}

QString Database::folder() const
{
    return d->options.folder;
}

std::optional<Error> Database::whyReadOnly() const
{
    return d->readOnlyBecause;
}

Id Database::device() const
{
    return d->device;
}

Id Database::site() const
{
    return d->site;
}

int Database::newestSchema()
{
    return newestSchemaVersion();
}

void Database::note(AuditEntry entry)
{
    d->audit.note(std::move(entry));
    noted();
}

void Database::noted()
{
    if (!d->audit.due())
        return;
    if (!d->writer) {
        startReading([this] { (void)d->writeNotes(); });
        return;
    }
    // Under the mutex, or the writer could look at the queue before this and fall asleep after it.
    const std::lock_guard guard(d->mutex);
    d->wake.notify_one();
}

Result<void> Database::flushNotes()
{
    if (!d->writer)
        return d->writeNotes();
    Result<void> done;
    runAndWait([&] { done = d->writeNotes(); }, Urgency::Person);
    return done;
}

void Database::onCommitted(std::function<void()> listener)
{
    runAndWait([&] { d->committed = std::move(listener); }, Urgency::Person);
}

Result<void> Database::deriveAll()
{
    constexpr qint64 atOnce = 300;
    for (;;) {
        YIGONG_LET(waits, read([](const Snapshot &s) { return hasUnderived(s); }));
        if (!waits)
            return {};
        YIGONG_TRY(apply([](Transaction &tx) { return tx.deriveNoted(atOnce); }));
    }
}

Result<void> Database::becomeDevice(Id device, Id site)
{
    YIGONG_TRY(apply([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.setLocal(QStringLiteral("device"), device.bytes()));
        return tx.setLocal(QStringLiteral("site"), site.bytes());
    }));
    d->device = device;
    d->site = site;
    return {};
}

void Database::enqueue(std::function<void()> job, Urgency urgency)
{
    if (!d->writer) {
        job(); // nothing can be written: the job answers why at once
        return;
    }
    {
        const std::lock_guard guard(d->mutex);
        (urgency == Urgency::Person ? d->people : d->background).push_back(std::move(job));
    }
    d->wake.notify_one();
}

void Database::runAndWait(std::function<void()> job, Urgency urgency)
{
    std::promise<void> done;
    auto finished = done.get_future();
    enqueue(
        [&] {
            job();
            done.set_value();
        },
        urgency);
    finished.wait();
}

Result<void> Database::transact(const Actor &actor, bool capture, const std::function<Result<void>(Transaction &)> &f)
{
    if (!d->writer)
        return fail(*d->readOnlyBecause);
    YIGONG_TRY(d->writer->execute("BEGIN IMMEDIATE"));
    const Instant wall = d->clock->now();
    Transaction::Begin begin;
    begin.actor = actor;
    begin.origin = {d->device, d->lastNumber + 1};
    begin.time = std::max(HybridTime::at(wall), HybridTime{d->lastTime.ticks + 1});
    begin.wall = wall;
    begin.newId = [this] { return d->ids->next(); };
    begin.capture = capture;
    begin.audit = &d->audit;
    Transaction tx(*d->writer, d->types, std::move(begin));
    Result<void> done = f(tx);
    if (done)
        done = tx.deriveWaiting();
    bool wroteAct = false;
    if (done && capture) {
        auto act = tx.writeAct(d->lastHash);
        if (act)
            wroteAct = *act;
        else
            done = fail(act.error());
    }
    if (done)
        done = d->writer->execute("COMMIT");
    if (!done) {
        // After some errors SQLite has rolled back by itself; then this answers an error of no interest.
        (void)d->writer->execute("ROLLBACK");
        return done;
    }
    d->lastTime = std::max(d->lastTime, tx.time());
    if (wroteAct) {
        d->lastNumber = tx.origin().number;
        d->lastHash = tx.m_hash;
    }
    if (!capture) // sync may have noted a later time than ours
        if (const auto seen = Snapshot(*d->writer, d->types).local(QStringLiteral("hybrid_time")); seen)
            d->lastTime = std::max(d->lastTime, HybridTime{ValueOf<qint64>::from(*seen)});
    if (d->committed && (wroteAct || !capture))
        d->committed();
    return {};
}

Result<void> Database::readNow(const std::function<Result<void>(const Snapshot &)> &f)
{
    YIGONG_LET(reader, d->takeReader());
    YIGONG_TRY(reader->execute("BEGIN"));
    Result<void> done = f(Snapshot(*reader, d->types, d->clock->now(), &d->audit));
    YIGONG_TRY(reader->execute("COMMIT"));
    noted();
    const std::lock_guard guard(d->readersMutex);
    if (d->readers.size() < readerThreads + 1)
        d->readers.push_back(std::move(reader));
    return done;
}

void Database::startReading(std::function<void()> job)
{
    d->pool.start(std::move(job));
}

} // namespace yigong
