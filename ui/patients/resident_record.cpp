// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/resident_record.h"
#include "core/patients/open_resident.h"
#include "core/patients/resident_file.h"
#include "core/security/break_glass.h"
#include "core/sites/site_tree.h"

namespace yigong {

namespace {

constexpr int timelineShown = 200;

} // namespace

Result<ResidentRecord> readRecord(const Snapshot &s, const Actor &actor, Id id)
{
    ResidentRecord record;
    YIGONG_LET(resident, openResident(s, actor, id));
    record.patient = std::move(resident.patient);
    record.allergies = std::move(resident.allergies);
    const Patient &patient = record.patient;
    YIGONG_LET(timeline, timelineOf(s, actor, patient.id, timelineShown));
    record.timeline = std::move(timeline);
    YIGONG_LET(pressure, pressureReadings(s, actor, patient.id));
    record.pressure = std::move(pressure);
    record.conflicts = std::move(resident.conflicts);
    YIGONG_LET(contract, contractMarkOf(s, patient.id, civilDay(s.now())));
    record.contract = std::move(contract);
    YIGONG_LET(medicines, currentMedication(s, patient.id));
    record.medicines = std::move(medicines);
    YIGONG_LET(file, residentFileOf(s, patient.id));
    record.noDrugAllergies = file.form.noDrugAllergies;
    YIGONG_LET(site, siteName(s, patient.site));
    record.siteName = site;
    if (resident.basis == Basis::BreakGlass) {
        YIGONG_LET(until, brokenUntil(s, actor, patient.id));
        record.glassUntil = until;
    }
    return record;
}

} // namespace yigong
