// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/shelf.h"
#include "core/base/spans.h"
#include "core/store/change_log.h"

#include <algorithm>

namespace yigong {

namespace {

QString supplierOf(Dice &dice)
{
    static const QStringList suppliers{QStringLiteral("云岭县医药有限公司"), QStringLiteral("滁州华康医药配送中心"),
                                       QStringLiteral("安徽国泰药业有限公司")};
    return dice.of(suppliers);
}

} // namespace

Money packCostOf(const Drug &drug)
{
    Dice dice(7, drug.code.toUtf8());
    return {dice.between(30, 400) * (drug.unitsPerPack > 50 ? 10 : 7)};
}

Shelf::Side Shelf::shelve(const Drug &drug, const QString &lot, QDate expiry, int units)
{
    const Id batch = StockBatch::idOf(m_desk.siteId(), drug.code, lot, expiry);
    std::vector<Lot> &lots = m_lots[drug.code];
    const auto known = std::find_if(lots.begin(), lots.end(), [&](const Lot &l) { return l.batch == batch; });
    if (known != lots.end()) {
        known->units += units;
    } else {
        StockBatch record;
        record.id = batch;
        record.site = m_desk.siteId();
        record.drug = drug.code;
        record.lot = lot;
        record.expiry = expiry;
        record.unitsPerPack = std::max(1, drug.unitsPerPack);
        record.packCost = packCostOf(drug);
        m_pile.add(record);
        lots.push_back({batch, lot, expiry, units});
        std::sort(lots.begin(), lots.end(), [](const Lot &a, const Lot &b) { return a.expiry < b.expiry; });
    }
    return {batch, drug.code, units};
}

Id Shelf::document(StockDocument document, StockAccount other, const std::vector<Side> &sides)
{
    document.id = m_desk.newId();
    document.site = m_desk.siteId();
    if (document.practitioner.isNone())
        document.practitioner = m_desk.site().staffWith(StaffRole::Pharmacist);
    m_pile.add(document);
    const qint64 act = m_desk.nextAct();
    for (const Side &side : sides) {
        for (const bool store : {true, false}) {
            StockMovement movement;
            movement.id = m_desk.newId();
            movement.document = document.id;
            movement.site = document.site;
            movement.batch = side.batch;
            movement.drug = side.drug;
            movement.account = store ? StockAccount::Store : other;
            movement.quantity = {store ? side.units : -side.units};
            movement.at = document.at;
            movement.device = m_desk.device();
            movement.number = act;
            movement.time = HybridTime::at(document.at).ticks;
            m_pile.add(movement);
        }
    }
    return document.id;
}

void Shelf::receive(const Drug &drug, const QString &lot, QDate expiry, int units, Instant at)
{
    StockDocument receipt;
    receipt.kind = StockDocumentKind::Receipt;
    receipt.number = m_desk.nextPaper(u"RK");
    receipt.at = at;
    receipt.counterparty = supplierOf(m_dice);
    document(receipt, StockAccount::Supplier, {shelve(drug, lot, expiry, units)});
}

void Shelf::receiveUsual(const Drug &drug, int units, Instant at)
{
    const int pack = std::max(1, drug.unitsPerPack);
    const int packs = std::max(3, units * m_dice.between(4, 9) / pack + 1);
    const QDate made = civilDay(at).addDays(-m_dice.between(40, 260));
    const QDate expiry = made.addMonths(m_dice.oneIn(12) ? 12 : m_dice.percent(60) ? 24 : 36).addDays(-1);
    receive(drug, made.toString(QStringLiteral("yyMMdd")), expiry, packs * pack, at);
}

void Shelf::open(const std::vector<const Drug *> &drugs, Instant at)
{
    std::vector<Side> sides;
    for (const Drug *drug : drugs) {
        const int pack = std::max(1, drug->unitsPerPack);
        const QDate made = civilDay(at).addDays(-m_dice.between(20, 150));
        sides.push_back(shelve(*drug, made.toString(QStringLiteral("yyMMdd")),
                               made.addMonths(m_dice.oneIn(8) ? 18 : 36).addDays(-1), pack * m_dice.between(2, 8)));
    }
    StockDocument receipt;
    receipt.kind = StockDocumentKind::Receipt;
    receipt.number = m_desk.nextPaper(u"RK");
    receipt.at = at;
    receipt.counterparty = supplierOf(m_dice);
    receipt.reason = QStringLiteral("启用系统，期初库存");
    document(receipt, StockAccount::Supplier, sides);
}

std::vector<Shelf::Portion> Shelf::take(const Drug &drug, int units, Instant at)
{
    const QDate today = civilDay(at);
    const auto good = [&](const Lot &lot) { return lot.units > 0 && lot.expiry >= today; };
    int there = 0;
    for (const Lot &lot : m_lots[drug.code])
        there += good(lot) ? lot.units : 0;
    if (there < units)
        receiveUsual(drug, units, startOf(today).plusMs(minuteMs * m_dice.between(7 * 60, 7 * 60 + 50)));
    std::vector<Portion> portions;
    for (Lot &lot : m_lots[drug.code]) {
        if (!good(lot) || units == 0)
            continue;
        const int part = std::min(units, lot.units);
        lot.units -= part;
        units -= part;
        portions.push_back({lot.batch, part});
    }
    return portions;
}

std::vector<Shelf::Portion> Shelf::takeBeyondLedger(const Drug &drug, int units, Instant at)
{
    if (m_lots[drug.code].empty())
        receiveUsual(drug, 1, startOf(civilDay(at)).plusMs(7 * hourMs));
    std::vector<Portion> portions;
    std::vector<Lot> &lots = m_lots[drug.code];
    for (Lot &lot : lots) {
        const bool last = &lot == &lots.back();
        const int part = last ? units : std::clamp(lot.units, 0, units);
        if (part == 0)
            continue;
        lot.units -= part;
        units -= part;
        portions.push_back({lot.batch, part});
    }
    return portions;
}

Id Shelf::dispense(const std::vector<Handed> &handed, Id patient, Id encounter, Id practitioner, Instant at)
{
    StockDocument paper;
    paper.kind = StockDocumentKind::Dispense;
    paper.number = m_desk.nextPaper(u"FY");
    paper.at = at;
    paper.practitioner = practitioner;
    paper.patient = patient;
    paper.encounter = encounter;
    std::vector<Side> sides;
    for (const Handed &h : handed)
        for (const Portion &portion : h.portions)
            sides.push_back({portion.batch, h.drug->code, -portion.units});
    return document(paper, StockAccount::Patient, sides);
}

void Shelf::sendBack(const Drug &drug, const QString &reason, Instant at)
{
    std::vector<Side> sides;
    for (Lot &lot : m_lots[drug.code]) {
        if (lot.units <= 0)
            continue;
        sides.push_back({lot.batch, drug.code, -lot.units});
        lot.units = 0;
    }
    if (sides.empty())
        return;
    StockDocument paper;
    paper.kind = StockDocumentKind::Return;
    paper.number = m_desk.nextPaper(u"TH");
    paper.at = at;
    paper.counterparty = supplierOf(m_dice);
    paper.reason = reason;
    document(paper, StockAccount::Supplier, sides);
}

void Shelf::destroyExpired(Instant at)
{
    std::vector<Side> sides;
    for (auto &[drug, lots] : m_lots) {
        for (Lot &lot : lots) {
            if (lot.units <= 0 || lot.expiry >= civilDay(at) || m_dice.oneIn(4))
                continue;
            sides.push_back({lot.batch, drug, -lot.units});
            lot.units = 0;
        }
    }
    if (sides.empty())
        return;
    StockDocument paper;
    paper.kind = StockDocumentKind::Loss;
    paper.number = m_desk.nextPaper(u"BS");
    paper.at = at;
    paper.reason = QStringLiteral("过期销毁");
    document(paper, StockAccount::Loss, sides);
}

void Shelf::countSome(Instant at)
{
    for (auto &[drug, lots] : m_lots) {
        for (Lot &lot : lots) {
            if (lot.units <= 0 || !m_dice.oneIn(9))
                continue;
            const bool agrees = m_dice.percent(75);
            if (!agrees)
                lot.units = std::max(0, lot.units - m_dice.between(1, 4));
            StockCount count;
            count.id = m_desk.newId();
            count.site = m_desk.siteId();
            count.batch = lot.batch;
            count.drug = drug;
            count.counted = {lot.units};
            count.at = at;
            count.practitioner = m_desk.site().staffWith(StaffRole::Pharmacist);
            count.reason = agrees ? QStringLiteral("月度盘点") : QStringLiteral("月度盘点，有破损");
            count.knew = m_desk.device().text() + u':' + QString::number(m_desk.lastAct());
            count.device = m_desk.device();
            count.number = m_desk.nextAct();
            count.time = HybridTime::at(at).ticks;
            m_pile.add(count);
        }
    }
}

void Shelf::leaveShortDated(const std::vector<const Drug *> &drugs, Instant at)
{
    const QDate today = civilDay(at);
    const auto leave = [&](int daysFromNow) {
        const Drug &drug = *m_dice.of(drugs);
        const QDate expiry = today.addDays(daysFromNow);
        receive(drug, expiry.addMonths(-24).toString(QStringLiteral("yyMMdd")), expiry,
                std::max(1, drug.unitsPerPack) * m_dice.between(1, 2), at.plusMs(-m_dice.between(100, 150) * dayMs));
    };
    leave(m_dice.between(12, 30));
    leave(m_dice.between(31, 85));
    leave(-m_dice.between(3, 20));
}

int Shelf::unitsOf(const Drug &drug) const
{
    int units = 0;
    if (const auto found = m_lots.find(drug.code); found != m_lots.end())
        for (const Lot &lot : found->second)
            units += lot.units;
    return units;
}

} // namespace yigong
