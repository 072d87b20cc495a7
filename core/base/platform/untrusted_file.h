// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArray>
#include <QString>

namespace yigong {

// For a privileged process in a folder that anybody may write to: a name there may become a link, a pipe or another
// file at any moment. Each call opens once, follows no link at the end of the path, and looks at what it has opened.

/// A plain file's content. Errors: FileMissing{path} · FileUnreadable{path, reason} (also a link, a pipe, or larger
/// than `most`).
Result<QByteArray> readUntrusted(const QString &path, qint64 most);

/// Copies at most `most` bytes into a new file that its owner alone can read, in a folder that is the caller's own.
/// Answers how large the source was. Errors: FileMissing{path} · FileUnreadable{path, reason} · FileUnwritable{path,
/// reason} · DiskFull{folder}.
Result<qint64> copyUntrusted(const QString &from, const QString &to, qint64 most);

/// Removes a file, a link, or a folder with all that is in it, following no link. What cannot be removed stays.
void removeUntrusted(const QString &path);

} // namespace yigong
