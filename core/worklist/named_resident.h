// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/security/policy.h"

namespace yigong {

struct NamedResident
{
    Id id;
    QString name;
};

/// The resident whom an entry is about, for a list: none, where it is nobody's or the reader has no basis for theirs.
inline Result<NamedResident> namedResident(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    if (patient.isNone())
        return NamedResident{};
    YIGONG_LET(found, snapshot.find<Patient>(patient));
    if (!found)
        return NamedResident{};
    YIGONG_LET(basis, basisFor(snapshot, actor, Door::ReadPatient, patient));
    return basis == Basis::None ? NamedResident{} : NamedResident{patient, found->name};
}

} // namespace yigong
