// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit_draft.h"
#include "core/store/transaction.h"

#include <optional>

namespace yigong {

/// Saves a visit that is being written, over what was saved of it before. On this laptop alone, never synced.
/// Answers the draft's id. Errors: Forbidden · Required{patient}.
Result<Id> saveDraft(Transaction &tx, const VisitDraft &draft);
/// The latest draft for a resident, whoever writes it.
Result<std::optional<VisitDraft>> findDraft(const Snapshot &snapshot, Id patient);
Result<void> discardDraft(Transaction &tx, Id draft);

struct SavedDraft
{
    Id id;
    Id patient;
    Id practitioner;
    Instant saved;
    QString complaint;
};
/// All unfinished visits of this laptop, the latest first.
Result<std::vector<SavedDraft>> savedDrafts(const Snapshot &snapshot);

} // namespace yigong
