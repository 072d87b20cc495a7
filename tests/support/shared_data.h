// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFile>
#include <QString>
#include <QStringList>
#include <cstdlib>

/// A file of the real input that some tests run against, e.g. "data/identifiers/id_numbers.csv". It is not part of the
/// project: where it is absent the path is empty, and the test says that it skips.
inline QString sharedFile(const QString &relative)
{
    const QString folder = qEnvironmentVariable("YIGONG_SHARED", QStringLiteral(YIGONG_SOURCE_DIR "/../shared"));
    const QString path = folder + u'/' + relative;
    return QFile::exists(path) ? path : QString();
}

/// The rows of a plain CSV (no quotes) below its header.
inline QList<QStringList> sharedRows(const QString &path)
{
    QFile file(path);
    QList<QStringList> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    const QStringList lines = QString::fromUtf8(file.readAll()).remove(u'\r').split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 1; i < lines.size(); ++i)
        rows += lines[i].split(u',');
    return rows;
}
