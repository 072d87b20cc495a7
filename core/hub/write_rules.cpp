// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/write_rules.h"
#include "core/hub/asker.h"
#include "core/security/account.h"
#include "core/security/policy.h"
#include "core/sites/device.h"

#include <algorithm>

namespace yigong {

namespace {

bool changesOnly(const RecordType &type, const Operation &operation, std::initializer_list<const char *> columns)
{
    return std::all_of(operation.changes.begin(), operation.changes.end(), [&](const FieldChange &change) {
        const int at = type.indexOf(change.number);
        return at >= 0 && std::any_of(columns.begin(), columns.end(), [&](const char *column) {
                   return type.fields()[static_cast<std::size_t>(at)].column == QLatin1String(column);
               });
    });
}

/// The hub's own record says which role the person has; the device only says who.
Result<void> requireOf(const Snapshot &snapshot, const Writer &writer, Door door, Id site, const RecordType &type)
{
    YIGONG_LET(person, personAt(snapshot, writer.device, writer.act.actor, writer.day));
    if (!person)
        return hold("forbidden", QStringLiteral("practitioner"));
    const auto allowed = requireAt(snapshot, *person, door, site);
    if (allowed)
        return {};
    if (allowed.error().kind == ErrorKind::Forbidden || allowed.error().kind == ErrorKind::OutOfScope)
        return hold("forbidden", type.table());
    return allowed;
}

/// Who acted may pass one of the doors by which such a record is written. That the site is one of the device's has been
/// seen; here it is the person's own site, or one below it, for records that are a site's.
Result<void> checkRole(const Snapshot &snapshot, const Writer &writer, const RecordType &type,
                       const Operation &operation, const Row *before, const Row &after)
{
    YIGONG_LET(person, personAt(snapshot, writer.device, writer.act.actor, writer.day));
    if (!person)
        return hold("forbidden", QStringLiteral("practitioner"));
    const bool ownAccount = type.number() == Account::info.number && before &&
                            recordOf<Account>(*before).practitioner == writer.act.actor &&
                            changesOnly(type, operation, {"password_hash", "must_change"});
    if (ownAccount)
        return {};
    const auto doors = doorsThatWrite(type.table());
    const auto role = static_cast<StaffRole>(person->role);
    const bool may = std::any_of(doors.begin(), doors.end(), [role](Door door) { return allows(role, door); });
    if (!may)
        return hold("forbidden", type.table());
    if (type.table() == u"practitioner" && after.id == writer.act.actor)
        return hold("forbidden", QStringLiteral("own-account"));
    return {};
}

/// The hub alone enrols; people revoke, and name.
Result<void> checkDevice(const Snapshot &snapshot, const Writer &writer, const RecordType &type,
                         const Operation &operation, const Row *before)
{
    if (!before ||
        !changesOnly(type, operation, {"name", "revoked_enrolment", "revoked", "revoked_by", "revoke_reason"}))
        return hold("forbidden", type.table());
    return requireOf(snapshot, writer, Door::ManageDevices, recordOf<Device>(*before).site, type);
}

Result<void> checkInvitation(const Snapshot &snapshot, const Writer &writer, const RecordType &type,
                             const Operation &operation, const Row *before, const Row &after)
{
    const auto invitation = recordOf<DeviceInvitation>(before ? *before : after);
    const bool isNewOne = !before && invitation.used.isNone() && invitation.device.isNone() &&
                          invitation.madeBy == writer.act.actor && operation.kind == OperationKind::Insert;
    if (!isNewOne && !(before && changesOnly(type, operation, {"withdrawn"})))
        return hold("forbidden", type.table());
    return requireOf(snapshot, writer, Door::ManageDevices, invitation.site, type);
}

} // namespace

Result<void> checkWriteRules(const Snapshot &snapshot, const Writer &writer, const RecordType &type,
                             const Operation &operation, const Row *before, const Row &after)
{
    switch (type.number()) {
    case Device::info.number:
        return checkDevice(snapshot, writer, type, operation, before);
    case DeviceInvitation::info.number:
        return checkInvitation(snapshot, writer, type, operation, before, after);
    default:
        return checkRole(snapshot, writer, type, operation, before, after);
    }
}

} // namespace yigong
