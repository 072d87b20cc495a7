// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_writer.h"
#include "core/exchange/new_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>
#include <QUuid>

namespace yigong {

namespace {

/// Builds JSON text, as QJsonObject would turn "6.30" into 6.3.
class Json
{
public:
    Json &text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            raw(key, quoted(value));
        return *this;
    }
    Json &raw(const char *key, const QByteArray &json)
    {
        if (json.isEmpty())
            return *this;
        m_json += m_json.isEmpty() ? "\"" : ",\"";
        m_json += key;
        m_json += "\":" + json;
        return *this;
    }
    /// A list of one.
    Json &one(const char *key, const QByteArray &json) { return json.isEmpty() ? *this : raw(key, '[' + json + ']'); }
    Json &list(const char *key, const QByteArrayList &items)
    {
        return items.isEmpty() ? *this : raw(key, '[' + items.join(',') + ']');
    }
    [[nodiscard]] QByteArray object() const { return m_json.isEmpty() ? QByteArray() : '{' + m_json + '}'; }

    static QByteArray quoted(const QString &value)
    {
        const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return array.mid(1, array.size() - 2);
    }

private:
    QByteArray m_json;
};

const QString v3 = QStringLiteral("http://terminology.hl7.org/CodeSystem/v3-");
const QString terminology = QStringLiteral("http://terminology.hl7.org/CodeSystem/");

QByteArray codingJson(const FhirCoding &coding)
{
    return Json().text("system", coding.system).text("code", coding.code).text("display", coding.display).object();
}

QByteArray conceptJson(const FhirConcept &concept_)
{
    QByteArrayList codings;
    for (const FhirCoding &coding : concept_.codings)
        codings.append(codingJson(coding));
    return Json().list("coding", codings).text("text", concept_.text).object();
}

QByteArray statusJson(const QString &code, const char *system)
{
    return code.isEmpty() ? QByteArray() : conceptJson({{{terminology + QLatin1String(system), code, {}}}, {}});
}

bool isIdentifier(const SourceKey &key)
{
    static const QRegularExpression typeAndId(QStringLiteral("^[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}$"));
    const bool server = key.system == FhirSystem::unspecified || key.system.startsWith(u"http");
    return !server || !typeAndId.match(key.value).hasMatch();
}

QByteArray referenceJson(const FhirReference &reference)
{
    Json json;
    if (!reference.isNone()) {
        const SourceKey &key = reference.key;
        if (isIdentifier(key))
            json.raw("identifier", Json().text("system", key.system).text("value", key.value).object());
        else if (key.system == FhirSystem::unspecified)
            json.text("reference", key.value);
        else
            json.text("reference", key.system + u'/' + key.value);
    }
    return json.text("display", reference.display).object();
}

QString timeText(const FhirTime &time)
{
    return time.instant.isNone() ? time.day.text() : time.instant.iso();
}

/// `{"resourceType": …, "id": …` of any resource, and its identifier where that is its key.
Json begun(const char *type, const SourceKey &key, bool withIdentifier = true)
{
    Json json;
    json.text("resourceType", QLatin1String(type));
    if (!isIdentifier(key))
        json.text("id", key.value.section(u'/', 1));
    else if (withIdentifier)
        json.one("identifier", Json().text("system", key.system).text("value", key.value).object());
    return json;
}

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
        Json json;
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
    return conceptJson({{{FhirSystem::marital, code, {}}, {v3 + QStringLiteral("MaritalStatus"), letter, {}}}, {}});
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
        telecom.append(Json().text("system", point.system).text("value", point.value).text("use", point.use).object());
    Json json = begun("Patient", patient.key, false);
    json.raw("identifier", identifiersJson(patient))
        .one("name", Json().text("use", QStringLiteral("official")).text("text", patient.name).object())
        .list("telecom", telecom)
        .text("gender", genderOf(patient.sex))
        .text("birthDate", patient.birthDate.text())
        .text("deceasedDateTime", timeText(patient.deceasedAt))
        .raw("deceasedBoolean",
             patient.deceased && patient.deceasedAt.isNone() ? QByteArrayLiteral("true") : QByteArray())
        .one("address", Json().text("text", patient.address).object())
        .raw("maritalStatus", maritalJson(patient.marital))
        .raw("managingOrganization", referenceJson(patient.organisation));
    return json.object();
}

