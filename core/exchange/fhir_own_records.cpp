// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/codes/catalogue.h"
#include "core/codes/drug_class.h"
#include "core/encounters/vitals.h"
#include "core/exchange/fhir_records.h"
#include "core/exchange/own_resources.h"
#include "core/patients/find.h"
#include "core/patients/id_number.h"
#include "core/security/policy.h"

#include <algorithm>

namespace yigong {

namespace {

Id recordId(const SourceKey &key)
{
    return ownIdIn(key.value);
}

Id referenced(const FhirReference &reference)
{
    return ownIdIn(reference.key.value);
}

Id siteIn(const FhirReference &reference, const OwnNames &names)
{
    return reference.key.system == ownSystem("site") ? names.siteOf(reference.key.value) : Id{};
}

template <typename T> bool fillEmpty(T &known, const T &said)
{
    if (known != T{} || said == T{})
        return false;
    known = said;
    return true;
}

/// What is said here stays: the file may be older than it.
void fillIn(ProgramEnrolment &known, const ProgramEnrolment &said)
{
    if (fillEmpty(known.closedOn, said.closedOn)) {
        known.closeReason = said.closeReason;
        known.closeRemark = said.closeRemark;
    }
    fillEmpty(known.diagnosedOn, said.diagnosedOn);
    fillEmpty(known.systolicTarget, said.systolicTarget);
    fillEmpty(known.diastolicTarget, said.diastolicTarget);
    fillEmpty(known.fastingTarget, said.fastingTarget);
    fillEmpty(known.weightTarget, said.weightTarget);
}

/// Lists gain what they lack; but "none" and a disease say no to each other: what is said here stays.
void fillIn(BasicInformation &known, const BasicInformation &said)
{
    std::apply(
        [&](const auto &...f) {
            const auto fill = [&](auto member) {
                if constexpr (std::is_same_v<decltype(member), QStringList BasicInformation::*>) {
                    if (!(known.*member).contains(QStringLiteral("1")) && !(said.*member).contains(QStringLiteral("1")))
                        known.*member += said.*member;
                    else
                        fillEmpty(known.*member, said.*member);
                } else {
                    fillEmpty(known.*member, said.*member);
                }
            };
            (fill(f.member), ...);
        },
        BasicInformation::fields());
}

void fillIn(Household &known, const Household &said)
{
    std::apply([&](const auto &...f) { (fillEmpty(known.*(f.member), said.*(f.member)), ...); }, Household::fields());
}

void fillIn(CarePlanActivity &known, const CarePlanActivity &said)
{
    if (fillEmpty(known.doneOn, said.doneOn))
        known.doneBy = said.doneBy;
    fillEmpty(known.outcome, said.outcome);
}

void fillIn(FamilyContract &known, const FamilyContract &said)
{
    if (fillEmpty(known.endedOn, said.endedOn)) {
        known.endReason = said.endReason;
        known.endRemark = said.endRemark;
    }
}

/// Whether a record that another one names is here and is somebody else's. Errors: of the store.
template <Record T> Result<void> refuseOthers(const Snapshot &snapshot, Id id, Id patient)
{
    YIGONG_LET(known, snapshot.find<T>(id));
    if (!known || known->patient == patient)
        return {};
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    if (std::find(ids.begin(), ids.end(), known->patient) != ids.end())
        return {};
    return fail(ErrorKind::AlreadyExists, QString::fromLatin1(T::info.table), {id.text()});
}

/// What has to hold before the record may stand here. Most need nothing but their resident.
Result<void> checkOwn(const Snapshot &, const auto &)
{
    return {};
}

Result<void> needReferral(const Snapshot &snapshot, Id referral, Id patient)
{
    if (referral.isNone())
        return {};
    YIGONG_LET(known, snapshot.find<ServiceRequest>(referral));
    if (!known)
        return fail(ErrorKind::NotFound, QStringLiteral("service_request"), {referral.text()});
    return refuseOthers<ServiceRequest>(snapshot, referral, patient);
}

Result<void> checkOwn(const Snapshot &snapshot, const ReferralEvent &event)
{
    return needReferral(snapshot, event.referral, event.patient);
}

Result<void> checkOwn(const Snapshot &snapshot, const CarePlanActivity &activity)
{
    return needReferral(snapshot, activity.referral, activity.patient);
}

Result<void> checkOwn(const Snapshot &, const ServiceRequest &referral)
{
    return referral.toSite.isNone() ? Result<void>(fail(ErrorKind::Required, QStringLiteral("site"))) : Result<void>{};
}

/// What has no term runs for ever, or never.
Result<void> checkOwn(const Snapshot &, const FamilyContract &contract)
{
    if (!contract.from.isValid() || !contract.until.isValid() || contract.until < contract.from)
        return fail(ErrorKind::Invalid, QStringLiteral("Contract.applies"), {contract.from.toString(Qt::ISODate)});
    return contract.team.isNone() ? Result<void>(fail(ErrorKind::Required, QStringLiteral("team"))) : Result<void>{};
}

/// The register of such drugs is kept by the pair that signed where they lay: it is not made by a file.
Result<void> checkOwn(const Snapshot &snapshot, const MedicationDispense &dispense)
{
    YIGONG_LET(special, specialClassOf(snapshot, dispense.drug, civilDay(dispense.at)));
    YIGONG_LET(line, snapshot.find<MedicationRequest>(dispense.request));
    if (needsTwo(special) || (line && needsTwo(line->special)))
        return fail(ErrorKind::SecondSignatureNeeded, QStringLiteral("drug"), {dispense.drug});
    return refuseOthers<MedicationRequest>(snapshot, dispense.request, dispense.patient);
}

} // namespace

Result<OwnNames *> FhirRecords::names(const Snapshot &snapshot)
{
    if (!m_names) {
        YIGONG_LET(read, OwnNames::of(snapshot));
        m_names.emplace(std::move(read));
    }
    return &*m_names;
}

Result<ImportedResident> FhirRecords::ownResident(const Snapshot &snapshot, const FhirPatient &given)
{
    YIGONG_LET(known, names(snapshot));
    // Whoever registered them looked at a number that says another birth date or sex: only the number itself is
    // checked.
    FhirPatient bare = given;
    std::erase_if(bare.identifiers, [](const FhirIdentifier &i) { return i.system != FhirSystem::recordNumber; });
    const QString number = given.idNumber();
    if (bare.sex == Sex::Unknown && !number.isEmpty())
        bare.sex = Sex::Unstated; // not needed beside a number
    YIGONG_LET(row, residentFrom(bare, m_reading));
    YIGONG_LET(patient, recordFromKept<Patient>(given.own, *known));
    if (patient.name.isEmpty())
        patient.name = given.name;
    if (patient.address.isEmpty())
        patient.address = given.address;
    patient.sex = given.sex;
    patient.birthDate = given.birthDate;
    patient.deceasedOn = given.deceasedAt.day;
    patient.phone = given.phone();
    patient.recordNumber = given.recordNumber();
    patient.site = siteIn(given.organisation, *known);
    patient.voidedOn = {};
    patient.mergedInto = {};
    if (!number.isEmpty()) {
        const IdNumberCheck check = checkIdNumber(number, m_reading.today);
        if (!check.valid)
            return fail(idNumberError(check));
        patient.idNumber = number;
        patient.idType = QStringLiteral("01");
    }
    row.remarks = patient.remarks.split(u'\n', Qt::SkipEmptyParts);
    if (patient.site.isNone() && !given.organisation.display.isEmpty())
        row.remarks.append(QStringLiteral("机构: ") + tidied(given.organisation.display));
    row.patient = std::move(patient);
    row.ownId = recordId(given.key);
    row.isOwn = true;
    return row;
}

template <Record T> Result<bool> FhirRecords::isHere(const Snapshot &snapshot, const SourceKey &key, Id patient) const
{
    YIGONG_TRY(refuseOthers<T>(snapshot, recordId(key), patient));
    // Or as an earlier version of the program took it from such a file.
    for (const Id id : {recordId(key), idOf(T::info.resource, patient, key),
                        idOf(T::info.resource, patient, key, QStringLiteral("0"))}) {
        YIGONG_LET(known, snapshot.find<T>(id));
        if (known)
            return true;
    }
    return false;
}

template <Record T, typename Fill>
Result<Outcome> FhirRecords::takeOwn(Transaction &tx, const SourceKey &key, const FhirOwn &own,
                                     const FhirReference &whose, const FhirReference &practitioner, const Fill &fill)
{
    YIGONG_LET(subject, subjectOf(tx, whose));
    YIGONG_LET(here, isHere<T>(tx, key, subject.patient));
    if (here && T::info.kind == RecordKind::InsertOnly)
        return Outcome::Unchanged;
    YIGONG_LET(known, names(tx));
    YIGONG_LET(record, recordFromKept<T>(own, *known));
    YIGONG_TRY(fill(record, *known));
    YIGONG_TRY(known->remember(tx, practitioner));
    record.id = recordId(key);
    record.patient = subject.patient;
    if (record.site.isNone())
        record.site = subject.site;
    if constexpr (requires { record.encounter; })
        YIGONG_TRY(refuseOthers<Encounter>(tx, record.encounter, subject.patient));
    if constexpr (requires { record.amends; })
        YIGONG_TRY(refuseOthers<T>(tx, record.amends, subject.patient));
    YIGONG_TRY(checkOwn(tx, record));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, record.site));
    if constexpr (T::info.kind == RecordKind::Mutable) {
        if (here) {
            YIGONG_LET(before, tx.get<T>(record.id));
            T after = before;
            fillIn(after, record);
            YIGONG_LET(changed, tx.update(before, after));
            return changed ? Outcome::Updated : Outcome::Unchanged;
        }
    }
    YIGONG_TRY(tx.insert(record));
    return Outcome::Added;
}

