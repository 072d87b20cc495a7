// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QJsonObject>

namespace yigong {

/// The one object in a file of at most a MiB, or on standard input ("-"). Errors: FileMissing · FileUnreadable ·
/// OutOfRange{size} · BadFormat{what was wanted, where}.
Result<QJsonObject> jsonObjectIn(const QString &path);

} // namespace yigong
