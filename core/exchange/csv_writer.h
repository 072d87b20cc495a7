// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QFileDevice>
#include <QStringList>

namespace yigong {

enum class CsvMark
{
    Bom, ///< for Excel, which takes a file without it for the local code page
    None
};

/// Writes RFC 4180 CSV in UTF-8: CRLF, quotes only where needed, doubled inside. A cell that a spreadsheet would take
/// for a formula (first character =, +, -, @, tab, or an apostrophe) gets an apostrophe in front, which `plainCell`
/// takes off again; plain negative numbers are left alone.
class CsvWriter
{
public:
    /// `device` is open for writing and outlives the writer.
    explicit CsvWriter(QIODevice &device, CsvMark mark = CsvMark::Bom);
    /// Errors: DiskFull, FileUnwritable; after one, the file is not to be used.
    Result<void> write(const QStringList &row);

private:
    QIODevice &m_device;
    QByteArray m_line;
};

/// One cell as `CsvWriter` puts it down, with quotes where needed.
QString csvCell(const QString &text);

} // namespace yigong