Result<Outcome> FhirRecords::writeOwn(Transaction &tx, const FhirEncounter &given)
{
    return takeOwn<Encounter>(tx, given.key, given.own, given.subject, given.practitioner,
                              [&given](Encounter &record, const OwnNames &known) -> Result<void> {
                                  record.site = siteIn(given.serviceProvider, known);
                                  record.practitioner = referenced(given.practitioner);
                                  record.start = given.start.instant;
                                  record.end = given.end.instant;
                                  record.visitClass = given.visitClass;
                                  record.complaint = given.reason.text;
                                  return {};
                              });
}

Result<Outcome> FhirRecords::writeOwn(Transaction &tx, const FhirCondition &given)
{
    return takeOwn<Condition>(tx, given.key, given.own, given.subject, {},
                              [&given](Condition &record, const OwnNames &) -> Result<void> {
                                  const FhirCoding coding = given.code.coding();
                                  const QString prefix = ownSystem("diagnosis") + u':';
                                  record.encounter = referenced(given.encounter);
                                  record.code = coding.code;
                                  record.system = coding.system == FhirSystem::snomed ? QStringLiteral("snomed")
                                                  : coding.system.startsWith(prefix)  ? coding.system.mid(prefix.size())
                                                                                      : coding.system;
                                  record.display = given.code.text;
                                  record.onset = given.onset.day;
                                  record.recorded = given.recorded.instant;
                                  record.clinicalStatus = given.clinicalStatus;
                                  return {};
                              });
}

