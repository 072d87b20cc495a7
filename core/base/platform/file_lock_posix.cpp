// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/file_lock.h"

#include <QDir>
#include <QFile>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace yigong {

namespace {

tl::unexpected<Error> cannotOpen(const QString &folder, const QString &path, int why)
{
    struct stat about = {};
    if (stat(QFile::encodeName(folder).constData(), &about) != 0 || !S_ISDIR(about.st_mode))
        return fail(ErrorKind::StoreMissing, {}, {folder});
    if (why == EACCES || why == EROFS || why == EPERM)
        return fail(ErrorKind::StoreReadOnly, {}, {folder});
    if (why == ENOSPC || why == EDQUOT)
        return fail(ErrorKind::DiskFull, {}, {folder});
    return fail(ErrorKind::FileUnwritable, {}, {path, QString::fromLocal8Bit(std::strerror(why))});
}

/// The three lines the holder wrote; empty while it has not written them yet.
QStringList holderIn(int file)
{
    std::array<char, 512> text{};
    const ssize_t size = pread(file, text.data(), text.size(), 0);
    QStringList lines = QString::fromUtf8(text.data(), size > 0 ? size : 0).split(u'\n');
    if (lines.size() < 4)
        return {};
    lines.resize(3);
    return lines;
}

tl::unexpected<Error> heldByOther(int file)
{
    QStringList holder = holderIn(file);
    // The holder may have the lock and not have written its lines yet.
    for (int i = 0; holder.isEmpty() && i < 20; ++i) {
        const timespec aMoment{0, 5'000'000};
        nanosleep(&aMoment, nullptr);
        holder = holderIn(file);
    }
    if (holder.isEmpty())
        holder = QStringList{QString(), QString(), QString()};
    return fail(ErrorKind::StoreHeldByOther, {}, holder);
}

void writeHolder(int file, const QString &program, Instant since)
{
    QString name = program;
    name.replace(u'\n', u' ');
    const QByteArray text = (name + u'\n' + QString::number(getpid()) + u'\n' + since.iso() + u'\n').toUtf8();
    // A full disk must not keep anyone from opening a store: the lock holds without the lines too.
    [[maybe_unused]] const auto emptied = ftruncate(file, 0);
    [[maybe_unused]] const auto written = pwrite(file, text.constData(), static_cast<size_t>(text.size()), 0);
}

} // namespace

Result<FileLock> FileLock::acquire(const QString &folder, const QString &program, Instant since)
{
    const QString path = QDir(folder).filePath(QStringLiteral("writer.lock"));
    const int file = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return cannotOpen(folder, path, errno);
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        const auto error = why == EWOULDBLOCK ? heldByOther(file) : cannotOpen(folder, path, why);
        close(file);
        return error;
    }
    FileLock lock(file);
    // The lock file alone may be writable, left from before the folder was made read-only.
    if (faccessat(AT_FDCWD, QFile::encodeName(folder).constData(), W_OK | X_OK, AT_EACCESS) != 0)
        return fail(ErrorKind::StoreReadOnly, {}, {folder});
    writeHolder(file, program, since);
    return lock;
}

FileLock::FileLock(FileLock &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_file = std::exchange(other.m_file, -1);
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

void FileLock::release()
{
    if (m_file < 0)
        return;
    [[maybe_unused]] const auto emptied = ftruncate(m_file, 0);
    close(std::exchange(m_file, -1));
}

} // namespace yigong
