// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/hub/hub_folder.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace yigong {

/// `package read`, `package write`: the hub's half of an exchange by stick, while it is not being served (then a laptop
/// with a line carries: `yigongctl package carry`). A verb that was chosen is handed to `choose`.
void addPackageVerbs(CLI::App &app, Arguments &a,
                     const std::function<void(Result<void> (*run)(const Arguments &))> &choose);

} // namespace yigong
