// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/imported_codes.h"
#include "core/inventory/balance.h"
#include "core/reports/definitions.h"

#include <map>

namespace yigong {

namespace {

using Kind = ReportColumnKind;

/// One drug at one site.
struct Holding
{
    qint64 received = 0, dispensed = 0, otherOut = 0;  ///< within the period, smallest units
    qint64 onHand = 0, nearExpiry = 0, expired = 0;    ///< now
    qint64 value = 0, nearValue = 0, expiredValue = 0; ///< fen, now
    qint64 toCount = 0;                                ///< batches
};
using ByDrug = std::map<QString, Holding>;

/// What `units` of a batch cost, rounded to the fen.
qint64 valueOf(const StockBatch &batch, qint64 units)
{
    const qint64 perPack = batch.unitsPerPack > 0 ? batch.unitsPerPack : 1;
    const qint64 twice = 2 * units * batch.packCost.fen;
    return (twice + (twice < 0 ? -perPack : perPack)) / (2 * perPack);
}

void addBatch(Holding &holding, const BatchBalance &balance, QDate today)
{
    const qint64 units = balance.units().units;
    const qint64 value = valueOf(balance.batch, units);
    holding.onHand += units;
    holding.value += value;
    holding.toCount += balance.standing.countDue() ? 1 : 0;
    if (units <= 0)
        return;
    const ExpiryTier tier = expiryTierOn(balance.batch.expiry, today);
    if (tier == ExpiryTier::Expired) {
        holding.expired += units;
        holding.expiredValue += value;
    } else if (tier <= ExpiryTier::WithinThreeMonths) {
        holding.nearExpiry += units;
        holding.nearValue += value;
    }
}

void addMovement(Holding &holding, StockDocumentKind kind, qint64 intoStore)
{
    if (kind == StockDocumentKind::Receipt)
        holding.received += intoStore;
    else if (kind == StockDocumentKind::Dispense || kind == StockDocumentKind::PatientReturn)
        holding.dispensed -= intoStore;
    else
        holding.otherOut -= intoStore;
}

Result<ByDrug> holdingsOf(const Snapshot &snapshot, const ReportScope &scope, Id site)
{
    ByDrug drugs;
    YIGONG_LET(balances, balancesOf(snapshot, site));
    const QDate today = civilDay(scope.now);
    for (const BatchBalance &balance : balances)
        addBatch(drugs[balance.batch.drug], balance, today);
    YIGONG_TRY(snapshot.each(
        "SELECT m.drug, d.kind, sum(m.quantity) FROM stock_document d JOIN stock_movement m ON m.document = d.id"
        " WHERE d.site = ? AND d.at >= ? AND d.at < ? AND m.account = 2 GROUP BY m.drug, d.kind",
        {site.bytes(), qint64{scope.begin.ms}, qint64{scope.end.ms}}, [&drugs](const Columns &c) {
            addMovement(drugs[c.text(0)], static_cast<StockDocumentKind>(c.integer(1)), c.integer(2));
        }));
    return drugs;
}

ReportRow rowFor(const Catalogue &codes, const Site &site, const QString &code, const Holding &h)
{
    const Drug *drug = codes.drugs().find(code);
    return {site.id,
            {site.code, site.name, code, drug ? drug->title() : code, drug ? drug->unit : QString(), h.received,
             h.dispensed, h.otherOut, h.onHand, h.value, h.nearExpiry, h.expired, h.toCount},
            false};
}

ReportChart valueChart(const ReportScope &scope, const std::vector<Holding> &bySite)
{
    ReportChart chart;
    chart.key = QStringLiteral("value-by-site");
    chart.title = {QStringLiteral("Stock by site, yuan"), QStringLiteral("各机构库存金额（元）")};
    chart.isMoney = true;
    chart.series = {{{QStringLiteral("later"), QStringLiteral("三个月以上")}, {}},
                    {{QStringLiteral("expires within three months"), QStringLiteral("三个月内到期")}, {}},
                    {{QStringLiteral("expired"), QStringLiteral("已过期")}, {}}};
    for (std::size_t i = 0; i < bySite.size(); ++i) {
        const Holding &h = bySite[i];
        chart.labels += scope.sites[i].name;
        chart.series[0].values.push_back(std::max<qint64>(0, h.value - h.nearValue - h.expiredValue));
        chart.series[1].values.push_back(h.nearValue);
        chart.series[2].values.push_back(h.expiredValue);
    }
    return chart;
}

Result<void> fillStock(const Snapshot &snapshot, const ReportScope &scope, ReportTable &table)
{
    YIGONG_LET(codes, catalogueOf(snapshot));
    std::vector<Holding> bySite;
    for (const Site &site : scope.sites) {
        YIGONG_LET(drugs, holdingsOf(snapshot, scope, site.id));
        Holding &all = bySite.emplace_back();
        for (const auto &[code, holding] : drugs) {
            table.rows.push_back(rowFor(*codes, site, code, holding));
            all.value += holding.value;
            all.nearValue += holding.nearValue;
            all.expiredValue += holding.expiredValue;
        }
    }
    table.charts = {valueChart(scope, bySite)};
    return {};
}

} // namespace

ReportDefinition stockReport()
{
    return {
        QStringLiteral("stock"),
        {QStringLiteral("Drugs on the shelf, moved, and near their expiry"), QStringLiteral("库存、收发与近效期药品")},
        {QStringLiteral(
             "Received, dispensed and otherwise out: movements of the period. On the shelf, value and expiry: "
             "as the ledger stands when the report is made; value at the packs' cost. Near: within three "
             "months."),
         QStringLiteral(
             "入库、发药与其他出库为本期发生；结存、金额与效期为制表时账面，金额按进价；近效期指三个月内到期。")},
        {
            {QStringLiteral("site"), {QStringLiteral("Code"), QStringLiteral("机构代码")}, Kind::Text},
            {QStringLiteral("name"), {QStringLiteral("Site"), QStringLiteral("机构")}, Kind::Text},
            {QStringLiteral("drug"), {QStringLiteral("Drug code"), QStringLiteral("药品编码")}, Kind::Text},
            {QStringLiteral("drugName"), {QStringLiteral("Drug"), QStringLiteral("药品")}, Kind::Text},
            {QStringLiteral("unit"), {QStringLiteral("Unit"), QStringLiteral("单位")}, Kind::Text},
            {QStringLiteral("received"), {QStringLiteral("Received"), QStringLiteral("入库")}, Kind::Units},
            {QStringLiteral("dispensed"), {QStringLiteral("Dispensed"), QStringLiteral("发药")}, Kind::Units},
            {QStringLiteral("otherOut"), {QStringLiteral("Other out"), QStringLiteral("其他出库")}, Kind::Units},
            {QStringLiteral("onHand"), {QStringLiteral("On the shelf"), QStringLiteral("结存")}, Kind::Units},
            {QStringLiteral("value"), {QStringLiteral("Value, yuan"), QStringLiteral("金额（元）")}, Kind::Money},
            {QStringLiteral("nearExpiry"), {QStringLiteral("Near expiry"), QStringLiteral("近效期")}, Kind::Units},
            {QStringLiteral("expired"), {QStringLiteral("Expired"), QStringLiteral("已过期")}, Kind::Units},
            {QStringLiteral("toCount"), {QStringLiteral("Batches to count"), QStringLiteral("待盘批次")}, Kind::Count},
        },
        fillStock,
    };
}

} // namespace yigong
