// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/patient_import.h"

#include <QJsonObject>

namespace yigong {

class Ctl;

/// What every import of the shell has: sentences for what is refused, progress, and Ctrl-C between two commits.
ImportOptions importOptions(Ctl &ctl);
/// What an import answers.
QJsonObject reportJson(const ImportReport &report);

} // namespace yigong
