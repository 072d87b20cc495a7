// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/family_contract.h"
#include "core/store/transaction.h"

namespace yigong {

/// The resident's word for it, as it stands on the paper.
struct ContractConsent
{
    ConsentSigner signer = ConsentSigner::Resident;
    QString signerName, signerRelation; ///< where it was not the resident
    ConsentWay way = ConsentWay::Signature;
    QDate on; ///< none: today
};

struct ContractDraft
{
    Id patient;
    Id team;
    std::vector<Id> packages;
    QDate from; ///< none: the day of signing
    int years = 1;
    QStringList groups; ///< words of key groups, ticked by hand: those that are not worked out
    ContractConsent consent;
};

// Door SignContract over the site that looks after the resident now. Errors of all: Forbidden · OutOfScope ·
// NotFound{patient | care_team | service_package | family_contract} · WrongState{patient: voided, deceased}.

/// Errors also: Required{patient | team | packages | signer_name} · Closed{care_team | service_package} ·
/// OutOfScope{site} with field "team" (it does not serve the resident's site) · OutOfRange{signed_on | from_day |
/// years} · Invalid{group | signer (a child does not sign) | signer_name} · AlreadyExists{contract; team's name, last
/// day} (one runs at some time of that) · TooFast{how many, within seconds}.
Result<Id> signContract(Transaction &tx, const ContractDraft &draft);

/// A new contract with the same team that begins when the old one is over: of the draft, patient, team and `from` say
/// nothing. Without packages, the old one's that are not closed. Errors also: WrongState{contract: too-early |
/// entered-in-error} (it ends later than in `renewDays`), and those of `signContract`.
Result<Id> renewContract(Transaction &tx, Id contract, const ContractDraft &draft);

/// Ends the running contract today and signs with another team, for the rest of its time unless the draft says years.
/// Errors also: WrongState{contract: not-running} · Invalid{team} (the same), and those of `signContract`.
Result<Id> transferContract(Transaction &tx, Id contract, Id team, const ContractConsent &consent,
                            std::vector<Id> packages = {}, int years = 0);

/// `reason`: one of `contractEndReasons`, but for "other-team". Errors also: ReasonRequired{end_reason} ·
/// Invalid{end_reason} · WrongState{contract: ended}.
Result<void> endContract(Transaction &tx, Id contract, const QString &reason, const QString &remark = {});

/// Of contracts that run at a time, this one holds: the others end today, as signed twice. Answers how many.
/// Errors also: WrongState{contract: ended | not-twice}.
Result<int> keepContract(Transaction &tx, Id contract);

/// Contracts of a resident under any of their ids, the latest first. Without a door: for core.
Result<std::vector<FamilyContract>> contractRecordsOf(const Snapshot &snapshot, Id patient);

} // namespace yigong
