// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/hub/hub_folder.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace yigong {

using MakeVerb = std::function<CLI::App *(const char *name, const char *help, Result<void> (*run)(const Arguments &))>;

/// `invite`, `revoke`, `devices`.
void addDeviceVerbs(const MakeVerb &verb, Arguments &a);
/// A device by its id, or as "341181100001/A": its site's code and its letter. Errors: NotFound.
Result<Id> deviceNamed(Database &db, const std::string &argument);
/// `found`.
void addFoundVerb(const MakeVerb &verb, Arguments &a);

} // namespace yigong
