// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/durable_file.h"
#include "core/base/platform/untrusted_file.h"

#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace yigong {

namespace {

constexpr qint64 readPiece = 1 << 20;

/// An open file that ends with its scope.
struct OpenFile
{
    int file = -1;
    qint64 size = 0;
    OpenFile() = default;
    OpenFile(OpenFile &&other) noexcept : file(std::exchange(other.file, -1)), size(other.size) {}
    OpenFile &operator=(OpenFile &&) = delete;
    ~OpenFile()
    {
        if (file >= 0)
            close(file);
    }
};

Result<OpenFile> openPlain(const QString &path)
{
    const auto unreadable = [&](int why) {
        return fail(ErrorKind::FileUnreadable, {}, {path, QString::fromLocal8Bit(std::strerror(why))});
    };
    OpenFile opened;
    // Not blocking: opening a pipe would wait for its writer.
    opened.file = open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (opened.file < 0)
        return errno == ENOENT ? Result<OpenFile>(fail(ErrorKind::FileMissing, {}, {path})) : unreadable(errno);
    struct stat what = {};
    if (fstat(opened.file, &what) != 0)
        return unreadable(errno);
    if (!S_ISREG(what.st_mode))
        return unreadable(EINVAL);
    opened.size = what.st_size;
    return opened;
}

/// Up to `most` bytes; fewer at the end of the file.
Result<QByteArray> readPlain(const OpenFile &from, const QString &path, qint64 most)
{
    QByteArray bytes(most, Qt::Uninitialized);
    qsizetype have = 0;
    while (have < most) {
        const ssize_t got = read(from.file, bytes.data() + have, static_cast<size_t>(most - have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(ErrorKind::FileUnreadable, {}, {path, QString::fromLocal8Bit(std::strerror(errno))});
        if (got == 0)
            break;
        have += got;
    }
    bytes.truncate(have);
    return bytes;
}

} // namespace

Result<QByteArray> readUntrusted(const QString &path, qint64 most)
{
    YIGONG_LET(file, openPlain(path));
    if (file.size > most)
        return fail(ErrorKind::FileUnreadable, {}, {path, QString::fromLocal8Bit(std::strerror(EFBIG))});
    return readPlain(file, path, most);
}

Result<qint64> copyUntrusted(const QString &from, const QString &to, qint64 most)
{
    YIGONG_LET(file, openPlain(from));
    YIGONG_TRY(writeDurably(to, {}, FileAccess::OwnerOnly));
    for (qint64 at = 0; at < most;) {
        YIGONG_LET(piece, readPlain(file, from, std::min(readPiece, most - at)));
        if (piece.isEmpty())
            break;
        YIGONG_TRY(writeBehind(to, at, piece, Reaches::System));
        at += piece.size();
    }
    YIGONG_TRY(syncFile(to));
    return file.size;
}

void removeUntrusted(const QString &path)
{
    std::error_code ignored; // libstdc++ goes down by open folders, not by names
    std::filesystem::remove_all(QFile::encodeName(path).toStdString(), ignored);
}

} // namespace yigong
