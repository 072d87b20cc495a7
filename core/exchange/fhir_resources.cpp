// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/exchange/fhir_reader.h"

#include <QRegularExpression>
#include <QStringList>

namespace yigong {

namespace {

/// Reads one resource and keeps the first thing that is wrong with it.
class Resource
{
public:
    Resource(const JsonValue &json, const QString &fullUrl, const FhirIndex &index)
        : m_json(json), m_index(index), m_server(serverOf(fullUrl)), m_type(json[u"resourceType"].text()),
          m_key(sourceKeyOf(json, fullUrl))
    {}

    [[nodiscard]] const QString &type() const { return m_type; }
    [[nodiscard]] const SourceKey &key() const { return m_key; }
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    [[nodiscard]] const JsonValue &json() const { return m_json; }
    [[nodiscard]] const JsonValue &operator[](QStringView member) const { return m_json[member]; }

    void wrong(ErrorKind kind, const QString &path, const QStringList &args = {})
    {
        if (!m_problem)
            m_problem = Error{kind, m_type + u'.' + path, args};
    }

    FhirOwn own()
    {
        FhirOwn out;
        if (!isOwnResource(m_json))
            return out;
        out.isOurs = true;
        for (const JsonValue &extension : list(QStringLiteral("extension")))
            if (const QString url = extension[u"url"].text(); url.startsWith(FhirSystem::own + u':'))
                out.kept[url.mid(FhirSystem::own.size() + 1)] = text(extension[u"valueString"], url);
        return out;
    }

    /// A list, or nothing; anything else is wrong.
    const std::vector<JsonValue> &list(const QString &member)
    {
        const JsonValue &value = m_json[member];
        if (!value.isAbsent() && !value.isArray())
            wrong(ErrorKind::BadFormat, member, {QStringLiteral("array"), member});
        return value.items();
    }

    QString text(const JsonValue &value, const QString &path)
    {
        if (!value.isAbsent() && !value.isString())
            wrong(ErrorKind::BadFormat, path, {QStringLiteral("string"), path});
        if (!isCleanText(value.text()))
            wrong(ErrorKind::Invalid, path, {value.text()});
        return value.text();
    }
    QString text(const QString &member) { return text(m_json[member], member); }

    QString requiredText(const QString &member)
    {
        const QString value = text(member);
        if (value.isEmpty())
            wrong(ErrorKind::Required, member);
        return value;
    }

    FhirConcept readConcept(const QString &member)
    {
        const JsonValue &value = m_json[member];
        if (!value.isAbsent() && !value.isObject())
            wrong(ErrorKind::BadFormat, member, {QStringLiteral("object"), member});
        return conceptOf(value);
    }

    /// First code of a CodeableConcept (a status).
    QString code(const QString &member) { return readConcept(member).coding().code; }

    FhirTime time(const JsonValue &value, const QString &path);
    FhirTime time(const QString &member) { return time(m_json[member], member); }

    FhirReference reference(const JsonValue &value, const QString &expectedType)
    {
        return m_index.follow(value, expectedType, m_server);
    }

    /// Whose resource it is: there must be one, and it must be a person.
    FhirReference subject(const QString &member)
    {
        const FhirReference patient = reference(m_json[member], QStringLiteral("Patient"));
        if (patient.isNone())
            wrong(ErrorKind::Required, member);
        static const QRegularExpression otherType(QStringLiteral("^(?!Patient/)[A-Z][A-Za-z]+/"));
        if (!patient.inFile && otherType.match(patient.key.value).hasMatch())
            wrong(ErrorKind::Invalid, member, {patient.key.value});
        return patient;
    }

    void refuseIfEnteredInError(const QString &status, const QString &member)
    {
        if (status == u"entered-in-error")
            wrong(ErrorKind::WrongState, member, {status});
    }

