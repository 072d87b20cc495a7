// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/resident_bundle.h"
#include "core/base/text.h"
#include "core/encounters/vitals.h"
#include "core/exchange/fhir_json.h"
#include "core/exchange/fhir_writer.h"
#include "core/exchange/own_resources.h"
#include "core/patients/find.h"
#include "core/patients/resident_file.h"

#include <QRegularExpression>
#include <algorithm>
#include <set>

namespace yigong {

namespace {

FhirTime timeOf(Instant instant)
{
    return instant.isNone() ? FhirTime{} : FhirTime{PartialDate(civilDay(instant)), instant};
}

FhirReference visitReference(Id id)
{
    return id.isNone() ? FhirReference{} : FhirReference{ownKey("Encounter", id), {}, true};
}

FhirConcept codedAs(const QString &system, const QString &code, const QString &text)
{
    FhirConcept out;
    if (!code.isEmpty())
        out.codings.push_back({system, code, text});
    out.text = text;
    return out;
}

QString diagnosisUri(const QString &system)
{
    if (system == u"snomed")
        return FhirSystem::snomed;
    return system.contains(u':') || system.isEmpty() ? system : ownSystem("diagnosis") + u':' + system;
}

FhirValue observedValue(const Observation &o)
{
    static const QRegularExpression compared(QStringLiteral("^(<=?|>=?)(.+)$"));
    FhirValue value;
    value.kind = FhirValueKind::Text;
    value.text = o.value;
    const auto match = compared.match(o.value);
    const QString number = match.hasMatch() ? match.captured(2) : o.value;
    if (!isJsonNumber(number))
        return value;
    value.kind = FhirValueKind::Quantity;
    value.text = number;
    value.comparator = match.captured(1);
    value.unit = o.unit;
    if (const VitalKind *kind = vitalKind(o.code); kind && o.unit == kind->unitText()) {
        value.unit = QString::fromLatin1(kind->ucum);
        value.written = o.unit;
    }
    return value;
}

class BundleTaking : public ResidentTaking
{
public:
    BundleTaking(QIODevice &device, Instant written, int &records) : m_writer(device, written), m_records(records) {}
    Result<void> begin() override { return {}; }
    Result<void> end() override { return m_writer.finish(); }

    Result<void> take(const Snapshot &snapshot, const Patient &p) override
    {
        if (!m_names) {
            YIGONG_LET(names, OwnNames::of(snapshot));
            m_names.emplace(std::move(names));
        }
        m_subject = {ownKey("Patient", p.id), {}, true};
        YIGONG_LET(ids, samePersonIds(snapshot, p.id));
        m_ids = std::move(ids);
        YIGONG_TRY(m_writer.write(patient(p)));
        YIGONG_TRY(takeFile(snapshot, p));
        YIGONG_TRY(takeVisits(snapshot));
        YIGONG_TRY(takeFollowUps(snapshot));
        YIGONG_TRY(takeContracts(snapshot));
        return takeReferrals(snapshot);
    }

private:
    template <Record T> Result<std::vector<T>> all(const Snapshot &snapshot, const char *tail) const
    {
        std::vector<T> records;
        for (const Id &id : m_ids) {
            YIGONG_LET(some, snapshot.select<T>(std::string("WHERE patient = ? ") + tail, {id.bytes()}));
            records.insert(records.end(), some.begin(), some.end());
        }
        if (m_ids.size() > 1)
            std::sort(records.begin(), records.end(), [](const T &a, const T &b) { return a.id < b.id; });
        return records;
    }

    /// Form, events and household; of two forms of one person the one that is shown.
    Result<void> takeFile(const Snapshot &snapshot, const Patient &p)
    {
        YIGONG_LET(file, residentFileOf(snapshot, p.id));
        if (file.isFilled) {
            file.form.id = BasicInformation::idOf(m_ids.front());
            YIGONG_TRY(put(ownResource(file.form, writing())));
        }
        YIGONG_LET(events, all<ResidentEvent>(snapshot, "ORDER BY id"));
        for (const ResidentEvent &event : events)
            YIGONG_TRY(put(ownResource(event, writing())));
        if (p.household.isNone() || !m_households.insert(p.household).second)
            return {};
        YIGONG_LET(household, snapshot.find<Household>(p.household));
        return household ? put(ownResource(*household, writing())) : Result<void>{};
    }

