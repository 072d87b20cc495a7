// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/special_register.h"
#include "core/codes/drug_class.h"
#include "core/security/audit.h"
#include "core/sites/colleagues.h"

#include <algorithm>
#include <map>

namespace yigong {

namespace {

/// One move or count of a batch before it is put into words.
struct RegisterFact
{
    qint64 time = 0;
    qint64 number = 0;
    Instant at;
    Quantity quantity;
    Id document; ///< none for a count
    Id first, second;
    QString reason;
};

/// The register of one drug, step by step.
class RegisterOfDrug
{
public:
    RegisterOfDrug(const Snapshot &snapshot, Id site, QString drug)
        : m_snapshot(snapshot), m_site(site), m_drug(std::move(drug))
    {}

    Result<std::vector<SpecialEntry>> entries()
    {
        YIGONG_LET(name, drugNameOf(m_snapshot, m_drug));
        m_name = name;
        YIGONG_LET(batches, m_snapshot.select<StockBatch>("WHERE site = ? AND drug = ?", {m_site.bytes(), m_drug}));
        for (const StockBatch &batch : batches)
            YIGONG_TRY(readFacts(batch));
        std::stable_sort(m_facts.begin(), m_facts.end(), [](const auto &a, const auto &b) {
            return std::tie(a.first.time, a.first.number) < std::tie(b.first.time, b.first.number);
        });
        std::vector<SpecialEntry> entries;
        for (const auto &[fact, batch] : m_facts) {
            YIGONG_LET(entry, entryOf(fact, batch));
            entries.push_back(std::move(entry));
        }
        return entries;
    }

private:
    Result<void> readFacts(const StockBatch &batch)
    {
        YIGONG_TRY(m_snapshot.each(
            "SELECT time, number, at, quantity, document FROM stock_movement WHERE batch = ? AND account = ?",
            {batch.id.bytes(), static_cast<qint64>(StockAccount::Store)}, [&](const Columns &c) {
                m_facts.push_back(
                    {{c.integer(0), c.integer(1), c.instant(2), {c.integer(3)}, c.id(4), {}, {}, {}}, batch});
            }));
        return m_snapshot.each(
            "SELECT time, number, at, counted, practitioner, witness, reason FROM stock_count WHERE batch = ?",
            {batch.id.bytes()}, [&](const Columns &c) {
                m_facts.push_back(
                    {{c.integer(0), c.integer(1), c.instant(2), {c.integer(3)}, {}, c.id(4), c.id(5), c.text(6)},
                     batch});
            });
    }

    Result<SpecialEntry> entryOf(const RegisterFact &fact, const StockBatch &batch)
    {
        SpecialEntry entry;
        entry.at = fact.at;
        entry.drug = m_drug;
        entry.drugName = m_name;
        entry.lot = batch.lot;
        entry.expiry = batch.expiry;
        Quantity &left = m_left[batch.id];
        entry.isCount = fact.document.isNone();
        entry.change = entry.isCount ? fact.quantity - left : fact.quantity;
        left = left + entry.change;
        m_ofDrug = m_ofDrug + entry.change;
        entry.ofBatch = left;
        entry.ofDrug = m_ofDrug;
        if (entry.isCount) {
            entry.reason = fact.reason;
            YIGONG_TRY(sign(entry, fact.first, fact.second));
        } else {
            YIGONG_TRY(describe(entry, fact.document));
        }
        return entry;
    }

    Result<void> describe(SpecialEntry &entry, Id documentId)
    {
        YIGONG_LET(document, m_snapshot.find<StockDocument>(documentId));
        if (!document)
            return {}; // not arrived yet
        entry.kind = document->kind;
        entry.number = document->number;
        entry.counterparty = document->counterparty;
        entry.reason = document->reason;
        YIGONG_TRY(sign(entry, document->practitioner, document->witness));
        if (document->patient.isNone())
            return {};
        Id prescriber;
        YIGONG_TRY(m_snapshot.each("SELECT name FROM patient WHERE id = ?", {document->patient.bytes()},
                                   [&entry](const Columns &c) { entry.counterparty = c.text(0); }));
        YIGONG_TRY(m_snapshot.each("SELECT number FROM encounter WHERE id = ?", {document->encounter.bytes()},
                                   [&entry](const Columns &c) { entry.number = c.text(0); }));
        YIGONG_TRY(m_snapshot.each("SELECT r.practitioner FROM medication_dispense d JOIN medication_request r ON "
                                   "r.id = d.request WHERE d.document = ?",
                                   {documentId.bytes()}, [&prescriber](const Columns &c) { prescriber = c.id(0); }));
        YIGONG_LET(name, practitionerName(m_snapshot, prescriber));
        entry.prescriber = name;
        return {};
    }

    Result<void> sign(SpecialEntry &entry, Id first, Id second)
    {
        YIGONG_LET(firstName, practitionerName(m_snapshot, first));
        YIGONG_LET(secondName, practitionerName(m_snapshot, second));
        entry.first = firstName;
        entry.second = secondName;
        return {};
    }

    const Snapshot &m_snapshot;
    Id m_site;
    QString m_drug, m_name;
    std::vector<std::pair<RegisterFact, StockBatch>> m_facts;
    std::map<Id, Quantity> m_left;
    Quantity m_ofDrug;
};

/// What the site has batches of and two must sign for.
Result<QStringList> guardedDrugs(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(batches, snapshot.select<StockBatch>("WHERE site = ? ORDER BY drug", {site.bytes()}));
    QStringList drugs;
    for (const StockBatch &batch : batches) {
        YIGONG_LET(special, specialClassOf(snapshot, batch, civilDay(snapshot.now())));
        if (needsTwo(special) && !drugs.contains(batch.drug))
            drugs.append(batch.drug);
    }
    return drugs;
}

} // namespace

Result<std::vector<SpecialEntry>> specialRegister(const Snapshot &snapshot, const Actor &actor, Id site,
                                                  const QString &drug, QDate from, QDate until)
{
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadStock, site));
    YIGONG_TRY(requireAt(snapshot, actor, Door::ReadPatient, site));
    QStringList drugs{drug.trimmed().toUpper()};
    if (drug.isEmpty()) {
        YIGONG_LET(guarded, guardedDrugs(snapshot, site));
        drugs = guarded;
    }
    std::vector<SpecialEntry> entries;
    for (const QString &code : drugs) {
        YIGONG_LET(all, RegisterOfDrug(snapshot, site, code).entries());
        for (SpecialEntry &entry : all)
            if (const QDate day = civilDay(entry.at); day >= from && day <= until)
                entries.push_back(std::move(entry));
    }
    AuditEntry read = entryOf(actor, AuditKind::ReadReport, snapshot.now());
    read.detail = QStringLiteral("special-register");
    read.count = static_cast<qint64>(entries.size());
    snapshot.noteOnce(std::move(read));
    return entries;
}

} // namespace yigong
