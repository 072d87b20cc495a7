// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/write_rules.h"
#include "core/hub/asker.h"
#include "core/hub/drug_rules.h"
#include "core/security/account.h"
#include "core/sites/device.h"
#include "core/sites/site.h"
#include "core/sites/staff.h"
#include "core/sync/streams.h"
#include "core/sync/sync_records.h"

#include <algorithm>

namespace yigong {

namespace {

bool holds(const std::vector<Id> &ids, Id id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool changesOnly(const RecordType &type, const Operation &operation, std::initializer_list<const char *> columns)
{
    return std::all_of(operation.changes.begin(), operation.changes.end(), [&](const FieldChange &change) {
        const int at = type.indexOf(change.number);
        return at >= 0 && std::any_of(columns.begin(), columns.end(), [&](const char *column) {
                   return type.fields()[static_cast<std::size_t>(at)].column == QLatin1String(column);
               });
    });
}

Id idIn(const RecordType &type, const Row &row, QStringView column)
{
    const int at = type.indexOf(column);
    return at < 0 ? Id{} : ValueOf<Id>::from(row.values[static_cast<std::size_t>(at)]);
}

auto forbidden(const RecordType &type)
{
    return hold("forbidden", type.table());
}

} // namespace

bool tellsOfPeople(const Act &act)
{
    return std::any_of(act.operations.begin(), act.operations.end(), [](const Operation &operation) {
        return operation.type == Practitioner::info.number || operation.type == Account::info.number ||
               operation.type == Site::info.number || operation.type == Device::info.number;
    });
}

Result<void> WriteRules::checkPerson()
{
    const std::pair key{m_act.actor, m_day};
    auto known = m_people.find(key);
    if (known == m_people.end()) {
        YIGONG_LET(person, personAt(m_snapshot, m_device, m_act.actor, m_day));
        if (!person)
            return hold("forbidden", QStringLiteral("practitioner"));
        known = m_people.emplace(key, *person).first;
    }
    m_person = known->second;
    return {};
}

Result<void> WriteRules::require(Door door, Id site, const RecordType &type) const
{
    auto allowed = requireAt(m_snapshot, *m_person, door, site);
    if (allowed)
        return {};
    if (allowed.error().kind == ErrorKind::Forbidden || allowed.error().kind == ErrorKind::OutOfScope)
        return forbidden(type);
    return allowed;
}

Result<bool> WriteRules::isWritable(Id site)
{
    if (m_writable.empty()) {
        YIGONG_LET(sites, writableSites(m_snapshot, m_device.site));
        m_writable = std::move(sites);
    }
    return holds(m_writable, site);
}

/// Who acted may pass one of the doors by which such a record is written.
Result<void> WriteRules::checkRole(const RecordType &type, const Row &row) const
{
    const auto doors = doorsThatWrite(type, row);
    const auto role = static_cast<StaffRole>(m_person->role);
    const bool may = std::any_of(doors.begin(), doors.end(), [role](Door door) { return allows(role, door); });
    return may ? Result<void>{} : forbidden(type);
}

Result<void> WriteRules::checkInsert(const RecordType &type, const Row &row)
{
    YIGONG_TRY(checkRole(type, row));
    YIGONG_TRY(DrugRules(m_snapshot, m_device, m_act, m_day).check(type, row));
    switch (type.number()) {
    case Device::info.number: // the hub alone enrols
        return forbidden(type);
    case DeviceInvitation::info.number: {
        const auto invitation = recordOf<DeviceInvitation>(row);
        if (!invitation.used.isNone() || !invitation.device.isNone() || invitation.madeBy != m_act.actor)
            return forbidden(type);
        return require(Door::ManageDevices, invitation.site, type);
    }
    case Account::info.number:
        return require(Door::ManageStaff, recordOf<Account>(row).site, type);
    case Share::info.number: {
        YIGONG_LET(own, isWritable(recordOf<Share>(row).site));
        // Before it is laid down: a share must not be what makes its own resident known.
        return own ? checkSubject(type, row) : forbidden(type);
    }
    case ConflictSettlement::info.number:
        return checkSettlement(type, row);
    default:
        break;
    }
    // Of a record that two sites' streams carry, the one that writes it is the one that it says it happened at.
    if (type.table() == u"service_request" || type.table() == u"referral_event") {
        YIGONG_LET(own, isWritable(idIn(type, row, u"site")));
        if (!own)
            return forbidden(type);
    }
    return type.indexOf(QStringView(u"referral")) < 0 ? Result<void>{} : checkReferral(type, row);
}

/// A record about a referral is about its resident, and goes to the two sites that the referral is between.
Result<void> WriteRules::checkReferral(const RecordType &type, const Row &row)
{
    const Id referral = idIn(type, row, u"referral");
    std::vector<Id> ends;
    Id patient;
    YIGONG_TRY(m_snapshot.each("SELECT site, to_site, patient FROM service_request WHERE id = ?", {referral.bytes()},
                               [&](const Columns &c) {
                                   ends = {c.id(0), c.id(1)};
                                   patient = c.id(2);
                               }));
    if (ends.empty())
        return hold("unknown-record", QStringLiteral("service_request"));
    for (const char16_t *column : {u"from_site", u"to_site"})
        if (const Id site = idIn(type, row, column); !site.isNone() && !holds(ends, site))
            return forbidden(type);
    // Whoever writes for an end (a township for its village) may be a third one, at `site`.
    const Id at = idIn(type, row, u"site");
    YIGONG_LET(own, isWritable(at));
    if (!own && !holds(ends, at))
        return forbidden(type);
    return idIn(type, row, u"patient") == patient ? Result<void>{} : forbidden(type);
}

Result<void> WriteRules::checkSettlement(const RecordType &type, const Row &row) const
{
    const auto settlement = recordOf<ConflictSettlement>(row);
    YIGONG_LET(conflict, m_snapshot.find<Conflict>(settlement.conflict));
    if (!conflict)
        return hold("unknown-record", QStringLiteral("conflict"));
    return conflict->patient == settlement.patient && conflict->site == settlement.site ? Result<void>{}
                                                                                        : forbidden(type);
}

Result<void> WriteRules::checkUpdate(const RecordType &type, const Operation &operation, const Row &before)
{
    switch (type.number()) {
    case Device::info.number:
        if (!changesOnly(type, operation, {"name", "revoked_enrolment", "revoked", "revoked_by", "revoke_reason"}))
            return forbidden(type);
        return require(Door::ManageDevices, recordOf<Device>(before).site, type);
    case DeviceInvitation::info.number:
        if (!changesOnly(type, operation, {"withdrawn"}))
            return forbidden(type);
        return require(Door::ManageDevices, recordOf<DeviceInvitation>(before).site, type);
    case Account::info.number: {
        const auto account = recordOf<Account>(before);
        const bool isOwnPassword = account.practitioner == m_act.actor &&
                                   changesOnly(type, operation, {"password_hash", "must_change", "password_set_on"});
        return isOwnPassword ? Result<void>{} : require(Door::ManageStaff, account.site, type);
    }
    case Practitioner::info.number: // nobody gives themself a role or a right
        return before.id == m_act.actor ? Result<void>(forbidden(type)) : checkRole(type, before);
    default:
        YIGONG_TRY(checkRole(type, before));
        return checkMerge(type, operation);
    }
}

/// A card that names another as the same person's: readers follow that name, so the other has to be here.
Result<void> WriteRules::checkMerge(const RecordType &type, const Operation &operation) const
{
    const int at = type.indexOf(QStringView(u"merged_into"));
    if (at < 0)
        return {};
    const int number = type.fields()[static_cast<std::size_t>(at)].number;
    for (const FieldChange &change : operation.changes) {
        const Id into = change.number == number ? ValueOf<Id>::from(change.after) : Id{};
        if (into.isNone())
            continue;
        YIGONG_LET(other, m_snapshot.findRow(type, into));
        if (!other)
            return hold("unknown-record", type.table());
    }
    return {};
}

Result<bool> WriteRules::knows(Id patient)
{
    if (const auto known = m_known.find(patient); known != m_known.end())
        return known->second;
    const RecordType &type = *m_snapshot.types().byTable(u"patient");
    YIGONG_LET(row, m_snapshot.findRow(type, patient));
    if (!row)
        return hold("unknown-record", type.table());
    bool known = false;
    for (const Id &site : type.idsOf(Role::Site, *row)) {
        YIGONG_LET(own, isWritable(site));
        known = known || own;
    }
    if (!known) {
        YIGONG_LET(shared, sharesFor(m_snapshot, type, *row));
        known = holds(shared, m_device.site);
    }
    for (std::size_t i = 0; i < m_writable.size() && !known; ++i) {
        // A resident who has moved on: whoever had them writes down what was done before the news arrived.
        YIGONG_LET(held, everHeld(m_snapshot, type.number(), patient, m_writable[i]));
        known = held;
    }
    m_known[patient] = known;
    return known;
}

Result<void> WriteRules::checkSubject(const RecordType &type, const Row &row)
{
    for (const Id &patient : type.idsOf(Role::Subject, row)) {
        if (patient.isNone())
            continue;
        YIGONG_LET(known, knows(patient));
        if (!known)
            return forbidden(type);
    }
    return {};
}

} // namespace yigong
