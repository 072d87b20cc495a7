// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <functional>

class QPageLayout;
class QPdfWriter;

namespace yigong {

/// Painters of this folder count in tenths of a point, whatever the device's resolution.
inline constexpr int unitsPerPoint = 10;

/// A PDF of these pages: whole or not at all. `title` is all that the file says of itself: whose it is, stands on the
/// paper alone. Needs a QGuiApplication (any platform, also off screen). Errors: FileUnwritable · DiskFull.
Result<void> writePdf(const QString &path, const QString &title, const QPageLayout &layout,
                      const std::function<void(QPdfWriter &)> &draw);

} // namespace yigong
