// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/open_resident.h"
#include "core/patients/find.h"
#include "core/security/audit.h"

namespace yigong {

namespace {

Result<OpenedResident> opened(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    OpenedResident resident;
    YIGONG_LET(top, topPatient(snapshot, patient));
    YIGONG_LET(basis, requirePatient(snapshot, actor, Door::ReadPatient, top.id));
    noteOpened(snapshot, actor, basis, top.id, {});
    resident.patient = std::move(top);
    resident.basis = basis;
    return resident;
}

} // namespace

Result<OpenedResident> openResident(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    YIGONG_LET(resident, opened(snapshot, actor, patient));
    YIGONG_LET(allergies, allergiesOf(snapshot, resident.patient.id));
    resident.allergies = std::move(allergies);
    YIGONG_LET(conflicts, openConflictsOf(snapshot, resident.patient.id));
    resident.conflicts = std::move(conflicts);
    return resident;
}

Result<Id> openRecord(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    YIGONG_LET(resident, opened(snapshot, actor, patient));
    return resident.patient.id;
}

} // namespace yigong
