// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reset_store.h"
#include "core/base/platform/durable_file.h"
#include "core/base/platform/file_lock.h"
#include "core/store/backup/store_backup.h"
#include "core/store/encryption/base_file.h"
#include "core/store/encryption/key_block.h"
#include "core/sync/sync_session.h"

#include <QDir>
#include <QFileInfo>

namespace yigong {

namespace {

constexpr qint64 eraseBytes = 32 * 1024;

} // namespace

Result<UnsentWork> unsentWork(const Snapshot &snapshot)
{
    UnsentWork work;
    YIGONG_LET(standing, syncStanding(snapshot));
    work.acts = standing.actsWaiting;
    work.heldBack = static_cast<qint64>(standing.held.size());
    const auto older = [&work](Instant at) {
        if (!at.isNone() && (work.since.isNone() || at < work.since))
            work.since = at;
    };
    older(standing.oldestWaiting);
    for (const HeldAct &held : standing.held)
        older(held.since);
    YIGONG_TRY(snapshot.each("SELECT count(*), min(saved) FROM draft", {}, [&](const Columns &c) {
        work.drafts = c.integer(0);
        older(c.instant(1));
    }));
    return work;
}

Result<bool> isInBackup(Database &db, const QString &backup)
{
    if (!db.key())
        return false;
    YIGONG_LET(form, storeFormOf(Database::fileIn(backup)));
    if (form == StoreForm::Missing)
        return fail(ErrorKind::StoreMissing, {}, {backup});
    YIGONG_LET(content, checkStoreBackup(backup, db.key()));
    return db.read([&](const Snapshot &s) -> Result<bool> {
        YIGONG_LET(acts, s.number("SELECT ifnull(max(number), 0) FROM act"));
        YIGONG_LET(drafts, s.number("SELECT count(*) FROM draft"));
        YIGONG_LET(newest, s.number("SELECT ifnull(max(saved), 0) FROM draft"));
        const auto backups = storeBackups(QFileInfo(backup).absolutePath(), db.key()->fileId);
        const auto found = std::find_if(backups.begin(), backups.end(), [&](const StoreBackup &b) {
            return QFileInfo(b.folder).absoluteFilePath() == QFileInfo(backup).absoluteFilePath();
        });
        const bool draftsIn = drafts == 0 || (found != backups.end() && found->at.ms >= newest);
        return content.lastAct == acts && content.drafts >= drafts && draftsIn;
    });
}

Result<QStringList> eraseStore(const QString &folder, const Clock &clock)
{
    const QString file = Database::fileIn(folder);
    YIGONG_LET(form, storeFormOf(file));
    if (form == StoreForm::Missing)
        return fail(ErrorKind::StoreMissing, {}, {folder});
    YIGONG_LET(lock, FileLock::acquire(folder, QStringLiteral("yigongctl"), clock.now()));
    QDir dir(folder);
    QStringList stores = dir.entryList({QStringLiteral("yigong.db"), QStringLiteral("yigong.db.*")}, QDir::Files);
    for (const QString &name : stores) {
        YIGONG_LET(each, storeFormOf(dir.filePath(name)));
        if (each != StoreForm::Encrypted)
            continue;
        YIGONG_LET(base, BaseFile::open(dir.filePath(name), BaseFile::Access::Write));
        for (qint64 at = 0; at < keyBlockSize; at += eraseBytes) // SQLite's VFS writes less than 128 KiB at once
            YIGONG_TRY(base.write(at, QByteArray(eraseBytes, '\0')));
    }
    stores +=
        dir.entryList({QStringLiteral("yigong.db-*"), QStringLiteral("device.*"), QStringLiteral("hub.json"),
                       QStringLiteral("staff.json"), QStringLiteral("training.json"), QStringLiteral("writer.lock")},
                      QDir::Files);
    for (const QString &name : stores)
        if (!dir.remove(name))
            return fail(ErrorKind::FileUnwritable, {}, {dir.filePath(name), QString()});
    YIGONG_TRY(syncFolder(folder));
    dir.refresh();
    return dir.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
}

} // namespace yigong