    FhirConcept medication();

private:
    const JsonValue &m_json;
    const FhirIndex &m_index;
    QString m_server, m_type;
    SourceKey m_key;
    std::optional<Error> m_problem;
};

FhirTime Resource::time(const JsonValue &value, const QString &path)
{
    const QString written = text(value, path);
    if (written.isEmpty())
        return {};
    if (const auto day = PartialDate::parse(written))
        return {*day, {}};
    static const QRegularExpression shape(QStringLiteral("^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
                                                         "(\\.[0-9]{1,3})?[0-9]*(Z|[+-][0-9]{2}:[0-9]{2})?$"));
    const auto match = shape.match(written);
    const Instant instant = match.hasMatch()
                                ? Instant::fromIso(QString(match.captured(1) + match.captured(2) + match.captured(3)))
                                : Instant{};
    if (instant.isNone()) {
        wrong(ErrorKind::Invalid, path, {written});
        return {};
    }
    return {PartialDate(civilDay(instant)), instant};
}

FhirConcept Resource::medication()
{
    FhirConcept named = readConcept(QStringLiteral("medicationCodeableConcept"));
    const JsonValue &reference = m_json[u"medicationReference"];
    const QString address = reference[u"reference"].text();
    if (address.startsWith(u'#')) {
        for (const JsonValue &contained : m_json[u"contained"].items())
            if (contained[u"id"].text() == QStringView(address).mid(1))
                named = conceptOf(contained[u"code"]);
    } else if (!reference.isAbsent()) {
        named = m_index.medication(m_index.follow(reference, QStringLiteral("Medication"), m_server).key);
    }
    if (named.text.isEmpty())
        named.text = reference[u"display"].text();
    if (named.isNone())
        wrong(ErrorKind::Required, QStringLiteral("medication"));
    return named;
}

/// A Quantity's number as written, with its unit.
struct Amount
{
    QString number, unit, comparator, written;
};

Amount amountOf(Resource &resource, const JsonValue &quantity, const QString &path)
{
    const JsonValue &number = quantity[u"value"];
    if (!number.isAbsent() && number.kind() != JsonValue::Kind::Number)
        resource.wrong(ErrorKind::BadFormat, path + QStringLiteral(".value"), {QStringLiteral("number"), path});
    const QString ucum = quantity[u"system"].text() == FhirSystem::ucum ? quantity[u"code"].text() : QString();
    const QString unit = quantity[u"unit"].text();
    return {number.text(), ucum.isEmpty() ? unit : ucum, quantity[u"comparator"].text(), ucum.isEmpty() ? ucum : unit};
}

/// A value that has no type of its own here, spelt out from its parts in the order of the file: "1 mg – 2 mg".
QString spelledOut(const JsonValue &value)
{
    if (!value.text().isEmpty())
        return value.text();
    QStringList parts;
    for (const auto &[key, part] : value.members())
        if (key != u"system" && key != u"code")
            parts.append(spelledOut(part));
    for (const JsonValue &part : value.items())
        parts.append(spelledOut(part));
    parts.removeAll(QString());
    return parts.join(u' ');
}

FhirValue valueOf(Resource &resource, const JsonValue &holder, const QString &path)
{
    FhirValue out;
    out.code = conceptOf(holder[u"code"]);
    for (const auto &[key, value] : holder.members()) {
        if (!key.startsWith(u"value"))
            continue;
        if (key == u"valueQuantity") {
            const Amount amount = amountOf(resource, value, path + u'.' + key);
            out.kind = amount.number.isEmpty() ? FhirValueKind::None : FhirValueKind::Quantity;
            out.text = amount.number;
            out.unit = amount.unit;
            out.comparator = amount.comparator;
            out.written = amount.written;
        } else if (key == u"valueCodeableConcept") {
            out.kind = FhirValueKind::Coded;
            out.coded = conceptOf(value);
            out.text = out.coded.label();
        } else if (key == u"valueString") {
            out.kind = FhirValueKind::Text;
            out.text = resource.text(value, path + u'.' + key);
        } else if (key == u"valueBoolean") {
            out.kind = FhirValueKind::Boolean;
            out.text = value.isTrue() ? QStringLiteral("true") : QStringLiteral("false");
        } else {
            out.kind = FhirValueKind::Other;
            out.text = spelledOut(value);
        }
    }
    if (out.kind == FhirValueKind::None)
        out.text = conceptOf(holder[u"dataAbsentReason"]).label();
    return out;
}

/// The instruction as written; without one, its parts: "4 TAB; 1/1 d; Oral Route".
QString dosageText(const JsonValue &dosage)
{
    if (const QString text = dosage[u"text"].text(); !text.isEmpty())
        return text;
    const JsonValue &repeat = dosage[u"timing"][u"repeat"];
    QString timing = conceptOf(dosage[u"timing"][u"code"]).label();
    if (timing.isEmpty() && !repeat[u"frequency"].isAbsent())
        timing = repeat[u"frequency"].text() + u'/' + repeat[u"period"].text() + u' ' + repeat[u"periodUnit"].text();
    const JsonValue &dose = dosage[u"doseAndRate"][0];
    QStringList parts{spelledOut(dose[u"doseQuantity"].isAbsent() ? dose[u"doseRange"] : dose[u"doseQuantity"]), timing,
                      conceptOf(dosage[u"route"]).label()};
    if (dosage[u"asNeededBoolean"].isTrue())
        parts.append(QStringLiteral("prn"));
    parts.removeAll(QString());
    return parts.join(QStringLiteral("; "));
}

Sex sexOf(Resource &resource)
{
    const QString gender = resource.text(QStringLiteral("gender"));
    if (gender == u"male")
        return Sex::Male;
    if (gender == u"female")
        return Sex::Female;
    if (gender == u"other")
        return Sex::Unstated;
    if (!gender.isEmpty() && gender != u"unknown")
        resource.wrong(ErrorKind::Invalid, QStringLiteral("gender"), {gender});
    return Sex::Unknown;
}

QString maritalOf(const FhirConcept &status)
{
    static const QHash<QString, QString> hl7{{QStringLiteral("S"), QStringLiteral("10")},
                                             {QStringLiteral("M"), QStringLiteral("20")},
                                             {QStringLiteral("W"), QStringLiteral("30")},
                                             {QStringLiteral("D"), QStringLiteral("40")},
                                             {QStringLiteral("UNK"), QStringLiteral("90")}};
    const FhirCoding coding = status.coding(FhirSystem::marital);
    return coding.system == FhirSystem::marital ? coding.code : hl7.value(coding.code);
}

QString addressOf(const JsonValue &address)
{
    if (const QString text = tidied(address[u"text"].text()); !text.isEmpty())
        return text;
    QStringList lines;
    for (const JsonValue &line : address[u"line"].items())
        lines.append(line.text());
    const QStringList parts{address[u"country"].text(),       address[u"state"].text(),
                            address[u"city"].text(),          address[u"district"].text(),
                            lines.join(QStringLiteral(", ")), address[u"postalCode"].text()};
    // Chinese addresses go from large to small, without blanks; others the other way round.
    const QString chinese = parts.mid(1, 4).join(QString());
    if (!chinese.isEmpty() && chinese.front().unicode() >= 0x3400)
        return tidied(chinese);
    QStringList western{parts[4], parts[3], parts[2], tidied(QString(parts[1] + u' ' + parts[5])), parts[0]};
    western.removeAll(QString());
    return tidied(western.join(QStringLiteral(", ")));
}

/// The one in use: official before usual before any that is not old.
const JsonValue &bestName(const std::vector<JsonValue> &names)
{
    static const JsonValue none;
    for (const char16_t *use : {u"official", u"usual", u""})
        for (const JsonValue &name : names)
            if (name[u"use"].text() == QStringView(use) && !nameFrom(name).isEmpty())
                return name;
    for (const JsonValue &name : names)
        if (name[u"use"].text() != u"old" && name[u"use"].text() != u"maiden" && !nameFrom(name).isEmpty())
            return name;
    return names.empty() ? none : names.front();
}

std::vector<FhirIdentifier> identifiersOf(Resource &resource)
{
    std::vector<FhirIdentifier> out;
    for (const JsonValue &identifier : resource.list(QStringLiteral("identifier"))) {
        const FhirConcept type = conceptOf(identifier[u"type"]);
        const QString value = resource.text(identifier[u"value"], QStringLiteral("identifier.value"));
        if (!value.isEmpty())
            out.push_back({identifier[u"system"].text(), value, type.codings.empty() ? type.text : type.coding().code});
    }
    return out;
}

FhirPatient readPatient(Resource &resource)
{
    FhirPatient patient;
    patient.key = resource.key();
    patient.own = resource.own();
    patient.identifiers = identifiersOf(resource);
    patient.name = nameFrom(bestName(resource.list(QStringLiteral("name"))));
    if (patient.name.isEmpty())
        resource.wrong(ErrorKind::Required, QStringLiteral("name"));
    if (!isCleanText(patient.name))
        resource.wrong(ErrorKind::Invalid, QStringLiteral("name"), {patient.name});
    patient.sex = sexOf(resource);
    const QString birthDate = resource.text(QStringLiteral("birthDate"));
    const auto born = PartialDate::parse(birthDate);
    if (!birthDate.isEmpty() && !born)
        resource.wrong(ErrorKind::Invalid, QStringLiteral("birthDate"), {birthDate});
    patient.birthDate = born.value_or(PartialDate());
    for (const JsonValue &point : resource.list(QStringLiteral("telecom")))
        if (const QString value = resource.text(point[u"value"], QStringLiteral("telecom.value")); !value.isEmpty())
            patient.telecom.push_back({point[u"system"].text(), value, point[u"use"].text()});
    if (const auto &addresses = resource.list(QStringLiteral("address")); !addresses.empty())
        patient.address = addressOf(addresses.front());
    patient.deceasedAt = resource.time(QStringLiteral("deceasedDateTime"));
    patient.deceased = resource[u"deceasedBoolean"].isTrue() || !patient.deceasedAt.isNone();
    patient.marital = maritalOf(resource.readConcept(QStringLiteral("maritalStatus")));
    patient.organisation = resource.reference(resource[u"managingOrganization"], QStringLiteral("Organization"));
    return patient;
}

FhirEncounter readEncounter(Resource &resource)
{
    FhirEncounter encounter;
    encounter.key = resource.key();
    encounter.own = resource.own();
    encounter.subject = resource.subject(QStringLiteral("subject"));
    encounter.status = resource.requiredText(QStringLiteral("status"));
    resource.refuseIfEnteredInError(encounter.status, QStringLiteral("status"));
    encounter.visitClass = resource.text(resource[u"class"][u"code"], QStringLiteral("class.code"));
    for (const JsonValue &participant : resource.list(QStringLiteral("participant")))
        if (encounter.practitioner.isNone())
            encounter.practitioner = resource.reference(participant[u"individual"], QStringLiteral("Practitioner"));
    encounter.serviceProvider = resource.reference(resource[u"serviceProvider"], QStringLiteral("Organization"));
    if (const auto &types = resource.list(QStringLiteral("type")); !types.empty())
        encounter.type = conceptOf(types.front());
    if (const auto &reasons = resource.list(QStringLiteral("reasonCode")); !reasons.empty())
        encounter.reason = conceptOf(reasons.front());
    encounter.start = resource.time(resource[u"period"][u"start"], QStringLiteral("period.start"));
    encounter.end = resource.time(resource[u"period"][u"end"], QStringLiteral("period.end"));
    return encounter;
}

/// `onset[x]` and `abatement[x]`: a date, or words.
FhirTime timeOrText(Resource &resource, const QString &stem, QString &text)
{
    const FhirTime time = resource.time(stem + QStringLiteral("DateTime"));
    if (!time.isNone())
        return time;
    const QString period = stem + QStringLiteral("Period");
    if (const FhirTime start = resource.time(resource[period][u"start"], period + QStringLiteral(".start"));
        !start.isNone())
        return start;
    for (const char16_t *kind : {u"String", u"Age", u"Range"})
        if (text.isEmpty())
            text = spelledOut(resource[stem + QString::fromUtf16(kind)]);
    return {};
}

FhirCondition readCondition(Resource &resource)
{
    FhirCondition condition;
    condition.key = resource.key();
    condition.own = resource.own();
    condition.subject = resource.subject(QStringLiteral("subject"));
    condition.encounter = resource.reference(resource[u"encounter"], QStringLiteral("Encounter"));
    condition.code = resource.readConcept(QStringLiteral("code"));
    if (condition.code.isNone())
        resource.wrong(ErrorKind::Required, QStringLiteral("code"));
    condition.onset = timeOrText(resource, QStringLiteral("onset"), condition.onsetText);
    condition.abatement = timeOrText(resource, QStringLiteral("abatement"), condition.abatementText);
    condition.recorded = resource.time(QStringLiteral("recordedDate"));
    condition.clinicalStatus = resource.code(QStringLiteral("clinicalStatus"));
    condition.verificationStatus = resource.code(QStringLiteral("verificationStatus"));
    resource.refuseIfEnteredInError(condition.verificationStatus, QStringLiteral("verificationStatus"));
    return condition;
}

FhirTime effectiveOf(Resource &resource)
{
    for (const char16_t *member : {u"effectiveDateTime", u"effectiveInstant"})
        if (const FhirTime time = resource.time(QString::fromUtf16(member)); !time.isNone())
            return time;
    const FhirTime start =
        resource.time(resource[u"effectivePeriod"][u"start"], QStringLiteral("effectivePeriod.start"));
    return start.isNone() ? resource.time(QStringLiteral("issued")) : start;
}

FhirObservation readObservation(Resource &resource)
{
    FhirObservation observation;
    observation.key = resource.key();
    observation.own = resource.own();
    observation.subject = resource.subject(QStringLiteral("subject"));
    observation.encounter = resource.reference(resource[u"encounter"], QStringLiteral("Encounter"));
    observation.status = resource.requiredText(QStringLiteral("status"));
    resource.refuseIfEnteredInError(observation.status, QStringLiteral("status"));
    if (const auto &categories = resource.list(QStringLiteral("category")); !categories.empty())
        observation.category = conceptOf(categories.front()).coding().code;
    observation.code = resource.readConcept(QStringLiteral("code"));
    if (observation.code.isNone())
        resource.wrong(ErrorKind::Required, QStringLiteral("code"));
    observation.effective = effectiveOf(resource);
    for (const JsonValue &source : resource.list(QStringLiteral("derivedFrom")))
        if (source[u"reference"].text().startsWith(u"QuestionnaireResponse/"))
            observation.derivedFrom = resource.reference(source, QStringLiteral("QuestionnaireResponse"));
    const auto &components = resource.list(QStringLiteral("component"));
    FhirValue own = valueOf(resource, resource.json(), QStringLiteral("value"));
    if (own.kind != FhirValueKind::None || components.empty())
        observation.values.push_back(std::move(own));
    for (std::size_t i = 0; i < components.size(); ++i)
        observation.values.push_back(valueOf(resource, components[i], QStringLiteral("component[%1]").arg(i)));
    return observation;
}

FhirMedicationRequest readMedicationRequest(Resource &resource)
{
    FhirMedicationRequest request;
    request.key = resource.key();
    request.own = resource.own();
    request.subject = resource.subject(QStringLiteral("subject"));
    request.encounter = resource.reference(resource[u"encounter"], QStringLiteral("Encounter"));
    request.requester = resource.reference(resource[u"requester"], QStringLiteral("Practitioner"));
    request.medication = resource.medication();
    request.status = resource.requiredText(QStringLiteral("status"));
    resource.refuseIfEnteredInError(request.status, QStringLiteral("status"));
    request.intent = resource.text(QStringLiteral("intent"));
    request.authored = resource.time(QStringLiteral("authoredOn"));
    QStringList dosages;
    for (const JsonValue &dosage : resource.list(QStringLiteral("dosageInstruction")))
        dosages.append(dosageText(dosage));
    dosages.removeAll(QString());
    request.dosage = dosages.join(u'\n');
    const Amount amount =
        amountOf(resource, resource[u"dispenseRequest"][u"quantity"], QStringLiteral("dispenseRequest.quantity"));
    request.quantity = amount.number;
    request.quantityUnit = amount.unit;
    request.days = amountOf(resource, resource[u"dispenseRequest"][u"expectedSupplyDuration"],
                            QStringLiteral("dispenseRequest.expectedSupplyDuration"))
                       .number;
    return request;
}

FhirAllergyIntolerance readAllergy(Resource &resource)
{
    FhirAllergyIntolerance allergy;
    allergy.key = resource.key();
    allergy.own = resource.own();
    allergy.patient = resource.subject(QStringLiteral("patient"));
    allergy.code = resource.readConcept(QStringLiteral("code"));
    for (const JsonValue &reaction : resource.list(QStringLiteral("reaction"))) {
        if (allergy.code.isNone())
            allergy.code = conceptOf(reaction[u"substance"]);
        for (const JsonValue &manifestation : reaction[u"manifestation"].items())
            allergy.reactions.append(conceptOf(manifestation).label());
    }
    if (allergy.code.isNone())
        resource.wrong(ErrorKind::Required, QStringLiteral("code"));
    allergy.criticality = resource.text(QStringLiteral("criticality"));
    if (const auto &categories = resource.list(QStringLiteral("category")); !categories.empty())
        allergy.category = categories.front().text();
    allergy.clinicalStatus = resource.code(QStringLiteral("clinicalStatus"));
    allergy.verificationStatus = resource.code(QStringLiteral("verificationStatus"));
    resource.refuseIfEnteredInError(allergy.verificationStatus, QStringLiteral("verificationStatus"));
    QString onsetText;
    allergy.onset = timeOrText(resource, QStringLiteral("onset"), onsetText);
    allergy.recorded = resource.time(QStringLiteral("recordedDate"));
    allergy.recorder = resource.reference(resource[u"recorder"], QStringLiteral("Practitioner"));
    return allergy;
}

FhirOwnResource readOwn(Resource &resource)
{
    FhirOwnResource out;
    out.key = resource.key();
    out.type = resource.type();
    out.own = resource.own();
    for (const char16_t *member : {u"subject", u"patient", u"for"})
        if (out.subject.isNone())
            out.subject = resource.reference(resource[member], QStringLiteral("Patient"));
    if (out.subject.isNone()) // of a contract there may be several
        out.subject = resource.reference(resource[u"subject"][0], QStringLiteral("Patient"));
    if (out.subject.isNone())
        out.subject = resource.reference(resource[u"target"][0], QStringLiteral("Patient"));
    if (out.subject.isNone() && out.type != u"Group")
        resource.wrong(ErrorKind::Required, QStringLiteral("subject"));
    for (const char16_t *member : {u"careManager", u"author", u"sender", u"requester"})
        if (out.practitioner.isNone())
            out.practitioner = resource.reference(resource[member], QStringLiteral("Practitioner"));
    if (out.practitioner.isNone())
        out.practitioner = resource.reference(resource[u"performer"][0][u"actor"], QStringLiteral("Practitioner"));
    if (out.practitioner.isNone())
        out.practitioner = resource.reference(resource[u"agent"][0][u"who"], QStringLiteral("Practitioner"));
    out.json = resource.json();
    return out;
}

FhirResource readAny(Resource &resource)
{
    if (isOwnType(resource.type()))
        return readOwn(resource);
    if (resource.type() == u"Patient")
        return readPatient(resource);
    if (resource.type() == u"Encounter")
        return readEncounter(resource);
    if (resource.type() == u"Condition")
        return readCondition(resource);
    if (resource.type() == u"AllergyIntolerance")
        return readAllergy(resource);
    if (resource.type() == u"MedicationRequest")
        return readMedicationRequest(resource);
    return readObservation(resource);
}

} // namespace

tl::expected<FhirResource, FhirRefusal> fhirResourceFrom(const JsonValue &json, const QString &fullUrl,
                                                         const FhirIndex &index)
{
    Resource resource(json, fullUrl, index);
    FhirResource read = readAny(resource);
    if (resource.problem())
        return tl::unexpected(FhirRefusal{resource.type(), resource.key(), *resource.problem()});
    return read;
}

} // namespace yigong
