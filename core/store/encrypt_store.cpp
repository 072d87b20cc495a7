// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encrypt_store.h"
#include "core/base/platform/durable_file.h"
#include "core/base/platform/file_lock.h"
#include "core/store/database.h"
#include "core/store/encryption/encrypted_vfs.h"

#include <QFile>
#include <map>

namespace yigong {

namespace {

constexpr int copyCacheKiB = 16 * 1024;

QString unfinishedIn(const QString &folder)
{
    return Database::fileIn(folder) + QStringLiteral(".new");
}

Result<std::map<QString, qint64>> rowsByTable(Connection &connection)
{
    std::map<QString, qint64> rows;
    YIGONG_TRY(connection.each("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0", {},
                               [&rows](const Columns &columns) {
                                   rows[columns.text(0)] = 0;
                                   return true;
                               }));
    for (auto &table : rows)
        YIGONG_TRY(connection.each("SELECT count(*) FROM \"" + table.first.toStdString() + "\"", {},
                                   [&table](const Columns &columns) {
                                       table.second = columns.integer(0);
                                       return false;
                                   }));
    return rows;
}

Result<void> checkCopy(Connection &plain, const QString &file, const SharedStoreKey &key, const QString &folder)
{
    YIGONG_LET(copy, Connection::open(file, Connection::Mode::Read, copyCacheKiB, key));
    QString finding;
    YIGONG_TRY(copy->each("PRAGMA quick_check(1)", {}, [&finding](const Columns &columns) {
        finding = columns.text(0);
        return false;
    }));
    if (finding != u"ok")
        return fail(ErrorKind::StoreDamaged, {}, {folder, finding});
    YIGONG_LET(before, rowsByTable(plain));
    YIGONG_LET(after, rowsByTable(*copy));
    if (before != after)
        return fail(ErrorKind::StoreDamaged, {}, {folder, QStringLiteral("row counts differ")});
    return {};
}

} // namespace

void removeUnfinishedCopy(const QString &folder)
{
    const QString file = unfinishedIn(folder);
    for (const char *end : {"", "-journal", "-wal", "-shm"})
        QFile::remove(file + QLatin1StringView(end));
}

Result<SharedStoreKey> encryptStore(const QString &folder, const QString &program, std::span<const StoreOpener> openers,
                                    const Clock &clock, SlotCost cost, CipherKind cipher)
{
    const QString file = Database::fileIn(folder);
    YIGONG_LET(form, storeFormOf(file));
    if (form == StoreForm::Missing)
        return fail(ErrorKind::StoreMissing, {}, {folder});
    if (form == StoreForm::Encrypted)
        return fail(ErrorKind::AlreadyExists, {}, {file});
    YIGONG_LET(lock, FileLock::acquire(folder, program, clock.now()));
    removeUnfinishedCopy(folder);
    const QString copy = unfinishedIn(folder);
    struct Leave
    {
        QString folder;
        ~Leave() { removeUnfinishedCopy(folder); } // also what reading the copy back has left beside it
    } leave{folder};
    YIGONG_LET(key, createKeyBlock(copy, openers, cost, cipher));
    {
        YIGONG_LET(plain, Connection::open(file, Connection::Mode::Write, copyCacheKiB));
        // Alone with the file and its log written back: nothing of it is left beside it when it has been replaced.
        YIGONG_TRY(plain->execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE;"));
        const OpenableStore openable(copy, key);
        YIGONG_TRY(copyEncrypted(plain->handle(), copy));
        YIGONG_TRY(checkCopy(*plain, copy, key, folder));
    }
    YIGONG_TRY(syncFile(copy));
    YIGONG_TRY(replaceDurably(copy, file));
    return key;
}

} // namespace yigong
