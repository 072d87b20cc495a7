// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/special_class.h"
#include "core/store/transaction.h"

#include <QHash>

namespace yigong {

/// How the county has a drug guarded, where its name does not say it, or says it wrongly. Every device holds it.
struct DrugClass
{
    Id id; ///< made from the code
    QString drug;
    SpecialClass special = SpecialClass::None;
    QDate validFrom; ///< acts of before are judged as before
    QString reason;
    Id setBy;

    static constexpr RecordInfo info{35, "drug_class", "MedicationKnowledge", RecordKind::Mutable, Reach::Never, true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "drug", &DrugClass::drug),
            field(2, "special", &DrugClass::special, Merge::Latest),
            field(3, "valid_from", &DrugClass::validFrom, Merge::Latest),
            field(4, "reason", &DrugClass::reason, Merge::Latest),
            field(5, "set_by", &DrugClass::setBy, Merge::Latest),
        };
    }
    static Id idOf(const QString &drug) { return Id::fromKey("drug-class/" + drug.trimmed().toUpper().toUtf8()); }
};

/// The class of a drug on `day`: what the county has set, else by the name that the shipped or this store's imported
/// list gives the code; None for a code of neither.
Result<SpecialClass> specialClassOf(const Snapshot &snapshot, const QString &drug, QDate day);

/// What this store's lists call a drug; the code where none has it.
Result<QString> drugNameOf(const Snapshot &snapshot, const QString &drug);

/// Sets it for the whole county, from today on. Door ManageCodes, at the county.
/// Errors: Forbidden · UnknownDrug · ReasonRequired · OutOfScope (not at the county's own site).
Result<void> setDrugClass(Transaction &tx, const QString &drug, SpecialClass special, const QString &reason);

/// All that the county has set, by code.
Result<std::vector<DrugClass>> drugClasses(const Snapshot &snapshot);

} // namespace yigong
