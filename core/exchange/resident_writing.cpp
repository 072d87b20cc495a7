// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/resident_writing.h"
#include "core/codes/catalogue.h"
#include "core/patients/resident_file.h"
#include "core/security/policy.h"

#include <algorithm>

namespace yigong {

namespace {

size_t natureOf(const QString &name, const QString &birthDate, int sex)
{
    return qHash(QString(name + u'\n' + birthDate + u'\n' + QString::number(sex)));
}

size_t natureOf(const Patient &patient)
{
    return natureOf(patient.name, patient.birthDate.text(), static_cast<int>(patient.sex));
}

bool sameContact(const Patient &a, const Patient &b)
{
    if (!a.phone.isEmpty() && a.phone == b.phone)
        return true;
    if (!a.address.isEmpty() && a.address == b.address)
        return true;
    return a.phone.isEmpty() && a.address.isEmpty() && b.phone.isEmpty() && b.address.isEmpty();
}

bool samePerson(const Patient &a, const Patient &b)
{
    return a.name == b.name || a.birthDate == b.birthDate;
}

Result<std::optional<Patient>> one(const Snapshot &snapshot, const std::string &tail,
                                   std::initializer_list<Value> parameters)
{
    YIGONG_LET(found, snapshot.select<Patient>(tail, parameters));
    if (found.empty())
        return std::optional<Patient>{};
    Patient patient = found.front();
    for (int depth = 0; depth < 8 && !patient.mergedInto.isNone(); ++depth) {
        YIGONG_LET(kept, snapshot.find<Patient>(patient.mergedInto));
        if (!kept)
            break;
        patient = *kept;
    }
    return std::optional<Patient>(patient);
}

/// "职业: " of "职业: 农民"; empty where the line has no column.
QString columnOf(const QString &line)
{
    const auto at = line.indexOf(QStringLiteral(": "));
    return at > 0 && at < 40 ? line.left(at + 2) : QString();
}

QString mergedRemarks(const QString &known, const QStringList &said)
{
    QStringList lines = known.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : said) {
        if (lines.contains(line))
            continue;
        const QString column = columnOf(line);
        const auto ofColumn = [&](const QString &other) { return columnOf(other) == column; };
        const auto place = std::find_if(lines.begin(), lines.end(), ofColumn);
        // A column that a row has twice keeps both its lines.
        if (column.isEmpty() || place == lines.end() || std::count_if(said.begin(), said.end(), ofColumn) > 1)
            lines.append(line);
        else
            *place = line;
    }
    return lines.join(u'\n');
}

template <typename T> void fill(T &known, const T &said, const T &nothing = {})
{
    if (said != nothing)
        known = said;
}

Patient merged(Patient known, const ImportedResident &row)
{
    const Patient &said = row.patient;
    fill(known.name, said.name);
    if (said.sex != Sex::Unknown && said.sex != Sex::Unstated)
        known.sex = said.sex;
    // A year alone does not take the place of a whole date of that year.
    if (!known.birthDate.text().startsWith(said.birthDate.text()))
        fill(known.birthDate, said.birthDate);
    if (!said.idNumber.isEmpty()) {
        known.idNumber = said.idNumber;
        known.idType = said.idType;
        known.noIdReason.clear();
    } else if (known.idNumber.isEmpty()) {
        fill(known.noIdReason, said.noIdReason);
    }
    if (said.bloodType != BloodType::Unclear || known.bloodType == BloodType::NotAsked)
        fill(known.bloodType, said.bloodType, BloodType::NotAsked);
    fill(known.phone, said.phone);
    fill(known.address, said.address);
    fill(known.site, said.site);
    fill(known.recordNumber, said.recordNumber);
    fill(known.household, said.household);
    fill(known.householdRelation, said.householdRelation);
    fill(known.ethnicity, said.ethnicity);
    fill(known.deceasedOn, said.deceasedOn);
    known.remarks = mergedRemarks(known.remarks, row.remarks);
    for (const QString &condition : said.conditions)
        if (!known.conditions.contains(condition))
            known.conditions.append(condition);
    return known;
}

/// Whether nothing differs but what an export leaves out.
bool samePatient(Patient known, const Patient &said)
{
    known.id = said.id;
    if (said.site.isNone())
        known.site = {};
    return rowOf(known).values == rowOf(said).values;
}

/// A list with what is said added to it. "None" says nothing beside something, and gives way to it.
QString unitedText(const BasicField &field, const QString &known, const QString &said)
{
    if (!field.isList() || known.isEmpty())
        return said;
    QStringList all = known.split(u';');
    for (const QString &option : said.split(u';'))
        if (!all.contains(option))
            all.append(option);
    if (all.size() > 1)
        all.removeAll(QString::number(field.none));
    return all.join(u';');
}

} // namespace

Result<void> ResidentWriting::indexNames(const Snapshot &snapshot)
{
    m_byNature.emplace();
    return snapshot.each(
        "SELECT id, name, birth_date, sex FROM patient WHERE voided_on = ''", {}, [this](const Columns &row) {
            m_byNature->emplace(natureOf(row.text(1), row.text(2), static_cast<int>(row.integer(3))), row.id(0));
        });
}

Result<std::optional<Patient>> ResidentWriting::findByNature(const Snapshot &snapshot, const Patient &row, Id site)
{
    if (!m_byNature)
        YIGONG_TRY(indexNames(snapshot));
    std::vector<Id> candidates;
    const auto alike = m_byNature->equal_range(natureOf(row));
    for (auto it = alike.first; it != alike.second; ++it)
        candidates.push_back(it->second);
    std::sort(candidates.begin(), candidates.end());
    for (const Id &id : candidates) {
        YIGONG_LET(found, one(snapshot, "WHERE id = ? AND voided_on = ''", {id.bytes()}));
        if (found && natureOf(*found) == natureOf(row) && found->name == row.name && found->site == site &&
            sameContact(*found, row))
            return found;
    }
    return std::optional<Patient>{};
}

