// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/enrolment.h"
#include "core/followups/form_rules.h"
#include "core/security/policy.h"

namespace yigong {

/// How a program goes with somebody, by what their card says: age, sex, conditions.
enum class ProgramFit : quint8
{
    Fits,       ///< they are whom it is for
    Possible,   ///< a disease that nobody has diagnosed, a pregnancy that nobody has told of
    DoesNotFit, ///< it is refused (`enrolInProgram`)
};
ProgramFit fitOf(const Patient &patient, FollowUpProgram program, QDate today);

/// One program and one resident.
struct ResidentProgram
{
    FollowUpProgram program = FollowUpProgram::Hypertension;
    ProgramFit fit = ProgramFit::Possible;
    std::optional<ProgramEnrolment> enrolment; ///< the last one; none: never in it
    FormJudgement next;                        ///< where they are in it and its forms are data

    [[nodiscard]] bool isIn() const { return enrolment && !enrolment->closedOn.isValid(); }
};

/// All programs, in the order of their numbers. That of severe mental disorder only through Door ReadSensitive. Opens
/// the record. Door ReadPatient. Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<std::vector<ResidentProgram>> programsOf(const Snapshot &snapshot, const Actor &actor, Id patient, QDate today);

/// Which of them is to be filled in first: the earliest due of those whose forms are data. Null where there is none.
const ResidentProgram *firstDueOf(const std::vector<ResidentProgram> &programs);

} // namespace yigong
