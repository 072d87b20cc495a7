// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/fulfilment.h"
#include "core/store/transaction.h"

namespace yigong {

/// One contract as a page shows it.
struct ShownContract
{
    FamilyContract contract;
    CareTeam team; ///< nameless where it is not known here
    QString siteName, practitionerName, leaderName;
    std::vector<ServicePackage> packages; ///< those that are known here
    bool runs = false;                    ///< today
    ContractFulfilment fulfilment;
    Delivered delivered; ///< of all that fell due so far
};

struct ResidentContracts
{
    ContractState state = ContractState::None;
    Id standing;                          ///< the contract that `standingOf` names; none without any
    std::vector<ShownContract> contracts; ///< the latest first; also those that were entered in error
    QStringList groups;                   ///< key groups today

    [[nodiscard]] const ShownContract *shown(Id contract) const;
};
/// All contracts of a resident with what was served. Opens the record. Door ReadPatient.
/// Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<ResidentContracts> contractsOf(const Snapshot &snapshot, const Actor &actor, Id patient, QDate today);

/// For whoever receives a resident: who looks after them, and what that gives.
struct ContractMark
{
    ContractState state = ContractState::None;
    QString teamName, teamPhone;
    QDate until;
    QStringList benefits;
    QStringList groups; ///< key groups when it was signed
};
/// Without a door, for pages that have passed theirs. State None where nothing runs today.
Result<ContractMark> contractMarkOf(const Snapshot &snapshot, Id patient, QDate today);

} // namespace yigong
