// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/sign_contract.h"
#include "core/base/text.h"
#include "core/contracts/care_teams.h"
#include "core/contracts/contract_figures.h"
#include "core/contracts/key_groups.h"
#include "core/followups/enrolment.h"
#include "core/patients/find.h"
#include "core/security/policy.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int grownUpAge = 18;
constexpr int monthsAhead = 12; // a contract is not signed longer before it begins
constexpr int secondsOfRush = 60;

QString iso(QDate day)
{
    return day.toString(Qt::ISODate);
}

auto wrongContract(const char *state)
{
    return fail(ErrorKind::WrongState, QStringLiteral("contract"), {QString::fromLatin1(state)});
}

Result<Patient> residentToSign(const Transaction &tx, Id id)
{
    if (id.isNone())
        return fail(ErrorKind::Required, QStringLiteral("patient"));
    YIGONG_LET(patient, topPatient(tx, id));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::SignContract, patient.site));
    if (patient.voidedOn.isValid() || !patient.deceasedOn.isNone())
        return fail(ErrorKind::WrongState, QStringLiteral("patient"),
                    {patient.voidedOn.isValid() ? QStringLiteral("voided") : QStringLiteral("deceased")});
    return patient;
}

/// Somebody who signs for more people than could have read it in that time signs without them: 签而不约.
Result<void> refuseRush(const Transaction &tx, int mostAMinute)
{
    YIGONG_LET(signedJustNow, tx.number("SELECT count(*) FROM family_contract WHERE practitioner = ? AND entered > ?",
                                        {tx.actor().practitioner.bytes(), qint64{tx.now().ms - secondsOfRush * 1000}}));
    if (signedJustNow >= mostAMinute)
        return fail(ErrorKind::TooFast, {}, {QString::number(mostAMinute), QString::number(secondsOfRush)});
    return {};
}

/// The story of one signature.
class ContractSigning
{
public:
    explicit ContractSigning(Transaction &tx) : m_tx(tx) {}

    Result<void> begin(Id patient)
    {
        YIGONG_LET(found, residentToSign(m_tx, patient));
        m_patient = std::move(found);
        YIGONG_LET(figures, ContractFigures::of(m_tx));
        m_figures = figures;
        return {};
    }

    [[nodiscard]] const ContractFigures &figures() const { return m_figures; }

    Result<void> setTeam(Id id)
    {
        if (id.isNone())
            return fail(ErrorKind::Required, QStringLiteral("team"));
        YIGONG_LET(team, m_tx.get<CareTeam>(id));
        if (team.closedOn.isValid())
            return fail(ErrorKind::Closed, QStringLiteral("care_team"));
        YIGONG_LET(serves, servesSite(m_tx, team, m_patient.site));
        if (!serves)
            return fail(ErrorKind::OutOfScope, QStringLiteral("team"), {m_patient.site.text()});
        m_contract.team = id;
        return {};
    }

    Result<void> setPackages(const std::vector<Id> &packages)
    {
        if (packages.empty())
            return fail(ErrorKind::Required, QStringLiteral("packages"));
        for (const Id id : packages) {
            YIGONG_LET(package, m_tx.get<ServicePackage>(id));
            if (package.closedOn.isValid())
                return fail(ErrorKind::Closed, QStringLiteral("service_package"));
            m_contract.packages.append(id.text());
        }
        return {};
    }

    Result<void> setGroups(const QStringList &byHand)
    {
        KeyGroupFacts facts{m_patient.birthDate, m_patient.conditions, {}, {}};
        for (const QString &word : byHand) {
            if (!keyGroupFrom(word))
                return fail(ErrorKind::Invalid, QStringLiteral("group"), {word.left(40)});
            facts.byHand.append(word);
        }
        YIGONG_LET(enrolments, enrolmentsOf(m_tx, m_patient.id));
        for (const ProgramEnrolment &enrolment : enrolments)
            if (!enrolment.closedOn.isValid())
                facts.programs.append(nameOf(enrolment.program));
        m_contract.groups = keyGroupsOf(facts, m_tx.today());
        return {};
    }

