// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/text.h"

#include <QDir>
#include <QFile>

/// The folder of real input, or empty where this machine has none.
inline QString sharedData()
{
    const QString named = qEnvironmentVariable("YIGONG_SHARED");
    const QString root = named.isEmpty() ? QStringLiteral(YIGONG_SOURCE_DIR "/../shared") : named;
    const QString data = root + QStringLiteral("/data");
    return QDir(data).exists() ? data : QString();
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Leaves the test case, saying so, where there is no real input.
#define NEEDS_SHARED_DATA(name)                                                                                        \
    const QString name = sharedData();                                                                                 \
    if (name.isEmpty()) {                                                                                              \
        WARN("skipped: no real input here (YIGONG_SHARED)");                                                           \
        return;                                                                                                        \
    }
