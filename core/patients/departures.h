// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/store/transaction.h"

namespace yigong {

// Deaths, departures and returns: each an act with its day and reason, kept as a ResidentEvent, and each with its way
// back. What was recorded stays; who has died or left is in no plan, no list of those due and no figure of files.

/// The resident has died; `cause` as told, may be empty. Door EditPatient. Errors: Required{deceased_on} ·
/// OutOfRange{deceased_on} (after today, before birth) · WrongState{voided | merged | deceased} · NotFound · Forbidden
/// · OutOfScope. Taken back by `undoDeath` (undo.h).
Result<void> recordDeath(Transaction &tx, Id patient, const PartialDate &day, const QString &cause);

/// 迁出: the resident lives in another county from `day` on (none: today). The file stays with its site. Door
/// EditPatient. Errors: ReasonRequired{reason} · OutOfRange{left_on} · WrongState{voided | merged | deceased | left} ·
/// …
Result<void> moveOut(Transaction &tx, Id patient, QDate day, const QString &place, const QString &reason);
/// They had not moved: noted by mistake. Errors: ReasonRequired · WrongState{here} · …
Result<void> undoMoveOut(Transaction &tx, Id patient, const QString &reason);
/// 迁入: back from `day` on (none: today). Errors: WrongState{here} · OutOfRange{day} (after today, before they left) ·
/// …
Result<void> comeBack(Transaction &tx, Id patient, QDate day, const QString &remark);

/// The resident lives in another village of the county: its clinic looks after them from now on, with the same number
/// and everything recorded. Door EditPatient, over the new site too: who is above both does it. Errors: NotFound{site}
/// · Closed{site} · WrongState{voided | merged | deceased | same} · …
Result<void> moveToSite(Transaction &tx, Id patient, Id site, const QString &reason);

} // namespace yigong
