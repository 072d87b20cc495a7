// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/file_paper.h"

class QPagedPaintDevice;

namespace yigong {

/// A4 upright with the margins of the file's forms.
void setUpFilePage(QPagedPaintDevice &device);
/// Cover, basic information form or card, each from its own page on. The form fits one page by smaller type, down
/// to 6.5 points; what is longer goes on on a further one, nothing is cut. The card's two sides lie one above the
/// other, at the size of the card. Needs a QGuiApplication.
void drawFilePapers(QPagedPaintDevice &device, const std::vector<FilePaper> &papers);
/// The same into a file: whole or not at all. Errors: FileUnwritable · DiskFull.
Result<void> writeFilePdf(const std::vector<FilePaper> &papers, const QString &path);

} // namespace yigong
