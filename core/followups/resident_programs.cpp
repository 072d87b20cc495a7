// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/resident_programs.h"
#include "core/followups/follow_up_figures.h"
#include "core/followups/form_doors.h"
#include "core/patients/open_resident.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int olderPeopleFrom = 65;
constexpr int childrenUntil = 7;
constexpr int mothersFrom = 12, mothersUntil = 56; // who is offered it; the rule only knows women

bool isChildOn(const Patient &patient, QDate today)
{
    return patient.birthDate.isWhole() && ageOn(patient.birthDate, today).value_or(childrenUntil) < childrenUntil;
}

bool mayBePregnant(const Patient &patient, QDate today)
{
    const auto age = ageOn(patient.birthDate, today);
    return patient.sex != Sex::Male && (!age || (*age >= mothersFrom && *age < mothersUntil));
}

/// As the card calls the disease; empty for a program that is about none.
QString diseaseOf(FollowUpProgram program)
{
    return program == FollowUpProgram::MentalDisorder ? QStringLiteral("mental") : nameOf(program);
}

/// The last one: an open one before a closed one.
std::optional<ProgramEnrolment> lastOf(const std::vector<ProgramEnrolment> &all, FollowUpProgram program)
{
    const ProgramEnrolment *last = nullptr;
    for (const ProgramEnrolment &each : all)
        if (each.program == program && (!last || (last->closedOn.isValid() && !each.closedOn.isValid())))
            last = &each;
    return last ? std::optional(*last) : std::nullopt;
}

Result<FormJudgement> nextFormOf(const Snapshot &snapshot, const Patient &patient, const ProgramEnrolment &enrolment,
                                 QDate today)
{
    FormCase known;
    known.program = enrolment.program;
    known.birthDate = patient.birthDate;
    known.enrolledOn = enrolment.enrolledOn;
    YIGONG_LET(forms, standingHealthFormsOf(snapshot, patient.id, formsOfProgram(enrolment.program)));
    YIGONG_LET(since, turnBegan(snapshot, enrolment));
    for (HealthForm &form : forms)
        if (!since.isValid() || form.day > since)
            known.forms.push_back(std::move(form));
    YIGONG_LET(figures, FollowUpFigures::of(snapshot));
    return judgeForms(known, today, figures.forms);
}

} // namespace

ProgramFit fitOf(const Patient &patient, FollowUpProgram program, QDate today)
{
    switch (program) {
    case FollowUpProgram::OlderPeople:
        return !patient.birthDate.isNone() && today.year() - patient.birthDate.year() >= olderPeopleFrom
                   ? ProgramFit::Fits
                   : ProgramFit::DoesNotFit;
    case FollowUpProgram::Child:
        return isChildOn(patient, today) ? ProgramFit::Fits : ProgramFit::DoesNotFit;
    case FollowUpProgram::Maternity:
        return mayBePregnant(patient, today) ? ProgramFit::Possible : ProgramFit::DoesNotFit;
    default:
        return patient.conditions.contains(diseaseOf(program)) ? ProgramFit::Fits : ProgramFit::Possible;
    }
}

Result<std::vector<ResidentProgram>> programsOf(const Snapshot &snapshot, const Actor &actor, Id patient, QDate today)
{
    YIGONG_LET(resident, openResident(snapshot, actor, patient));
    YIGONG_LET(enrolments, enrolmentsOf(snapshot, resident.patient.id));
    const bool isSensitiveOpen = allows(static_cast<StaffRole>(actor.role), Door::ReadSensitive);
    std::vector<ResidentProgram> programs;
    for (const FollowUpProgram program : allPrograms()) {
        if (program == FollowUpProgram::MentalDisorder && !isSensitiveOpen)
            continue;
        ResidentProgram one;
        one.program = program;
        one.fit = fitOf(resident.patient, program, today);
        one.enrolment = lastOf(enrolments, program);
        if (one.isIn() && !hasOwnRecord(program)) {
            YIGONG_LET(next, nextFormOf(snapshot, resident.patient, *one.enrolment, today));
            one.next = std::move(next);
        }
        programs.push_back(std::move(one));
    }
    return programs;
}

const ResidentProgram *firstDueOf(const std::vector<ResidentProgram> &programs)
{
    const ResidentProgram *first = nullptr;
    for (const ResidentProgram &one : programs)
        if (!one.next.nextForm.isEmpty() && (!first || one.next.due < first->next.due))
            first = &one;
    return first;
}

} // namespace yigong
