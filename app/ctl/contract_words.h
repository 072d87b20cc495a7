// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/care_teams.h"

namespace yigong {

/// A team by its id, or by its name where only one has it. Errors: NotFound{care_team} · Invalid{care_team; several}.
Result<Id> teamCalled(const Snapshot &snapshot, const QString &called);
/// Packages by their codes. Errors: NotFound{service_package}.
Result<std::vector<Id>> packagesCalled(const Snapshot &snapshot, const QStringList &codes);
/// Errors: NotFound{site}.
Result<Id> siteCoded(const Snapshot &snapshot, const QString &code);

} // namespace yigong
