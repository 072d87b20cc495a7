// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/special_class.h"
#include "core/encounters/encounter.h"
#include "core/inventory/stock.h"
#include "core/security/second_signature.h"

namespace yigong {

/// 五专 of 麻醉 and 第一类精神药品: what the doors of the ledger ask beside their own rules. Other drugs pass them all.

/// The stricter of what the batch's own record and this store's lists say of it.
Result<SpecialClass> specialClassOf(const Snapshot &snapshot, const StockBatch &batch, QDate day);

/// Who signs beside the actor when this batch moves or is counted; none where nobody needs to.
/// Errors: those of `witnessOf`.
Result<Id> witnessFor(const Transaction &tx, const StockBatch &batch, const std::optional<SecondSignature> &second);

/// That the actor's site may take the batch in: a village clinic normally keeps none. Errors: NotKeptHere{drug}.
Result<void> requireKept(const Transaction &tx, const StockBatch &batch);

/// That this drug may be handed out for the line: one written here, by somebody with 麻精处方权. Answers whether it is
/// such a drug at all. Errors: PrescriptionNeeded{drug} · PrescriptionRightNeeded{drug}.
Result<bool> requirePrescribed(const Snapshot &snapshot, const QString &drug, const MedicationRequest *line, QDate day);

} // namespace yigong
