// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/csv_writer.h"
#include "core/exchange/new_file.h"

#include <memory>

namespace yigong {

/// What an import did not take, as a CSV that a person mends and imports again: the columns of the source in their
/// order, then 行号 (its line in the source) and 未接收原因. Reading it, `PatientColumns` passes over these two;
/// importing a mended file that is refused in part again does not pile them up.
class RefusedFile
{
public:
    /// Errors: FileUnwritable, DiskFull.
    static Result<RefusedFile> create(const QString &path, const QStringList &header);

    /// `fields` as they were read; more or fewer than the header's are written as they are. `reason` is the sentence
    /// for a person.
    Result<void> add(qint64 line, const QStringList &fields, const QString &reason);
    [[nodiscard]] int count() const { return m_count; }
    /// Puts the file in its place; where nothing was refused, leaves none (and what was there before, as it was).
    Result<void> commit();

private:
    RefusedFile(NewFile file, const QStringList &header);

    NewFile m_file;
    std::unique_ptr<CsvWriter> m_writer;
    std::vector<bool> m_kept; ///< for each column of the source, whether it is written
    QStringList m_header;
    int m_count = 0;
};

/// The headers of the two columns that `RefusedFile` adds.
QString refusedLineHeader();
QString refusedReasonHeader();

} // namespace yigong
