// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace yigong {

/// Full-width letters, digits, punctuation and the ideographic space become their ASCII forms ("３４１Ｘ" → "341X").
QString halfWidth(QStringView text);
/// `halfWidth`, no blanks of any kind at the ends, runs of blanks inside become one.
QString tidied(QStringView text);
/// Only the ASCII digits of the half-width form.
QString digitsOf(QStringView text);
/// Whether every character may stand in a record: no control characters but newline and tab, no lone surrogates, no
/// U+FFFE/F.
bool isCleanText(QStringView text);

} // namespace yigong
