// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/sync/audit_question.h"
#include "core/sync/log_exchange.h"

#include <vector>

namespace yigong {

/// What the hub makes of a device's second log: the numbers up to which it has it, and whether the device must put what
/// it sent behind them. Entries are never refused: what does not fit is kept, and the break is written down.
struct LogTaken
{
    qint64 taken = 0;
    QByteArray head; ///< the hub's own hash of entry `taken`
    bool renumber = false;
};
/// The caller commits, and only then answers.
Result<LogTaken> takeLog(Transaction &tx, const HubDevice &device, const LogRequest &request);

/// What the hub has of it.
Result<LogTaken> takenLog(const Snapshot &snapshot, Id device);

/// Where devices' logs did not hold, the newest first.
Result<std::vector<LogBreak>> logBreaks(const Snapshot &snapshot, int limit);

} // namespace yigong
