// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/releases/release_files.h"

namespace yigong {

// A village's laptop has no administrator. Whoever works at it puts a release into a folder that everybody may write
// to; a unit of the system, running as root, looks at what lies there and installs what it can vouch for itself. It
// trusts nothing that the folder says: it copies first, into a folder of its own, and judges the copy.

/// Where the package's units look (installer/yigong-update.path) and where they say what became of it.
QString spoolFolder();     ///< /var/spool/yigong
QString lastInstallFile(); ///< /var/lib/yigong-update/last.json

/// Puts a release there for root, under a name of its own. Errors: FileMissing{folder} with field "spool" (this
/// computer has no such unit) · those of `copyRelease`.
Result<void> handToInstaller(const FoundRelease &release, const QString &spool = spoolFolder());

/// What lies in the spool, and what is wrong with the rest of it.
struct SpoolReading
{
    std::optional<FoundRelease> release; ///< the newest that will do, copied into `work`
    std::optional<Error> refused;        ///< of the last that will not
};
/// Root's side: follows no link, opens nothing but files, reads no more than a description says, and takes what it
/// judged out of the spool. `work` belongs to the reader alone, and is emptied first. Errors: those of `writeDurably`
/// (nothing is taken out of the spool then).
Result<SpoolReading> takeFromSpool(const QString &spool, const QString &work, const Publishers &publishers,
                                   const InstalledProgram &installed);

/// What became of the last release that was handed over.
struct LastInstall
{
    Instant at;
    QString version; ///< installed; or empty
    std::optional<Error> refused;
};
Result<void> writeLastInstall(const LastInstall &last, const QString &file = lastInstallFile());
/// None where there was none yet. Errors: FileUnreadable · BadFormat.
Result<std::optional<LastInstall>> readLastInstall(const QString &file = lastInstallFile());

} // namespace yigong
