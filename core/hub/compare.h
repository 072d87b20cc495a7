// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"

namespace yigong {

/// Answers the ranges of a request, of streams in `scope`; another stream is answered as one that holds nothing.
Result<std::vector<RangeAnswer>> compareRanges(const Snapshot &snapshot, const std::vector<Id> &scope,
                                               const std::vector<ComparedRange> &ranges);
/// The rows of these records as they stand, where a stream of `scope` holds them, into `rows`; those that the hub has
/// and no such stream holds into `removed`. A row that is not what the hub noted of it is not handed out; of a record
/// that the hub does not have, nothing is said.
Result<void> fetchAgain(const Snapshot &snapshot, const std::map<Id, qint64> &scope,
                        const std::vector<RecordName> &wanted, SyncAnswer &answer);
/// Puts right rows of the hub's that are not what it noted of them, by exact copies of what they were. A hub that was
/// restored also takes what it wrote itself and lost (conflicts, their sides, blocks of numbers), where this device's
/// sites hold it.
Result<void> takeBack(HubRound &round, const HubDevice &device, const std::vector<PulledRow> &offered);

} // namespace yigong
