// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/store/transaction.h"

namespace yigong {

/// A practitioner's role, over their site and what is below it. Numbers are stored: never reused.
enum class StaffRole : int
{
    VillageDoctor = 1,
    TownshipDoctor = 2,
    Nurse = 3,
    Pharmacist = 4,
    TownshipManager = 5,
    CountyDoctor = 6,
    CountyManager = 7,
    InsuranceOfficer = 8,
    Administrator = 9,
    Auditor = 10,
};

/// Stable word of a role ("village-doctor"); empty for a number that is none.
QString nameOf(StaffRole role);
std::optional<StaffRole> roleFrom(QStringView name);

/// What can be asked of core. Each door asks `require` first; the interface asks the same to know what to show.
enum class Door
{
    ReadPatient,
    RegisterPatient,
    EditPatient,
    ImportPatients,
    ExportPatients,
    WriteVisit,
    Dispense,
    ReadStock,
    ReceiveStock,
    CountStock,
    SendReferral,   ///< send, withdraw, take back, close: the referring side
    AnswerReferral, ///< accept, reject, arrival, treatment, return: the receiving side
    SettleConflict,
    ReadReport,
    ManageSites,
    ManageStaff,
    ManageCodes,
    Synchronise,
    Verify,
};
QString nameOf(Door door);

/// Whether a role may use a door at all.
bool allows(StaffRole role, Door door);
/// Errors: Forbidden{door, role}.
Result<void> require(const Actor &actor, Door door);
/// Also that `site` is the actor's own or below it. Errors: Forbidden · OutOfScope{site's name or id}.
Result<void> requireAt(const Snapshot &snapshot, const Actor &actor, Door door, Id site);

} // namespace yigong
