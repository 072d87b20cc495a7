// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/special_drugs.h"
#include "core/codes/drug_class.h"
#include "core/security/accounts.h"
#include "core/sites/site_tree.h"

namespace yigong {

Result<SpecialClass> specialClassOf(const Snapshot &snapshot, const StockBatch &batch, QDate day)
{
    if (needsTwo(batch.special))
        return batch.special;
    return specialClassOf(snapshot, batch.drug, day);
}

Result<Id> witnessFor(const Transaction &tx, const StockBatch &batch, const std::optional<SecondSignature> &second)
{
    YIGONG_LET(special, specialClassOf(tx, batch, tx.today()));
    if (!needsTwo(special))
        return Id{};
    YIGONG_LET(name, drugNameOf(tx, batch.drug));
    return witnessOf(tx, second, name);
}

Result<void> requireKept(const Transaction &tx, const StockBatch &batch)
{
    YIGONG_LET(special, specialClassOf(tx, batch, tx.today()));
    if (!needsTwo(special))
        return {};
    YIGONG_LET(site, tx.get<Site>(batch.site));
    if (mayKeepNarcotics(site))
        return {};
    YIGONG_LET(name, drugNameOf(tx, batch.drug));
    return fail(ErrorKind::NotKeptHere, QStringLiteral("drug"), {name});
}

Result<bool> requirePrescribed(const Snapshot &snapshot, const QString &drug, const MedicationRequest *line, QDate day)
{
    YIGONG_LET(special, specialClassOf(snapshot, drug, day));
    if (!needsTwo(special) && (line == nullptr || !needsTwo(line->special)))
        return false;
    YIGONG_LET(name, drugNameOf(snapshot, drug));
    // What was imported tells of another house's prescription: nobody here answers for it.
    if (line == nullptr || !line->sourceIdentifier.isEmpty())
        return fail(ErrorKind::PrescriptionNeeded, QStringLiteral("line"), {name});
    YIGONG_LET(has, hasNarcoticRight(snapshot, line->practitioner));
    if (!has)
        return fail(ErrorKind::PrescriptionRightNeeded, QStringLiteral("line"), {name});
    return true;
}

} // namespace yigong
