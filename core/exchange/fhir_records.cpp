// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_records.h"
#include "core/base/text.h"
#include "core/codes/catalogue.h"
#include "core/encounters/vitals.h"
#include "core/security/policy.h"

#include <QRegularExpression>
#include <algorithm>

namespace yigong {

namespace {

Instant instantOf(const FhirTime &time)
{
    if (!time.instant.isNone())
        return time.instant;
    return time.day.isNone() ? Instant{} : startOf(time.day.earliest());
}

Result<void> refuseStatus(const QString &status, std::initializer_list<const char *> refused)
{
    for (const char *word : refused)
        if (status == QLatin1String(word))
            return fail(ErrorKind::WrongState, QStringLiteral("status"), {status});
    return {};
}

QString diagnosisSystem(const QString &uri)
{
    return uri == FhirSystem::snomed ? QStringLiteral("snomed") : uri;
}

void addLine(QString &text, const QString &line)
{
    if (!line.isEmpty())
        text += text.isEmpty() ? line : u'\n' + line;
}

QString valueText(const FhirValue &value)
{
    if (value.kind == FhirValueKind::Coded)
        return value.coded.label();
    return value.comparator + value.text;
}

/// What counts is added before updated before unchanged: a resource of several records is one in the report.
Outcome together(Outcome a, Outcome b)
{
    if (a == b)
        return a;
    return a == Outcome::Unchanged ? b : b == Outcome::Unchanged ? a : Outcome::Updated;
}

Result<Id> lastAmendmentOf(const Snapshot &snapshot, Id encounter)
{
    Id last = encounter;
    for (int depth = 0; depth < 1000; ++depth) {
        Id next;
        YIGONG_TRY(snapshot.each("SELECT id FROM encounter WHERE amends = ? ORDER BY id DESC LIMIT 1", {last.bytes()},
                                 [&next](const Columns &row) { next = row.id(0); }));
        if (next.isNone())
            break;
        last = next;
    }
    return last;
}

} // namespace

SourceKey sourceKeyFrom(const QString &word)
{
    const auto at = word.indexOf(u'|');
    return at < 0 ? SourceKey{FhirSystem::unspecified, word} : SourceKey{word.left(at), word.mid(at + 1)};
}

QString FhirRecords::sourceOf(const SourceKey &key) const
{
    return key.system == FhirSystem::unspecified && !m_reading.source.isEmpty() ? m_reading.source : key.system;
}

QString FhirRecords::wordOf(const SourceKey &key) const
{
    return sourceOf(key) + u'|' + key.value;
}

Id FhirRecords::idOf(const char *type, Id patient, const SourceKey &key, const QString &part) const
{
    // The resident is part of it: without a server's address, "Encounter/1" is the name of many.
    return Id::fromKey("import/" + QByteArray(type) + '/' + patient.bytes() + wordOf(key).toUtf8() + '#' +
                       part.toUtf8());
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirResource &resource)
{
    return std::visit([&](const auto &given) { return write(tx, given); }, resource);
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirPatient &given)
{
    YIGONG_LET(row, given.own.isOurs ? ownResident(tx, given) : residentFrom(given, m_reading));
    YIGONG_LET(written, m_residents.write(tx, row));
    m_subjects.insert(wordOf(given.key), {written.id, written.site});
    return written.outcome;
}

Result<FhirRecords::Subject> FhirRecords::subjectOf(const Snapshot &snapshot, const FhirReference &reference)
{
    const QString word = wordOf(reference.key);
    if (const auto known = m_subjects.constFind(word); known != m_subjects.constEnd())
        return *known;
    Patient found;
    const auto take = [&found](std::vector<Patient> patients) {
        if (!patients.empty() && found.id.isNone())
            found = patients.front();
    };
    YIGONG_LET(bySource, snapshot.select<Patient>("WHERE source = ? AND source_identifier = ? AND "
                                                  "source_identifier <> '' AND voided_on = '' ORDER BY id LIMIT 1",
                                                  {sourceOf(reference.key), reference.key.value}));
    take(std::move(bySource));
    if (const auto own = Id::parse(reference.key.value.section(u'/', 1)); own && found.id.isNone()) {
        YIGONG_LET(byId, snapshot.select<Patient>("WHERE id = ? AND voided_on = ''", {own->bytes()}));
        take(std::move(byId));
    }
    for (int depth = 0; depth < 8 && !found.mergedInto.isNone(); ++depth) {
        YIGONG_LET(kept, snapshot.get<Patient>(found.mergedInto));
        found = kept;
    }
    if (found.id.isNone())
        return fail(ErrorKind::NotFound, QStringLiteral("patient"), {reference.key.value});
    const Subject subject{found.id, found.site};
    m_subjects.insert(word, subject);
    return subject;
}

template <Record T> Result<bool> FhirRecords::isOurs(const Snapshot &snapshot, const SourceKey &key, Id patient) const
{
    const auto own = key.system == FhirSystem::unspecified ? Id::parse(key.value.section(u'/', 1)) : std::nullopt;
    if (!own)
        return false;
    YIGONG_LET(known, snapshot.find<T>(*own));
    return known && known->patient == patient;
}

Result<Id> FhirRecords::encounterOf(const Snapshot &snapshot, const Subject &subject, const FhirReference &reference)
{
    if (reference.isNone())
        return Id{};
    const Id id = idOf("Encounter", subject.patient, reference.key);
    YIGONG_LET(known, snapshot.find<Encounter>(id));
    if (known)
        return id;
    YIGONG_LET(ours, isOurs<Encounter>(snapshot, reference.key, subject.patient));
    if (ours)
        return *Id::parse(reference.key.value.section(u'/', 1));
    if (m_wait)
        return fail(ErrorKind::NotFound, QStringLiteral("encounter"), {reference.key.value});
    return Id{};
}

template <Record T>
Result<Outcome> FhirRecords::place(Transaction &tx, T record, const SourceKey &key, const QString &part)
{
    record.sourceIdentifier = std::is_same_v<T, Encounter> ? key.value : wordOf(key);
    record.id = idOf(T::info.resource, record.patient, key, part);
    YIGONG_LET(first, tx.find<T>(record.id));
    if (!first) {
        YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, record.site));
        YIGONG_TRY(tx.append(record));
        return Outcome::Added;
    }
    // Where the resident lives now is nothing that the resource says; a visit once known stays known.
    record.site = first->site;
    if constexpr (requires { record.encounter; })
        if (record.encounter.isNone())
            record.encounter = first->encounter;
    if constexpr (std::is_same_v<T, Observation>)
        first->code = keptCodeFor(first->code, first->unit); // one that came before the code was known
    if (rowOf(record).values == rowOf(*first).values)
        return Outcome::Unchanged;
    const Id base = record.id;
    record.id = Id::fromKey("version/" + base.bytes() + canonicalForm(tx.typeOf<T>(), rowOf(record)));
    YIGONG_LET(again, tx.find<T>(record.id));
    if (again)
        return Outcome::Unchanged;
    if constexpr (std::is_same_v<T, Encounter>) {
        YIGONG_LET(last, lastAmendmentOf(tx, base));
        record.amends = last;
        record.amendReason = QStringLiteral("来源系统中已更改");
    }
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, record.site));
    YIGONG_TRY(tx.append(record));
    return Outcome::Updated;
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirEncounter &given)
{
    if (given.own.isOurs)
        return writeOwn(tx, given);
    YIGONG_TRY(refuseStatus(given.status, {"cancelled", "planned", "entered-in-error"}));
    YIGONG_LET(subject, subjectOf(tx, given.subject));
    YIGONG_LET(ours, isOurs<Encounter>(tx, given.key, subject.patient));
    if (ours)
        return Outcome::Unchanged;
    Encounter record;
    record.patient = subject.patient;
    record.site = subject.site;
    record.start = instantOf(given.start);
    record.end = instantOf(given.end);
    record.visitClass = given.visitClass;
    const QString reason = tidied(given.reason.label());
    const QString type = tidied(given.type.label());
    record.complaint = reason.isEmpty() ? type : reason;
    if (!reason.isEmpty())
        addLine(record.summary, type);
    if (const QString doctor = tidied(given.practitioner.display); !doctor.isEmpty())
        addLine(record.summary, QStringLiteral("接诊: ") + doctor);
    if (const QString place = tidied(given.serviceProvider.display); !place.isEmpty())
        addLine(record.summary, QStringLiteral("机构: ") + place);
    record.source = sourceOf(given.key);
    return place(tx, record, given.key);
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirCondition &given)
{
    if (given.own.isOurs)
        return writeOwn(tx, given);
    YIGONG_TRY(refuseStatus(given.verificationStatus, {"refuted", "entered-in-error"}));
    if (given.code.isNone())
        return fail(ErrorKind::Required, QStringLiteral("Condition.code"));
    YIGONG_LET(subject, subjectOf(tx, given.subject));
    YIGONG_LET(ours, isOurs<Condition>(tx, given.key, subject.patient));
    if (ours)
        return Outcome::Unchanged;
    YIGONG_LET(encounter, encounterOf(tx, subject, given.encounter));
    Condition record;
    record.encounter = encounter;
    record.patient = subject.patient;
    record.site = subject.site;
    const FhirCoding coding = given.code.coding();
    record.code = coding.code;
    record.system = diagnosisSystem(coding.system);
    record.display = tidied(given.code.label());
    if (!given.onsetText.isEmpty())
        record.display += QStringLiteral("（") + tidied(given.onsetText) + QStringLiteral("）");
    record.onset = given.onset.day;
    record.recorded = instantOf(given.recorded);
    record.clinicalStatus = given.clinicalStatus;
    return place(tx, record, given.key);
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirObservation &given)
{
    if (given.own.isOurs)
        return writeOwn(tx, given);
    YIGONG_TRY(refuseStatus(given.status, {"cancelled", "entered-in-error"}));
    const auto says = [](const FhirValue &value) { return !valueText(value).isEmpty(); };
    if (std::none_of(given.values.begin(), given.values.end(), says))
        return fail(ErrorKind::Required, QStringLiteral("Observation.value"));
    YIGONG_LET(subject, subjectOf(tx, given.subject));
    YIGONG_LET(ours, isOurs<Observation>(tx, given.key, subject.patient));
    if (ours)
        return Outcome::Unchanged;
    YIGONG_LET(encounter, encounterOf(tx, subject, given.encounter));
    std::optional<Outcome> outcome;
    int number = 0;
    for (const FhirValue &value : given.values) {
        const QString part = QString::number(number++);
        if (!says(value))
            continue;
        Observation record;
        record.encounter = encounter;
        record.patient = subject.patient;
        record.site = subject.site;
        const FhirConcept &code = value.code.isNone() ? given.code : value.code;
        record.code = keptCodeFor(code.coding(FhirSystem::loinc).code, value.unit);
        record.display = tidied(code.label());
        record.value = valueText(value);
        record.unit = value.unit;
        record.at = instantOf(given.effective);
        YIGONG_LET(placed, place(tx, record, given.key, part));
        outcome = outcome ? together(*outcome, placed) : placed;
    }
    return *outcome;
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirMedicationRequest &given)
{
    if (given.own.isOurs)
        return writeOwn(tx, given);
    YIGONG_TRY(refuseStatus(given.status, {"cancelled", "draft", "entered-in-error"}));
    if (given.medication.isNone())
        return fail(ErrorKind::Required, QStringLiteral("MedicationRequest.medication"));
    YIGONG_LET(subject, subjectOf(tx, given.subject));
    YIGONG_LET(ours, isOurs<MedicationRequest>(tx, given.key, subject.patient));
    if (ours)
        return Outcome::Unchanged;
    YIGONG_LET(encounter, encounterOf(tx, subject, given.encounter));
    MedicationRequest record;
    record.encounter = encounter;
    record.patient = subject.patient;
    record.site = subject.site;
    record.name = tidied(given.medication.label());
    record.instructions = given.dosage;
    // The ledger counts whole units; what is no whole number stays as it was written.
    static const QRegularExpression whole(QStringLiteral("^([0-9]{1,9})(\\.0+)?$"));
    if (const auto match = whole.match(given.quantity); match.hasMatch()) {
        record.quantity = {match.captured(1).toLongLong()};
        record.unit = given.quantityUnit;
    } else if (!given.quantity.isEmpty()) {
        addLine(record.instructions, QStringLiteral("数量: ") + given.quantity + u' ' + given.quantityUnit);
    }
    record.authored = instantOf(given.authored);
    return place(tx, record, given.key);
}

