// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace yigong {

/// What stands in a table of the training county.
inline QString written(const char16_t *word)
{
    return QString::fromUtf16(word);
}

} // namespace yigong
