// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QString>

namespace yigong {

/// Room on the disk of a folder, in bytes, as this user may use it.
struct DiskSpace
{
    qint64 free = 0;
    qint64 total = 0;
};

/// `folder` need not exist yet: the nearest one above it that does is asked. Errors: FileUnreadable{path, reason}.
Result<DiskSpace> diskSpaceOf(const QString &folder);

/// No core file of this process, and none of its memory to other processes of this user: it holds keys and records.
/// A dump handler that the kernel pipes to would not heed the size limit alone, hence both. Debuggers cannot attach
/// after this.
void switchCoreDumpsOff();

/// As many open files as the system lets this process have: a hub holds one for each device, and the usual 1,024 is
/// soon full. Returns how many that are.
qint64 allowManyOpenFiles();

/// Whether a process of that number runs (any user's; one that ended and was not collected yet counts).
bool processIsAlive(qint64 processId);

/// Where this user's stores lie where no folder is named: ~/.local/share/yigong on Linux. Not made here.
QString userDataFolder();

} // namespace yigong
