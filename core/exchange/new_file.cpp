// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/new_file.h"

#include <QFileInfo>

namespace yigong {

Error writeError(const QFileDevice &device)
{
    // QFile says ResourceError for ENOSPC and WriteError for everything else.
    if (device.error() == QFileDevice::ResourceError)
        return {ErrorKind::DiskFull, {}, {QFileInfo(device.fileName()).absolutePath()}};
    return {ErrorKind::FileUnwritable, {}, {device.fileName(), device.errorString()}};
}

Result<NewFile> NewFile::create(const QString &path)
{
    auto file = std::make_unique<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly))
        return fail(writeError(*file));
    return NewFile(std::move(file));
}

Result<void> NewFile::commit()
{
    if (m_file->error() != QFileDevice::NoError) {
        Error error = writeError(*m_file);
        m_file->cancelWriting();
        m_file->commit();
        return fail(std::move(error));
    }
    if (!m_file->commit())
        return fail(writeError(*m_file));
    return {};
}

} // namespace yigong