    Result<void> takeVisits(const Snapshot &snapshot)
    {
        YIGONG_TRY(writeAll<Encounter>(snapshot));
        YIGONG_TRY(writeAll<Condition>(snapshot));
        YIGONG_TRY(writeAllergies(snapshot));
        YIGONG_LET(requests, all<MedicationRequest>(snapshot, "ORDER BY id"));
        for (const MedicationRequest &request : requests)
            YIGONG_TRY(put(resource(request)));
        YIGONG_LET(dispenses, all<MedicationDispense>(snapshot, "ORDER BY id"));
        for (const MedicationDispense &dispense : dispenses) {
            const auto line =
                std::find_if(requests.begin(), requests.end(),
                             [&dispense](const MedicationRequest &request) { return request.id == dispense.request; });
            YIGONG_TRY(put(ownResource(dispense, line == requests.end() ? nullptr : &*line, writing())));
        }
        return writeAll<Observation>(snapshot);
    }

    /// Their ids are made of resident and substance: those of another id of the person become this one's.
    Result<void> writeAllergies(const Snapshot &snapshot)
    {
        YIGONG_LET(allergies, all<AllergyIntolerance>(snapshot, "AND voided_on = '' ORDER BY id"));
        for (AllergyIntolerance &allergy : allergies)
            if (allergy.patient != m_ids.front())
                allergy.id =
                    AllergyIntolerance::idOf(m_ids.front(), allergy.code.isEmpty() ? allergy.substance : allergy.code);
        std::stable_sort(allergies.begin(), allergies.end(),
                         [](const AllergyIntolerance &a, const AllergyIntolerance &b) { return a.id < b.id; });
        const auto same = [](const AllergyIntolerance &a, const AllergyIntolerance &b) { return a.id == b.id; };
        allergies.erase(std::unique(allergies.begin(), allergies.end(), same), allergies.end());
        for (const AllergyIntolerance &allergy : allergies)
            YIGONG_TRY(put(resource(allergy)));
        return {};
    }

    Result<void> takeFollowUps(const Snapshot &snapshot)
    {
        YIGONG_LET(enrolments, all<ProgramEnrolment>(snapshot, "ORDER BY id"));
        for (const ProgramEnrolment &enrolment : enrolments)
            YIGONG_TRY(put(ownResource(enrolment, writing())));
        YIGONG_LET(forms, all<FollowUp>(snapshot, "ORDER BY id"));
        for (const FollowUp &form : forms) {
            YIGONG_TRY(put(ownResource(form, writing())));
            for (FhirObservation &value : measuredIn(form, writing()))
                YIGONG_TRY(m_writer.write(std::move(value))); // no record of its own
        }
        YIGONG_LET(healthForms, all<HealthForm>(snapshot, "ORDER BY id"));
        for (const HealthForm &form : healthForms)
            YIGONG_TRY(put(ownResource(form, writing())));
        YIGONG_LET(contacts, all<FollowUpContact>(snapshot, "ORDER BY id"));
        for (const FollowUpContact &contact : contacts)
            YIGONG_TRY(put(ownResource(contact, writing())));
        return {};
    }

    Result<void> takeContracts(const Snapshot &snapshot)
    {
        YIGONG_LET(contracts, all<FamilyContract>(snapshot, "ORDER BY id"));
        for (const FamilyContract &contract : contracts)
            YIGONG_TRY(put(ownResource(contract, writing())));
        return {};
    }

