// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/store/transaction.h"

namespace yigong {

/// Remarks with one more line.
QString withReason(const QString &remarks, const QString &reason);

/// Writes that what is set once (death, voiding, a merge) was an error: an act of its own, which changes that and adds
/// its reason to the remarks, and nothing else. The hub takes it where the value is still the one that was seen.
/// Errors: ReasonRequired.
Result<void> takeBack(Transaction &tx, const Patient &before, Patient after, const QString &reason);

/// The resident is alive after all. Door EditPatient. Errors: ReasonRequired · NotFound · WrongState{"living"} ·
/// Forbidden · OutOfScope.
Result<void> undoDeath(Transaction &tx, Id patient, const QString &reason);

/// The resident was voided by mistake, and is back in lists and searches. Door EditPatient over their site. Errors:
/// ReasonRequired · NotFound · WrongState{"not-voided"} · Forbidden · OutOfScope.
Result<void> undoVoid(Transaction &tx, Id patient, const QString &reason);

} // namespace yigong
