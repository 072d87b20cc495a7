// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup/store_backup.h"
#include "core/base/platform/durable_file.h"
#include "core/base/spans.h"
#include "core/store/backup/copies.h"
#include "core/store/connection.h"
#include "core/store/encryption/base_file.h"
#include "core/store/encryption/encrypted_vfs.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace yigong {

namespace {

constexpr int backupCacheKiB = 8 * 1024;
constexpr int leastHours = 1, mostHours = 24 * 31, leastKept = 1, mostKept = 365;
const QString planFolder = QStringLiteral("laptop_backup/folder"), planHours = QStringLiteral("laptop_backup/hours"),
              planKeep = QStringLiteral("laptop_backup/keep"), planLast = QStringLiteral("laptop_backup/last"),
              planLastFolder = QStringLiteral("laptop_backup/last_folder");
const QString stamp = QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'");
/// What belongs to a laptop beside its store.
const char *const besideStore[] = {"device.key", "device.crt", "hub.json", "staff.json", "training.json"};

QString backupPrefix(const QByteArray &fileId)
{
    return QStringLiteral("yigong-") + QString::fromLatin1(fileId.left(4).toHex());
}

struct UnfinishedFolder
{
    QString path;
    ~UnfinishedFolder() { QDir(path).removeRecursively(); }
};

/// A file with the same key block as the store's, and all of an open connection's pages behind it.
Result<void> copyWithSlots(Connection &from, const QString &storeFile, const QString &to, const SharedStoreKey &key)
{
    YIGONG_LET(store, BaseFile::open(storeFile, BaseFile::Access::Read));
    YIGONG_LET(block, store.read(0, keyBlockSize));
    YIGONG_TRY(writeDurably(to, block, FileAccess::OwnerOnly));
    {
        const OpenableStore openable(to, key);
        YIGONG_TRY(copyEncrypted(from.handle(), to));
    }
    YIGONG_TRY(syncFile(to));
    return checkStoreFile(to, key);
}

Result<void> copyBeside(const QString &from, const QString &to)
{
    for (const char *name : besideStore) {
        const QString file = from + u'/' + QLatin1StringView(name);
        if (!QFileInfo::exists(file))
            continue;
        YIGONG_LET(bytes, readWholeFile(file));
        YIGONG_TRY(writeDurably(to + u'/' + QLatin1StringView(name), bytes, FileAccess::OwnerOnly));
    }
    return {};
}

} // namespace

Result<BackupPlan> backupPlan(const Snapshot &snapshot)
{
    BackupPlan plan;
    YIGONG_LET(folder, snapshot.local(planFolder));
    YIGONG_LET(hours, snapshot.local(planHours));
    YIGONG_LET(keep, snapshot.local(planKeep));
    YIGONG_LET(last, snapshot.local(planLast));
    YIGONG_LET(lastFolder, snapshot.local(planLastFolder));
    plan.folder = ValueOf<QString>::from(folder);
    if (const qint64 set = ValueOf<qint64>::from(hours))
        plan.everyHours = static_cast<int>(set);
    if (const qint64 set = ValueOf<qint64>::from(keep))
        plan.keep = static_cast<int>(set);
    plan.last = {ValueOf<qint64>::from(last)};
    plan.lastFolder = ValueOf<QString>::from(lastFolder);
    return plan;
}

Result<void> setBackupPlan(Transaction &tx, const BackupPlan &plan)
{
    const auto outOfRange = [](const char *field, int value, int lowest, int highest) {
        return fail(ErrorKind::OutOfRange, QString::fromLatin1(field),
                    {QString::number(value), QString::number(lowest), QString::number(highest)});
    };
    if (plan.everyHours < leastHours || plan.everyHours > mostHours)
        return outOfRange("hours", plan.everyHours, leastHours, mostHours);
    if (plan.keep < leastKept || plan.keep > mostKept)
        return outOfRange("keep", plan.keep, leastKept, mostKept);
    YIGONG_TRY(tx.setLocal(planFolder, plan.folder));
    YIGONG_TRY(tx.setLocal(planHours, static_cast<qint64>(plan.everyHours)));
    return tx.setLocal(planKeep, static_cast<qint64>(plan.keep));
}

Instant nextBackup(const BackupPlan &plan)
{
    if (plan.folder.isEmpty())
        return {};
    return plan.last.isNone() ? Instant{1} : plan.last.plusMs(plan.everyHours * hourMs);
}

