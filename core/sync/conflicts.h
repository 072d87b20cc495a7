// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/sync_records.h"

namespace yigong {

/// A conflict as it stands: the fold of its values and settlements.
struct ConflictState
{
    Conflict conflict;
    std::vector<ConflictValue> sides;            ///< oldest first; base left out
    std::optional<ConflictValue> base;           ///< what both had before
    std::vector<ConflictSettlement> settlements; ///< oldest first
    bool open = true;
    QString chosen;                           ///< of the last settlement; empty while none
    [[nodiscard]] QStringList values() const; ///< the sides' distinct values
};

/// Open while there is a side that no settlement saw.
ConflictState foldConflict(const Conflict &conflict, std::vector<ConflictValue> values,
                           std::vector<ConflictSettlement> settlements);

/// A field's value as a conflict holds it, and back.
QString conflictText(const Value &value);
Value valueFrom(const FieldInfo &field, const QString &text);

/// What stands in the store, without a door: for sync and hub. Pages ask `conflictInbox` and `openConflict`.
Result<ConflictState> conflictState(const Snapshot &snapshot, Id conflict);
/// All of this store, open ones first, newest first.
Result<std::vector<ConflictState>> conflictsOf(const Snapshot &snapshot, bool openOnly);
Result<qint64> openConflictCount(const Snapshot &snapshot);
/// Records that have an open conflict: for the mark in a list.
Result<std::vector<Id>> disputedRecords(const Snapshot &snapshot, const std::vector<Id> &among);
/// Open conflicts of one record: field number → conflict. For the mark beside a field.
Result<std::vector<ConflictState>> openConflictsOf(const Snapshot &snapshot, Id record);

/// The inbox: conflicts of records within the actor's reach, open ones first, newest first. Door SettleConflict.
/// Errors: Forbidden.
Result<std::vector<ConflictState>> conflictInbox(const Snapshot &snapshot, const Actor &actor, bool openOnly);
/// Errors: Forbidden · NotFound · OutOfScope.
Result<ConflictState> openConflict(const Snapshot &snapshot, const Actor &actor, Id conflict);

/// "Use this one", everywhere: a settlement that names the values seen, and the field's new value. The value may be a
/// third one. Settling again is undoing. Errors: NotFound · Forbidden · OutOfScope.
Result<void> settleConflict(Transaction &tx, Id conflict, const QString &value, const QString &comment = {});

} // namespace yigong
