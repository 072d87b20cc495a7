// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/restore.h"
#include "core/base/platform/durable_file.h"
#include "core/hub/hub_releases.h"
#include "core/hub/kept_files.h"
#include "core/hub/positions.h"
#include "core/store/backup/journal.h"
#include "core/store/connection.h"

#include <QDir>

namespace yigong {

namespace {

constexpr int restoreCacheKiB = 16 * 1024;
// Between two backups' moments hardly one device is enrolled at a site; there are 26 letters.
constexpr qint64 lettersPerRestore = 2;
const QString lettersKey = QStringLiteral("letters_skipped");

using TakeRecord = std::function<Result<void>(quint64 file, const QByteArray &logStart, const JournalRecord &record)>;

/// Hands out the journal behind a copy in order, up to `until` and as far as it is whole.
Result<void> readJournal(const QString &folder, const StoreKey &key, Instant until, BackupReading &reading,
                         const TakeRecord &take)
{
    const QString journal = folder + QStringLiteral("/journal");
    const std::vector<quint64> numbers = journalNumbers(journal);
    reading.upTo = reading.copy.at;
    for (quint64 number = reading.copy.first;; ++number) {
        const QString path = journalFile(journal, number);
        if (!QFileInfo::exists(path)) {
            // With files behind it this one was lost, or the hub began anew there, with a copy of its own.
            const bool more = !numbers.empty() && numbers.back() > number;
            if (more)
                reading.findings.push_back({path, QStringLiteral("missing"), reading.upTo});
            return {};
        }
        auto reader = JournalReader::open(path, key);
        if (!reader) {
            reading.findings.push_back({path, QStringLiteral("damaged"), {}});
            return {};
        }
        for (;;) {
            YIGONG_LET(record, reader->next());
            if (!record)
                break;
            if (!until.isNone() && record->at > until)
                return {};
            YIGONG_TRY(take(number, reader->logStart(), *record));
            reading.upTo = std::max(reading.upTo, record->at);
            ++reading.records;
            reading.bytes += record->frames.size();
        }
        if (reader->isTorn()) {
            reading.findings.push_back({path, QStringLiteral("torn"), reading.upTo});
            return {};
        }
    }
}

Result<BackupReading> choose(const QString &folder, const SharedStoreKey &key, Instant until)
{
    std::vector<FullCopy> copies = fullCopies(folder + QStringLiteral("/copies"));
    if (copies.empty())
        return fail(ErrorKind::FileMissing, QStringLiteral("full copy"), {folder});
    const Instant oldest = copies.front().at;
    BackupReading reading;
    for (auto copy = copies.rbegin(); copy != copies.rend(); ++copy) {
        if (!until.isNone() && copy->at > until)
            continue;
        if (checkStoreFile(copy->path, key)) {
            reading.copy = *copy;
            return reading;
        }
        reading.findings.push_back({copy->path, QStringLiteral("damaged"), {}});
    }
    if (reading.findings.empty())
        return fail(ErrorKind::OutOfRange, QStringLiteral("until"), {until.iso(), oldest.iso()});
    return fail(ErrorKind::StoreDamaged, {}, {reading.findings.front().file, QStringLiteral("no copy is whole")});
}

/// The log of a restored store, written run by run and taken into the store's file.
class Replay
{
public:
    Replay(QString storeFile, SharedStoreKey key) : m_store(std::move(storeFile)), m_key(std::move(key)) {}

    Result<void> take(quint64 file, const QByteArray &logStart, const JournalRecord &record)
    {
        if (file != m_file) {
            YIGONG_TRY(finish());
            m_file = file;
            m_frames = 0;
            YIGONG_TRY(writeDurably(log(), logStart, FileAccess::OwnerOnly));
        }
        if (record.from != m_frames)
            return fail(ErrorKind::BadFormat, {}, {QStringLiteral("journal"), QString::number(file)});
        YIGONG_TRY(writeBehind(log(), logStartSize + record.from * logFrameSize, record.frames, Reaches::System));
        m_frames = record.to;
        return {};
    }

