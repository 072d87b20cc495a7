// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/contract_words.h"
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/resident_called.h"
#include "app/ctl/verbs.h"
#include "core/contracts/contract_list.h"
#include "core/contracts/contract_sheet.h"
#include "core/contracts/resident_contracts.h"
#include "core/contracts/sign_contract.h"
#include "core/security/audit.h"
#include "ui/print/contract_pdf.h"

#include <QJsonArray>

namespace yigong {

namespace {

/// By its own id, or the one that stands for a resident.
Result<Id> contractCalled(const Snapshot &snapshot, const QString &called, QDate today)
{
    if (const auto id = Id::parse(called)) {
        YIGONG_LET(contract, snapshot.find<FamilyContract>(*id));
        if (contract)
            return *id;
    }
    YIGONG_LET(patient, residentCalled(snapshot, called));
    YIGONG_LET(contracts, contractRecordsOf(snapshot, patient));
    const FamilyContract *standing = standingOf(contracts, today);
    if (!standing)
        return fail(ErrorKind::NotFound, QStringLiteral("family_contract"), {called});
    return standing->id;
}

/// The resident's word: the same options of each verb that signs.
struct ConsentArguments
{
    const QString &signer, &way;
    const std::optional<QString> &signerName, &relation;
    const std::optional<QDate> &on;

    ConsentArguments(Ctl &ctl, CLI::App &verb)
        : signer(ctl.choice(verb, "--signer", "Who signed",
                            {QStringLiteral("resident"), QStringLiteral("guardian"), QStringLiteral("household")},
                            QStringLiteral("resident"))),
          way(ctl.choice(verb, "--way", "How", {QStringLiteral("signature"), QStringLiteral("mark")},
                         QStringLiteral("signature"))),
          signerName(ctl.text(verb, "--signer-name", "Name of the guardian or relative")),
          relation(ctl.text(verb, "--relation", "What they are to the resident")),
          on(ctl.day(verb, "--on", "Day on the paper (today)"))
    {}
    [[nodiscard]] ContractConsent consent() const
    {
        return {consentSignerFrom(signer).value_or(ConsentSigner::Resident), signerName.value_or(QString()),
                relation.value_or(QString()), consentWayFrom(way).value_or(ConsentWay::Signature),
                on.value_or(QDate())};
    }
};

struct SignArguments
{
    const std::optional<QString> &patient, &team;
    const QStringList &packages, &groups;
    const qint64 &years;
    const std::optional<QDate> &from;
    ConsentArguments consent;
};

Result<void> sign(Ctl &ctl, const SignArguments &given)
{
    ContractDraft draft;
    draft.years = static_cast<int>(given.years);
    draft.from = given.from.value_or(QDate());
    draft.groups = given.groups;
    draft.consent = given.consent.consent();
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(patient, residentCalled(tx, *given.patient));
        YIGONG_LET(team, teamCalled(tx, *given.team));
        YIGONG_LET(packages, packagesCalled(tx, given.packages));
        draft.patient = patient;
        draft.team = team;
        draft.packages = packages;
        return signContract(tx, draft);
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> renew(Ctl &ctl, const QString &called, const QStringList &codes, qint64 years,
                   const ConsentArguments &consent)
{
    ContractDraft draft;
    draft.years = static_cast<int>(years);
    draft.consent = consent.consent();
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(contract, contractCalled(tx, called, tx.today()));
        YIGONG_LET(packages, packagesCalled(tx, codes));
        draft.packages = packages;
        return renewContract(tx, contract, draft);
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> transfer(Ctl &ctl, const QString &called, const QString &to, const QStringList &codes, qint64 years,
                      const ConsentArguments &consent)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(contract, contractCalled(tx, called, tx.today()));
        YIGONG_LET(team, teamCalled(tx, to));
        YIGONG_LET(packages, packagesCalled(tx, codes));
        return transferContract(tx, contract, team, consent.consent(), packages, static_cast<int>(years));
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> end(Ctl &ctl, const QString &called, const QString &reason, const QString &remark)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(contract, contractCalled(tx, called, tx.today()));
        return endContract(tx, contract, reason, remark);
    }));
    return ctl.print({{QStringLiteral("ended"), true}});
}

