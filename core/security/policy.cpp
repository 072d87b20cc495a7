// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/policy.h"
#include "core/security/audit.h"
#include "core/store/database.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <utility>

namespace yigong {

namespace {

constexpr std::array roleNames{
    std::pair{StaffRole::VillageDoctor, "village-doctor"},
    std::pair{StaffRole::TownshipDoctor, "township-doctor"},
    std::pair{StaffRole::Nurse, "nurse"},
    std::pair{StaffRole::Pharmacist, "pharmacist"},
    std::pair{StaffRole::TownshipManager, "township-manager"},
    std::pair{StaffRole::CountyDoctor, "county-doctor"},
    std::pair{StaffRole::CountyManager, "county-manager"},
    std::pair{StaffRole::InsuranceOfficer, "insurance-officer"},
    std::pair{StaffRole::Administrator, "administrator"},
    std::pair{StaffRole::Auditor, "auditor"},
};

constexpr unsigned bit(StaffRole role)
{
    return 1U << static_cast<unsigned>(role);
}

constexpr unsigned any(std::initializer_list<StaffRole> roles)
{
    unsigned bits = 0;
    for (const StaffRole role : roles)
        bits |= bit(role);
    return bits;
}

constexpr qint64 countyTier = 1; // Tier::County of core/sites

using enum StaffRole;
constexpr unsigned doctors = any({VillageDoctor, TownshipDoctor, CountyDoctor});
constexpr unsigned managers = any({TownshipManager, CountyManager});
constexpr unsigned clinical = doctors | any({Nurse});

/// Whose own residents and visits are not those of the sites below a hospital.
enum class Span : quint8
{
    Below,    ///< one's own site and those below it
    Clinical, ///< at a county hospital one's own site alone, but for its managers
};

struct Right
{
    Door door;
    const char *name;
    unsigned roles;
    Span span = Span::Below;
};

// One line a door, so that whoever answers for a county can read it. An administrator sees no record of a resident, an
// auditor changes nothing, and who gives rights (ManageStaff) is neither a clinician nor a manager of them.
constexpr std::array rights{
    Right{Door::ReadPatient, "ReadPatient", clinical | managers | bit(Pharmacist), Span::Clinical},
    Right{Door::ReadSensitive, "ReadSensitive", doctors, Span::Clinical},
    Right{Door::BreakGlass, "BreakGlass", clinical},
    Right{Door::RegisterPatient, "RegisterPatient", clinical | managers, Span::Clinical},
    Right{Door::EditPatient, "EditPatient", clinical | managers, Span::Clinical},
    Right{Door::ImportPatients, "ImportPatients", doctors | managers, Span::Clinical},
    Right{Door::ExportPatients, "ExportPatients", doctors | managers, Span::Clinical},
    Right{Door::WriteVisit, "WriteVisit", doctors, Span::Clinical},
    Right{Door::WriteFollowUp, "WriteFollowUp", clinical, Span::Clinical},
    Right{Door::Dispense, "Dispense", doctors | any({Nurse, Pharmacist}), Span::Clinical},
    Right{Door::ReadStock, "ReadStock", clinical | managers | bit(Pharmacist)},
    Right{Door::ReceiveStock, "ReceiveStock", any({VillageDoctor, TownshipDoctor, Nurse, Pharmacist, TownshipManager})},
    Right{Door::CountStock, "CountStock", any({VillageDoctor, TownshipDoctor, Nurse, Pharmacist, TownshipManager})},
    Right{Door::WitnessDrugs, "WitnessDrugs", clinical | bit(Pharmacist)},
    Right{Door::SendReferral, "SendReferral", any({VillageDoctor, TownshipDoctor}), Span::Clinical},
    Right{Door::AnswerReferral, "AnswerReferral", any({TownshipDoctor, CountyDoctor, CountyManager}), Span::Clinical},
    Right{Door::SignContract, "SignContract", any({VillageDoctor, TownshipDoctor}), Span::Clinical},
    Right{Door::SettleConflict, "SettleConflict", doctors | managers, Span::Clinical},
    Right{Door::ReadReport, "ReadReport", doctors | managers | any({InsuranceOfficer, Auditor})},
    Right{Door::ManageSites, "ManageSites", any({Administrator, CountyManager})},
    Right{Door::ManageStaff, "ManageStaff", bit(Administrator)},
    Right{Door::ManageDevices, "ManageDevices", bit(Administrator)},
    Right{Door::ManageTeams, "ManageTeams", any({Administrator, CountyManager})},
    Right{Door::ManageCodes, "ManageCodes", any({Administrator, CountyManager})},
    Right{Door::ManageSettings, "ManageSettings", any({Administrator, CountyManager})},
    Right{Door::ReadBreakGlass, "ReadBreakGlass", managers | any({VillageDoctor, TownshipDoctor, Auditor})},
    Right{Door::ReadAudit, "ReadAudit", bit(Auditor)},
    // Move or check records without showing them.
    Right{Door::Synchronise, "Synchronise", ~0U},
    Right{Door::Verify, "Verify", ~0U},
};

const Right &rightOf(Door door)
{
    return *std::find_if(rights.begin(), rights.end(), [door](const Right &right) { return right.door == door; });
}

constexpr std::array basisNames{
    std::pair{Basis::Visit, "visit"},
    std::pair{Basis::Referral, "referral"},
    std::pair{Basis::BreakGlass, "break-glass"},
    std::pair{Basis::OwnSite, "own-site"},
    std::pair{Basis::Supervision, "supervision"},
};

tl::unexpected<Error> refused(const Snapshot &snapshot, const Actor &actor, Door door, Error error, Id patient = {})
{
    snapshot.noteOnce(refusalEntry(actor, door, error, patient, snapshot.now()));
    return fail(std::move(error));
}

Error forbidden(const Actor &actor, Door door)
{
    return {ErrorKind::Forbidden, {}, {nameOf(door), nameOf(static_cast<StaffRole>(actor.role))}};
}

} // namespace

Result<bool> reachesSite(const Snapshot &snapshot, const Actor &actor, Door door, Id site)
{
    if (site == actor.site)
        return true;
    if (rightOf(door).span == Span::Clinical && (bit(static_cast<StaffRole>(actor.role)) & managers) == 0) {
        YIGONG_LET(tier, snapshot.number("SELECT tier FROM site WHERE id = ?", {actor.site.bytes()}));
        if (tier == countyTier)
            return false;
    }
    Id at = site;
    for (int depth = 0; depth < 8 && !at.isNone(); ++depth) {
        if (at == actor.site)
            return true;
        Id parent;
        YIGONG_TRY(snapshot.each("SELECT parent FROM site WHERE id = ?", {at.bytes()},
                                 [&parent](const Columns &columns) { parent = columns.id(0); }));
        at = parent;
    }
    return false;
}

QString nameOf(StaffRole role)
{
    for (const auto &[known, name] : roleNames)
        if (known == role)
            return QString::fromLatin1(name);
    return {};
}

std::optional<StaffRole> roleFrom(QStringView name)
{
    for (const auto &[known, word] : roleNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

QString nameOf(Door door)
{
    return QString::fromLatin1(rightOf(door).name);
}

QString nameOf(Basis basis)
{
    for (const auto &[known, name] : basisNames)
        if (known == basis)
            return QString::fromLatin1(name);
    return {};
}

bool allows(StaffRole role, Door door)
{
    return !nameOf(role).isEmpty() && (rightOf(door).roles & bit(role)) != 0;
}

Result<void> require(const Snapshot &snapshot, const Actor &actor, Door door)
{
    if (!allows(static_cast<StaffRole>(actor.role), door))
        return refused(snapshot, actor, door, forbidden(actor, door));
    return {};
}

Result<void> require(Database &db, const Actor &actor, Door door)
{
    return db.read([&](const Snapshot &snapshot) { return require(snapshot, actor, door); });
}

Result<void> requireAt(const Snapshot &snapshot, const Actor &actor, Door door, Id site)
{
    YIGONG_TRY(require(snapshot, actor, door));
    YIGONG_LET(within, reachesSite(snapshot, actor, door, site));
    if (!within)
        return refused(snapshot, actor, door, {ErrorKind::OutOfScope, {}, {site.text()}});
    return {};
}

std::string openReferralSql(const std::string &patient, const std::string &site)
{
    // ReferralEventKind 2 (withdrawn) and 9 (closed) end the share; its record stays with who shares.
    return "EXISTS (SELECT 1 FROM service_request r WHERE r.patient IN (SELECT " + patient +
           " UNION ALL SELECT m.id FROM patient m WHERE m.merged_into = " + patient + ") AND r.to_site = " + site +
           " AND NOT EXISTS (SELECT 1 FROM referral_event v WHERE v.referral = r.id AND v.kind IN (2, 9)))";
}

Result<Basis> basisFor(const Snapshot &snapshot, const Actor &actor, Door door, Id patient)
{
    if (!allows(static_cast<StaffRole>(actor.role), door))
        return Basis::None;
    Id site;
    YIGONG_TRY(snapshot.each("SELECT site FROM patient WHERE id = ?", {patient.bytes()},
                             [&site](const Columns &columns) { site = columns.id(0); }));
    if (site == actor.site)
        return Basis::OwnSite;
    YIGONG_LET(referred,
               snapshot.number("SELECT " + openReferralSql("?1", "?2"), {patient.bytes(), actor.site.bytes()}));
    if (referred != 0)
        return Basis::Referral;
    YIGONG_LET(seen, snapshot.number("SELECT EXISTS (SELECT 1 FROM encounter WHERE patient = ? AND site = ?)",
                                     {patient.bytes(), actor.site.bytes()}));
    if (seen != 0)
        return Basis::Visit;
    YIGONG_LET(below, reachesSite(snapshot, actor, door, site));
    if (below)
        return Basis::Supervision;
    if (door != Door::ReadPatient)
        return Basis::None; // a broken glass lets one look, not write
    YIGONG_LET(broken,
               snapshot.number("SELECT EXISTS (SELECT 1 FROM break_glass WHERE patient = ? AND practitioner = "
                               "? AND until > ?)",
                               {patient.bytes(), actor.practitioner.bytes(), static_cast<qint64>(snapshot.now().ms)}));
    return broken != 0 ? Basis::BreakGlass : Basis::None;
}

Result<Basis> requirePatient(const Snapshot &snapshot, const Actor &actor, Door door, Id patient)
{
    YIGONG_TRY(require(snapshot, actor, door));
    std::optional<Id> site;
    YIGONG_TRY(snapshot.each("SELECT site FROM patient WHERE id = ?", {patient.bytes()},
                             [&site](const Columns &columns) { site = columns.id(0); }));
    if (!site)
        return fail(ErrorKind::NotFound, QStringLiteral("patient"), {patient.text()});
    YIGONG_LET(basis, basisFor(snapshot, actor, door, patient));
    if (basis == Basis::None)
        return refused(snapshot, actor, door, {ErrorKind::OutOfScope, QStringLiteral("patient"), {site->text()}},
                       patient);
    return basis;
}

std::vector<Door> doorsThatWrite(const QString &table)
{
    using enum Door;
    static const std::map<QString, std::vector<Door>> doors{
        {QStringLiteral("site"), {ManageSites}},
        {QStringLiteral("practitioner"), {ManageStaff}},
        {QStringLiteral("account"), {ManageStaff}}, // and one's own
        {QStringLiteral("drug_class"), {ManageCodes}},
        {QStringLiteral("device"), {ManageDevices}},
        {QStringLiteral("device_invitation"), {ManageDevices}},
        {QStringLiteral("patient"), {RegisterPatient, EditPatient, ImportPatients, SettleConflict}},
        {QStringLiteral("allergy_intolerance"), {EditPatient, ImportPatients, WriteVisit}},
        {QStringLiteral("basic_information"), {EditPatient, ImportPatients, SettleConflict}},
        {QStringLiteral("resident_event"), {EditPatient, ImportPatients}},
        {QStringLiteral("household"), {RegisterPatient, EditPatient, ImportPatients, SettleConflict}},
        {QStringLiteral("encounter"), {WriteVisit, ImportPatients}},
        {QStringLiteral("observation"), {WriteVisit, ImportPatients}},
        {QStringLiteral("condition"), {WriteVisit, ImportPatients}},
        {QStringLiteral("medication_request"), {WriteVisit, ImportPatients}},
        {QStringLiteral("medication_dispense"), {Dispense, ImportPatients}},
        // What is handed out before any delivery was entered comes off a batch of unknown lot.
        {QStringLiteral("stock_batch"), {ReceiveStock, CountStock, Dispense}},
        {QStringLiteral("stock_document"), {ReceiveStock, CountStock, Dispense}},
        {QStringLiteral("stock_movement"), {ReceiveStock, CountStock, Dispense}},
        {QStringLiteral("stock_count"), {CountStock}},
        {QStringLiteral("service_request"), {SendReferral, ImportPatients}},
        {QStringLiteral("referral_event"), {SendReferral, AnswerReferral, ImportPatients}},
        {QStringLiteral("care_plan_activity"), {SendReferral, AnswerReferral, ImportPatients}},
        {QStringLiteral("program_enrolment"), {WriteFollowUp, ImportPatients}},
        {QStringLiteral("follow_up"), {WriteFollowUp, ImportPatients}},
        {QStringLiteral("follow_up_contact"), {WriteFollowUp, ImportPatients}},
        {QStringLiteral("health_form"), {WriteFollowUp, ImportPatients}},
        {QStringLiteral("care_team"), {ManageTeams}},
        {QStringLiteral("service_package"), {ManageTeams}},
        {QStringLiteral("family_contract"), {SignContract, ImportPatients}},
        {QStringLiteral("share"), {SendReferral}},
        {QStringLiteral("break_glass"), {BreakGlass}},
        {QStringLiteral("conflict_settlement"), {SettleConflict}},
    };
    const auto found = doors.find(table);
    return found == doors.end() ? std::vector<Door>{} : found->second;
}

std::vector<Door> doorsThatWrite(const RecordType &type, const Row &row)
{
    constexpr qint64 mentalDisorder = 7; // FollowUpProgram of core/followups
    const auto valueOf = [&](QStringView column) {
        const int at = type.indexOf(column);
        return at < 0 ? Value() : row.values[static_cast<std::size_t>(at)];
    };
    const bool isSensitive = valueOf(u"program") == Value(mentalDisorder) ||
                             ValueOf<QString>::from(valueOf(u"form_code")).startsWith(u"mental-");
    return isSensitive ? std::vector{Door::ReadSensitive, Door::ImportPatients} : doorsThatWrite(type.table());
}

} // namespace yigong