Result<Outcome> FhirRecords::writeOwn(Transaction &tx, const FhirObservation &given)
{
    if (!given.derivedFrom.isNone()) {
        YIGONG_LET(subject, subjectOf(tx, given.subject));
        YIGONG_LET(form, isHere<FollowUp>(tx, given.derivedFrom.key, subject.patient));
        if (form)
            return Outcome::Unchanged; // the form says it
    }
    return takeOwn<Observation>(
        tx, given.key, given.own, given.subject, {}, [&given](Observation &record, const OwnNames &) -> Result<void> {
            const FhirValue value = given.values.empty() ? FhirValue{} : given.values.front();
            record.encounter = referenced(given.encounter);
            if (value.kind == FhirValueKind::Quantity)
                record.unit = value.written.isEmpty() ? value.unit : value.written;
            record.code = keptCodeFor(given.code.coding().code, record.unit);
            record.display = given.code.text;
            record.value = value.kind == FhirValueKind::None ? QString() : value.comparator + value.text;
            record.at = given.effective.instant.isNone() && !given.effective.day.isNone()
                            ? startOf(given.effective.day.earliest())
                            : given.effective.instant;
            return {};
        });
}

Result<Outcome> FhirRecords::writeOwn(Transaction &tx, const FhirMedicationRequest &given)
{
    return takeOwn<MedicationRequest>(
        tx, given.key, given.own, given.subject, given.requester,
        [&](MedicationRequest &record, const OwnNames &) -> Result<void> {
            const auto number = [](const QString &text, const char *path) -> Result<qint64> {
                bool isWhole = text.isEmpty();
                const qint64 value = isWhole ? 0 : text.toLongLong(&isWhole);
                return isWhole ? Result<qint64>(value)
                               : Result<qint64>(fail(ErrorKind::Invalid, QString::fromLatin1(path), {text.left(40)}));
            };
            YIGONG_LET(days, number(given.days, "MedicationRequest.dispenseRequest.expectedSupplyDuration"));
            YIGONG_LET(units, number(given.quantity, "MedicationRequest.dispenseRequest.quantity"));
            record.encounter = referenced(given.encounter);
            record.practitioner = referenced(given.requester);
            record.drug = given.medication.coding().code;
            record.name = given.medication.text;
            record.days = static_cast<int>(days);
            record.quantity = {units};
            record.unit = given.quantityUnit;
            record.authored = given.authored.instant;
            // It was prescribed elsewhere: such a drug is not handed out here on the strength of a file.
            if (needsTwo(record.special) && record.sourceIdentifier.isEmpty())
                record.sourceIdentifier = wordOf(given.key);
            return {};
        });
}