    Result<void> finish()
    {
        if (m_file == 0)
            return {};
        YIGONG_LET(store, Connection::open(m_store, Connection::Mode::Write, restoreCacheKiB, m_key));
        return store->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

private:
    [[nodiscard]] QString log() const { return m_store + QStringLiteral("-wal"); }

    QString m_store;
    SharedStoreKey m_key;
    quint64 m_file = 0;
    qint64 m_frames = 0;
};

Result<void> beginEpochOf(const QString &folder, const SharedStoreKey &key, RecordTypes types, const Clock &clock,
                          Instant upTo)
{
    StoreOptions options;
    options.folder = folder;
    options.program = QStringLiteral("yigong-hub");
    options.key = key;
    YIGONG_LET(db, Database::open(options, std::move(types), clock));
    return db->apply([&](Transaction &tx) { return beginEpoch(tx, upTo); });
}

} // namespace

Result<void> beginEpoch(Transaction &tx, Instant restoredTo)
{
    YIGONG_LET(skipped, lettersSkipped(tx));
    YIGONG_TRY(tx.setLocal(lettersKey, skipped + lettersPerRestore));
    YIGONG_TRY(tx.setLocal(QStringLiteral("restored_to"), static_cast<qint64>(restoredTo.ms)));
    YIGONG_TRY(keepRestoredHeads(tx));
    return tx.setLocal(QStringLiteral("epoch"), tx.newId().bytes());
}

Result<SharedStoreKey> unlockBackup(const QString &folder, const StoreOpener &opener)
{
    const std::vector<FullCopy> copies = fullCopies(folder + QStringLiteral("/copies"));
    if (copies.empty())
        return fail(ErrorKind::FileMissing, QStringLiteral("full copy"), {folder});
    // A copy whose key block is damaged has one before it.
    Result<SharedStoreKey> key = fail(ErrorKind::WrongPassword);
    for (auto copy = copies.rbegin(); copy != copies.rend(); ++copy)
        if (key = unlockStore(copy->path, opener); key || key.error().kind == ErrorKind::WrongPassword)
            return key;
    return key;
}

Result<BackupReading> checkBackup(const QString &folder, const SharedStoreKey &key, Instant until)
{
    YIGONG_LET(reading, choose(folder, key, until));
    YIGONG_TRY(readJournal(folder, *key, until, reading,
                           [](quint64, const QByteArray &, const JournalRecord &) { return Result<void>(); }));
    const QString sealed = folder + QStringLiteral("/files.sealed");
    if (auto files = sealedFiles(sealed, *key))
        reading.files = *files;
    else
        reading.findings.push_back(
            {sealed, QFileInfo::exists(sealed) ? QStringLiteral("damaged") : QStringLiteral("missing"), {}});
    return reading;
}

Result<BackupReading> restoreHub(const RestoreWish &wish, const SharedStoreKey &key, RecordTypes types,
                                 const Clock &clock)
{
    if (QFileInfo(wish.to).isFile() || !QDir(wish.to).isEmpty())
        return fail(ErrorKind::AlreadyExists, {}, {wish.to});
    struct Unfinished
    {
        QString folder;
        ~Unfinished() { QDir(folder).removeRecursively(); }
    } unfinished{QDir(wish.to).absolutePath() + QStringLiteral(".unfinished")};
    QDir(unfinished.folder).removeRecursively();
    if (!QDir().mkpath(unfinished.folder))
        return fail(ErrorKind::FileUnwritable, {}, {unfinished.folder, QString()});
    YIGONG_LET(reading, choose(wish.from, key, wish.until));
    const QString store = Database::fileIn(unfinished.folder);
    YIGONG_TRY(copyStoreFile(reading.copy.path, store));
    Replay replay(store, key);
    YIGONG_TRY(readJournal(wish.from, *key, wish.until, reading,
                           [&](quint64 file, const QByteArray &logStart, const JournalRecord &record) {
                               return replay.take(file, logStart, record);
                           }));
    YIGONG_TRY(replay.finish());
    YIGONG_TRY(checkStoreFile(store, key));
    YIGONG_TRY(beginEpochOf(unfinished.folder, key, std::move(types), clock, reading.upTo));
    if (wish.keyFile)
        YIGONG_TRY(putSlot(store, *key, *wish.keyFile));
    const QString sealed = wish.from + QStringLiteral("/files.sealed");
    if (auto files = unsealFiles(sealed, unfinished.folder, *key))
        reading.files = *files;
    else
        reading.findings.push_back(
            {sealed, QFileInfo::exists(sealed) ? QStringLiteral("damaged") : QStringLiteral("missing"), {}});
    YIGONG_TRY(mirrorReleases(wish.from, unfinished.folder));
    YIGONG_TRY(syncFolder(unfinished.folder));
    QDir().rmdir(wish.to);
    YIGONG_TRY(replaceDurably(unfinished.folder, wish.to));
    return reading;
}

Result<qint64> lettersSkipped(const Snapshot &snapshot)
{
    YIGONG_LET(skipped, snapshot.local(lettersKey));
    return ValueOf<qint64>::from(skipped);
}

} // namespace yigong
