// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"

namespace yigong {

/// Derives what rounds left (`Transaction::deriveLater`) of at most so many rows, in one commit; answers of how many.
/// 0: nothing is left. For who has to look up between two steps; `Database::deriveAll` does them all.
Result<qint64> deriveSome(Database &db, qint64 rows);

} // namespace yigong
