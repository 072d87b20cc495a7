// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/drug_rules.h"
#include "core/codes/drug_class.h"
#include "core/hub/asker.h"
#include "core/hub/write_rules.h"
#include "core/sites/site_tree.h"

#include <algorithm>

namespace yigong {

namespace {

template <typename T> T valueIn(const RecordType &type, const Row &row, QStringView column)
{
    const int at = type.indexOf(column);
    return at < 0 ? T{} : ValueOf<T>::from(row.values[static_cast<std::size_t>(at)]);
}

constexpr qint64 receiptKind = 1; // StockDocumentKind::Receipt of core/inventory

bool isStock(const QString &table)
{
    return table == u"stock_movement" || table == u"stock_count";
}

} // namespace

Result<void> DrugRules::check(const RecordType &type, const Row &row) const
{
    const QString &table = type.table();
    if (!isStock(table) && table != u"medication_request" && table != u"medication_dispense")
        return {};
    YIGONG_LET(guarded, isGuarded(type, row));
    if (!guarded)
        return {};
    if (table == u"stock_count")
        return checkWitness(valueIn<Id>(type, row, u"witness"), valueIn<Id>(type, row, u"site"));
    if (table == u"medication_request") {
        if (!valueIn<QString>(type, row, u"source_identifier").isEmpty())
            return {}; // another house's, imported: it is not handed out for here
        const Id prescriber = valueIn<Id>(type, row, u"practitioner");
        return prescriber == m_act.actor ? checkRight(prescriber)
                                         : Result<void>(hold("prescription-right", type.table()));
    }
    if (table == u"medication_dispense")
        YIGONG_TRY(checkPrescription(valueIn<Id>(type, row, u"request")));
    return checkPaper(valueIn<Id>(type, row, u"document"));
}

Result<bool> DrugRules::isGuardedDrug(const QString &drug, SpecialClass said) const
{
    if (needsTwo(said))
        return true;
    YIGONG_LET(special, specialClassOf(m_snapshot, drug, m_day));
    return needsTwo(special);
}

/// By the drug that the record names, and by its batch: neither may be written around the other.
Result<bool> DrugRules::isGuarded(const RecordType &type, const Row &row) const
{
    YIGONG_LET(guarded,
               isGuardedDrug(valueIn<QString>(type, row, u"drug"), valueIn<SpecialClass>(type, row, u"special")));
    if (guarded || !isStock(type.table()))
        return guarded;
    QString drug;
    auto said = SpecialClass::None;
    YIGONG_TRY(m_snapshot.each("SELECT drug, special FROM stock_batch WHERE id = ?",
                               {valueIn<Id>(type, row, u"batch").bytes()}, [&](const Columns &columns) {
                                   drug = columns.text(0);
                                   said = static_cast<SpecialClass>(columns.integer(1));
                               }));
    return isGuardedDrug(drug, said);
}

/// The paper of this very act: one that two people signed once is not a licence for later moves.
Result<void> DrugRules::checkPaper(Id document) const
{
    const bool isOfThisAct = std::any_of(m_act.operations.begin(), m_act.operations.end(), [&](const Operation &o) {
        return o.record == document && o.kind != OperationKind::Update;
    });
    Id witness, site;
    qint64 kind = 0;
    YIGONG_TRY(m_snapshot.each("SELECT witness, site, kind FROM stock_document WHERE id = ?", {document.bytes()},
                               [&](const Columns &columns) {
                                   witness = columns.id(0);
                                   site = columns.id(1);
                                   kind = columns.integer(2);
                               }));
    if (!isOfThisAct || site.isNone())
        return hold("second-signature", QStringLiteral("stock_document"));
    YIGONG_TRY(checkWitness(witness, site));
    if (kind != receiptKind)
        return {};
    YIGONG_LET(keeper, m_snapshot.get<Site>(site));
    return mayKeepNarcotics(keeper) ? Result<void>{} : Result<void>(hold("not-kept", keeper.name));
}

Result<void> DrugRules::checkWitness(Id witness, Id site) const
{
    const auto refused = hold("second-signature", QStringLiteral("practitioner"));
    if (witness.isNone() || witness == m_act.actor)
        return refused;
    YIGONG_LET(person, personAt(m_snapshot, m_device, witness, m_day));
    if (!person || person->site != site || !allows(static_cast<StaffRole>(person->role), Door::WitnessDrugs))
        return refused;
    return {};
}

/// On the act's day: a right given or taken away since changes nothing of it.
Result<void> DrugRules::checkRight(Id prescriber) const
{
    YIGONG_LET(person, m_snapshot.find<Practitioner>(prescriber));
    const bool has = person && person->narcoticFrom.isValid() && person->narcoticFrom <= m_day &&
                     (!person->narcoticUntil.isValid() || m_day <= person->narcoticUntil) &&
                     allows(static_cast<StaffRole>(person->role), Door::WriteVisit);
    return has ? Result<void>{} : Result<void>(hold("prescription-right", QStringLiteral("practitioner")));
}

Result<void> DrugRules::checkPrescription(Id request) const
{
    Id prescriber;
    QString source;
    YIGONG_TRY(m_snapshot.each("SELECT practitioner, source_identifier FROM medication_request WHERE id = ?",
                               {request.bytes()}, [&](const Columns &columns) {
                                   prescriber = columns.id(0);
                                   source = columns.text(1);
                               }));
    if (prescriber.isNone())
        return hold("unknown-record", QStringLiteral("medication_request"));
    return source.isEmpty() ? checkRight(prescriber)
                            : Result<void>(hold("prescription-right", QStringLiteral("medication_request")));
}

} // namespace yigong
