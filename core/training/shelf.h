// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/catalogue.h"
#include "core/inventory/stock.h"
#include "core/training/desk.h"

#include <map>

namespace yigong {

/// What a pack is bought for: made up, the same for a drug everywhere.
Money packCostOf(const Drug &drug);

/// A site's drugs through its past: what is written to the pile is a ledger whose documents balance, and what stands
/// here is what the ledger says.
class Shelf
{
public:
    struct Lot
    {
        Id batch;
        QString lot;
        QDate expiry;
        int units = 0;
    };
    struct Portion
    {
        Id batch;
        int units = 0;
    };

    Shelf(Desk &desk, RecordPile &pile, Dice dice) : m_desk(desk), m_pile(pile), m_dice(dice) {}

    /// The first goods of a year's work: some packs of each.
    void open(const std::vector<const Drug *> &drugs, Instant at);
    /// What is handed out, first expired first; goods are received that morning where the shelf is short.
    std::vector<Portion> take(const Drug &drug, int units, Instant at);
    /// Handed out though the ledger does not show it: the last lot goes below zero.
    std::vector<Portion> takeBeyondLedger(const Drug &drug, int units, Instant at);
    /// Writes the document of a dispensing: its two sides for each portion.
    struct Handed
    {
        const Drug *drug = nullptr;
        std::vector<Portion> portions;
    };
    Id dispense(const std::vector<Handed> &handed, Id patient, Id encounter, Id practitioner, Instant at);

    /// Goods in a lot of one's own choice.
    void receive(const Drug &drug, const QString &lot, QDate expiry, int units, Instant at);
    /// Everything of a drug goes back to its supplier.
    void sendBack(const Drug &drug, const QString &reason, Instant at);
    /// Destroys some of what has expired; the rest waits on the shelf.
    void destroyExpired(Instant at);
    /// Counts some lots: most agree with the ledger.
    void countSome(Instant at);
    /// A short-dated and a forgotten lot, so that there is something to look after.
    void leaveShortDated(const std::vector<const Drug *> &drugs, Instant at);
    [[nodiscard]] int unitsOf(const Drug &drug) const;

private:
    struct Side
    {
        Id batch;
        QString drug;
        int units = 0; ///< into the store; negative: out of it
    };
    void receiveUsual(const Drug &drug, int units, Instant at);
    Side shelve(const Drug &drug, const QString &lot, QDate expiry, int units);
    Id document(StockDocument document, StockAccount other, const std::vector<Side> &sides);

    Desk &m_desk;
    RecordPile &m_pile;
    Dice m_dice;
    std::map<QString, std::vector<Lot>> m_lots; // by drug, first expired first
};

} // namespace yigong
