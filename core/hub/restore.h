// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/backup/copies.h"
#include "core/store/database.h"

namespace yigong {

// Coming back from a second place (second_place.h).

/// A piece that could not be used, or only up to somewhere.
struct BackupFinding
{
    QString file;
    QString what;   ///< stable word: damaged, torn, missing
    Instant goodTo; ///< the last moment that it still gave; none where it gave nothing
};

struct BackupReading
{
    FullCopy copy; ///< that it starts from
    Instant upTo;  ///< of the last commit that it reaches; the copy's time where no journal follows
    qint64 records = 0;
    qint64 bytes = 0; ///< of the journal
    std::vector<BackupFinding> findings;
    QStringList files; ///< of the hub's folder
};

/// What opens a second place: as the store itself, by its key file or its recovery key. Errors: FileMissing{folder} (no
/// copy in it) · those of `unlockStore`.
Result<SharedStoreKey> unlockBackup(const QString &folder, const StoreOpener &opener);

/// Reads the newest copy, page by page, and the journal behind it, record by record, and says what a restore would
/// give. A copy that is damaged is a finding, and the one before it is taken. Errors: FileMissing{folder} (nothing can
/// be restored) · OutOfRange{until, oldest copy} · FileUnreadable.
Result<BackupReading> checkBackup(const QString &folder, const SharedStoreKey &key, Instant until = {});

struct RestoreWish
{
    QString from;
    QString to;                         ///< a new folder
    Instant until;                      ///< none: to the end
    std::optional<StoreOpener> keyFile; ///< a new slot for it, where the store was opened by the recovery key
};

/// Makes a hub's folder as it was at a moment, whole or not at all, as a new epoch: devices bring what it lacks.
/// Answers what it was made of. Errors: AlreadyExists{folder} · those of `checkBackup` · DiskFull · FileUnwritable.
Result<BackupReading> restoreHub(const RestoreWish &wish, const SharedStoreKey &key, RecordTypes types,
                                 const Clock &clock);

/// Begins a new epoch in a hub's store that was put back to a moment: devices forget their positions in its streams,
/// and letters that it may have given out since are passed over.
Result<void> beginEpoch(Transaction &tx, Instant restoredTo);

/// How many letters of each site are passed over for devices: those that may have been given out after the moment that
/// a hub was restored to.
Result<qint64> lettersSkipped(const Snapshot &snapshot);

} // namespace yigong
