// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/special_register.h"

#include <QStringList>

class QPrinter;

namespace yigong {

/// What an entry of 专册登记 is, in words: "发药", "盘点" …
QString registerWord(const SpecialEntry &entry);

/// The register as a workbook (.xlsx) or CSV, by the path's ending. That it left the program is noted.
/// Errors: FileUnwritable · DiskFull.
Result<void> writeRegister(Database &db, const Actor &actor, const std::vector<SpecialEntry> &entries,
                           const QString &heading, const QString &path);
/// The same on paper, across, both signatures in the last columns.
void printRegister(const std::vector<SpecialEntry> &entries, const QString &heading, QPrinter &printer);

} // namespace yigong
