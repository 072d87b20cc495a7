// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

class QApplication;

namespace yigong {

/// Loads our translation and Qt's own for `locale`; Chinese is the interface's first language, English its source.
/// Called again it replaces the former one. False where ours is missing (English needs none).
bool installTranslations(QApplication &application, const QString &locale = QStringLiteral("zh_CN"));

} // namespace yigong
