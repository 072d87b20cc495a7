// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArray>
#include <memory>

struct sqlite3_file;
struct sqlite3_vfs;

namespace yigong {

/// The system's own VFS, below the encryption.
sqlite3_vfs *baseVfs();

/// A database file below the encryption, opened through SQLite's VFS: the system's open and close of a file that this
/// process also has open as a database would drop SQLite's locks on it (POSIX ties them to the process).
class BaseFile
{
public:
    enum class Access
    {
        Read,
        Write
    };
    /// The file must exist. Errors: FileMissing{path} · FileUnreadable{path, reason}.
    static Result<BaseFile> open(const QString &path, Access access);
    BaseFile(BaseFile &&) noexcept;
    BaseFile &operator=(BaseFile &&) = delete;
    ~BaseFile();

    [[nodiscard]] Result<qint64> size() const;
    /// Fewer bytes than asked for at the file's end.
    [[nodiscard]] Result<QByteArray> read(qint64 at, qint64 size) const;
    /// On the disk when it answers.
    Result<void> write(qint64 at, const QByteArray &bytes);

private:
    BaseFile(QString path, std::unique_ptr<char[]> memory);
    [[nodiscard]] sqlite3_file *file() const;

    QString m_path;
    QByteArray m_name;                // SQLite keeps the pointer as long as the file is open
    std::unique_ptr<char[]> m_memory; // of the VFS's own size
};

} // namespace yigong
