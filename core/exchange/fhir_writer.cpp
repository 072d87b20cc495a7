// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_writer.h"
#include "core/exchange/fhir_json.h"
#include "core/exchange/new_file.h"

#include <QStringList>
#include <QUuid>

namespace yigong {

namespace {

QByteArray identifiersJson(const FhirPatient &patient)
{
    // The key comes first: the reader takes the first identifier of a resource without an id for its key.
    std::vector<FhirIdentifier> all = patient.identifiers;
    const auto isKey = [&](const FhirIdentifier &i) {
        return i.system == patient.key.system && i.value == patient.key.value;
    };
    if (isIdentifier(patient.key) && std::none_of(all.begin(), all.end(), isKey))
        all.insert(all.begin(), {patient.key.system, patient.key.value, {}});
    QByteArrayList items;
    for (const FhirIdentifier &identifier : all) {
        FhirJson json;
        if (!identifier.type.isEmpty())
            json.raw("type", statusJson(identifier.type, "v2-0203"));
        items.append(json.text("system", identifier.system).text("value", identifier.value).object());
    }
    return items.isEmpty() ? QByteArray() : '[' + items.join(',') + ']';
}

QByteArray maritalJson(const QString &code)
{
    static const QHash<QString, QString> hl7{{QStringLiteral("1"), QStringLiteral("S")},
                                             {QStringLiteral("2"), QStringLiteral("M")},
                                             {QStringLiteral("3"), QStringLiteral("W")},
                                             {QStringLiteral("4"), QStringLiteral("D")}};
    if (code.isEmpty())
        return {};
    const QString letter = hl7.value(code.left(1), QStringLiteral("UNK"));
    return conceptJson({{{FhirSystem::marital, code, {}}, {hl7System("v3-MaritalStatus"), letter, {}}}, {}});
}

QString genderOf(Sex sex)
{
    switch (sex) {
    case Sex::Male:
        return QStringLiteral("male");
    case Sex::Female:
        return QStringLiteral("female");
    case Sex::Unstated:
        return QStringLiteral("other");
    default:
        return QStringLiteral("unknown");
    }
}

QByteArray jsonOf(const FhirPatient &patient)
{
    QByteArrayList telecom;
    for (const FhirContactPoint &point : patient.telecom)
        telecom.append(
            FhirJson().text("system", point.system).text("value", point.value).text("use", point.use).object());
    FhirJson json = begunResource("Patient", patient.key, patient.own, false);
    json.raw("identifier", identifiersJson(patient))
        .one("name", FhirJson().text("use", QStringLiteral("official")).text("text", patient.name).object())
        .list("telecom", telecom)
        .text("gender", genderOf(patient.sex))
        .text("birthDate", patient.birthDate.text())
        .text("deceasedDateTime", timeText(patient.deceasedAt))
        .raw("deceasedBoolean",
             patient.deceased && patient.deceasedAt.isNone() ? QByteArrayLiteral("true") : QByteArray())
        .one("address", FhirJson().text("text", patient.address).object())
        .raw("maritalStatus", maritalJson(patient.marital))
        .raw("managingOrganization", referenceJson(patient.organisation));
    return json.object();
}

QByteArray jsonOf(const FhirEncounter &encounter)
{
    const QByteArray participant = referenceJson(encounter.practitioner);
    return begunResource("Encounter", encounter.key, encounter.own)
        .text("status", encounter.status)
        .raw("class", encounter.visitClass.isEmpty() ? QByteArray()
                                                     : codingJson({hl7System("v3-ActCode"), encounter.visitClass, {}}))
        .one("type", conceptJson(encounter.type))
        .raw("subject", referenceJson(encounter.subject))
        .one("participant", participant.isEmpty() ? participant : FhirJson().raw("individual", participant).object())
        .raw("period", periodJson(encounter.start, encounter.end))
        .one("reasonCode", conceptJson(encounter.reason))
        .raw("serviceProvider", referenceJson(encounter.serviceProvider))
        .object();
}

QByteArray jsonOf(const FhirCondition &condition)
{
    return begunResource("Condition", condition.key, condition.own)
        .raw("clinicalStatus", statusJson(condition.clinicalStatus, "condition-clinical"))
        .raw("verificationStatus", statusJson(condition.verificationStatus, "condition-ver-status"))
        .raw("code", conceptJson(condition.code))
        .raw("subject", referenceJson(condition.subject))
        .raw("encounter", referenceJson(condition.encounter))
        .text("onsetDateTime", timeText(condition.onset))
        .text("onsetString", condition.onsetText)
        .text("abatementDateTime", timeText(condition.abatement))
        .text("abatementString", condition.abatementText)
        .text("recordedDate", timeText(condition.recorded))
        .object();
}

void addValue(FhirJson &json, const FhirValue &value)
{
    switch (value.kind) {
    case FhirValueKind::None:
        json.raw("dataAbsentReason", FhirJson().text("text", value.text).object());
        break;
    case FhirValueKind::Quantity:
        json.raw("valueQuantity", quantityJson(value.text, value.unit, value.comparator, value.written));
        break;
    case FhirValueKind::Coded:
        json.raw("valueCodeableConcept", conceptJson(value.coded));
        break;
    case FhirValueKind::Boolean:
        json.raw("valueBoolean", value.text.toLatin1());
        break;
    case FhirValueKind::Text:
    case FhirValueKind::Other:
        json.text("valueString", value.text);
        break;
    }
}

QByteArray jsonOf(const FhirObservation &observation)
{
    FhirJson json = begunResource("Observation", observation.key, observation.own);
    json.text("status", observation.status)
        .one("category", statusJson(observation.category, "observation-category"))
        .raw("code", conceptJson(observation.code))
        .raw("subject", referenceJson(observation.subject))
        .raw("encounter", referenceJson(observation.encounter))
        .text("effectiveDateTime", timeText(observation.effective))
        .one("derivedFrom", referenceJson(observation.derivedFrom));
    QByteArrayList components;
    for (const FhirValue &value : observation.values) {
        if (value.code == observation.code && components.isEmpty()) {
            addValue(json, value);
            continue;
        }
        FhirJson component;
        component.raw("code", conceptJson(value.code));
        addValue(component, value);
        components.append(component.object());
    }
    return json.list("component", components).object();
}

QByteArray jsonOf(const FhirMedicationRequest &request)
{
    const QByteArray quantity = quantityJson(request.quantity, request.quantityUnit);
    const QByteArray supply = request.days.isEmpty()
                                  ? QByteArray()
                                  : quantityJson(request.days, QStringLiteral("d"), {}, QStringLiteral("天"));
    return begunResource("MedicationRequest", request.key, request.own)
        .text("status", request.status)
        .text("intent", request.intent)
        .raw("medicationCodeableConcept", conceptJson(request.medication))
        .raw("subject", referenceJson(request.subject))
        .raw("encounter", referenceJson(request.encounter))
        .text("authoredOn", timeText(request.authored))
        .raw("requester", referenceJson(request.requester))
        .one("dosageInstruction", FhirJson().text("text", request.dosage).object())
        .raw("dispenseRequest", FhirJson().raw("quantity", quantity).raw("expectedSupplyDuration", supply).object())
        .object();
}

QByteArray jsonOf(const FhirAllergyIntolerance &allergy)
{
    QByteArrayList reactions;
    for (const QString &reaction : allergy.reactions)
        reactions.append(FhirJson().one("manifestation", FhirJson().text("text", reaction).object()).object());
    return begunResource("AllergyIntolerance", allergy.key, allergy.own)
        .raw("clinicalStatus", statusJson(allergy.clinicalStatus, "allergyintolerance-clinical"))
        .raw("verificationStatus", statusJson(allergy.verificationStatus, "allergyintolerance-verification"))
        .one("category", allergy.category.isEmpty() ? QByteArray() : FhirJson::quoted(allergy.category))
        .text("criticality", allergy.criticality)
        .raw("code", conceptJson(allergy.code))
        .raw("patient", referenceJson(allergy.patient))
        .text("onsetDateTime", timeText(allergy.onset))
        .text("recordedDate", timeText(allergy.recorded))
        .raw("recorder", referenceJson(allergy.recorder))
        .list("reaction", reactions)
        .object();
}

QByteArray jsonOf(const FhirOwnResource &resource)
{
    return resource.text;
}

QString fullUrlOf(const SourceKey &key)
{
    if (isIdentifier(key))
        return {};
    if (key.system != FhirSystem::unspecified)
        return key.system + u'/' + key.value;
    const QString id = key.value.section(u'/', 1);
    return QUuid::fromString(id).isNull() ? QString() : QStringLiteral("urn:uuid:") + id;
}

} // namespace

QByteArray fhirJson(const FhirResource &resource)
{
    return std::visit([](const auto &known) { return jsonOf(known); }, resource);
}

FhirWriter::FhirWriter(QIODevice &device, Instant written) : m_device(device), m_written(written) {}

Result<void> FhirWriter::put(const QByteArray &bytes)
{
    if (m_device.write(bytes) == bytes.size())
        return {};
    if (const auto *file = qobject_cast<const QFileDevice *>(&m_device))
        return fail(writeError(*file));
    return fail(ErrorKind::FileUnwritable, {}, {QString(), m_device.errorString()});
}

Result<void> FhirWriter::write(const FhirResource &resource)
{
    QByteArray bytes;
    if (m_begun)
        bytes = ",\n";
    else
        bytes =
            "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":" + FhirJson::quoted(m_written.iso()) +
            ",\"entry\":[\n";
    m_begun = true;
    return put(bytes +
               FhirJson().text("fullUrl", fullUrlOf(keyOf(resource))).raw("resource", fhirJson(resource)).object());
}

Result<void> FhirWriter::finish()
{
    if (m_begun)
        return put("\n]}\n");
    return put("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":" +
               FhirJson::quoted(m_written.iso()) + "}\n");
}

} // namespace yigong
