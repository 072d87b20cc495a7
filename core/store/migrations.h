// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/connection.h"
#include "core/store/record_type.h"

namespace yigong {

/// The numbered SQL files `:/migrations/NNNN_name.sql`; the store's version (PRAGMA user_version) is the last one run.
int newestSchemaVersion();
/// Brings the file from its version to the newest, all or nothing; then makes the guard triggers anew.
/// Errors: StoreNewer{version found, version known} · StoreDamaged · DiskFull.
Result<void> migrate(Connection &connection, const RecordTypes &types);
/// The file's version; 0 for an empty file.
Result<int> schemaVersion(Connection &connection);

} // namespace yigong
