// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/store/encryption/key_block.h"

#include <functional>
#include <vector>

namespace yigong {

/// A full copy of a store's file among the journal: it stands where journal file `first` begins.
struct FullCopy
{
    QString path;
    quint64 first = 0;
    Instant at;
};

/// The whole ones in a folder, oldest first.
std::vector<FullCopy> fullCopies(const QString &folder);

/// Copies the file of a store that stands still, byte by byte, reads the copy back and gives it its name. Cut short, or
/// found wrong, nothing is left of it. `goesOn` is asked between pieces. Errors: Cancelled · DiskFull{folder} ·
/// FileUnwritable · FileUnreadable · StoreDamaged{path, finding}.
Result<FullCopy> makeFullCopy(const QString &storeFile, const QString &folder, quint64 first, Instant at,
                              const SharedStoreKey &key, const std::function<bool()> &goesOn);
/// The same without a check, to any name.
Result<void> copyStoreFile(const QString &from, const QString &to, const std::function<bool()> &goesOn = {});

/// Opens the copy as it lies, writing nothing beside it, and reads every page.
/// Errors: StoreDamaged{path, finding} · FileUnreadable.
Result<void> checkStoreFile(const QString &file, const SharedStoreKey &key);

/// Which copies may go: all but the newest of each of the newest `days` civil days; the two newest always stay.
std::vector<FullCopy> copiesToThin(std::vector<FullCopy> copies, int days);

} // namespace yigong