Result<Outcome> FhirRecords::writeOwn(Transaction &tx, const FhirAllergyIntolerance &given)
{
    YIGONG_LET(subject, subjectOf(tx, given.patient));
    YIGONG_LET(known, names(tx));
    YIGONG_LET(record, recordFromKept<AllergyIntolerance>(given.own, *known));
    record.patient = subject.patient;
    if (record.site.isNone())
        record.site = subject.site;
    record.code = given.code.coding().code;
    record.substance = given.code.text;
    record.reaction = given.reactions.join(QStringLiteral("；"));
    record.criticality = given.criticality;
    record.recordedOn = given.recorded.day.isWhole() ? given.recorded.day.earliest() : QDate();
    record.practitioner = referenced(given.recorder);
    if (record.substance.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("AllergyIntolerance.code"));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, record.site));
    YIGONG_TRY(known->remember(tx, given.recorder));
    return writeAllergy(tx, record);
}

template <Record T> Result<Outcome> FhirRecords::takeOwnResource(Transaction &tx, const FhirOwnResource &given)
{
    return takeOwn<T>(tx, given.key, given.own, given.subject, given.practitioner,
                      [&given](T &record, const OwnNames &known) { return fillFrom(given.json, known, record); });
}

/// One for a resident, whatever id it had where they had another.
Result<Outcome> FhirRecords::takeBasicInformation(Transaction &tx, const FhirOwnResource &given)
{
    YIGONG_LET(subject, subjectOf(tx, given.subject));
    YIGONG_LET(known, names(tx));
    YIGONG_LET(record, recordFromKept<BasicInformation>(given.own, *known));
    YIGONG_TRY(fillFrom(given.json, *known, record));
    YIGONG_TRY(known->remember(tx, given.practitioner));
    record.id = BasicInformation::idOf(subject.patient);
    record.patient = subject.patient;
    if (record.site.isNone())
        record.site = subject.site;
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, record.site));
    YIGONG_LET(before, tx.find<BasicInformation>(record.id));
    if (!before) {
        YIGONG_TRY(tx.insert(record));
        return Outcome::Added;
    }
    BasicInformation after = *before;
    fillIn(after, record);
    YIGONG_LET(changed, tx.update(*before, after));
    return changed ? Outcome::Updated : Outcome::Unchanged;
}

/// Nobody's alone: by its own id.
Result<Outcome> FhirRecords::takeHousehold(Transaction &tx, const FhirOwnResource &given)
{
    YIGONG_LET(known, names(tx));
    YIGONG_LET(record, recordFromKept<Household>(given.own, *known));
    YIGONG_TRY(fillFrom(given.json, *known, record));
    record.id = recordId(given.key);
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, record.site));
    YIGONG_LET(before, tx.find<Household>(record.id));
    if (!before) {
        YIGONG_TRY(tx.insert(record));
        return Outcome::Added;
    }
    Household after = *before;
    fillIn(after, record);
    YIGONG_LET(changed, tx.update(*before, after));
    return changed ? Outcome::Updated : Outcome::Unchanged;
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirOwnResource &given)
{
    if (given.type == u"QuestionnaireResponse" && isBasicInformation(given.json))
        return takeBasicInformation(tx, given);
    if (given.type == u"Provenance")
        return takeOwnResource<ResidentEvent>(tx, given);
    if (given.type == u"Group")
        return takeHousehold(tx, given);
    if (given.type == u"EpisodeOfCare")
        return takeOwnResource<ProgramEnrolment>(tx, given);
    if (given.type == u"QuestionnaireResponse" && isHealthForm(given.json))
        return takeOwnResource<HealthForm>(tx, given);
    if (given.type == u"QuestionnaireResponse")
        return takeOwnResource<FollowUp>(tx, given);
    if (given.type == u"Communication")
        return takeOwnResource<FollowUpContact>(tx, given);
    if (given.type == u"ServiceRequest")
        return takeOwnResource<ServiceRequest>(tx, given);
    if (given.type == u"Task")
        return takeOwnResource<ReferralEvent>(tx, given);
    if (given.type == u"CarePlan")
        return takeOwnResource<CarePlanActivity>(tx, given);
    if (given.type == u"Contract")
        return takeOwnResource<FamilyContract>(tx, given);
    return takeOwnResource<MedicationDispense>(tx, given);
}

} // namespace yigong