Result<Outcome> FhirRecords::write(Transaction &tx, const FhirAllergyIntolerance &given)
{
    if (given.own.isOurs)
        return writeOwn(tx, given);
    YIGONG_TRY(refuseStatus(given.verificationStatus, {"refuted", "entered-in-error"}));
    YIGONG_LET(subject, subjectOf(tx, given.patient));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, subject.site));
    if (given.saysThereIsNone()) {
        YIGONG_LET(before, tx.get<Patient>(subject.patient));
        Patient after = before;
        const QString line = QStringLiteral("过敏史: 无");
        if (!after.remarks.split(u'\n').contains(line))
            addLine(after.remarks, line);
        YIGONG_LET(changed, tx.update(before, after));
        return changed ? Outcome::Added : Outcome::Unchanged;
    }
    AllergyIntolerance record;
    record.patient = subject.patient;
    record.site = subject.site;
    record.substance = tidied(given.code.label());
    if (record.substance.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("AllergyIntolerance.code"));
    if (const Allergen *known = Catalogue::shipped().allergenOf(record.substance))
        record.code = known->code;
    record.reaction = given.reactions.join(QStringLiteral("；"));
    record.criticality = given.criticality;
    record.recordedOn = given.recorded.day.isWhole() ? given.recorded.day.earliest() : QDate();
    record.sourceIdentifier = wordOf(given.key);
    return writeAllergy(tx, record);
}

} // namespace yigong
