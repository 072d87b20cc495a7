// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/desktop.h"

#include <QString>

namespace yigong {

/// Saves a picture of each page of a training county into `folder`, light and dark, at 1366 × 768, and prints the
/// paths. The clock stands at the county's day. Answers the program's exit status.
int takePictures(const DesktopOptions &options, const QString &folder);

} // namespace yigong
