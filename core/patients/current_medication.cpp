// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/current_medication.h"
#include "core/encounters/encounter.h"
#include "core/followups/enrolment.h"
#include "core/patients/find.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int graceDays = 14;    // who takes it irregularly has some left
constexpr int longestDays = 180; // nobody is given more at once

void addMedicine(std::vector<CurrentMedicine> &all, CurrentMedicine medicine)
{
    const bool isKnown = std::any_of(all.begin(), all.end(), [&](const CurrentMedicine &known) {
        return known.name.startsWith(medicine.name) || medicine.name.startsWith(known.name);
    });
    if (!isKnown && !medicine.name.isEmpty())
        all.push_back(std::move(medicine));
}

Result<void> addPrescribed(const Snapshot &snapshot, Id patient, QDate today, std::vector<CurrentMedicine> &all)
{
    YIGONG_LET(lines, snapshot.select<MedicationRequest>(
                          "WHERE patient = ? AND authored >= ? AND NOT EXISTS (SELECT 1 FROM encounter later WHERE "
                          "later.amends = medication_request.encounter) ORDER BY authored DESC, id DESC",
                          {patient.bytes(), qint64{startOf(today.addDays(-longestDays)).ms}}));
    for (const MedicationRequest &line : lines) {
        const QDate until = civilDay(line.authored).addDays(std::max(1, line.days) - 1);
        if (until.addDays(graceDays) < today)
            continue;
        QStringList how{line.dose, line.frequency};
        how.removeAll(QString());
        addMedicine(all, {line.name, how.join(u' '), until, civilDay(line.authored)});
    }
    return {};
}

Result<void> addSaid(const Snapshot &snapshot, Id patient, QDate today, std::vector<CurrentMedicine> &all)
{
    for (const FollowUpProgram program : {FollowUpProgram::Hypertension, FollowUpProgram::Diabetes}) {
        YIGONG_LET(forms, standingFollowUpsOf(snapshot, patient, program));
        if (forms.empty() || forms.back().visitDate < today.addMonths(-6))
            continue;
        const FollowUp &last = forms.back();
        for (const FollowUpDrug &drug : last.drugs)
            addMedicine(all,
                        {drug.name, textOf(FollowUpDrug{{}, drug.times, drug.dose}).trimmed(), {}, last.visitDate});
        if (!last.insulin.isEmpty())
            addMedicine(all, {last.insulin, {}, {}, last.visitDate});
    }
    return {};
}

} // namespace

Result<std::vector<CurrentMedicine>> currentMedication(const Snapshot &snapshot, Id patient)
{
    const QDate today = civilDay(snapshot.now());
    std::vector<CurrentMedicine> all;
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    for (const Id &id : ids)
        YIGONG_TRY(addPrescribed(snapshot, id, today, all));
    YIGONG_TRY(addSaid(snapshot, patient, today, all));
    return all;
}

} // namespace yigong
