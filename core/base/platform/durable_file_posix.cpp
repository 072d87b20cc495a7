// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/durable_file.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace yigong {

namespace {

QString reasonOf(int why)
{
    return QString::fromLocal8Bit(std::strerror(why));
}

tl::unexpected<Error> cannotWrite(const QString &path, int why)
{
    if (why == ENOSPC || why == EDQUOT || why == EFBIG)
        return fail(ErrorKind::DiskFull, {}, {QFileInfo(path).absolutePath()});
    return fail(ErrorKind::FileUnwritable, {}, {path, reasonOf(why)});
}

/// Writes all bytes and brings them to the disk. Returns an errno, 0 where it went well.
int writeAll(int file, QByteArrayView bytes, Reaches reaches = Reaches::Disk)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = write(file, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno != EINTR)
            return errno;
        if (written > 0)
            bytes = bytes.sliced(written);
    }
    return reaches == Reaches::System || fsync(file) == 0 ? 0 : errno;
}

/// A file size limit (RLIMIT_FSIZE) would otherwise end the process with SIGXFSZ instead of failing the write.
void ignoreFileSizeSignal()
{
    [[maybe_unused]] static const auto before = std::signal(SIGXFSZ, SIG_IGN);
}

mode_t usualMode()
{
    static const mode_t mask = [] {
        const mode_t current = umask(077);
        umask(current);
        return current;
    }();
    return 0666 & ~mask;
}

} // namespace

Result<void> writeDurably(const QString &path, QByteArrayView bytes, FileAccess access)
{
    ignoreFileSizeSignal();
    const QByteArray target = QFile::encodeName(path);
    QByteArray temporary = target + ".XXXXXX"; // in the same folder: a rename is atomic only within one file system
    const int file = mkostemp(temporary.data(), O_CLOEXEC);
    if (file < 0)
        return cannotWrite(path, errno);
    int why = writeAll(file, bytes);
    if (why == 0 && access == FileAccess::Usual && fchmod(file, usualMode()) != 0)
        why = errno;
    if (close(file) != 0 && why == 0)
        why = errno;
    if (why == 0 && std::rename(temporary.constData(), target.constData()) != 0)
        why = errno;
    if (why != 0) {
        unlink(temporary.constData());
        return cannotWrite(path, why);
    }
    return syncFolder(QFileInfo(path).absolutePath());
}

Result<void> replaceDurably(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return errno == ENOENT ? Result<void>(fail(ErrorKind::FileMissing, {}, {from})) : cannotWrite(to, errno);
    return syncFolder(QFileInfo(to).absolutePath());
}

Result<void> syncFolder(const QString &folder)
{
    const int directory = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return cannotWrite(folder, errno);
    const int why = fsync(directory) == 0 ? 0 : errno;
    close(directory);
    // Some file systems (FAT on a stick, network shares) know no fsync of a folder; there is nothing better to do
    // there.
    if (why != 0 && why != EINVAL && why != ENOTSUP)
        return cannotWrite(folder, why);
    return {};
}

Result<void> syncFile(const QString &path)
{
    const int file = open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail(ErrorKind::FileMissing, {}, {path});
    const int why = fsync(file) == 0 ? 0 : errno;
    close(file);
    if (why != 0)
        return cannotWrite(path, why);
    return {};
}

Result<void> writeBehind(const QString &path, qint64 at, QByteArrayView bytes, Reaches reaches)
{
    ignoreFileSizeSignal();
    const int file = open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT ? Result<void>(fail(ErrorKind::FileMissing, {}, {path})) : cannotWrite(path, errno);
    int why = ftruncate(file, at) == 0 && lseek(file, at, SEEK_SET) == at ? 0 : errno;
    if (why == 0)
        why = writeAll(file, bytes, reaches);
    if (why != 0 && ftruncate(file, at) != 0)
        qWarning("what was written by half could not be cut off"); // whoever reads it must know a torn end
    if (close(file) != 0 && why == 0)
        why = errno;
    if (why != 0)
        return cannotWrite(path, why);
    return {};
}

Result<QByteArray> readWholeFile(const QString &path, qint64 maxBytes)
{
    QFile file(path);
    if (!file.exists())
        return fail(ErrorKind::FileMissing, {}, {path});
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {path, file.errorString()});
    QByteArray bytes = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::FileUnreadable, {}, {path, file.errorString()});
    if (bytes.size() > maxBytes)
        return fail(ErrorKind::OutOfRange, {},
                    {QString::number(file.size()), QStringLiteral("0"), QString::number(maxBytes)});
    return bytes;
}

} // namespace yigong
