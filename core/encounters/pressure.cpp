// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/pressure.h"
#include "core/encounters/visit.h"
#include "core/patients/open_resident.h"

#include <algorithm>

namespace yigong {

Result<std::vector<PressureReading>> pressureReadings(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    YIGONG_LET(id, openRecord(snapshot, actor, patient));
    YIGONG_LET(high, vitalsHistory(snapshot, id, QString::fromLatin1(vital::systolic)));
    YIGONG_LET(low, vitalsHistory(snapshot, id, QString::fromLatin1(vital::diastolic)));
    std::vector<PressureReading> readings;
    for (const VitalPoint &upper : high) {
        const auto lower = std::find_if(low.begin(), low.end(), [&upper](const VitalPoint &point) {
            return point.at == upper.at && point.encounter == upper.encounter;
        });
        if (lower == low.end())
            continue;
        const auto systolic = parseHundredths(upper.value), diastolic = parseHundredths(lower->value);
        low.erase(lower); // two readings of one minute do not share it
        if (systolic && diastolic)
            readings.push_back({upper.at, *systolic, *diastolic});
    }
    return readings;
}

PressureTarget PressureTarget::of(const Patient &patient, QDate today)
{
    const bool old = ageOn(patient.birthDate, today).value_or(0) >= 65;
    return {old ? 150 : 140, 90};
}

} // namespace yigong
