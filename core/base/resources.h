// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>

namespace yigong {

/// Makes what `resources/core.qrc` holds readable under `:/`. A static library's resources are dropped by the linker
/// unless something asks for them: whoever reads one calls this first. Cheap, and safe from any thread.
void openCoreResources();

/// The lines of a UTF-8 resource below its header line, without empty ones. The resource is part of the program, so it
/// is there.
QStringList resourceLines(const QString &path);

} // namespace yigong
