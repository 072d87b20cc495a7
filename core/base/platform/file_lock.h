// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

namespace yigong {

/// The one writer of a store: an advisory lock on `writer.lock` in the store's folder, held as long as this object
/// lives. The system drops the lock with the process, however it ends, so what a killed writer left in the file holds
/// nobody up. The file stays behind on purpose: removing it would let two processes lock two different files of that
/// name. Not inherited by programs that this process starts. May be moved; the moved-from one holds nothing.
class FileLock
{
public:
    /// `program` and `since` are what a second process will be told about this one, with its process id.
    /// Never waits. Errors: StoreHeldByOther{program, process id, since} (this process counts too) ·
    /// StoreMissing{folder} · StoreReadOnly{folder} · DiskFull{folder} · FileUnwritable{path, reason}.
    static Result<FileLock> acquire(const QString &folder, const QString &program, Instant since);

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

private:
    explicit FileLock(int file) : m_file(file) {}
    void release();

    int m_file = -1;
};

} // namespace yigong