    Result<void> setConsent(const ContractConsent &consent)
    {
        m_contract.signedOn = consent.on.isValid() ? consent.on : m_tx.today();
        if (m_contract.signedOn > m_tx.today() || m_contract.signedOn < m_tx.today().addYears(-m_figures.longestYears))
            return fail(
                ErrorKind::OutOfRange, QStringLiteral("signed_on"),
                {iso(m_contract.signedOn), iso(m_tx.today().addYears(-m_figures.longestYears)), iso(m_tx.today())});
        const auto age = ageOn(m_patient.birthDate, m_contract.signedOn);
        if (consent.signer == ConsentSigner::Resident && age && *age < grownUpAge)
            return fail(ErrorKind::Invalid, QStringLiteral("signer"), {nameOf(consent.signer)});
        if (consent.signer != ConsentSigner::Resident) {
            m_contract.signerName = tidied(consent.signerName);
            m_contract.signerRelation = tidied(consent.signerRelation);
            if (m_contract.signerName.isEmpty())
                return fail(ErrorKind::Required, QStringLiteral("signer_name"));
            if (!isCleanText(m_contract.signerName) || !isCleanText(m_contract.signerRelation))
                return fail(ErrorKind::Invalid, QStringLiteral("signer_name"), {m_contract.signerName.left(40)});
        }
        m_contract.signer = consent.signer;
        m_contract.way = consent.way;
        return {};
    }

    Result<void> setYears(QDate from, int years)
    {
        if (years < 1 || years > m_figures.longestYears)
            return fail(ErrorKind::OutOfRange, QStringLiteral("years"),
                        {QString::number(years), QStringLiteral("1"), QString::number(m_figures.longestYears)});
        m_contract.from = from.isValid() ? from : m_contract.signedOn;
        return setUntil(m_contract.from.addYears(years).addDays(-1));
    }

    Result<void> setRest(QDate from, QDate until)
    {
        m_contract.from = from;
        return setUntil(until);
    }

    Result<Id> write(Id previous)
    {
        YIGONG_TRY(refuseOverlap());
        YIGONG_TRY(refuseRush(m_tx, m_figures.signaturesAMinute));
        m_contract.patient = m_patient.id;
        m_contract.site = m_patient.site;
        m_contract.practitioner = m_tx.actor().practitioner;
        m_contract.entered = m_tx.now();
        m_contract.previous = previous;
        for (int turn = 0;; ++turn) {
            m_contract.id = FamilyContract::idOf(m_patient.id, m_contract.team, m_contract.signedOn, turn);
            YIGONG_LET(known, m_tx.find<FamilyContract>(m_contract.id));
            if (!known)
                return m_tx.insert(m_contract);
        }
    }

private:
    Result<void> setUntil(QDate until)
    {
        const QDate latest = m_contract.signedOn.addMonths(monthsAhead);
        if (m_contract.from < m_contract.signedOn || m_contract.from > latest)
            return fail(ErrorKind::OutOfRange, QStringLiteral("from_day"),
                        {iso(m_contract.from), iso(m_contract.signedOn), iso(latest)});
        m_contract.until = until;
        return {};
    }

    Result<void> refuseOverlap() const
    {
        YIGONG_LET(contracts, contractRecordsOf(m_tx, m_patient.id));
        for (const FamilyContract &other : contracts) {
            if (!other.overlaps(m_contract.from, m_contract.until))
                continue;
            YIGONG_LET(team, m_tx.find<CareTeam>(other.team));
            return fail(ErrorKind::AlreadyExists, QStringLiteral("contract"),
                        {team ? team->name : QString(), iso(other.lastDay())});
        }
        return {};
    }

    Transaction &m_tx;
    Patient m_patient;
    ContractFigures m_figures;
    FamilyContract m_contract;
};

Result<std::vector<Id>> packagesStillOffered(const Transaction &tx, const FamilyContract &contract)
{
    std::vector<Id> offered;
    for (const QString &text : contract.packages) {
        const Id id = Id::parse(text).value_or(Id{});
        YIGONG_LET(package, tx.find<ServicePackage>(id));
        if (package && !package->closedOn.isValid())
            offered.push_back(id);
    }
    return offered;
}

/// Words that were ticked, not worked out: they are said again by the new contract.
QStringList tickedOf(const FamilyContract &contract)
{
    QStringList ticked;
    for (const QString &word : contract.groups)
        if (const auto group = keyGroupFrom(word); group && !isWorkedOut(*group))
            ticked.append(word);
    return ticked;
}

Result<void> endOne(Transaction &tx, const FamilyContract &before, const char *reason, const QString &remark)
{
    FamilyContract after = before;
    after.endedOn = tx.today();
    after.endReason = QString::fromLatin1(reason);
    after.endRemark = remark;
    YIGONG_TRY(tx.update(before, after));
    return {};
}

/// Of somebody who died, or moved away, too.
Result<FamilyContract> contractToEnd(const Transaction &tx, Id id)
{
    YIGONG_LET(contract, tx.get<FamilyContract>(id));
    YIGONG_LET(patient, topPatient(tx, contract.patient));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::SignContract, patient.site));
    if (contract.endedOn.isValid() || contract.until < tx.today())
        return wrongContract("ended");
    return contract;
}

} // namespace