Result<StoreBackup> makeStoreBackup(Database &db, const QString &folder, int keep)
{
    if (!db.key())
        return fail(ErrorKind::StoreLocked, QStringLiteral("plain"), {db.folder()});
    // Made by no one but the person: where a stick is usually mounted, an empty folder must not pass for it.
    if (!QFileInfo(folder).isDir())
        return fail(ErrorKind::FileMissing, QStringLiteral("backup folder"), {folder});
    const Instant now = db.clock().now();
    const QString name =
        backupPrefix(db.key()->fileId) + u'-' + QDateTime::fromMSecsSinceEpoch(now.ms, Qt::UTC).toString(stamp);
    const UnfinishedFolder unfinished{folder + u'/' + backupPrefix(db.key()->fileId) + QStringLiteral(".unfinished")};
    QDir(unfinished.path).removeRecursively();
    if (!QDir().mkpath(unfinished.path))
        return fail(ErrorKind::FileUnwritable, {}, {folder, QString()});
    {
        YIGONG_LET(reader, Connection::open(db.file(), Connection::Mode::Read, backupCacheKiB, db.key()));
        YIGONG_TRY(copyWithSlots(*reader, db.file(), Database::fileIn(unfinished.path), db.key()));
    }
    YIGONG_TRY(copyBeside(db.folder(), unfinished.path));
    YIGONG_TRY(syncFolder(unfinished.path));
    StoreBackup made{folder + u'/' + name, now};
    YIGONG_TRY(replaceDurably(unfinished.path, made.folder));
    auto all = storeBackups(folder, db.key()->fileId);
    for (std::size_t i = 0; i + static_cast<std::size_t>(keep) < all.size(); ++i)
        if (all[i].folder != made.folder)
            QDir(all[i].folder).removeRecursively();
    if (!db.whyReadOnly())
        YIGONG_TRY(db.apply([&](Transaction &tx) -> Result<void> {
            YIGONG_TRY(tx.setLocal(planLast, static_cast<qint64>(now.ms)));
            return tx.setLocal(planLastFolder, made.folder);
        }));
    return made;
}

std::vector<StoreBackup> storeBackups(const QString &folder, const QByteArray &fileId)
{
    const QString prefix = fileId.isEmpty() ? QStringLiteral("yigong-") : backupPrefix(fileId) + u'-';
    std::vector<StoreBackup> found;
    for (const QString &name : QDir(folder).entryList({prefix + u'*'}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        QDateTime time = QDateTime::fromString(name.section(u'-', 2), stamp);
        time.setTimeSpec(Qt::UTC);
        const QString path = folder + u'/' + name;
        if (time.isValid() && QFileInfo::exists(Database::fileIn(path)))
            found.push_back({path, {time.toMSecsSinceEpoch()}});
    }
    std::sort(found.begin(), found.end(), [](const StoreBackup &a, const StoreBackup &b) { return a.at < b.at; });
    return found;
}

Result<BackupContent> checkStoreBackup(const QString &backup, const SharedStoreKey &key)
{
    const QString file = Database::fileIn(backup);
    if (!QFileInfo::exists(file))
        return fail(ErrorKind::StoreMissing, {}, {backup});
    YIGONG_TRY(checkStoreFile(file, key));
    YIGONG_LET(store, Connection::open(file, Connection::Mode::Immutable, backupCacheKiB, key));
    BackupContent content;
    YIGONG_TRY(store->each("SELECT (SELECT ifnull(max(number), 0) FROM act), (SELECT count(*) FROM draft), "
                           "(SELECT count(*) FROM patient)",
                           {}, [&content](const Columns &columns) {
                               content = {columns.integer(0), columns.integer(1), columns.integer(2)};
                               return false;
                           }));
    return content;
}

Result<void> restoreStoreBackup(const QString &backup, const QString &to)
{
    if (!QFileInfo::exists(Database::fileIn(backup)))
        return fail(ErrorKind::StoreMissing, {}, {backup});
    if (QFileInfo(to).isFile() || !QDir(to).isEmpty())
        return fail(ErrorKind::AlreadyExists, {}, {to});
    const UnfinishedFolder unfinished{QDir(to).absolutePath() + QStringLiteral(".unfinished")};
    QDir(unfinished.path).removeRecursively();
    if (!QDir().mkpath(unfinished.path))
        return fail(ErrorKind::FileUnwritable, {}, {unfinished.path, QString()});
    YIGONG_TRY(copyStoreFile(Database::fileIn(backup), Database::fileIn(unfinished.path)));
    YIGONG_TRY(copyBeside(backup, unfinished.path));
    YIGONG_TRY(syncFolder(unfinished.path));
    QDir().rmdir(to);
    return replaceDurably(unfinished.path, to);
}

Result<void> copyBeforeMigration(Connection &connection, const QString &file, const SharedStoreKey &key, int version)
{
    const QString unfinished = file + QStringLiteral(".new"); // removed at the next start, wherever this is cut short
    const QString copy = file + QStringLiteral(".before-") + QString::number(version);
    auto done = copyWithSlots(connection, file, unfinished, key);
    if (!done) {
        QFile::remove(unfinished);
        return done;
    }
    YIGONG_TRY(replaceDurably(unfinished, copy));
    const QFileInfo store(file);
    for (const QString &old : store.dir().entryList({store.fileName() + QStringLiteral(".before-*")}, QDir::Files))
        if (old != QFileInfo(copy).fileName())
            QFile::remove(store.dir().filePath(old));
    return {};
}

} // namespace yigong
