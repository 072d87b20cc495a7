// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/visit_basis.h"
#include "core/encounters/close_visit.h"
#include "core/encounters/drafts.h"
#include "core/encounters/vitals.h"
#include "core/security/accounts.h"

namespace yigong {

Result<VisitBasis> visitBasis(const Snapshot &snapshot, const Actor &actor, Id patient, const Catalogue &codes)
{
    VisitBasis basis;
    YIGONG_LET(resident, openResident(snapshot, actor, patient));
    basis.patient = std::move(resident.patient);
    basis.basis = resident.basis;
    basis.allergies = std::move(resident.allergies);
    basis.conflicts = std::move(resident.conflicts);
    const Id id = basis.patient.id;
    YIGONG_LET(words, allergyWordsOf(snapshot, id, codes));
    basis.allergyWords = std::move(words);
    if (allows(static_cast<StaffRole>(actor.role), Door::WriteVisit)) {
        YIGONG_LET(draft, findDraft(snapshot, actor, id));
        basis.draft = std::move(draft);
    }
    YIGONG_LET(right, hasNarcoticRight(snapshot, actor.practitioner));
    basis.narcoticRight = right;
    YIGONG_LET(last, lastVisitOf(snapshot, id));
    basis.last = std::move(last);
    YIGONG_LET(lines, lastPrescriptionOf(snapshot, id));
    basis.lastLines = std::move(lines);
    for (const VitalKind &kind : vitalKinds()) {
        YIGONG_LET(points, vitalsHistory(snapshot, id, kind.codeText()));
        if (!points.empty())
            basis.lastVitals.insert(kind.codeText(), points.back());
    }
    return basis;
}

} // namespace yigong
