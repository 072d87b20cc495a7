// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/drug_class.h"
#include "core/base/text.h"
#include "core/codes/catalogue.h"
#include "core/security/policy.h"
#include "core/sites/site.h"

namespace yigong {

namespace {

/// What the lists call the code; nothing where none has it.
Result<std::optional<QString>> listedName(const Snapshot &snapshot, const QString &drug)
{
    if (const Drug *shipped = Catalogue::shipped().drugs().find(drug))
        return std::optional{shipped->name};
    std::optional<QString> name;
    YIGONG_TRY(snapshot.each("SELECT name FROM imported_code WHERE kind = 'drug' AND code = ?", {drug.trimmed()},
                             [&name](const Columns &columns) { name = columns.text(0); }));
    return name;
}

} // namespace

Result<SpecialClass> specialClassOf(const Snapshot &snapshot, const QString &drug, QDate day)
{
    YIGONG_LET(set, snapshot.find<DrugClass>(DrugClass::idOf(drug)));
    if (set && set->validFrom <= day)
        return set->special;
    YIGONG_LET(name, listedName(snapshot, drug));
    return name ? specialClassByName(*name) : SpecialClass::None;
}

Result<QString> drugNameOf(const Snapshot &snapshot, const QString &drug)
{
    YIGONG_LET(name, listedName(snapshot, drug));
    return name.value_or(drug);
}

Result<void> setDrugClass(Transaction &tx, const QString &drug, SpecialClass special, const QString &reason)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageCodes));
    YIGONG_LET(site, tx.find<Site>(tx.actor().site));
    if (!site || site->tier != Tier::County)
        return fail(ErrorKind::OutOfScope, {}, {tx.actor().site.text()});
    YIGONG_LET(name, listedName(tx, drug));
    if (!name)
        return fail(ErrorKind::UnknownDrug, QStringLiteral("drug"), {drug});
    if (tidied(reason).isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("reason"));
    DrugClass after;
    after.id = DrugClass::idOf(drug);
    after.drug = drug.trimmed().toUpper();
    after.special = special;
    after.validFrom = tx.today();
    after.reason = tidied(reason);
    after.setBy = tx.actor().practitioner;
    YIGONG_LET(before, tx.find<DrugClass>(after.id));
    if (!before)
        YIGONG_TRY(tx.insert(after));
    else
        YIGONG_TRY(tx.update(*before, after));
    return {};
}

Result<std::vector<DrugClass>> drugClasses(const Snapshot &snapshot)
{
    return snapshot.select<DrugClass>("ORDER BY drug");
}

} // namespace yigong
