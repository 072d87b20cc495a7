// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit_draft.h"
#include "core/store/transaction.h"

#include <optional>

namespace yigong {

/// Saves a visit that is being written, over what was saved of it before. On this laptop alone, never synced.
/// Answers the draft's id. Errors: Forbidden · Required{patient} · AlreadyExists{draft} (of that id, a colleague's).
Result<Id> saveDraft(Transaction &tx, const VisitDraft &draft);
/// The actor's latest draft for a resident: a colleague's is the colleague's. Errors: Forbidden.
Result<std::optional<VisitDraft>> findDraft(const Snapshot &snapshot, const Actor &actor, Id patient);
/// One's own; another's stays as it is.
Result<void> discardDraft(Transaction &tx, Id draft);

struct SavedDraft
{
    Id id;
    Id patient;
    Id practitioner;
    Instant saved;
    QString complaint;
};
/// The actor's unfinished visits on this laptop, the latest first. Errors: Forbidden.
Result<std::vector<SavedDraft>> savedDrafts(const Snapshot &snapshot, const Actor &actor);

} // namespace yigong
