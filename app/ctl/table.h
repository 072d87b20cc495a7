// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonObject>
#include <QStringList>

namespace yigong {

/// An answer as a person reads it on a terminal: "key: value", and a table with a heading for each list of objects.
/// Columns are aligned by the width that a terminal gives a character: two for Chinese, one for Latin.
QStringList linesOf(const QJsonObject &answer);

/// Columns that a terminal gives a text.
int widthOf(QStringView text);

} // namespace yigong
