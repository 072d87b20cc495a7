// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_tables.h"
#include "core/base/resources.h"

#include <mutex>

static void initTrainingResources()
{
    Q_INIT_RESOURCE(core_training); // a static library's resources are not registered by themselves
}

namespace yigong {

QList<QStringList> trainingRows(QStringView name)
{
    static std::once_flag once;
    std::call_once(once, initTrainingResources);
    QList<QStringList> rows;
    for (const QString &line : resourceLines(QStringLiteral(":/training/%1.csv").arg(name)))
        rows.append(line.split(u','));
    return rows;
}

} // namespace yigong
