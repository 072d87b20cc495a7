// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_json.h"
#include "core/exchange/own_elements.h"
#include "core/exchange/own_resources.h"

namespace yigong {

namespace {

FhirReference recordReference(const char *type, Id id)
{
    return id.isNone() ? FhirReference{} : FhirReference{ownKey(type, id), {}, false};
}

QString isoOf(Instant instant)
{
    return instant.isNone() ? QString() : instant.iso();
}

/// R4's request status, as far as it says where a referral stands; Task.businessStatus and the events say the rest.
QString requestStatus(ReferralState state)
{
    switch (state) {
    case ReferralState::Withdrawn:
    case ReferralState::Rejected:
    case ReferralState::NoShow:
        return QStringLiteral("revoked");
    case ReferralState::Received:
    case ReferralState::Closed:
        return QStringLiteral("completed");
    case ReferralState::NeedsNewerProgram:
        return QStringLiteral("unknown");
    default:
        return QStringLiteral("active");
    }
}

QString taskStatus(ReferralEventKind kind)
{
    switch (kind) {
    case ReferralEventKind::Sent:
        return QStringLiteral("requested");
    case ReferralEventKind::Withdrawn:
        return QStringLiteral("cancelled");
    case ReferralEventKind::Accepted:
        return QStringLiteral("accepted");
    case ReferralEventKind::Rejected:
        return QStringLiteral("rejected");
    case ReferralEventKind::Arrived:
    case ReferralEventKind::Treated:
        return QStringLiteral("in-progress");
    case ReferralEventKind::NoShow:
        return QStringLiteral("failed");
    default:
        return QStringLiteral("completed");
    }
}

QString priorityOf(ReferralUrgency urgency)
{
    switch (urgency) {
    case ReferralUrgency::Soon:
        return QStringLiteral("urgent");
    case ReferralUrgency::Emergency:
        return QStringLiteral("stat");
    case ReferralUrgency::Routine:
        return QStringLiteral("routine");
    }
    return {};
}

ReferralUrgency urgencyIn(OwnElements &from)
{
    const QString word = from.text("priority");
    if (word.isEmpty())
        return {};
    for (const auto urgency : {ReferralUrgency::Routine, ReferralUrgency::Soon, ReferralUrgency::Emergency})
        if (priorityOf(urgency) == word)
            return urgency;
    from.wrong("ServiceRequest.priority", word);
    return ReferralUrgency::Routine;
}

QByteArrayList reasonsJson(const ServiceRequest &referral)
{
    QByteArrayList reasons;
    if (!referral.reason.isEmpty())
        reasons.append(conceptJson({{}, referral.reason}));
    if (!referral.diagnosis.isEmpty() || !referral.diagnosisCode.isEmpty())
        reasons.append(conceptJson({{{ownSystem("diagnosis"), referral.diagnosisCode, {}}}, referral.diagnosis}));
    return reasons;
}

QByteArray noteJson(const QString &text)
{
    return FhirJson().text("text", text).object();
}

} // namespace

FhirOwnResource ownResource(const ServiceRequest &referral, ReferralState state, const OwnWriting &with)
{
    ServiceRequest rest = referral;
    rest.patient = rest.encounter = rest.practitioner = {};
    rest.at = {};
    rest.urgency = {};
    rest.number.clear();
    rest.reason.clear();
    rest.diagnosisCode.clear();
    rest.diagnosis.clear();
    rest.summary.clear();
    rest.validUntil = {};
    const FhirReference to = with.names.site(referral.toSite);
    rest.toSite = {};
    FhirOwnResource out = begunOwn(referral, rest, with.names);
    const FhirJson number = FhirJson().text("system", ownSystem("referral-number")).text("value", referral.number);
    const FhirConcept what{{{FhirSystem::snomed, QStringLiteral("3457005"), QStringLiteral("Patient referral")}},
                           QStringLiteral("双向转诊（转出）")};
    out.text = begunResource("ServiceRequest", out.key, out.own)
                   .one("identifier", referral.number.isEmpty() ? QByteArray() : number.object())
                   .text("status", requestStatus(state))
                   .text("intent", QStringLiteral("order"))
                   .text("priority", priorityOf(referral.urgency))
                   .raw("code", conceptJson(what))
                   .raw("subject", referenceJson(with.subject))
                   .raw("encounter", referenceJson(recordReference("Encounter", referral.encounter)))
                   .raw("occurrencePeriod", FhirJson().text("end", referral.validUntil.toString(Qt::ISODate)).object())
                   .text("authoredOn", isoOf(referral.at))
                   .raw("requester", referenceJson(with.names.practitioner(referral.practitioner)))
                   .one("performer", referenceJson(to))
                   .list("reasonCode", reasonsJson(referral))
                   .one("note", noteJson(referral.summary))
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ServiceRequest &record)
{
    OwnElements from(json, names);
    record.number = from.text(from[u"identifier"][0][u"value"], "ServiceRequest.identifier");
    record.urgency = urgencyIn(from);
    record.encounter = from.reference(from[u"encounter"], "ServiceRequest.encounter");
    record.validUntil = from.day(from[u"occurrencePeriod"][u"end"], "ServiceRequest.occurrencePeriod");
    record.at = from.instant(from[u"authoredOn"], "ServiceRequest.authoredOn");
    record.practitioner = from.reference(from[u"requester"], "ServiceRequest.requester");
    record.toSite = from.site(from[u"performer"][0]);
    for (const JsonValue &reason : from[u"reasonCode"].items()) {
        const QString text = from.text(reason[u"text"], "ServiceRequest.reasonCode");
        if (reason[u"coding"].isAbsent()) {
            record.reason = text;
            continue;
        }
        record.diagnosisCode = from.code(reason, "ServiceRequest.reasonCode");
        record.diagnosis = text;
    }
    record.summary = from.text(from[u"note"][0][u"text"], "ServiceRequest.note");
    return from.done();
}

FhirOwnResource ownResource(const ReferralEvent &event, const OwnWriting &with)
{
    ReferralEvent rest = event;
    rest.referral = rest.patient = rest.practitioner = {};
    rest.at = {};
    rest.appointment = {};
    rest.note.clear();
    const FhirReference owner = with.names.site(event.site);
    rest.site = {};
    FhirOwnResource out = begunOwn(event, rest, with.names);
    out.text = begunResource("Task", out.key, out.own)
                   .text("status", taskStatus(event.kind))
                   .raw("businessStatus", conceptJson(ownConcept("referral-event", nameOf(event.kind), {})))
                   .text("intent", QStringLiteral("order"))
                   .raw("focus", referenceJson(recordReference("ServiceRequest", event.referral)))
                   .raw("for", referenceJson(with.subject))
                   .text("authoredOn", isoOf(event.at))
                   .raw("requester", referenceJson(with.names.practitioner(event.practitioner)))
                   .raw("owner", referenceJson(owner))
                   .one("note", noteJson(event.note))
                   .raw("restriction",
                        FhirJson().raw("period", FhirJson().text("start", isoOf(event.appointment)).object()).object())
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ReferralEvent &record)
{
    OwnElements from(json, names);
    record.referral = from.reference(from[u"focus"], "Task.focus");
    record.at = from.instant(from[u"authoredOn"], "Task.authoredOn");
    record.practitioner = from.reference(from[u"requester"], "Task.requester");
    record.site = from.site(from[u"owner"]);
    record.note = from.text(from[u"note"][0][u"text"], "Task.note");
    record.appointment = from.instant(from[u"restriction"][u"period"][u"start"], "Task.restriction");
    return from.done();
}

FhirOwnResource ownResource(const CarePlanActivity &activity, const OwnWriting &with)
{
    CarePlanActivity rest = activity;
    rest.referral = rest.patient = {};
    rest.dueOn = {};
    rest.what.clear();
    rest.outcome.clear();
    FhirOwnResource out = begunOwn(activity, rest, with.names);
    const bool isDone = activity.doneOn.isValid();
    FhirJson detail;
    detail.text("status", isDone ? QStringLiteral("completed") : QStringLiteral("not-started"))
        .raw("scheduledPeriod", FhirJson().text("end", activity.dueOn.toString(Qt::ISODate)).object())
        .text("description", activity.what);
    FhirJson item;
    item.one("outcomeCodeableConcept", conceptJson({{}, activity.outcome})).raw("detail", detail.object());
    out.text = begunResource("CarePlan", out.key, out.own)
                   .text("status", isDone ? QStringLiteral("completed") : QStringLiteral("active"))
                   .text("intent", QStringLiteral("plan"))
                   .raw("subject", referenceJson(with.subject))
                   .one("supportingInfo", referenceJson(recordReference("ServiceRequest", activity.referral)))
                   .one("activity", item.object())
                   .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, CarePlanActivity &record)
{
    OwnElements from(json, names);
    const JsonValue &item = from[u"activity"][0];
    record.referral = from.reference(from[u"supportingInfo"][0], "CarePlan.supportingInfo");
    record.outcome = from.text(item[u"outcomeCodeableConcept"][0][u"text"], "CarePlan.activity");
    record.dueOn = from.day(item[u"detail"][u"scheduledPeriod"][u"end"], "CarePlan.activity");
    record.what = from.text(item[u"detail"][u"description"], "CarePlan.activity");
    return from.done();
}

FhirOwnResource ownResource(const MedicationDispense &dispense, const MedicationRequest *line, const OwnWriting &with)
{
    MedicationDispense rest = dispense;
    rest.request = rest.encounter = rest.patient = rest.practitioner = rest.document = {};
    rest.drug.clear();
    rest.quantity = {};
    rest.at = {};
    FhirOwnResource out = begunOwn(dispense, rest, with.names);
    FhirConcept medication;
    const QString name = line ? line->name : QString();
    if (!dispense.drug.isEmpty())
        medication.codings.push_back({ownSystem("drug"), dispense.drug, name});
    medication.text = name;
    out.text =
        begunResource("MedicationDispense", out.key, out.own)
            .text("status", QStringLiteral("completed"))
            .raw("medicationCodeableConcept", conceptJson(medication))
            .raw("subject", referenceJson(with.subject))
            .raw("context", referenceJson(recordReference("Encounter", dispense.encounter)))
            .one("performer",
                 FhirJson().raw("actor", referenceJson(with.names.practitioner(dispense.practitioner))).object())
            .one("authorizingPrescription", referenceJson(recordReference("MedicationRequest", dispense.request)))
            .raw("quantity", quantityJson(QString::number(dispense.quantity.units), line ? line->unit : QString()))
            .text("whenHandedOver", isoOf(dispense.at))
            .object();
    return out;
}

Result<void> fillFrom(const JsonValue &json, const OwnNames &names, MedicationDispense &record)
{
    OwnElements from(json, names);
    record.drug = from.code(from[u"medicationCodeableConcept"], "MedicationDispense.medicationCodeableConcept");
    record.encounter = from.reference(from[u"context"], "MedicationDispense.context");
    record.practitioner = from.reference(from[u"performer"][0][u"actor"], "MedicationDispense.performer");
    record.request = from.reference(from[u"authorizingPrescription"][0], "MedicationDispense.authorizingPrescription");
    bool isWhole = false;
    record.quantity = {from[u"quantity"][u"value"].text().toLongLong(&isWhole)};
    if (!isWhole)
        from.wrong("MedicationDispense.quantity", from[u"quantity"][u"value"].text());
    record.at = from.instant(from[u"whenHandedOver"], "MedicationDispense.whenHandedOver");
    return from.done();
}

} // namespace yigong
