// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/special_class.h"
#include "core/store/record_type.h"

namespace yigong {

/// One lot of one drug at one site. Its id is made from these, so that two laptops of a clinic mean the same batch.
struct StockBatch
{
    Id id;
    Id site;
    QString drug; ///< catalogue code
    QString lot;
    QDate expiry; ///< last day on which it may be given; invalid where not known
    int unitsPerPack = 1;
    Money packCost;
    bool onHold = false;
    SpecialClass special = SpecialClass::None; ///< as known where it was taken in: others may lack that code

    static constexpr RecordInfo info{31, "stock_batch", "Medication", RecordKind::Mutable};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "site", &StockBatch::site, Role::Site),
            field(2, "drug", &StockBatch::drug),
            field(3, "lot", &StockBatch::lot),
            field(4, "expiry", &StockBatch::expiry),
            field(5, "units_per_pack", &StockBatch::unitsPerPack, Merge::Latest),
            field(6, "pack_cost", &StockBatch::packCost, Merge::Latest),
            field(7, "on_hold", &StockBatch::onHold, Merge::Latest),
            field(8, "special", &StockBatch::special, Merge::Latest),
        };
    }
    static Id idOf(Id site, const QString &drug, const QString &lot, QDate expiry)
    {
        return Id::fromKey("batch/" + site.bytes() + drug.toUtf8() + '/' + lot.toUtf8() + '/' +
                           expiry.toString(Qt::ISODate).toUtf8());
    }
};

enum class StockDocumentKind : quint8
{
    Receipt = 1,       ///< supplier → store
    Dispense = 2,      ///< store → patient
    Loss = 3,          ///< store → loss (broken, expired, destroyed)
    Return = 4,        ///< store → supplier
    PatientReturn = 5, ///< patient → store
};

/// The paper that moves stock. Its movements' sides sum to zero for each batch, or it is refused.
struct StockDocument
{
    Id id;
    Id site;
    StockDocumentKind kind = StockDocumentKind::Receipt;
    QString number;
    Instant at;
    Id practitioner;
    QString counterparty; ///< supplier; or empty
    Id patient;
    Id encounter;
    QString reason;
    Id witness; ///< practitioner who signed beside the first; none where the drug asks for one signature

    static constexpr RecordInfo info{32, "stock_document", "SupplyDelivery", RecordKind::InsertOnly};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "site", &StockDocument::site, Role::Site),
            field(2, "kind", &StockDocument::kind),
            field(3, "number", &StockDocument::number),
            field(4, "at", &StockDocument::at),
            field(5, "practitioner", &StockDocument::practitioner),
            field(6, "counterparty", &StockDocument::counterparty),
            field(7, "patient", &StockDocument::patient),
            field(8, "encounter", &StockDocument::encounter),
            field(9, "reason", &StockDocument::reason),
            field(10, "witness", &StockDocument::witness),
        };
    }
};

enum class StockAccount : quint8
{
    Supplier = 1,
    Store = 2,
    Patient = 3,
    Loss = 4
};

/// One side of a double entry: `quantity` (smallest units, signed) into `account`. Never changed, never deleted.
/// `device` and `number` name the act that wrote it, so that a count can say which movements it knew. `at` is what the
/// laptop's clock said; `time` (ticks of the hybrid clock) never lies before anything that laptop had seen, and orders
/// movements of laptops that did not know of each other.
struct StockMovement
{
    Id id;
    Id document;
    Id site;
    Id batch;
    QString drug;
    StockAccount account = StockAccount::Store;
    Quantity quantity;
    Instant at;
    Id device;
    qint64 number = 0;
    qint64 time = 0;

    static constexpr RecordInfo info{33, "stock_movement", "SupplyDelivery", RecordKind::InsertOnly};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "document", &StockMovement::document),
            field(2, "site", &StockMovement::site, Role::Site),
            field(3, "batch", &StockMovement::batch),
            field(4, "drug", &StockMovement::drug),
            field(5, "account", &StockMovement::account),
            field(6, "quantity", &StockMovement::quantity),
            field(7, "at", &StockMovement::at),
            field(8, "device", &StockMovement::device),
            field(9, "number", &StockMovement::number),
            field(10, "time", &StockMovement::time),
        };
    }
};

/// What was counted of one batch, when, and which acts of each of the site's devices the counter's laptop knew.
/// The difference is derived from those (see balance.h), so that what arrives later never counts twice.
struct StockCount
{
    Id id;
    Id site;
    Id batch;
    QString drug;
    Quantity counted;
    Instant at;
    Id practitioner;
    QString reason;
    QString knew; ///< "device-id:highest act number", one device a line, sorted
    Id device;
    qint64 number = 0;
    qint64 time = 0; ///< as a movement's
    Id witness;      ///< as a document's

    static constexpr RecordInfo info{34, "stock_count", "SupplyDelivery", RecordKind::InsertOnly};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "site", &StockCount::site, Role::Site),
            field(2, "batch", &StockCount::batch),
            field(3, "drug", &StockCount::drug),
            field(4, "counted", &StockCount::counted),
            field(5, "at", &StockCount::at),
            field(6, "practitioner", &StockCount::practitioner),
            field(7, "reason", &StockCount::reason),
            field(8, "knew", &StockCount::knew),
            field(9, "device", &StockCount::device),
            field(10, "number", &StockCount::number),
            field(11, "time", &StockCount::time),
            field(12, "witness", &StockCount::witness),
        };
    }
};

} // namespace yigong