QByteArray jsonOf(const FhirEncounter &encounter)
{
    const QByteArray participant = referenceJson(encounter.practitioner);
    return begun("Encounter", encounter.key)
        .text("status", encounter.status)
        .raw("class", encounter.visitClass.isEmpty()
                          ? QByteArray()
                          : codingJson({v3 + QStringLiteral("ActCode"), encounter.visitClass, {}}))
        .one("type", conceptJson(encounter.type))
        .raw("subject", referenceJson(encounter.subject))
        .one("participant", participant.isEmpty() ? participant : Json().raw("individual", participant).object())
        .raw("period", Json().text("start", timeText(encounter.start)).text("end", timeText(encounter.end)).object())
        .one("reasonCode", conceptJson(encounter.reason))
        .raw("serviceProvider", referenceJson(encounter.serviceProvider))
        .object();
}

QByteArray jsonOf(const FhirCondition &condition)
{
    return begun("Condition", condition.key)
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

QByteArray quantityJson(const QString &number, const QString &unit, const QString &comparator = {})
{
    static const QRegularExpression decimal(QStringLiteral("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"));
    Json json;
    if (decimal.match(number).hasMatch())
        json.raw("value", number.toLatin1());
    return json.text("comparator", comparator).text("unit", unit).object();
}

void addValue(Json &json, const FhirValue &value)
{
    switch (value.kind) {
    case FhirValueKind::None:
        json.raw("dataAbsentReason", Json().text("text", value.text).object());
        break;
    case FhirValueKind::Quantity:
        json.raw("valueQuantity", quantityJson(value.text, value.unit, value.comparator));
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
    Json json = begun("Observation", observation.key);
    json.text("status", observation.status)
        .one("category", statusJson(observation.category, "observation-category"))
        .raw("code", conceptJson(observation.code))
        .raw("subject", referenceJson(observation.subject))
        .raw("encounter", referenceJson(observation.encounter))
        .text("effectiveDateTime", timeText(observation.effective));
    QByteArrayList components;
    for (const FhirValue &value : observation.values) {
        if (value.code == observation.code && components.isEmpty()) {
            addValue(json, value);
            continue;
        }
        Json component;
        component.raw("code", conceptJson(value.code));
        addValue(component, value);
        components.append(component.object());
    }
    return json.list("component", components).object();
}

QByteArray jsonOf(const FhirMedicationRequest &request)
{
    const QByteArray quantity = quantityJson(request.quantity, request.quantityUnit);
    return begun("MedicationRequest", request.key)
        .text("status", request.status)
        .text("intent", request.intent)
        .raw("medicationCodeableConcept", conceptJson(request.medication))
        .raw("subject", referenceJson(request.subject))
        .raw("encounter", referenceJson(request.encounter))
        .text("authoredOn", timeText(request.authored))
        .raw("requester", referenceJson(request.requester))
        .one("dosageInstruction", Json().text("text", request.dosage).object())
        .raw("dispenseRequest", Json().raw("quantity", quantity).object())
        .object();
}

QByteArray jsonOf(const FhirAllergyIntolerance &allergy)
{
    QByteArrayList reactions;
    for (const QString &reaction : allergy.reactions)
        reactions.append(Json().one("manifestation", Json().text("text", reaction).object()).object());
    return begun("AllergyIntolerance", allergy.key)
        .raw("clinicalStatus", statusJson(allergy.clinicalStatus, "allergyintolerance-clinical"))
        .raw("verificationStatus", statusJson(allergy.verificationStatus, "allergyintolerance-verification"))
        .one("category", allergy.category.isEmpty() ? QByteArray() : Json::quoted(allergy.category))
        .text("criticality", allergy.criticality)
        .raw("code", conceptJson(allergy.code))
        .raw("patient", referenceJson(allergy.patient))
        .text("onsetDateTime", timeText(allergy.onset))
        .text("recordedDate", timeText(allergy.recorded))
        .list("reaction", reactions)
        .object();
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
        bytes = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":" + Json::quoted(m_written.iso()) +
                ",\"entry\":[\n";
    m_begun = true;
    return put(bytes + Json().text("fullUrl", fullUrlOf(keyOf(resource))).raw("resource", fhirJson(resource)).object());
}

Result<void> FhirWriter::finish()
{
    if (m_begun)
        return put("\n]}\n");
    return put("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":" + Json::quoted(m_written.iso()) +
               "}\n");
}

} // namespace yigong
