// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/second_arguments.h"
#include "app/ctl/verbs.h"
#include "core/codes/imported_codes.h"
#include "core/inventory/balance.h"
#include "core/inventory/count.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "core/inventory/special_register.h"
#include "core/patients/find.h"
#include "core/security/policy.h"

#include <QJsonArray>

namespace yigong {

namespace {

constexpr qint64 unsaid = -1;

Result<const Drug *> drugOf(const Catalogue &codes, const QString &code)
{
    const Drug *drug = codes.drugs().find(code);
    if (!drug)
        return fail(ErrorKind::UnknownDrug, QStringLiteral("drug"), {code});
    return drug;
}

Result<Id> idOf(const char *field, const QString &text)
{
    const auto id = Id::parse(text);
    if (!id)
        return fail(ErrorKind::Invalid, QString::fromLatin1(field), {text});
    return *id;
}

QJsonObject jsonOf(const Catalogue &codes, const BatchBalance &balance)
{
    const Drug *drug = codes.drugs().find(balance.batch.drug);
    return {{QStringLiteral("drug"), balance.batch.drug},
            {QStringLiteral("name"), drug ? drug->title() : balance.batch.drug},
            {QStringLiteral("batch"), balance.batch.id.text()},
            {QStringLiteral("lot"), balance.batch.lot},
            {QStringLiteral("expiry"), balance.batch.expiry.toString(Qt::ISODate)},
            {QStringLiteral("quantity"), wholeUnits(balance.units())},
            {QStringLiteral("unit"), drug ? drug->unit : QString()},
            {QStringLiteral("countDue"), balance.standing.countDue()}};
}

Result<void> listStock(Ctl &ctl, const std::optional<QString> &siteCode)
{
    YIGONG_LET(session, ctl.openForReading());
    const Id site = siteCode ? Site::idOf(*siteCode) : session.actor.site;
    YIGONG_LET(balances, session.db->read([&](const Snapshot &snapshot) -> Result<std::vector<BatchBalance>> {
        YIGONG_TRY(snapshot.get<Site>(site));
        return stockAt(snapshot, session.actor, site);
    }));
    YIGONG_LET(codes, session.db->read(catalogueOf));
    QJsonArray stock;
    for (const BatchBalance &balance : balances)
        if (balance.units().units != 0 || balance.standing.countDue())
            stock.append(jsonOf(*codes, balance));
    return ctl.print({{QStringLiteral("stock"), stock}});
}

struct ReceiveArguments
{
    const std::optional<QString> &drug;
    const std::optional<QString> &lot;
    const std::optional<QDate> &expiry;
    const qint64 &quantity;
    const std::optional<QString> &packCost;
    const std::optional<QString> &supplier;
    const std::optional<QString> &number;
    SecondArguments second;
};

Result<void> receive(Ctl &ctl, const ReceiveArguments &given)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(codes, session.db->read(catalogueOf));
    YIGONG_LET(drug, drugOf(*codes, *given.drug));
    ReceiptLine line;
    line.drug = drug->code;
    line.lot = *given.lot;
    line.expiry = *given.expiry;
    line.units = {given.quantity};
    line.unitsPerPack = std::max(drug->unitsPerPack, 1);
    if (given.packCost) {
        const auto cost = Money::parse(*given.packCost);
        if (!cost)
            return fail(ErrorKind::Invalid, QStringLiteral("pack_cost"), {*given.packCost});
        line.packCost = *cost;
    }
    YIGONG_LET(second, given.second.sign(session));
    YIGONG_LET(received, session.db->write(session.actor, [&](Transaction &tx) {
        return receiveStock(tx, {given.supplier.value_or(QString()), given.number.value_or(QString()), {line}}, second);
    }));
    return ctl.print({{QStringLiteral("document"), received.document.text()},
                      {QStringLiteral("batch"), received.batches.front().text()}});
}

struct HandOutArguments
{
    const std::optional<QString> &drug;
    const qint64 &quantity;
    const std::optional<QString> &patient;
    const std::optional<QString> &line;
    const std::optional<QString> &reason;
    SecondArguments second;
};

/// For a prescription line, or of a drug to a resident.
Result<DispenseRequest> requestOf(const HandOutArguments &given, const Catalogue &codes)
{
    DispenseRequest request;
    request.amount = {given.quantity};
    request.overrideReason = given.reason.value_or(QString());
    if (given.line) {
        YIGONG_LET(line, idOf("line", *given.line));
        request.line = line;
        return request;
    }
    if (!given.drug || !given.patient)
        return fail(ErrorKind::Required, given.drug ? QStringLiteral("--patient") : QStringLiteral("--drug"));
    YIGONG_LET(patient, idOf("patient", *given.patient));
    YIGONG_LET(drug, drugOf(codes, *given.drug));
    request.patient = patient;
    request.drug = drug->code;
    request.name = drug->title();
    request.unit = drug->unit;
    return request;
}

Result<void> handOut(Ctl &ctl, const HandOutArguments &given)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(codes, session.db->read(catalogueOf));
    YIGONG_LET(asked, requestOf(given, *codes));
    YIGONG_LET(second, given.second.sign(session));
    YIGONG_LET(dispensed, session.db->write(session.actor, [&](Transaction &tx) -> Result<Dispensed> {
        DispenseRequest request = asked;
        request.second = second;
        if (!request.patient.isNone()) {
            YIGONG_LET(resident, topPatient(tx, request.patient));
            request.patient = resident.id;
        }
        return dispense(tx, request);
    }));
    QJsonArray taken;
    for (const Portion &portion : dispensed.taken)
        taken.append(QJsonObject{{QStringLiteral("batch"), portion.batch.id.text()},
                                 {QStringLiteral("lot"), portion.batch.lot},
                                 {QStringLiteral("quantity"), wholeUnits(portion.amount)}});
    return ctl.print({{QStringLiteral("document"), dispensed.document.text()}, {QStringLiteral("taken"), taken}});
}

