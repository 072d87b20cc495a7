// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_paper.h"

class QPagedPaintDevice;

namespace yigong {

/// A4 upright with the margins of the form; before a printer is chosen, so that its dialog shows them.
void setUpFollowUpPage(QPagedPaintDevice &device);
/// As `drawFormSheets` does (ui/print/form_sheet.h). Needs a QGuiApplication.
void drawFollowUpPaper(QPagedPaintDevice &device, const FollowUpPaper &paper);
/// The same into a file: whole or not at all. Errors: FileUnwritable · DiskFull.
Result<void> writeFollowUpPdf(const FollowUpPaper &paper, const QString &path);

} // namespace yigong