    Result<void> takeReferrals(const Snapshot &snapshot)
    {
        YIGONG_LET(referrals, all<ServiceRequest>(snapshot, "ORDER BY id"));
        if (referrals.empty())
            return {};
        YIGONG_LET(events, all<ReferralEvent>(snapshot, "ORDER BY id"));
        for (const ServiceRequest &referral : referrals) {
            std::vector<ReferralEvent> own;
            std::copy_if(events.begin(), events.end(), std::back_inserter(own),
                         [&referral](const ReferralEvent &event) { return event.referral == referral.id; });
            YIGONG_TRY(put(ownResource(referral, fold(own), writing())));
            for (const ReferralEvent &event : own)
                YIGONG_TRY(put(ownResource(event, writing())));
        }
        YIGONG_LET(activities, all<CarePlanActivity>(snapshot, "ORDER BY id"));
        for (const CarePlanActivity &activity : activities)
            YIGONG_TRY(put(ownResource(activity, writing())));
        return {};
    }

    template <Record T> Result<void> writeAll(const Snapshot &snapshot)
    {
        YIGONG_LET(records, all<T>(snapshot, "ORDER BY id"));
        for (const T &record : records)
            YIGONG_TRY(put(resource(record)));
        return {};
    }
    Result<void> put(const FhirResource &resource)
    {
        ++m_records;
        return m_writer.write(resource);
    }
    [[nodiscard]] OwnWriting writing() const { return {*m_names, m_subject}; }

    [[nodiscard]] FhirResource patient(const Patient &p) const
    {
        FhirPatient out;
        Patient rest = p;
        out.key = m_subject.key;
        if (p.idType == u"01" && !p.idNumber.isEmpty()) {
            out.identifiers.push_back({FhirSystem::idCard, p.idNumber, {}});
            rest.idType.clear();
            rest.idNumber.clear();
        }
        if (!p.recordNumber.isEmpty())
            out.identifiers.push_back({FhirSystem::recordNumber, p.recordNumber, {}});
        out.name = p.name;
        out.sex = p.sex;
        out.birthDate = p.birthDate;
        if (!p.phone.isEmpty())
            out.telecom.push_back({QStringLiteral("phone"), p.phone, QStringLiteral("mobile")});
        out.address = p.address;
        out.deceased = !p.deceasedOn.isNone();
        out.deceasedAt.day = p.deceasedOn;
        out.organisation = m_names->site(p.site);
        // Readers tidy names and addresses: as written they come back only where that changes nothing.
        if (tidied(p.name) == p.name && !p.name.contains(u' '))
            rest.name.clear();
        if (tidied(p.address) == p.address)
            rest.address.clear();
        rest.recordNumber = rest.phone = QString();
        rest.sex = {};
        rest.birthDate = rest.deceasedOn = {};
        rest.site = {};
        out.own = ownOf(rest, *m_names);
        return out;
    }

    [[nodiscard]] FhirResource resource(const Encounter &e) const
    {
        FhirEncounter out;
        out.key = ownKey("Encounter", e.id);
        out.subject = m_subject;
        out.practitioner = m_names->practitioner(e.practitioner);
        out.serviceProvider = m_names->site(e.site);
        out.status = QStringLiteral("finished");
        out.visitClass = e.visitClass;
        out.reason.text = e.complaint;
        out.start = timeOf(e.start);
        out.end = timeOf(e.end);
        Encounter rest = e;
        rest.patient = rest.practitioner = rest.site = {};
        rest.start = rest.end = {};
        rest.visitClass = rest.complaint = QString();
        out.own = ownOf(withoutOwnSource(rest), *m_names);
        return out;
    }

    [[nodiscard]] FhirResource resource(const Condition &c) const
    {
        FhirCondition out;
        out.key = ownKey("Condition", c.id);
        out.subject = m_subject;
        out.encounter = visitReference(c.encounter);
        Condition rest = c;
        if (!c.code.isEmpty() || !c.system.isEmpty())
            out.code.codings.push_back({diagnosisUri(c.system), c.code, c.display});
        out.code.text = c.display;
        out.onset.day = c.onset;
        out.recorded = timeOf(c.recorded);
        out.clinicalStatus = c.clinicalStatus;
        rest.patient = rest.encounter = {};
        rest.code = rest.system = rest.display = rest.clinicalStatus = QString();
        rest.onset = {};
        rest.recorded = {};
        out.own = ownOf(withoutOwnSource(rest), *m_names);
        return out;
    }

