// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/second_place.h"

#include <CLI/CLI.hpp>

namespace yigong {

/// Begins to keep a second place up to date while a hub serves: in the folder named, else the one in its backup.json;
/// none where neither names one. Says on standard error whenever it cannot go on, and when it can again. Errors: those
/// of `SecondPlace::open` · BadFormat{"backup.json", path}.
Result<std::unique_ptr<SecondPlace>> beginBackup(Database &db, const QString &named, const QString &keyFile);

/// One line or more: where the second place is, and whether it is as new as the store.
QString backupStatus(const Database &db, const Snapshot &snapshot);

/// `restore`, `backup check`, `backup set`. A verb that was chosen is handed to `choose`.
void registerBackupVerbs(CLI::App &app, const std::function<void(std::function<Result<void>()>)> &choose);

/// What went wrong with a second place, and what to do.
QString backupSentence(const Error &error);

} // namespace yigong
