// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/stock_dispute.h"
#include "core/patients/patient.h"
#include "core/sync/conflicts.h"
#include "ui/widgets/chip.h"

#include <optional>

namespace yigong {

/// One side as a person reads it.
struct ConflictSideWords
{
    QString value;
    QString siteName;
    QString practitionerName;
    Instant at; ///< none where nobody knows
    bool ours = false;
};

/// A conflict with the names around it: two values of a field, or a batch that somebody must count (`stock`).
struct ConflictCase
{
    ConflictState state;
    Patient patient;
    QString column; ///< of the field; "stock" for a batch
    Privacy privacy = Privacy::Open;
    QString current; ///< what the record says now, as a conflict holds it
    std::vector<ConflictSideWords> sides;
    QString settledBy; ///< name; empty where the rule settled it
    Id site;           ///< whose record it is
    QString siteName;
    std::optional<StockDispute> stock;

    [[nodiscard]] bool isOpen() const { return stock || state.open; }
    /// What stays the same when the list is read anew.
    [[nodiscard]] Id id() const { return stock ? stock->balance.batch.id : state.conflict.id; }
};

/// The inbox of the actor: what waits for a person first, then what was settled. Errors: Forbidden.
Result<std::vector<ConflictCase>> conflictCases(const Snapshot &snapshot, const Actor &actor);

/// A value as the desk says it (sex and blood type in words, lists with commas).
QString conflictValueWords(const QString &column, const QString &value);

/// A field of a resident's card that is not settled, with every value; numbers masked, as beside any other.
struct DisputedField
{
    QString word; ///< of the field
    QStringList values;
};
QList<DisputedField> disputedFields(const std::vector<ConflictState> &conflicts);
/// The same as chips for the patient bar: "姓名 李芳 / 李方".
QList<ChipSpec> disputeChips(const std::vector<ConflictState> &conflicts);

} // namespace yigong
