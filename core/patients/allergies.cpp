// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/allergies.h"
#include "core/base/text.h"
#include "core/patients/find.h"
#include "core/security/policy.h"

#include <algorithm>

namespace yigong {

namespace {

bool isCriticality(const QString &word)
{
    return word.isEmpty() || word == u"low" || word == u"high" || word == u"unable-to-assess";
}

/// A voided record can never stand again (what is set once is never lost), so its substance goes on under the next id.
Result<std::optional<AllergyIntolerance>> standingOrFree(const Snapshot &snapshot, Id patient, const QString &key,
                                                         Id &free)
{
    for (int turn = 0;; ++turn) {
        free = AllergyIntolerance::idOf(patient, turn == 0 ? key : key + u'#' + QString::number(turn));
        YIGONG_LET(known, snapshot.find<AllergyIntolerance>(free));
        if (!known || !known->voidedOn.isValid())
            return known;
    }
}

int gravity(const AllergyIntolerance &allergy)
{
    return allergy.criticality == u"high" ? 0 : allergy.criticality == u"low" ? 2 : 1;
}

} // namespace

Result<Id> recordAllergy(Transaction &tx, const AllergyDraft &draft)
{
    const QString substance = tidied(draft.substance);
    if (substance.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("substance"));
    if (!isCleanText(substance) || !isCleanText(draft.reaction))
        return fail(ErrorKind::Invalid, QStringLiteral("substance"), {substance});
    if (!isCriticality(draft.criticality))
        return fail(ErrorKind::Invalid, QStringLiteral("criticality"), {draft.criticality});
    YIGONG_LET(patient, topPatient(tx, draft.patient));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, patient.id));

    AllergyIntolerance allergy;
    YIGONG_LET(known, standingOrFree(tx, patient.id, draft.code.isEmpty() ? substance : draft.code, allergy.id));
    if (known) {
        AllergyIntolerance more = *known;
        if (!draft.reaction.trimmed().isEmpty())
            more.reaction = draft.reaction.trimmed();
        if (!draft.criticality.isEmpty())
            more.criticality = draft.criticality;
        YIGONG_TRY(tx.update(*known, more));
        return known->id;
    }
    allergy.patient = patient.id;
    allergy.site = tx.actor().site;
    allergy.code = draft.code;
    allergy.substance = substance;
    allergy.reaction = draft.reaction.trimmed();
    allergy.criticality = draft.criticality;
    allergy.recordedOn = tx.today();
    allergy.practitioner = tx.actor().practitioner;
    return tx.insert(allergy);
}

Result<void> voidAllergy(Transaction &tx, Id allergy, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("void_reason"));
    YIGONG_LET(before, tx.get<AllergyIntolerance>(allergy));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, before.patient));
    if (before.voidedOn.isValid())
        return fail(ErrorKind::WrongState, {}, {QStringLiteral("voided")});
    AllergyIntolerance after = before;
    after.voidedOn = tx.today();
    after.voidReason = reason.trimmed();
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<std::vector<AllergyIntolerance>> allergiesOf(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<AllergyIntolerance> standing;
    for (const Id id : ids) {
        YIGONG_LET(some, snapshot.select<AllergyIntolerance>("WHERE patient = ? AND voided_on = '' ORDER BY id",
                                                             {id.bytes()}));
        standing.insert(standing.end(), some.begin(), some.end());
    }
    std::stable_sort(standing.begin(), standing.end(),
                     [](const auto &a, const auto &b) { return gravity(a) < gravity(b); });
    return standing;
}

} // namespace yigong