Result<void> keep(Ctl &ctl, const QString &called)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(ended, session.db->write(session.actor, [&](Transaction &tx) -> Result<int> {
        YIGONG_LET(contract, contractCalled(tx, called, tx.today()));
        return keepContract(tx, contract);
    }));
    return ctl.print({{QStringLiteral("ended"), ended}});
}

QJsonObject deliveredJson(const Delivered &delivered)
{
    return {{QStringLiteral("due"), delivered.due},
            {QStringLiteral("done"), delivered.done},
            {QStringLiteral("percent"), delivered.percent() ? QJsonValue(*delivered.percent()) : QJsonValue()}};
}

QJsonObject itemJson(const ItemFulfilment &item)
{
    QJsonArray owed;
    for (const OwedService &one : item.owed) {
        QJsonObject json{{QStringLiteral("due"), dayJson(one.due)}, {QStringLiteral("state"), nameOf(one.state)}};
        if (one.done)
            json.insert(QStringLiteral("evidence"), QJsonObject{{QStringLiteral("kind"), nameOf(one.done->kind)},
                                                                {QStringLiteral("id"), one.done->record.text()},
                                                                {QStringLiteral("day"), dayJson(one.done->day)}});
        owed.append(json);
    }
    return {{QStringLiteral("item"), item.item.name},       {QStringLiteral("from"), dayJson(item.from)},
            {QStringLiteral("until"), dayJson(item.until)}, {QStringLiteral("done"), item.doneCount()},
            {QStringLiteral("extra"), item.extra},          {QStringLiteral("owed"), owed}};
}

QJsonObject contractJson(const ShownContract &shown)
{
    const FamilyContract &contract = shown.contract;
    QJsonArray packages, items;
    for (const ServicePackage &package : shown.packages)
        packages.append(package.code);
    for (const ItemFulfilment &item : shown.fulfilment.items)
        items.append(itemJson(item));
    return {{QStringLiteral("id"), contract.id.text()},
            {QStringLiteral("team"), shown.team.name},
            {QStringLiteral("packages"), packages},
            {QStringLiteral("signedOn"), dayJson(contract.signedOn)},
            {QStringLiteral("from"), dayJson(contract.from)},
            {QStringLiteral("until"), dayJson(contract.until)},
            {QStringLiteral("runs"), shown.runs},
            {QStringLiteral("groups"), QJsonArray::fromStringList(contract.groups)},
            {QStringLiteral("signer"), nameOf(contract.signer)},
            {QStringLiteral("signerName"), contract.signerName},
            {QStringLiteral("relation"), contract.signerRelation},
            {QStringLiteral("way"), nameOf(contract.way)},
            {QStringLiteral("practitioner"), shown.practitionerName},
            {QStringLiteral("site"), shown.siteName},
            {QStringLiteral("previous"), contract.previous.isNone() ? QString() : contract.previous.text()},
            {QStringLiteral("endedOn"), dayJson(contract.endedOn)},
            {QStringLiteral("endReason"), contract.endReason},
            {QStringLiteral("endRemark"), contract.endRemark},
            {QStringLiteral("benefits"), QJsonArray::fromStringList(benefitsOf(shown.packages))},
            {QStringLiteral("delivered"), deliveredJson(shown.delivered)},
            {QStringLiteral("items"), items}};
}

