// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace yigong {

/// `release add`, `release list`, `release withdraw`: of a hub's folder, while it serves or not; its store stays
/// closed. A verb that was chosen is handed to `choose`.
void registerReleaseVerbs(CLI::App &app, const std::function<void(std::function<Result<void>()>)> &choose);

} // namespace yigong
