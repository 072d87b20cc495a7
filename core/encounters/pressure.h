// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/vitals.h"
#include "core/patients/patient.h"
#include "core/security/policy.h"
#include "core/store/snapshot.h"

#include <vector>

namespace yigong {

/// Both values of one measurement, in hundredths of mmHg.
struct PressureReading
{
    Instant at;
    Hundredths systolic = 0;
    Hundredths diastolic = 0;
};

/// A resident's readings under any of their ids, the oldest first. Left out: those of amended versions, a value without
/// its other half, and what is no number. Opens the record (see `openResident`). Errors: Forbidden · OutOfScope ·
/// NotFound.
Result<std::vector<PressureReading>> pressureReadings(const Snapshot &snapshot, const Actor &actor, Id patient);

/// From this pressure on, in mmHg, control is not satisfactory (2017 national standard: 150/90 from 65 years on, else
/// 140/90; the latter where the age is not known).
struct PressureTarget
{
    int systolic = 140;
    int diastolic = 90;

    static PressureTarget of(const Patient &patient, QDate today);
    [[nodiscard]] bool isMissedBy(int highest, int lowest) const { return highest >= systolic || lowest >= diastolic; }
};

} // namespace yigong
