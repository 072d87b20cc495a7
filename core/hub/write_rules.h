// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/security/policy.h"

#include <map>

namespace yigong {

/// Why an act waits: the words of HeldAct. Carried as an error out of its savepoint.
inline auto hold(const char *reason, QString detail = {})
{
    return fail(ErrorKind::HubRefused, QString::fromLatin1(reason), {std::move(detail)});
}

/// Who acts at one device, by person and day: most acts of a batch are one person's. Emptied after an act that wrote
/// something by which that is judged (`tellsOfPeople`).
using KnownPeople = std::map<std::pair<Id, QDate>, Actor>;
bool tellsOfPeople(const Act &act);

/// What the hub asks of an act beyond the sites that its records belong to: who acts works at the device's sites; whom
/// it is about, the device knows; and what single record types ask. One object an act. Errors: `hold` · the store's.
class WriteRules
{
public:
    /// `day` is the act's, by the hub's corrected clock.
    WriteRules(const Snapshot &snapshot, const HubDevice &device, const Act &act, QDate day, KnownPeople &people)
        : m_snapshot(snapshot), m_device(device), m_act(act), m_day(day), m_people(people)
    {}

    /// Before anything else of the act. The person's role is the hub's own record's, whatever the device says.
    Result<void> checkPerson();
    Result<void> checkInsert(const RecordType &type, const Row &row);
    Result<void> checkUpdate(const RecordType &type, const Operation &operation, const Row &before);
    /// Once the whole act is laid down: the resident whom the new row names is one that this device holds, or held.
    Result<void> checkSubject(const RecordType &type, const Row &row);

private:
    Result<void> checkRole(const RecordType &type, const Row &row) const;
    Result<void> require(Door door, Id site, const RecordType &type) const;
    Result<bool> isWritable(Id site);
    Result<bool> knows(Id patient);
    Result<void> checkMerge(const RecordType &type, const Operation &operation) const;
    Result<void> checkReferral(const RecordType &type, const Row &row);
    Result<void> checkSettlement(const RecordType &type, const Row &row) const;

    const Snapshot &m_snapshot;
    const HubDevice &m_device;
    const Act &m_act;
    QDate m_day;
    KnownPeople &m_people;
    std::optional<Actor> m_person;
    std::vector<Id> m_writable;
    std::map<Id, bool> m_known; ///< residents
};

} // namespace yigong
