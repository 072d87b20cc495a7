// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QStringList>
#include <vector>

namespace yigong {

/// A list as it is shown: every cell in words.
struct TextTable
{
    QString title;
    QStringList notes; ///< of whom, since when, by which filters
    QStringList head;
    std::vector<QStringList> rows;
};

/// Whether a path asks for CSV; else it is a workbook's.
bool isCsv(const QString &path);

/// Writes it as a workbook (.xlsx: title and notes, then head and rows) or CSV (head and rows), by the path's ending.
/// The file is there whole or not at all. Errors: FileUnwritable · DiskFull.
Result<void> writeTextTable(const TextTable &table, const QString &path);

} // namespace yigong