Result<void> show(Ctl &ctl, const QString &called, const std::optional<QDate> &day)
{
    YIGONG_LET(session, ctl.openForReading());
    const QDate today = day.value_or(ctl.clock().today());
    YIGONG_LET(found, session.db->read([&](const Snapshot &snapshot) -> Result<ResidentContracts> {
        YIGONG_LET(patient, residentCalled(snapshot, called));
        return contractsOf(snapshot, session.actor, patient, today);
    }));
    QJsonArray contracts;
    for (const ShownContract &shown : found.contracts)
        contracts.append(contractJson(shown));
    return ctl.print({{QStringLiteral("state"), nameOf(found.state)},
                      {QStringLiteral("standing"), found.standing.isNone() ? QString() : found.standing.text()},
                      {QStringLiteral("groups"), QJsonArray::fromStringList(found.groups)},
                      {QStringLiteral("contracts"), contracts}});
}

QJsonObject shareJson(const SignedShare &share)
{
    return {{QStringLiteral("residents"), share.residents},
            {QStringLiteral("contracted"), share.contracted},
            {QStringLiteral("percent"), share.percent() ? QJsonValue(*share.percent()) : QJsonValue()}};
}

QJsonObject ratesJson(const ContractRates &rates)
{
    QJsonObject groups;
    for (const auto &[group, share] : rates.groups)
        groups.insert(nameOf(group), shareJson(share));
    return {{QStringLiteral("signed"), shareJson(rates.all)},
            {QStringLiteral("keyGroups"), shareJson(rates.key)},
            {QStringLiteral("delivered"), deliveredJson(rates.delivered)},
            {QStringLiteral("groups"), groups},
            {QStringLiteral("starting"), rates.starting},
            {QStringLiteral("endingSoon"), rates.endingSoon},
            {QStringLiteral("ended"), rates.ended},
            {QStringLiteral("twice"), rates.twice},
            {QStringLiteral("owing"), rates.owing}};
}

Result<void> printSheet(Ctl &ctl, const QString &called, const QString &file)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(sheet, session.db->read([&](const Snapshot &snapshot) -> Result<ContractSheet> {
        YIGONG_LET(contract, contractCalled(snapshot, called, ctl.clock().today()));
        return contractSheet(snapshot, session.actor, contract);
    }));
    YIGONG_TRY(writeContractPdf(sheet, file));
    note(*session.db, session.actor, AuditKind::Printed, QStringLiteral("contract"), 1, sheet.patient.id);
    return ctl.print({{QStringLiteral("file"), file}, {QStringLiteral("contract"), sheet.contract.id.text()}});
}

struct ContractListArguments
{
    const std::optional<QString> &site, &state, &group, &team;
    const bool &due, &owing;
    const std::optional<QDate> &day;
    const qint64 &limit;
};

Result<ContractFilter> contractFilterOf(const Snapshot &snapshot, const ContractListArguments &given)
{
    ContractFilter filter;
    filter.limit = static_cast<int>(given.limit);
    filter.dueOnly = given.due;
    filter.owingOnly = given.owing;
    filter.keyOnly = given.group == QStringLiteral("key");
    if (given.state && !(filter.state = contractStateFrom(*given.state)))
        return fail(ErrorKind::Invalid, QStringLiteral("state"), {*given.state});
    if (given.group && !filter.keyOnly && !(filter.group = keyGroupFrom(*given.group)))
        return fail(ErrorKind::Invalid, QStringLiteral("group"), {*given.group});
    if (given.site) {
        YIGONG_LET(site, siteCoded(snapshot, *given.site));
        filter.site = site;
    }
    if (given.team) {
        YIGONG_LET(team, teamCalled(snapshot, *given.team));
        filter.team = team;
    }
    return filter;
}

