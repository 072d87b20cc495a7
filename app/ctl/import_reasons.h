// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

namespace yigong {

/// Why an import did not take a row, as the person who mends the list reads it beside the row: one Chinese sentence.
QString importReason(const Error &error);

} // namespace yigong