struct TakeOutArguments
{
    const std::optional<QString> &batch;
    const qint64 &quantity;
    const std::optional<QString> &reason;
    SecondArguments second;
};

/// Destroyed, or with `supplier` sent back.
Result<void> takeOut(Ctl &ctl, const TakeOutArguments &given, const std::optional<QString> &supplier)
{
    YIGONG_LET(batch, idOf("batch", *given.batch));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(second, given.second.sign(session));
    YIGONG_LET(document, session.db->write(session.actor, [&](Transaction &tx) {
        return supplier ? returnToSupplier(tx, batch, {given.quantity}, *supplier, *given.reason, second)
                        : recordLoss(tx, batch, {given.quantity}, *given.reason, second);
    }));
    return ctl.print({{QStringLiteral("document"), document.text()}});
}

QJsonObject jsonOf(const SpecialEntry &entry)
{
    static const QStringList kinds{QStringLiteral("count"),    QStringLiteral("receipt"),
                                   QStringLiteral("dispense"), QStringLiteral("loss"),
                                   QStringLiteral("return"),   QStringLiteral("patient-return")};
    return {{QStringLiteral("at"), instantJson(entry.at)},
            {QStringLiteral("drug"), entry.drug},
            {QStringLiteral("name"), entry.drugName},
            {QStringLiteral("what"), kinds.value(entry.isCount ? 0 : static_cast<int>(entry.kind))},
            {QStringLiteral("number"), entry.number},
            {QStringLiteral("counterparty"), entry.counterparty},
            {QStringLiteral("prescriber"), entry.prescriber},
            {QStringLiteral("lot"), entry.lot},
            {QStringLiteral("expiry"), entry.expiry.toString(Qt::ISODate)},
            {QStringLiteral("change"), wholeUnits(entry.change)},
            {QStringLiteral("ofBatch"), wholeUnits(entry.ofBatch)},
            {QStringLiteral("ofDrug"), wholeUnits(entry.ofDrug)},
            {QStringLiteral("reason"), entry.reason},
            {QStringLiteral("first"), entry.first},
            {QStringLiteral("second"), entry.second}};
}

Result<void> listRegister(Ctl &ctl, const std::optional<QString> &drug, const std::optional<QString> &siteCode,
                          QDate from, const std::optional<QDate> &to)
{
    YIGONG_LET(session, ctl.openForReading());
    const Id site = siteCode ? Site::idOf(*siteCode) : session.actor.site;
    YIGONG_LET(entries, session.db->read([&](const Snapshot &snapshot) {
        return specialRegister(snapshot, session.actor, site, drug.value_or(QString()), from,
                               to.value_or(civilDay(snapshot.now())));
    }));
    QJsonArray rows;
    for (const SpecialEntry &entry : entries)
        rows.append(jsonOf(entry));
    return ctl.print({{QStringLiteral("register"), rows}});
}

Result<void> count(Ctl &ctl, const QString &batchId, qint64 units, const std::optional<QString> &reason,
                   const SecondArguments &beside)
{
    YIGONG_LET(batch, idOf("batch", batchId));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(second, beside.sign(session));
    YIGONG_LET(counted, session.db->write(session.actor, [&](Transaction &tx) {
        return countBatch(tx, batch, {units}, reason.value_or(QString()), second);
    }));
    return ctl.print({{QStringLiteral("count"), counted.count.text()},
                      {QStringLiteral("difference"), wholeUnits(counted.difference.difference())}});
}

