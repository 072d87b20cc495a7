// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/resident_contracts.h"
#include "core/patients/patient.h"

namespace yigong {

/// What the paper of a contract says.
struct ContractSheet
{
    Patient patient;
    FamilyContract contract;
    CareTeam team;
    QString siteName, leaderName, practitionerName;
    QStringList memberNames;
    std::vector<ServicePackage> packages;
};

/// Opens the record. Door ReadPatient. Errors: Forbidden · OutOfScope · NotFound{family_contract | patient}.
Result<ContractSheet> contractSheet(const Snapshot &snapshot, const Actor &actor, Id contract);

} // namespace yigong
