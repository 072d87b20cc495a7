// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/check_visit.h"
#include "core/inventory/dispense.h"
#include "core/store/transaction.h"

namespace yigong {

struct ClosedVisit
{
    Id encounter;
    QString number;        ///< short number that people see
    std::vector<Id> lines; ///< MedicationRequest of each prescription entry
    std::vector<Dispensed> handedOut;
    Money fee;
};

/// Closes a visit for good, in one act: the encounter with its observations, conditions and prescription lines, what is
/// to be handed out from the actor's own batches (first expired first out), and the draft is gone. Completes the draft
/// from the catalogue first. The fee is the consultation fee and the drugs handed out, at cost (零差率).
/// A draft that `amends` a closed visit becomes a new encounter that names the old one and keeps its number, start and
/// patient; of what it hands out, the same drug handed out before counts. Stock never comes back by an amendment.
/// Errors: Forbidden · NotFound{patient} · WrongState (voided; dead at the time; superseded: amended before) · the
/// first of `checkVisit` · those of `dispense`, with the field "prescription.<place>" · PrescriptionRightNeeded{drug},
/// likewise. `second` is for the 麻醉 and 第一类精神药品 that it hands out.
Result<ClosedVisit> closeVisit(Transaction &tx, const VisitDraft &draft, const Catalogue &catalogue,
                               const std::optional<SecondSignature> &second = {});

/// The same for an amendment. Errors: also ReasonRequired.
Result<ClosedVisit> amendVisit(Transaction &tx, Id closed, VisitDraft draft, const QString &reason,
                               const Catalogue &catalogue, const std::optional<SecondSignature> &second = {});

/// The names of a resident's allergies, as `checkVisit` takes them.
Result<QStringList> allergyWordsOf(const Snapshot &snapshot, Id patient, const Catalogue &catalogue);

} // namespace yigong
