// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/visit_basis.h"
#include "core/encounters/close_visit.h"
#include "core/encounters/drafts.h"
#include "core/encounters/vitals.h"
#include "core/patients/allergies.h"
#include "core/patients/find.h"

namespace yigong {

Result<VisitBasis> visitBasis(const Snapshot &snapshot, Id patient, const Catalogue &codes)
{
    VisitBasis basis;
    YIGONG_LET(top, topPatient(snapshot, patient));
    basis.patient = std::move(top);
    const Id id = basis.patient.id;
    YIGONG_LET(allergies, allergiesOf(snapshot, id));
    basis.allergies = std::move(allergies);
    YIGONG_LET(words, allergyWordsOf(snapshot, id, codes));
    basis.allergyWords = std::move(words);
    YIGONG_LET(draft, findDraft(snapshot, id));
    basis.draft = std::move(draft);
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