    [[nodiscard]] FhirResource resource(const AllergyIntolerance &a) const
    {
        FhirAllergyIntolerance out;
        out.key = ownKey("AllergyIntolerance", a.id);
        out.patient = m_subject;
        out.code = codedAs(ownSystem("allergen"), a.code, a.substance);
        out.criticality = a.criticality;
        if (!a.reaction.isEmpty())
            out.reactions = {a.reaction};
        if (a.recordedOn.isValid())
            out.recorded.day = PartialDate(a.recordedOn);
        out.recorder = m_names->practitioner(a.practitioner);
        AllergyIntolerance rest = a;
        rest.patient = rest.practitioner = {};
        rest.code = rest.substance = rest.criticality = rest.reaction = QString();
        rest.recordedOn = {};
        out.own = ownOf(withoutOwnSource(rest), *m_names);
        return out;
    }

    [[nodiscard]] FhirResource resource(const MedicationRequest &m) const
    {
        FhirMedicationRequest out;
        out.key = ownKey("MedicationRequest", m.id);
        out.subject = m_subject;
        out.encounter = visitReference(m.encounter);
        out.requester = m_names->practitioner(m.practitioner);
        out.medication = codedAs(ownSystem("drug"), m.drug, m.name);
        out.status = QStringLiteral("completed");
        out.intent = QStringLiteral("order");
        out.authored = timeOf(m.authored);
        QStringList how{m.route, m.dose, m.frequency};
        how.removeAll(QString());
        out.dosage = how.join(u' ');
        if (!m.instructions.isEmpty())
            out.dosage += (out.dosage.isEmpty() ? QString() : QStringLiteral("\n")) + m.instructions;
        if (m.quantity.units != 0)
            out.quantity = QString::number(m.quantity.units);
        out.quantityUnit = m.unit;
        if (m.days != 0)
            out.days = QString::number(m.days);
        MedicationRequest rest = m;
        rest.patient = rest.encounter = rest.practitioner = {};
        rest.drug = rest.name = rest.unit = QString();
        rest.quantity = {};
        rest.days = 0;
        rest.authored = {};
        out.own = ownOf(withoutOwnSource(rest), *m_names);
        return out;
    }

    [[nodiscard]] FhirResource resource(const Observation &o) const
    {
        static const QRegularExpression loincShape(QStringLiteral("^[0-9]{1,6}-[0-9]$"));
        FhirObservation out;
        out.key = ownKey("Observation", o.id);
        out.subject = m_subject;
        out.encounter = visitReference(o.encounter);
        out.status = QStringLiteral("final");
        const bool isLoinc = loincShape.match(o.code).hasMatch();
        out.code = codedAs(isLoinc ? FhirSystem::loinc : ownSystem("observation"), loincFor(o.code, o.unit), o.display);
        out.effective = timeOf(o.at);
        FhirValue value = observedValue(o);
        value.code = out.code;
        Observation rest = o;
        rest.patient = rest.encounter = {};
        rest.code = rest.display = rest.value = QString();
        rest.at = {};
        if (value.kind == FhirValueKind::Quantity)
            rest.unit.clear();
        out.values.push_back(std::move(value));
        out.own = ownOf(withoutOwnSource(rest), *m_names);
        return out;
    }

    /// A record that was itself taken from an export of its own says nothing by that.
    template <Record T> static T withoutOwnSource(T rest)
    {
        if (rest.sourceIdentifier == FhirSystem::unspecified + u'|' + ownKey(T::info.resource, rest.id).value)
            rest.sourceIdentifier.clear();
        return rest;
    }

    FhirWriter m_writer;
    int &m_records;
    std::optional<OwnNames> m_names;
    FhirReference m_subject;
    std::set<Id> m_households; ///< that stand in the file already
    std::vector<Id> m_ids;     ///< of the person: the one that is shown first
};

} // namespace

std::unique_ptr<ResidentTaking> bundleTaking(QIODevice &device, Instant written, int &records)
{
    return std::make_unique<BundleTaking>(device, written, records);
}

} // namespace yigong
