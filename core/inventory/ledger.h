// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/special_drugs.h"
#include "core/store/transaction.h"

namespace yigong {

/// Stock is a double-entry ledger of insert-only movements between supplier, store, patient and loss. Every paper is
/// posted here, by the door of its kind.

/// Writes a document with its sides; of the sides the caller sets `batch`, `drug`, `account` and `quantity`, of the
/// document `kind` and what the paper says. Site, time, person and act are the transaction's.
/// Errors: Forbidden · Unbalanced{document's number} where the sides of a batch do not sum to zero, a side moves
/// nothing or there are none · NotFound{stock_batch} · where a batch is of 麻醉 or 第一类精神药品, those of
/// `witnessFor` and, for a receipt, `requireKept`: so for every door below.
Result<Id> postDocument(Transaction &tx, StockDocument document, std::vector<StockMovement> sides,
                        const std::optional<SecondSignature> &second = {});

struct ReceiptLine
{
    QString drug; ///< catalogue code
    QString lot;
    QDate expiry;     ///< last day on which it may be given
    qint64 packs = 0; ///< of `unitsPerPack` each; added to `units`
    Quantity units{}; ///< loose, in the drug's smallest unit
    int unitsPerPack = 1;
    Money packCost{};
};

struct Receipt
{
    QString supplier;
    QString number; ///< of the delivery note
    std::vector<ReceiptLine> lines;
};

struct Received
{
    Id document;
    std::vector<Id> batches; ///< one a line
};

/// Takes a delivery into the actor's store: supplier → store, all lines or none.
/// Errors: Forbidden · Required{field} · OutOfRange{field} · Expired{lot, day}.
Result<Received> receiveStock(Transaction &tx, const Receipt &receipt,
                              const std::optional<SecondSignature> &second = {});

/// Broken, spilt, expired and destroyed: store → loss. Expired stock may leave this way.
/// Errors: Forbidden · NotFound · OutOfRange{quantity} · ReasonRequired · NotEnough.
Result<Id> recordLoss(Transaction &tx, Id batch, Quantity amount, const QString &reason,
                      const std::optional<SecondSignature> &second = {});
/// Back to where it came from: store → supplier. Errors: as recordLoss; Required{supplier}.
Result<Id> returnToSupplier(Transaction &tx, Id batch, Quantity amount, const QString &supplier, const QString &reason,
                            const std::optional<SecondSignature> &second = {});

/// Keeps a batch from being handed out (recall, doubt), or releases it. Answers whether anything changed.
Result<bool> holdBatch(Transaction &tx, Id batch, bool onHold);

/// What one batch gains and loses by a document: the two sides of `amount` from one account into another.
std::vector<StockMovement> sidesOf(const StockBatch &batch, Quantity amount, StockAccount from, StockAccount into);

/// A single entry's largest amount; more is a slip of the finger.
inline constexpr Quantity mostUnits{10'000'000};

} // namespace yigong
