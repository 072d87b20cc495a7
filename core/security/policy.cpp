// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/policy.h"

#include <array>
#include <initializer_list>
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

using enum StaffRole;
constexpr unsigned doctors = any({VillageDoctor, TownshipDoctor, CountyDoctor});
constexpr unsigned managers = any({TownshipManager, CountyManager});
constexpr unsigned clinical = doctors | any({Nurse});

unsigned rolesOf(Door door)
{
    switch (door) {
    case Door::ReadPatient:
        return clinical | managers | bit(Pharmacist);
    case Door::RegisterPatient:
    case Door::EditPatient:
        return clinical | managers;
    case Door::ImportPatients:
    case Door::ExportPatients:
        return doctors | managers;
    case Door::WriteVisit:
        return doctors;
    case Door::Dispense:
        return doctors | any({Nurse, Pharmacist});
    case Door::ReadStock:
        return clinical | managers | bit(Pharmacist);
    case Door::ReceiveStock:
    case Door::CountStock:
        return any({VillageDoctor, TownshipDoctor, Nurse, Pharmacist, TownshipManager});
    case Door::SendReferral:
        return any({VillageDoctor, TownshipDoctor});
    case Door::AnswerReferral:
        return any({TownshipDoctor, CountyDoctor, CountyManager});
    case Door::SettleConflict:
        return doctors | managers;
    case Door::ReadReport:
        return doctors | managers | any({InsuranceOfficer, Auditor});
    case Door::ManageSites:
    case Door::ManageStaff:
    case Door::ManageCodes:
        return any({Administrator, CountyManager});
    case Door::Synchronise:
    case Door::Verify:
        return ~0U; // moves or checks records without showing them
    }
    return 0;
}

} // namespace

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
    switch (door) {
    case Door::ReadPatient:
        return QStringLiteral("ReadPatient");
    case Door::RegisterPatient:
        return QStringLiteral("RegisterPatient");
    case Door::EditPatient:
        return QStringLiteral("EditPatient");
    case Door::ImportPatients:
        return QStringLiteral("ImportPatients");
    case Door::ExportPatients:
        return QStringLiteral("ExportPatients");
    case Door::WriteVisit:
        return QStringLiteral("WriteVisit");
    case Door::Dispense:
        return QStringLiteral("Dispense");
    case Door::ReadStock:
        return QStringLiteral("ReadStock");
    case Door::ReceiveStock:
        return QStringLiteral("ReceiveStock");
    case Door::CountStock:
        return QStringLiteral("CountStock");
    case Door::SendReferral:
        return QStringLiteral("SendReferral");
    case Door::AnswerReferral:
        return QStringLiteral("AnswerReferral");
    case Door::SettleConflict:
        return QStringLiteral("SettleConflict");
    case Door::ReadReport:
        return QStringLiteral("ReadReport");
    case Door::ManageSites:
        return QStringLiteral("ManageSites");
    case Door::ManageStaff:
        return QStringLiteral("ManageStaff");
    case Door::ManageCodes:
        return QStringLiteral("ManageCodes");
    case Door::Synchronise:
        return QStringLiteral("Synchronise");
    case Door::Verify:
        return QStringLiteral("Verify");
    }
    return {};
}

bool allows(StaffRole role, Door door)
{
    return !nameOf(role).isEmpty() && (rolesOf(door) & bit(role)) != 0;
}

Result<void> require(const Actor &actor, Door door)
{
    const auto role = static_cast<StaffRole>(actor.role);
    if (!allows(role, door))
        return fail(ErrorKind::Forbidden, {}, {nameOf(door), nameOf(role)});
    return {};
}

Result<void> requireAt(const Snapshot &snapshot, const Actor &actor, Door door, Id site)
{
    YIGONG_TRY(require(actor, door));
    Id at = site;
    for (int depth = 0; depth < 8 && !at.isNone(); ++depth) {
        if (at == actor.site)
            return {};
        Id parent;
        YIGONG_TRY(snapshot.each("SELECT parent FROM site WHERE id = ?", {at.bytes()},
                                 [&parent](const Columns &columns) { parent = columns.id(0); }));
        at = parent;
    }
    return fail(ErrorKind::OutOfScope, {}, {site.text()});
}

} // namespace yigong
