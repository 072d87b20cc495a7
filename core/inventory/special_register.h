// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/special_drugs.h"

#include <vector>

namespace yigong {

/// One line of 专册登记: a move of one batch or a count of it, who it went to or came from, what was left, who signed.
struct SpecialEntry
{
    Instant at;
    QString drug; ///< catalogue code
    QString drugName;
    QString lot;
    QDate expiry;
    bool isCount = false;
    StockDocumentKind kind = StockDocumentKind::Receipt; ///< of a move
    QString number;                                      ///< of the delivery note or, where handed out, of the visit
    QString counterparty;                                ///< supplier, or the resident's name
    QString reason;
    QString prescriber; ///< name; of what was handed out
    Quantity change;    ///< into the store; below zero: out of it. Of a count: its difference
    Quantity ofBatch;   ///< left of the batch afterwards
    Quantity ofDrug;    ///< left of the drug, all batches
    QString first;      ///< who signed: names
    QString second;     ///< empty where nobody did: an entry of before, or of a drug that asks for one signature
};

/// The register of a site's 麻醉 and 第一类精神药品, or of one drug of any class, by drug and then in the order in
/// which things happened; entries from `from` to `until`, both days included, with what was left counted from the
/// beginning. Nothing of it is ever deleted, so it outlasts the five years after expiry that the law asks for
/// (麻醉药品和精神药品管理条例). Doors ReadStock and ReadPatient; the reading is noted in the second log.
/// Errors: Forbidden · OutOfScope.
Result<std::vector<SpecialEntry>> specialRegister(const Snapshot &snapshot, const Actor &actor, Id site,
                                                  const QString &drug, QDate from, QDate until);

} // namespace yigong
