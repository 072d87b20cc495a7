// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/machine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>
#include <sys/resource.h>
#include <sys/statvfs.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace yigong {

Result<DiskSpace> diskSpaceOf(const QString &folder)
{
    QString asked = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    while (!QFileInfo::exists(asked) && !QDir(asked).isRoot())
        asked = QFileInfo(asked).absolutePath();
    struct statvfs about = {};
    if (statvfs(QFile::encodeName(asked).constData(), &about) != 0)
        return fail(ErrorKind::FileUnreadable, {}, {asked, QString::fromLocal8Bit(std::strerror(errno))});
    const auto block = static_cast<qint64>(about.f_frsize);
    return DiskSpace{static_cast<qint64>(about.f_bavail) * block, static_cast<qint64>(about.f_blocks) * block};
}

void switchCoreDumpsOff()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

qint64 allowManyOpenFiles()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    rlimit wanted = limit;
    wanted.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &wanted) == 0)
        limit = wanted;
    return static_cast<qint64>(qMin<rlim_t>(limit.rlim_cur, std::numeric_limits<qint64>::max()));
}

bool processIsAlive(qint64 processId)
{
    // 0 and negative numbers would ask for groups of processes.
    if (processId <= 0 || processId > std::numeric_limits<pid_t>::max())
        return false;
    return kill(static_cast<pid_t>(processId), 0) == 0 || errno == EPERM;
}

QString userDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/yigong");
}

} // namespace yigong
