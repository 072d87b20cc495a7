// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_paper.h"

class QPagedPaintDevice;

namespace yigong {

/// A4 upright with the margins of the form; before a printer is chosen, so that its dialog shows them.
void setUpFollowUpPage(QPagedPaintDevice &device);
/// The national form as it lies on the desk: rules around every row and column, groups at the left, boxes with the
/// chosen option's number. It fits one page by smaller type, down to 6.5 points; what is longer goes on on a second
/// one, nothing is cut. Needs a QGuiApplication.
void drawFollowUpPaper(QPagedPaintDevice &device, const FollowUpPaper &paper);
/// The same into a file: whole or not at all. Errors: FileUnwritable · DiskFull.
Result<void> writeFollowUpPdf(const FollowUpPaper &paper, const QString &path);

} // namespace yigong
