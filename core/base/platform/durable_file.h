// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace yigong {

enum class FileAccess
{
    Usual,     ///< what the user's umask says
    OwnerOnly, ///< 0600 from its first moment on: keys
};

/// Makes `bytes` the whole content of `path`, so that after a power cut there is either the old file or the new one,
/// and after a return without error the new one: a file beside it, fsync, rename, fsync of the folder. On error the old
/// file stands as it was and nothing is left beside it. Errors: DiskFull{folder} (a quota and a file size limit too) ·
/// FileUnwritable{path, reason}.
Result<void> writeDurably(const QString &path, QByteArrayView bytes, FileAccess access = FileAccess::Usual);

/// Gives `from`, whose content is on the disk, the name `to` in the same file system: after a power cut `to` is the old
/// file or the new one. Errors: FileMissing{path} · FileUnwritable{path, reason} · DiskFull{folder}.
Result<void> replaceDurably(const QString &from, const QString &to);

/// Makes the names in a folder survive a power cut: after making, renaming or removing a file in it.
/// Errors: FileUnwritable{path, reason}.
Result<void> syncFolder(const QString &folder);

/// Brings a file that others have written to the disk. Errors: FileMissing{path} · FileUnwritable{path, reason}.
Result<void> syncFile(const QString &path);

enum class Reaches
{
    Disk,  ///< when the call answers
    System ///< only; `syncFile` brings all of it to the disk
};

/// Writes `bytes` behind the first `at` bytes of a file, and nothing stays behind them. The file is there. On error it
/// is cut back to `at`, as far as the disk still lets it. Errors: FileMissing{path} · DiskFull{folder} ·
/// FileUnwritable{path, reason}.
Result<void> writeBehind(const QString &path, qint64 at, QByteArrayView bytes, Reaches reaches = Reaches::Disk);

/// The whole content of a file of at most `maxBytes`.
/// Errors: FileMissing{path} · FileUnreadable{path, reason} · OutOfRange{size, 0, maxBytes}.
Result<QByteArray> readWholeFile(const QString &path, qint64 maxBytes = 64 * 1024 * 1024);

} // namespace yigong
