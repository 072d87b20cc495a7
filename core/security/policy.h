// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/store/transaction.h"

#include <optional>
#include <string>
#include <vector>

namespace yigong {

class Database;

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

/// What can be asked of core. Each door asks `require`, `requireAt` or `requirePatient` first; the interface asks
/// `allows` to know what to show. What is refused stands in the second log.
enum class Door
{
    ReadPatient,
    ReadSensitive, ///< forms of severe mental disorder, beside the basis for the record: doctors alone
    BreakGlass,    ///< read somebody who is not one's own, for a reason and a time
    RegisterPatient,
    EditPatient,
    ImportPatients,
    ExportPatients,
    WriteVisit,    ///< visits with their diagnoses and prescriptions: doctors alone
    WriteFollowUp, ///< programs, their follow-ups and forms: what a nurse may do without a doctor beside her
    Dispense,
    ReadStock,
    ReceiveStock,
    CountStock,
    WitnessDrugs,   ///< sign a colleague's move of 麻醉 or 第一类精神药品 beside them
    SendReferral,   ///< send, withdraw, take back, close: the referring side
    AnswerReferral, ///< accept, reject, arrival, treatment, return: the receiving side
    SignContract,   ///< sign, renew, transfer and end contracts of family doctors
    SettleConflict,
    ReadReport,
    ManageSites,
    ManageStaff,   ///< people, their roles and their accounts
    ManageDevices, ///< invite, revoke and replace laptops
    ManageTeams,   ///< teams of family doctors, and packages of services
    ManageCodes,
    ManageSettings,
    ReadBreakGlass, ///< who broke the glass over one's own residents
    ReadAudit,
    Synchronise,
    Verify,
};
QString nameOf(Door door);

/// Why somebody may read a resident's record: 凭什么看. Numbers are stored. 2 (contract), 4 (recognition of another
/// site's results) and 5 (the resident's authorisation) are kept for the records that will carry them.
enum class Basis : int
{
    None = 0,       ///< of an entry that is about nobody's record
    Visit = 1,      ///< seen at the reader's own site
    Referral = 3,   ///< referred to the reader's own site, and the share has not ended
    BreakGlass = 6, ///< a reason given for a time
    OwnSite = 7,    ///< looked after by the reader's own site
    Supervision = 8 ///< looked after by a site below the reader's
};
/// Stable word ("break-glass"); empty for a number that is none, and for None.
QString nameOf(Basis basis);

/// Whether a role may use a door at all.
bool allows(StaffRole role, Door door);
/// Errors: Forbidden{door, role}.
Result<void> require(const Snapshot &snapshot, const Actor &actor, Door door);
/// The same for what is asked outside a snapshot.
Result<void> require(Database &db, const Actor &actor, Door door);
/// Also that `site` is within the actor's reach for this door: their own, or below it. At a county hospital the
/// residents' records and visits of the sites below are within reach of its managers alone.
/// Errors: Forbidden · OutOfScope{site's id}.
Result<void> requireAt(const Snapshot &snapshot, const Actor &actor, Door door, Id site);
/// Whether that is so, without a refusal in the log.
Result<bool> reachesSite(const Snapshot &snapshot, const Actor &actor, Door door, Id site);
/// Also that the actor has a basis for this resident's record; the strongest is answered.
/// Errors: Forbidden · NotFound{patient} · OutOfScope{site's id} with field "patient".
Result<Basis> requirePatient(const Snapshot &snapshot, const Actor &actor, Door door, Id patient);
/// The same without a refusal in the log: for lists, which mark those out of reach. None where there is no basis.
Result<Basis> basisFor(const Snapshot &snapshot, const Actor &actor, Door door, Id patient);

/// SQL that is true where the resident was referred to the site, both expressions, and the share of their
/// record has not ended.
std::string openReferralSql(const std::string &patient, const std::string &site);

/// The doors by which a record of this table (RecordType::table) is written; none of a table that the hub alone
/// writes. What a device sends is held to it at the hub.
std::vector<Door> doorsThatWrite(const QString &table);
/// The same of one record: what is for doctors alone to read is theirs to write, where it is not imported.
std::vector<Door> doorsThatWrite(const RecordType &type, const Row &row);

} // namespace yigong
