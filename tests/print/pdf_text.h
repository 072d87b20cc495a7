// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/text.h"

#include <QProcess>
#include <QStandardPaths>

namespace yigong {

/// What a reader finds in the file, and an empty text where the machine has no pdftotext.
inline QString textOf(const QString &path)
{
    const QString program = QStandardPaths::findExecutable("pdftotext"_q);
    if (program.isEmpty())
        return {};
    QProcess process;
    process.start(program, {"-layout"_q, path, "-"_q});
    process.waitForFinished();
    // A font maps some characters to look-alike radicals (月 to U+2F49); normalised, they are the same again.
    return QString::fromUtf8(process.readAllStandardOutput())
        .normalized(QString::NormalizationForm_KC)
        .replace(QChar(0x2EDA), u'页'); // a radical that Unicode does not count as the same
}

} // namespace yigong
