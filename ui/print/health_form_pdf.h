// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_paper.h"

namespace yigong {

/// Forms as `drawFormSheets` draws them (ui/print/form_sheet.h) into a file: whole or not at all. At least one sheet.
/// Needs a QGuiApplication. Errors: FileUnwritable · DiskFull.
Result<void> writeFormPdf(const std::vector<FormPaper> &papers, const QString &path);

} // namespace yigong
