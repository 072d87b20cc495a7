// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/snapshot.h"

#include <vector>

namespace yigong {

/// A medicine that a resident has at home now, as far as it is known here.
struct CurrentMedicine
{
    QString name;
    QString how;  ///< "1 片 每日 1 次"
    QDate until;  ///< the prescription lasts so long; none where a follow-up says it
    QDate saidOn; ///< prescribed, or said at a follow-up
};

/// Prescriptions that last until today or ran out within the last two weeks, of amended visits the latest's; and what
/// the last follow-ups of the last half year say besides. Each drug once, the latest first. Under whatever id. Without
/// a door: for who has opened the record.
Result<std::vector<CurrentMedicine>> currentMedication(const Snapshot &snapshot, Id patient);

} // namespace yigong
