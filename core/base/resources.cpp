// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"

#include <QFile>
#include <mutex>

// The macro declares a function of the global namespace, so it cannot stand inside ours.
static void initCoreResources()
{
    Q_INIT_RESOURCE(core);
}

namespace yigong {

void openCoreResources()
{
    static std::once_flag once;
    std::call_once(once, initCoreResources);
}

QStringList resourceLines(const QString &path)
{
    openCoreResources();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The program was built without %s", qPrintable(path));
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    if (!lines.isEmpty())
        lines.removeFirst();
    return lines;
}

} // namespace yigong
