// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/store/snapshot.h"

#include <QIODevice>
#include <memory>

namespace yigong {

/// Takes one resident after the other, and writes what is kept about them.
class ResidentTaking
{
public:
    virtual ~ResidentTaking() = default;
    virtual Result<void> begin() = 0;
    virtual Result<void> take(const Snapshot &snapshot, const Patient &patient) = 0;
    virtual Result<void> end() = 0;
};

/// Writes all that the product keeps about each as one FHIR R4 bundle: what is entered in error is left out, and so are
/// stock documents, which are the clinic's. Records of another id of the same person are written as theirs. `records`
/// counts what stands beside the residents and outlives this, as does `device`.
std::unique_ptr<ResidentTaking> bundleTaking(QIODevice &device, Instant written, int &records);

} // namespace yigong