Result<std::vector<FamilyContract>> contractRecordsOf(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<FamilyContract> all;
    for (const Id id : ids) {
        YIGONG_LET(some, snapshot.select<FamilyContract>("WHERE patient = ?", {id.bytes()}));
        all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end(), [](const FamilyContract &a, const FamilyContract &b) {
        return std::tie(b.from, b.signedOn, b.entered, b.id) < std::tie(a.from, a.signedOn, a.entered, a.id);
    });
    return all;
}

Result<Id> signContract(Transaction &tx, const ContractDraft &draft)
{
    ContractSigning signing(tx);
    YIGONG_TRY(signing.begin(draft.patient));
    YIGONG_TRY(signing.setTeam(draft.team));
    YIGONG_TRY(signing.setPackages(draft.packages));
    YIGONG_TRY(signing.setGroups(draft.groups));
    YIGONG_TRY(signing.setConsent(draft.consent));
    YIGONG_TRY(signing.setYears(draft.from, draft.years));
    return signing.write({});
}

Result<Id> renewContract(Transaction &tx, Id id, const ContractDraft &draft)
{
    YIGONG_LET(old, tx.get<FamilyContract>(id));
    ContractSigning signing(tx);
    YIGONG_TRY(signing.begin(old.patient));
    if (old.isVoid())
        return wrongContract("entered-in-error");
    if (tx.today().daysTo(old.lastDay()) > signing.figures().renewDays)
        return wrongContract("too-early");
    YIGONG_LET(offered, packagesStillOffered(tx, old));
    YIGONG_TRY(signing.setTeam(old.team));
    YIGONG_TRY(signing.setPackages(draft.packages.empty() ? offered : draft.packages));
    YIGONG_TRY(signing.setGroups(draft.groups.isEmpty() ? tickedOf(old) : draft.groups));
    YIGONG_TRY(signing.setConsent(draft.consent));
    const QDate signedOn = draft.consent.on.isValid() ? draft.consent.on : tx.today();
    YIGONG_TRY(signing.setYears(std::max(signedOn, old.lastDay().addDays(1)), draft.years));
    return signing.write(old.id);
}

Result<Id> transferContract(Transaction &tx, Id id, Id team, const ContractConsent &consent, std::vector<Id> packages,
                            int years)
{
    YIGONG_LET(old, tx.get<FamilyContract>(id));
    ContractSigning signing(tx);
    YIGONG_TRY(signing.begin(old.patient));
    if (!old.runsOn(tx.today()))
        return wrongContract("not-running");
    if (team == old.team)
        return fail(ErrorKind::Invalid, QStringLiteral("team"), {team.text()});
    if (packages.empty()) {
        YIGONG_LET(offered, packagesStillOffered(tx, old));
        packages = std::move(offered);
    }
    YIGONG_TRY(signing.setTeam(team));
    YIGONG_TRY(signing.setPackages(packages));
    YIGONG_TRY(signing.setGroups(tickedOf(old)));
    YIGONG_TRY(signing.setConsent(consent));
    YIGONG_TRY(years > 0 ? signing.setYears(tx.today(), years) : signing.setRest(tx.today(), old.until));
    YIGONG_TRY(endOne(tx, old, "other-team", {}));
    return signing.write(old.id);
}

Result<void> endContract(Transaction &tx, Id id, const QString &reason, const QString &remark)
{
    YIGONG_LET(contract, contractToEnd(tx, id));
    if (reason.isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("end_reason"));
    if (!contractEndReasons().contains(reason) || reason == u"other-team" || !isCleanText(remark))
        return fail(ErrorKind::Invalid, QStringLiteral("end_reason"), {reason.left(40)});
    return endOne(tx, contract, reason.toLatin1().constData(), tidied(remark));
}

Result<int> keepContract(Transaction &tx, Id id)
{
    YIGONG_LET(kept, contractToEnd(tx, id));
    YIGONG_LET(contracts, contractRecordsOf(tx, kept.patient));
    int ended = 0;
    for (const FamilyContract &other : contracts) {
        if (other.id == id || other.endedOn.isValid() || !other.overlaps(tx.today(), kept.until))
            continue;
        if (!other.overlaps(kept.from, kept.until))
            continue;
        YIGONG_TRY(endOne(tx, other, "signed-twice", {}));
        ++ended;
    }
    if (ended == 0)
        return wrongContract("not-twice");
    return ended;
}

} // namespace yigong
