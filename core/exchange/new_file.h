// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QSaveFile>
#include <memory>

namespace yigong {

/// DiskFull {folder} or FileUnwritable {path, reason}: what a failed write to `device` means.
Error writeError(const QFileDevice &device);

/// A file that is there whole or not at all: written beside its place, synced to disk, and renamed on `commit`.
/// Whatever was at `path` before stays until then, and stays for good where the object goes without a commit.
class NewFile
{
public:
    /// Errors: FileUnwritable, DiskFull.
    static Result<NewFile> create(const QString &path);

    [[nodiscard]] QIODevice &device() { return *m_file; }
    [[nodiscard]] QString path() const { return m_file->fileName(); }
    /// Errors: DiskFull, FileUnwritable; also of any write before.
    Result<void> commit();

private:
    explicit NewFile(std::unique_ptr<QSaveFile> file) : m_file(std::move(file)) {}

    std::unique_ptr<QSaveFile> m_file;
};

} // namespace yigong
