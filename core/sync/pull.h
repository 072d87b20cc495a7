// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/messages.h"

namespace yigong {

struct AppliedPull
{
    qint64 changed = 0;         ///< rows whose content became another one here
    qint64 removed = 0;         ///< records that left this store: no longer of its scope
    bool missesOwnRows = false; ///< the hub left out rows that this device sent, and they are not here
};

/// Applies an answer's rows to a device's store: each replaces the hub's last row, and what people see is it with the
/// operations that the hub has not answered laid over by the same merge. At the last page, records whose edits are all
/// answered show the hub's row alone. What is in no stream of the scope any more leaves, with what is derived from it
/// and kept beside it: but not while it has unanswered operations, a resident's card not while one is about them, and
/// nothing of a resident whose draft lies here. That waits for a later answer.
/// `before`: what `applyRows` did of the same answer.
Result<AppliedPull> applyPull(Transaction &tx, const SyncAnswer &answer, AppliedPull before = {});
/// Some of an answer's rows ahead of the rest, in a commit of their own, so that a person's save need not wait for a
/// whole page. What the hub took of this device's acts is not known yet: they are laid over the rows, as before the
/// answer. Positions stay: whoever stops here is handed the page again.
Result<AppliedPull> applyRows(Transaction &tx, std::span<const PulledRow> rows, AppliedPull before);

/// Which types and fields a program knows.
QByteArray digestOf(const RecordTypes &types);
/// Local value: the digest of the program that was last handed a field which it did not know.
QString notUnderstoodKey();

/// This device's operations that a row from the hub cannot contain yet: acts after `taken`, and held ones, by record.
Result<std::map<std::pair<int, Id>, std::vector<std::pair<HybridTime, Operation>>>>
pendingOperations(const Snapshot &snapshot, qint64 taken);

} // namespace yigong