QJsonObject listedContractJson(const ContractRow &row)
{
    return {{QStringLiteral("patient"), row.patient.text()},
            {QStringLiteral("patientName"), row.patientName},
            {QStringLiteral("site"), row.siteName},
            {QStringLiteral("groups"), QJsonArray::fromStringList(row.groups)},
            {QStringLiteral("state"), nameOf(row.state)},
            {QStringLiteral("contract"), row.contract.isNone() ? QString() : row.contract.text()},
            {QStringLiteral("team"), row.teamName},
            {QStringLiteral("from"), dayJson(row.from)},
            {QStringLiteral("until"), dayJson(row.until)},
            {QStringLiteral("delivered"), deliveredJson(row.delivered)},
            {QStringLiteral("overdue"), row.overdue},
            {QStringLiteral("nextDue"), dayJson(row.nextDue)}};
}

Result<void> listContracts(Ctl &ctl, const ContractListArguments &given)
{
    YIGONG_LET(session, ctl.openForReading());
    const QDate today = given.day.value_or(ctl.clock().today());
    YIGONG_LET(list, session.db->read([&](const Snapshot &snapshot) -> Result<ContractList> {
        YIGONG_LET(filter, contractFilterOf(snapshot, given));
        return contractList(snapshot, session.actor, filter, today);
    }));
    QJsonArray rows;
    for (const ContractRow &row : list.rows)
        rows.append(listedContractJson(row));
    return ctl.print({{QStringLiteral("day"), dayJson(today)},
                      {QStringLiteral("found"), list.found},
                      {QStringLiteral("rates"), ratesJson(list.rates)},
                      {QStringLiteral("rows"), rows}});
}

Result<void> showRates(Ctl &ctl, const std::optional<QString> &code, const std::optional<QDate> &day)
{
    YIGONG_LET(session, ctl.openForReading());
    const QDate today = day.value_or(ctl.clock().today());
    YIGONG_LET(rates, session.db->read([&](const Snapshot &snapshot) -> Result<std::vector<SiteContractRates>> {
        Id site;
        if (code) {
            YIGONG_LET(found, siteCoded(snapshot, *code));
            site = found;
        }
        return contractRates(snapshot, session.actor, site, today);
    }));
    ContractRates total;
    QJsonArray sites;
    for (const SiteContractRates &one : rates) {
        total += one.rates;
        QJsonObject json = ratesJson(one.rates);
        json.insert(QStringLiteral("code"), one.siteCode);
        json.insert(QStringLiteral("site"), one.siteName);
        sites.append(json);
    }
    QJsonObject answer = ratesJson(total);
    answer.insert(QStringLiteral("day"), dayJson(today));
    answer.insert(QStringLiteral("sites"), sites);
    return ctl.print(answer);
}

void registerSigningVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &signVerb = ctl.verb(noun, "sign", "A resident signs with a team");
    const SignArguments given{ctl.text(signVerb, "PATIENT", "Id or ID number", Given::Always),
                              ctl.text(signVerb, "--team", "Id or name", Given::Always),
                              ctl.words(signVerb, "--package", "Codes"),
                              ctl.words(signVerb, "--group", "Key groups that are ticked by hand", Given::Maybe),
                              ctl.number(signVerb, "--years", "For how long", 1, 1, 5),
                              ctl.day(signVerb, "--from", "First day (that of signing)"),
                              ConsentArguments(ctl, signVerb)};
    ctl.runs(signVerb, [&ctl, given] { return sign(ctl, given); });

    CLI::App &renewVerb = ctl.verb(noun, "renew", "A new contract that begins when this one is over");
    const auto &renewed = ctl.text(renewVerb, "CONTRACT", "Its id, or a resident's id or ID number", Given::Always);
    const QStringList &codes = ctl.words(renewVerb, "--package", "Other packages (the same)", Given::Maybe);
    const qint64 &years = ctl.number(renewVerb, "--years", "For how long", 1, 1, 5);
    const ConsentArguments again(ctl, renewVerb);
    ctl.runs(renewVerb, [&, again] { return renew(ctl, *renewed, codes, years, again); });

    CLI::App &transferVerb = ctl.verb(noun, "transfer", "End it today, and sign with another team");
    const auto &moved = ctl.text(transferVerb, "CONTRACT", "Its id, or a resident's id or ID number", Given::Always);
    const auto &team = ctl.text(transferVerb, "--to", "The other team: id or name", Given::Always);
    const QStringList &others = ctl.words(transferVerb, "--package", "Other packages (the same)", Given::Maybe);
    const qint64 &rest = ctl.number(transferVerb, "--years", "For how long (the rest of its time)", 0, 0, 5);
    const ConsentArguments anew(ctl, transferVerb);
    ctl.runs(transferVerb, [&, anew] { return transfer(ctl, *moved, *team, others, rest, anew); });
}

void registerEndingVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &endVerb = ctl.verb(noun, "end", "End it today");
    const auto &ended = ctl.text(endVerb, "CONTRACT", "Its id, or a resident's id or ID number", Given::Always);
    QStringList reasons = contractEndReasons();
    reasons.removeAll(QStringLiteral("other-team"));
    const QString &reason = ctl.choice(endVerb, "--reason", "Why", reasons, QString());
    const auto &remark = ctl.text(endVerb, "--remark", "In words");
    ctl.runs(endVerb, [&] { return end(ctl, *ended, reason, remark.value_or(QString())); });

    CLI::App &keepVerb = ctl.verb(noun, "keep", "Of two that run at a time, this one holds");
    const auto &kept = ctl.text(keepVerb, "CONTRACT", "Its id", Given::Always);
    ctl.runs(keepVerb, [&] { return keep(ctl, *kept); });
}

void registerReadingVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &showVerb = ctl.verb(noun, "show", "A resident's contracts, and what was served");
    const auto &patient = ctl.text(showVerb, "PATIENT", "Id or ID number", Given::Always);
    const auto &asOf = ctl.day(showVerb, "--day", "As it stands on that day (today)");
    ctl.runs(showVerb, [&] { return show(ctl, *patient, asOf); });

    CLI::App &printVerb = ctl.verb(noun, "print", "The paper of a contract (A4)");
    const auto &printed = ctl.text(printVerb, "CONTRACT", "Its id, or a resident's id or ID number", Given::Always);
    const auto &file = ctl.text(printVerb, "--pdf", "File to write", Given::Always);
    ctl.runs(
        printVerb, [&] { return printSheet(ctl, *printed, *file); }, Needs::Pictures);

    CLI::App &listVerb = ctl.verb(noun, "list", "The residents of a site, and how they stand");
    const ContractListArguments given{
        ctl.text(listVerb, "--site", "Code of a site; it and those below"),
        ctl.text(listVerb, "--state", "none, starting, running, ending-soon, ended or twice"),
        ctl.text(listVerb, "--group", "A key group; key: any of them"),
        ctl.text(listVerb, "--team", "Id or name"),
        ctl.flag(listVerb, "--due", "Where somebody has to act: it ends soon, was signed twice, or is overdue"),
        ctl.flag(listVerb, "--owing", "Where something is overdue"),
        ctl.day(listVerb, "--day", "As it stands on that day (today)"),
        ctl.number(listVerb, "--limit", "At most so many rows", 500, 1, 100000)};
    ctl.runs(listVerb, [&ctl, given] { return listContracts(ctl, given); });

    CLI::App &ratesVerb = ctl.verb(noun, "rates", "Signed and served, side by side, for a site and each below it");
    const auto &site = ctl.text(ratesVerb, "--site", "Code of the site (one's own)");
    const auto &day = ctl.day(ratesVerb, "--day", "As it stands on that day (today)");
    ctl.runs(ratesVerb, [&] { return showRates(ctl, site, day); });
}

} // namespace

void registerContractVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("contract", "Contracts of family doctors");
    registerSigningVerbs(ctl, noun);
    registerEndingVerbs(ctl, noun);
    registerReadingVerbs(ctl, noun);
}

} // namespace yigong
