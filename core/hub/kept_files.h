// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/encryption/key_block.h"

#include <QStringList>

namespace yigong {

// The small files of a hub's folder, sealed into one under a key of the store's: without the hub's TLS key and the
// county's certificate authority every laptop would be locked out of a restored hub. The store's own key file is never
// among them.

/// What the files look like, to notice a change: names, sizes, times.
QByteArray lookOfFiles(const QString &folder, const QStringList &leaveOut);
/// Errors: FileUnreadable · those of `writeDurably`.
Result<void> sealFiles(const QString &folder, const QStringList &leaveOut, const QString &to, const StoreKey &key);
/// Puts them into a folder, where there is none of that name yet; those that ended in .key for their owner only.
/// Answers their names. Errors: FileMissing · BadFormat{"sealed files", path} (damaged, or of another store) · those of
/// `writeDurably`.
Result<QStringList> unsealFiles(const QString &from, const QString &folder, const StoreKey &key);
/// Names only.
Result<QStringList> sealedFiles(const QString &from, const StoreKey &key);

} // namespace yigong