void registerReceive(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "receive", "Take a delivery of one lot into the store");
    const ReceiveArguments given{
        ctl.text(verb, "--drug", "Its code", Given::Always),
        ctl.text(verb, "--lot", "The lot on the pack", Given::Always),
        ctl.day(verb, "--expiry", "Last day on which it may be given", Given::Always),
        ctl.number(verb, "--quantity", "In the drug's smallest unit", unsaid, 1, mostUnits.units),
        ctl.text(verb, "--pack-cost", "Cost of a pack in yuan"),
        ctl.text(verb, "--supplier", "Who delivered it"),
        ctl.text(verb, "--number", "Number of the delivery note"),
        SecondArguments(ctl, verb)};
    verb.get_option("--quantity")->required();
    ctl.runs(verb, [&ctl, given] { return receive(ctl, given); });
}

void registerDispense(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "dispense", "Hand a drug out, first expired first out");
    const HandOutArguments given{
        ctl.text(verb, "--drug", "Its code"),
        ctl.number(verb, "--quantity", "In the drug's smallest unit", unsaid, 1, mostUnits.units),
        ctl.text(verb, "--patient", "The resident's id"),
        ctl.text(verb, "--line", "The prescription line's id; its drug and resident are its own"),
        ctl.text(verb, "--reason", "Why more is handed out than the ledger shows"),
        SecondArguments(ctl, verb)};
    verb.get_option("--quantity")->required();
    ctl.runs(verb, [&ctl, given] { return handOut(ctl, given); });
}

void registerCount(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "count", "Record what was counted of a batch");
    const auto &batch = ctl.text(verb, "--batch", "The batch's id", Given::Always);
    const auto &counted = ctl.number(verb, "--counted", "What lies on the shelf, in the drug's smallest unit", unsaid,
                                     0, mostUnits.units);
    const auto &reason = ctl.text(verb, "--reason", "What explains a difference");
    const SecondArguments second(ctl, verb);
    verb.get_option("--counted")->required();
    ctl.runs(verb, [&ctl, &batch, &counted, &reason, second] { return count(ctl, *batch, counted, reason, second); });
}

TakeOutArguments takeOutArguments(Ctl &ctl, CLI::App &verb)
{
    const TakeOutArguments given{
        ctl.text(verb, "--batch", "The batch's id", Given::Always),
        ctl.number(verb, "--quantity", "In the drug's smallest unit", unsaid, 1, mostUnits.units),
        ctl.text(verb, "--reason", "Why", Given::Always), SecondArguments(ctl, verb)};
    verb.get_option("--quantity")->required();
    return given;
}

void registerTakingOut(Ctl &ctl, CLI::App &noun)
{
    CLI::App &loss = ctl.verb(noun, "destroy", "Write off what is broken, spilt or destroyed");
    const TakeOutArguments lost = takeOutArguments(ctl, loss);
    ctl.runs(loss, [&ctl, lost] { return takeOut(ctl, lost, std::nullopt); });
    CLI::App &back = ctl.verb(noun, "return", "Send something back to its supplier");
    const TakeOutArguments sent = takeOutArguments(ctl, back);
    const auto &supplier = ctl.text(back, "--supplier", "Who takes it back", Given::Always);
    ctl.runs(back, [&ctl, sent, &supplier] { return takeOut(ctl, sent, supplier); });
}

void registerSpecialRegister(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "special-register", "The register of narcotics, or of one drug, entry by entry");
    const auto &drug = ctl.text(verb, "--drug", "Only this code (any drug)");
    const auto &site = ctl.text(verb, "--site", "Another site's code (default: one's own)");
    const auto &from = ctl.day(verb, "--from", "First day", Given::Always);
    const auto &to = ctl.day(verb, "--to", "Last day (default: today)");
    ctl.runs(verb, [&ctl, &drug, &site, &from, &to] { return listRegister(ctl, drug, site, *from, to); });
}

} // namespace

void registerStockVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("stock", "The clinic's drugs");
    CLI::App &list = ctl.verb(noun, "list", "What the ledger shows, batch by batch");
    const auto &site = ctl.text(list, "--site", "Another site's code (default: one's own)");
    ctl.runs(list, [&ctl, &site] { return listStock(ctl, site); });
    registerReceive(ctl, noun);
    registerDispense(ctl, noun);
    registerCount(ctl, noun);
    registerTakingOut(ctl, noun);
    registerSpecialRegister(ctl, noun);
}

} // namespace yigong
