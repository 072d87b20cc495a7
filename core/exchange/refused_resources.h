// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/csv_writer.h"
#include "core/exchange/fhir_reader.h"
#include "core/exchange/new_file.h"

#include <memory>

namespace yigong {

/// FHIR resources that an import did not take: one a line in `path`, and what is wrong with each in
/// `path` + ".reasons.csv" (line there, file, place, type, identifier, reason). A person mends the lines and imports
/// the file again.
class RefusedResources
{
public:
    /// Errors: FileUnwritable, DiskFull.
    static Result<RefusedResources> create(const QString &path);

    Result<void> add(const QString &file, const FhirItem &item, const QString &reason);
    /// Puts both in their places; where nothing was refused, leaves none.
    Result<void> commit();

private:
    RefusedResources(NewFile resources, NewFile reasons);

    NewFile m_resources, m_reasons;
    std::unique_ptr<CsvWriter> m_writer;
    int m_lines = 0, m_count = 0;
};

} // namespace yigong
