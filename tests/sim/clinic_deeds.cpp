// SPDX-License-Identifier: GPL-3.0-or-later
// What a clinic does: visits, its shelf, referrals.
#include "core/encounters/close_visit.h"
#include "core/encounters/visit.h"
#include "core/inventory/count.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "core/referrals/referral_desk.h"
#include "tests/sim/people_at.h"

namespace yigong::sim {

namespace {

const std::vector<QString> &drugCodes()
{
    static const std::vector<QString> codes = [] {
        std::vector<QString> found;
        for (const Drug &drug : Catalogue::shipped().drugs().entries())
            if (drug.doseHundredths > 0 && found.size() < 3)
                found.push_back(drug.code);
        return found;
    }();
    return codes;
}

const QString &diagnosisCode()
{
    static const QString code = Catalogue::shipped().diagnoses().entries().front().code;
    return code;
}

} // namespace

VisitDraft People::At::draft(Id patient) const
{
    VisitDraft draft;
    draft.patient = patient;
    draft.complaint = words("咳嗽");
    draft.vitals = {{QStringLiteral("8480-6"), QString::number(110 + random.upTo(40)), {}},
                    {QStringLiteral("8462-4"), QStringLiteral("75"), {}}};
    draft.diagnoses = {{diagnosisCode(), {}, true}};
    if (random.oneIn(2)) {
        PrescriptionEntry entry = usualPrescription(*Catalogue::shipped().drugs().find(random.of(drugCodes())), 3);
        entry.dispense = random.oneIn(2);
        entry.overrideReason = words("实物尚有");
        entry.allergyReason = QStringLiteral("利大于弊");
        draft.prescription = {entry};
    }
    return draft;
}

void People::At::sees() const
{
    const Id id = resident();
    if (!id.isNone())
        act("sees " + called(id), [&](Transaction &tx) { return closeVisit(tx, draft(id), Catalogue::shipped()); });
}

void People::At::amends() const
{
    const Id id = oneOf("SELECT id FROM encounter WHERE practitioner = ? ORDER BY id", {cellOfId(person.id)});
    if (id.isNone())
        return;
    act("amends visit " + called(id), [&](Transaction &tx) -> Result<ClosedVisit> {
        YIGONG_LET(visit, visitOf(tx, id));
        VisitDraft amended = amendmentDraftOf(visit);
        amended.complaint = words("更正");
        return amendVisit(tx, id, amended, words("笔误"), Catalogue::shipped());
    });
}

void People::At::dispenses() const
{
    const Id id = oneOf("SELECT id FROM medication_request WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (id.isNone())
        return;
    DispenseRequest request;
    request.line = id;
    request.amount = {1 + random.upTo(4)};
    request.overrideReason = words("实物尚有");
    act("hands out line " + called(id), [&](Transaction &tx) { return dispense(tx, request); });
}

void People::At::receives() const
{
    Receipt receipt{QStringLiteral("县药房"), words("R"), {}};
    receipt.lines.push_back({random.of(drugCodes()), QStringLiteral("L") + QString::number(random.upTo(3)),
                             QDate(2027, 1, 31), 1 + random.upTo(5), Quantity{}, 10 + random.upTo(3),
                             Money{100 + ++people.m_words}});
    act("receives stock", [&](Transaction &tx) { return receiveStock(tx, receipt); });
}

void People::At::counts() const
{
    const Id id = oneOf("SELECT id FROM stock_batch WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("counts " + called(id),
            [&](Transaction &tx) { return countBatch(tx, id, {random.upTo(60)}, words("盘点")); });
}

void People::At::loses() const
{
    const Id id = oneOf("SELECT id FROM stock_batch WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("loses of " + called(id), [&](Transaction &tx) -> Result<Id> {
            return random.oneIn(2)
                       ? recordLoss(tx, id, {1 + random.upTo(3)}, words("破损"))
                       : returnToSupplier(tx, id, {1 + random.upTo(3)}, QStringLiteral("县药房"), words("召回"));
        });
}

void People::At::holds() const
{
    const Id id = oneOf("SELECT id FROM stock_batch WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("holds " + called(id), [&](Transaction &tx) { return holdBatch(tx, id, random.oneIn(2)); });
}

void People::At::refers() const
{
    const Id id =
        oneOf("SELECT id FROM patient WHERE voided_on = '' AND site = ? ORDER BY id", {cellOfId(person.site)});
    if (id.isNone())
        return;
    ReferralDraft draft;
    draft.patient = id;
    draft.encounter =
        random.oneIn(3) ? Id{} : oneOf("SELECT id FROM encounter WHERE patient = ? ORDER BY id", {cellOfId(id)});
    draft.reason = words("胸痛");
    draft.allergyStatement = words("无");
    draft.urgency = random.oneIn(4) ? ReferralUrgency::Emergency : ReferralUrgency::Routine;
    act("refers " + called(id), [&](Transaction &tx) -> Result<SentReferral> {
        YIGONG_LET(destinations, destinationsOf(tx, person.site));
        if (destinations.empty())
            return fail(ErrorKind::NotFound);
        draft.toSite = random.of(destinations).id;
        return sendReferral(tx, draft);
    });
}

void People::At::pushes() const
{
    const Id id =
        oneOf("SELECT id FROM service_request WHERE site = ?1 OR to_site = ?1 ORDER BY id", {cellOfId(person.site)});
    if (id.isNone())
        return;
    const QString said = words("转");
    const int step = random.upTo(9);
    act("pushes referral " + called(id), [&](Transaction &tx) -> Result<void> {
        switch (step) {
        case 0:
            return withdrawReferral(tx, id, said);
        case 1:
            return acceptReferral(tx, id, tx.now().plusMs(-1000), {}, said);
        case 2:
            return rejectReferral(tx, id, said);
        case 3:
            return markArrived(tx, id, said);
        case 4:
            return markNoShow(tx, id, said);
        case 5:
            return recordTreatment(tx, id, said);
        case 6:
            return returnDown(tx, id, {said, said, said, {{tx.today().addDays(7), said}}});
        case 7:
            return receiveBack(tx, id, said);
        default:
            return closeReferral(tx, id, said);
        }
    });
}

void People::At::doesPlanItem() const
{
    const Id id = oneOf("SELECT id FROM care_plan_activity WHERE site = ? ORDER BY id", {cellOfId(person.site)});
    if (!id.isNone())
        act("does plan item " + called(id), [&](Transaction &tx) { return completeActivity(tx, id, words("已随访")); });
}

} // namespace yigong::sim
