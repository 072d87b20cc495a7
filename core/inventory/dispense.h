// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/balance.h"
#include "core/inventory/special_drugs.h"
#include "core/store/transaction.h"

namespace yigong {

struct Portion
{
    StockBatch batch;
    Quantity amount;
};

/// What would be taken off the shelf, and what the ledger lacks.
struct DispensePlan
{
    std::vector<Portion> portions;
    Quantity available; ///< what usable batches hold together
    Quantity missing;   ///< asked − available; 0 where it suffices
};

/// First expired, first out: splits `amount` over usable batches that hold something, passing over expired ones and
/// those on hold. `balances` are of one drug, as `balancesOf` orders them.
DispensePlan firstExpiredFirst(const std::vector<BatchBalance> &balances, Quantity amount, QDate today);
/// The same for a site's drug.
Result<DispensePlan> planDispense(const Snapshot &snapshot, Id site, const QString &drug, Quantity amount, QDate today);

/// Hand-out for a line of a prescription, or without one (`line` none: then drug and patient are said here).
struct DispenseRequest
{
    Id line;      ///< MedicationRequest; drug, name, unit, patient and encounter are its own
    QString drug; ///< catalogue code
    QString name; ///< as an error names it; the code where empty
    QString unit;
    Id patient;
    Id encounter;
    Quantity amount;                            ///< in the drug's smallest unit
    QString overrideReason;                     ///< why more is handed out than the ledger shows
    std::optional<SecondSignature> second = {}; ///< for 麻醉 and 第一类精神药品
};

struct Dispensed
{
    Id dispense;
    Id document;
    std::vector<Portion> taken;
};

/// Hands a drug out of the actor's store, first expired first out: one document store → patient.
/// More than usable batches hold is stopped as NotEnough; with a reason it goes through, because the shelf is right and
/// the ledger late: the rest comes from the batch that expires first of those it takes from (else of any usable one,
/// else of the drug's batch of unknown lot), which then stands below zero and is due for a count.
/// A line may be handed out in parts, never beyond its quantity.
/// 麻醉 and 第一类精神药品 go out for a prescription of this house alone, under two signatures, and never beyond the
/// ledger, whatever the reason: book, shelf and batch are one.
/// Errors: Forbidden · Required · UnknownDrug · OutOfRange{quantity} · NotEnough{drug, asked, on the ledger, unit} ·
/// AlreadyDispensed{line} · NotFound · those of `requirePrescribed` and `witnessFor`.   FHIR R4: MedicationDispense.
Result<Dispensed> dispense(Transaction &tx, const DispenseRequest &request);

/// How much of a line was handed out.
Result<Quantity> dispensedOf(const Snapshot &snapshot, Id line);

/// Lot of the batch that holds what was handed out before any delivery was entered.
QString unknownLot();

} // namespace yigong
