// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encryption/base_file.h"
#include "core/store/encryption/planted_fault.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace yigong {

sqlite3_vfs *baseVfs()
{
    static sqlite3_vfs *const vfs = [] {
        // A savepoint's pages stay in memory so far: an act is one, and at 64 KiB (SQLite's own figure) each round of
        // the hub's went through a temporary file, encrypted there and back.
        sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, 1024 * 1024);
        // Nobody asks SQLite how much memory it has; to know, it locks for each piece it takes and gives back.
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_initialize();
        return sqlite3_vfs_find(nullptr);
    }();
    return vfs;
}

namespace {

QString lastReason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// A name as SQLite's VFS wants it: ended by a few zeros, since the name of a database is followed by its parameters.
QByteArray vfsName(const QString &path)
{
    return QFileInfo(path).absoluteFilePath().toUtf8() + QByteArray(8, '\0');
}

} // namespace

BaseFile::BaseFile(QString path, std::unique_ptr<char[]> memory)
    : m_path(std::move(path)), m_name(vfsName(m_path)), m_memory(std::move(memory))
{}

BaseFile::BaseFile(BaseFile &&) noexcept = default;

BaseFile::~BaseFile()
{
    if (m_memory && file()->pMethods)
        file()->pMethods->xClose(file());
}

sqlite3_file *BaseFile::file() const
{
    return reinterpret_cast<sqlite3_file *>(m_memory.get());
}

Result<BaseFile> BaseFile::open(const QString &path, Access access)
{
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::FileMissing, {}, {path});
    if (planted(PlantedFault::KeyBlockOpenedPlainly)) {
        QFile plainly(path);
        (void)plainly.open(QIODevice::ReadOnly);
    }
    sqlite3_vfs *vfs = baseVfs();
    auto memory = std::make_unique<char[]>(static_cast<std::size_t>(vfs->szOsFile));
    BaseFile opened(path, std::move(memory));
    errno = 0;
    const int flags = SQLITE_OPEN_MAIN_DB | (access == Access::Write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    int given = 0;
    if (vfs->xOpen(vfs, opened.m_name.constData(), opened.file(), flags, &given) != SQLITE_OK)
        return fail(ErrorKind::FileUnreadable, {}, {path, lastReason()});
    if (access == Access::Write && (given & SQLITE_OPEN_READONLY) != 0)
        return fail(ErrorKind::StoreReadOnly, {}, {QFileInfo(path).absolutePath()});
    return opened;
}

Result<qint64> BaseFile::size() const
{
    sqlite3_int64 size = 0;
    if (file()->pMethods->xFileSize(file(), &size) != SQLITE_OK)
        return fail(ErrorKind::FileUnreadable, {}, {m_path, lastReason()});
    return static_cast<qint64>(size);
}

Result<QByteArray> BaseFile::read(qint64 at, qint64 size) const
{
    YIGONG_LET(whole, this->size());
    QByteArray bytes(std::max<qint64>(0, std::min(size, whole - at)), Qt::Uninitialized);
    if (bytes.isEmpty())
        return bytes;
    if (file()->pMethods->xRead(file(), bytes.data(), static_cast<int>(bytes.size()), at) != SQLITE_OK)
        return fail(ErrorKind::FileUnreadable, {}, {m_path, lastReason()});
    return bytes;
}

Result<void> BaseFile::write(qint64 at, const QByteArray &bytes)
{
    errno = 0;
    int code = file()->pMethods->xWrite(file(), bytes.constData(), static_cast<int>(bytes.size()), at);
    if (code == SQLITE_OK && !planted(PlantedFault::AcknowledgedUnsynced))
        code = file()->pMethods->xSync(file(), SQLITE_SYNC_FULL);
    if (code == SQLITE_OK)
        return {};
    if ((code & 0xFF) == SQLITE_FULL || errno == ENOSPC || errno == EDQUOT)
        return fail(ErrorKind::DiskFull, {}, {QFileInfo(m_path).absolutePath()});
    return fail(ErrorKind::FileUnwritable, {}, {m_path, lastReason()});
}

} // namespace yigong