Result<std::optional<Patient>> ResidentWriting::find(const Snapshot &snapshot, const ImportedResident &row, Id site)
{
    const Patient &said = row.patient;
    if (row.isOwn) {
        YIGONG_LET(found, one(snapshot, "WHERE id = ? AND voided_on = ''", {row.ownId.bytes()}));
        if (found)
            return found;
    }
    if (!said.idNumber.isEmpty()) {
        YIGONG_LET(found, one(snapshot, "WHERE id_number = ? AND id_number <> '' AND voided_on = '' ORDER BY id",
                              {said.idNumber}));
        if (found)
            return found;
    }
    if (!said.sourceIdentifier.isEmpty()) {
        YIGONG_LET(found, one(snapshot,
                              "WHERE source = ? AND source_identifier = ? AND source_identifier <> '' AND "
                              "voided_on = '' ORDER BY id",
                              {said.source, said.sourceIdentifier}));
        if (found && !samePerson(*found, said))
            return fail(ErrorKind::AlreadyExists, QStringLiteral("source_identifier"), {said.sourceIdentifier});
        if (found && !found->idNumber.isEmpty() && !said.idNumber.isEmpty() && found->name != said.name)
            return fail(ErrorKind::AlreadyExists, QStringLiteral("id_number"), {said.sourceIdentifier});
        if (found)
            return found;
    }
    if (!row.ownId.isNone()) {
        YIGONG_LET(found, one(snapshot, "WHERE id = ? AND voided_on = ''", {row.ownId.bytes()}));
        if (found)
            return found;
    }
    return row.byNaturalKey ? findByNature(snapshot, said, site) : std::optional<Patient>{};
}

Result<void> ResidentWriting::mayWriteAt(Transaction &tx, Id site)
{
    if (m_open.contains(site))
        return {};
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ImportPatients, site));
    m_open.insert(site, true);
    return {};
}

Result<WrittenResident> ResidentWriting::write(Transaction &tx, const ImportedResident &row)
{
    const Id site = row.patient.site.isNone() ? m_site : row.patient.site;
    YIGONG_TRY(mayWriteAt(tx, site));
    YIGONG_LET(known, find(tx, row, site));
    if (known) {
        YIGONG_TRY(mayWriteAt(tx, known->site));
        const Patient after = row.isOwn && samePatient(*known, row.patient) ? *known : merged(*known, row);
        YIGONG_LET(changed, tx.update(*known, after));
        return WrittenResident{known->id, after.site, changed ? Outcome::Updated : Outcome::Unchanged};
    }
    Patient patient = row.patient;
    patient.site = site;
    if (row.isOwn) {
        YIGONG_LET(taken, tx.find<Patient>(row.ownId)); // by one that was entered in error
        patient.id = taken ? Id{} : row.ownId;
    } else {
        patient.remarks = mergedRemarks({}, row.remarks);
        if (patient.idNumber.isEmpty() && patient.noIdReason.isEmpty())
            patient.noIdReason = notGivenAtImport();
    }
    YIGONG_LET(id, tx.insert(patient));
    if (m_byNature)
        m_byNature->emplace(natureOf(patient), id);
    return WrittenResident{id, site, Outcome::Added};
}

Result<Outcome> writeAllergy(Transaction &tx, AllergyIntolerance allergy)
{
    allergy.id = AllergyIntolerance::idOf(allergy.patient, allergy.code.isEmpty() ? allergy.substance : allergy.code);
    YIGONG_LET(known, tx.find<AllergyIntolerance>(allergy.id));
    if (!known) {
        YIGONG_TRY(tx.insert(allergy));
        return Outcome::Added;
    }
    AllergyIntolerance after = *known;
    fill(after.reaction, allergy.reaction);
    fill(after.criticality, allergy.criticality);
    YIGONG_LET(changed, tx.update(*known, after));
    return changed ? Outcome::Updated : Outcome::Unchanged;
}

Result<std::vector<Outcome>> ResidentWriting::writeAllergies(Transaction &tx, const WrittenResident &resident,
                                                             const ImportedResident &row) const
{
    std::vector<Outcome> outcomes;
    for (const QString &substance : row.allergies) {
        AllergyIntolerance allergy;
        allergy.patient = resident.id;
        allergy.site = resident.site;
        allergy.substance = substance;
        if (const Allergen *known = Catalogue::shipped().allergenOf(substance))
            allergy.code = known->code;
        YIGONG_LET(outcome, writeAllergy(tx, allergy));
        outcomes.push_back(outcome);
    }
    return outcomes;
}

Result<std::optional<Outcome>> ResidentWriting::writeForm(Transaction &tx, const WrittenResident &resident,
                                                          const ImportedResident &row)
{
    if (row.form.empty())
        return std::optional<Outcome>{};
    YIGONG_LET(before, residentFileOf(tx, resident.id));
    ResidentFile after = before;
    for (const auto &[field, said] : row.form)
        YIGONG_TRY(setField(after, *field, unitedText(*field, fieldText(before, *field), said)));
    YIGONG_LET(changed, writeImportedForm(tx, before, after));
    const Outcome outcome = !changed ? Outcome::Unchanged : before.isFilled ? Outcome::Updated : Outcome::Added;
    return std::optional{outcome};
}

} // namespace yigong
