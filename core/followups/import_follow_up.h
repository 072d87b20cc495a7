// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/check_follow_up.h"
#include "core/store/transaction.h"

namespace yigong {

/// A follow-up that another system closed, as its list has it.
struct ImportedFollowUp
{
    Id patient;
    FollowUp form;  ///< program, visit date, answers; entered (none: now); form code and edition (empty: the current
                    ///< ones); practitioner (none: the actor)
    QString source; ///< the system
    std::optional<FollowUpClass> closedAs;      ///< what it concluded itself
    [[nodiscard]] Id idFor(Id patientId) const; ///< the same at every import
};

enum class TakenAs : quint8
{
    Added,
    Amended, ///< it says something else than before: a correction of the form that stood
    Unchanged
};

struct TakenFollowUp
{
    TakenAs as = TakenAs::Unchanged;
    bool enrolled = false;         ///< the resident was not in the program
    bool closedOtherwise = false;  ///< our rules conclude something else than the system, whose class is in the remarks
    std::vector<FollowUpAsk> asks; ///< what a doctor would be asked about: taken as it is
};

/// Checks and judges it as a form is, and closes it at the resident's own site. It is known again by resident, program,
/// day and source. Door ImportPatients over the resident's site. Errors: Forbidden · OutOfScope · NotFound{patient} ·
/// WrongState{patient: voided, deceased before that day | program: closed} · AlreadyExists{date} (another form of that
/// day stands) · the first of `checkFollowUp` · those of `judgeFollowUp`, with the form's keys.
Result<TakenFollowUp> takeFollowUp(Transaction &tx, ImportedFollowUp imported);

} // namespace yigong
