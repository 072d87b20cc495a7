// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>
#include <QStringView>

namespace yigong {

/// The rows below the header of `resources/training/<name>.csv`, each cut at its commas: words of our own, so without
/// quotes.
QList<QStringList> trainingRows(QStringView name);

} // namespace yigong
