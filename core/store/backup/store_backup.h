// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"

namespace yigong {

// A backup of a laptop's store: a folder of its own, `yigong-<store>-<time>`, that holds the encrypted store, with the
// same passwords and recovery key, and the small files beside it. It is a store's folder like any other.

struct StoreBackup
{
    QString folder;
    Instant at;
};

/// Where and how often; this machine's alone, never synced.
struct BackupPlan
{
    QString folder; ///< a folder or stick; empty: none is made by itself
    int everyHours = 24;
    int keep = 7;       ///< the newest so many of this store
    Instant last;       ///< when one was last made; none before the first
    QString lastFolder; ///< the folder of that one
};
Result<BackupPlan> backupPlan(const Snapshot &snapshot);
/// `folder`, `everyHours` and `keep` only. Errors: OutOfRange{hours or copies, lowest, highest}.
Result<void> setBackupPlan(Transaction &tx, const BackupPlan &plan);
/// When the next is due; none where there is no folder.
Instant nextBackup(const BackupPlan &plan);

/// Makes one of an open store, reads it back page by page and only then gives it its name and lets go of all but the
/// newest `keep`. Cut short, or found wrong, it is thrown away, and the earlier ones stand. Others may write meanwhile.
/// Notes it in the store, where that can be written. Errors: StoreLocked (a plain store) · FileMissing{folder} (the
/// stick is not there) · StoreDamaged · DiskFull{folder} · FileUnwritable{path, reason}.
Result<StoreBackup> makeStoreBackup(Database &db, const QString &folder, int keep);

/// Those of one store, by its key's file id; of every store where that is empty. Oldest first.
std::vector<StoreBackup> storeBackups(const QString &folder, const QByteArray &fileId = {});

struct BackupContent
{
    qint64 lastAct = 0; ///< of the device's log
    qint64 drafts = 0;
    qint64 residents = 0;
};
/// Opens it as it lies, and reads every page. Errors: StoreMissing · StoreDamaged{file, finding} · FileUnreadable.
Result<BackupContent> checkStoreBackup(const QString &backup, const SharedStoreKey &key);

/// Puts a backup into a new folder, whole or not at all. The hub then notices a laptop that has gone back.
/// Errors: AlreadyExists{folder} · StoreMissing · DiskFull · FileUnwritable.
Result<void> restoreStoreBackup(const QString &backup, const QString &to);

/// What a migration makes first, beside the store, replacing that of the migration before: without room for it nothing
/// is migrated. Errors: DiskFull · FileUnwritable · StoreDamaged.
Result<void> copyBeforeMigration(Connection &connection, const QString &file, const SharedStoreKey &key, int version);

} // namespace yigong
