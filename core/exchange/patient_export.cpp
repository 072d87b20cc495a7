// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/patient_export.h"
#include "core/encounters/encounter.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/fhir_records.h"
#include "core/exchange/fhir_writer.h"
#include "core/exchange/field_spelling.h"
#include "core/exchange/imported_resident.h"
#include "core/exchange/new_file.h"
#include "core/security/audit.h"
#include "core/sites/site_tree.h"

#include <QHash>
#include <QRegularExpression>
#include <functional>

namespace yigong {

namespace {

constexpr int patientsAtOnce = 500;

const QString drugSystem = QStringLiteral("urn:yigong:drug");

/// Takes one resident after the other.
class Taking
{
public:
    virtual ~Taking() = default;
    virtual Result<void> begin() = 0;
    virtual Result<void> take(const Snapshot &snapshot, const Patient &patient) = 0;
    virtual Result<void> end() = 0;
};

QString sexText(Sex sex)
{
    switch (sex) {
    case Sex::Male:
        return QStringLiteral("男");
    case Sex::Female:
        return QStringLiteral("女");
    case Sex::Unknown:
        return QStringLiteral("未知");
    case Sex::Unstated:
        break;
    }
    return QStringLiteral("未说明");
}

QString bloodText(BloodType type)
{
    switch (type) {
    case BloodType::NotAsked:
        return {};
    case BloodType::A:
        return QStringLiteral("A型");
    case BloodType::B:
        return QStringLiteral("B型");
    case BloodType::O:
        return QStringLiteral("O型");
    case BloodType::AB:
        return QStringLiteral("AB型");
    case BloodType::Unclear:
        break;
    }
    return QStringLiteral("不详");
}

class ListTaking : public Taking
{
public:
    ListTaking(QIODevice &device, QHash<Id, Site> sites) : m_writer(device), m_sites(std::move(sites)) {}

    Result<void> begin() override
    {
        static const char16_t *const header[] = {
            u"档案编号", u"姓名",     u"性别",       u"出生日期", u"证件类型",   u"身份证号", u"无证件原因",
            u"联系电话", u"现住址",   u"民族",       u"血型",     u"既往史",     u"过敏史",   u"所属机构",
            u"村",       u"家庭编号", u"与户主关系", u"死亡日期", u"源系统编号", u"来源系统", u"备注",
        };
        QStringList row;
        for (const char16_t *name : header)
            row.append(QString::fromUtf16(name));
        return m_writer.write(row);
    }
    Result<void> take(const Snapshot &snapshot, const Patient &p) override
    {
        QStringList diseases, allergies;
        for (const QString &word : p.conditions)
            diseases.append(chronicName(word));
        YIGONG_LET(known, snapshot.select<AllergyIntolerance>("WHERE patient = ? AND voided_on = '' ORDER BY id",
                                                              {p.id.bytes()}));
        for (const AllergyIntolerance &allergy : known)
            allergies.append(allergy.substance);
        return m_writer.write({p.recordNumber,
                               p.name,
                               sexText(p.sex),
                               p.birthDate.text(),
                               p.idType,
                               p.idNumber,
                               p.noIdReason,
                               p.phone,
                               p.address,
                               p.ethnicity,
                               bloodText(p.bloodType),
                               diseases.join(u'、'),
                               allergies.join(u'、'),
                               m_sites.value(p.site).code,
                               m_sites.value(p.site).name,
                               p.household.isNone() ? QString() : p.household.text(),
                               p.householdRelation,
                               p.deceasedOn.text(),
                               p.sourceIdentifier,
                               p.source,
                               p.remarks});
    }
    Result<void> end() override { return {}; }

private:
    CsvWriter m_writer;
    QHash<Id, Site> m_sites;
};

FhirTime timeOf(Instant instant)
{
    return instant.isNone() ? FhirTime{} : FhirTime{PartialDate(civilDay(instant)), instant};
}

SourceKey ownKey(const char *type, Id id)
{
    return {FhirSystem::unspecified, QString::fromLatin1(type) + u'/' + id.text()};
}

class FhirTaking : public Taking
{
public:
    FhirTaking(QIODevice &device, Instant written, QHash<Id, Site> sites, int &records)
        : m_writer(device, written), m_sites(std::move(sites)), m_records(records)
    {}
    Result<void> begin() override { return {}; }
    Result<void> end() override { return m_writer.finish(); }

    Result<void> take(const Snapshot &snapshot, const Patient &p) override
    {
        m_subject = {ownKey("Patient", p.id), {}, true};
        YIGONG_TRY(m_writer.write(patient(p)));
        const QByteArray id = p.id.bytes();
        YIGONG_LET(encounters, snapshot.select<Encounter>("WHERE patient = ? ORDER BY id", {id}));
        YIGONG_TRY(writeAll(encounters));
        YIGONG_LET(conditions, snapshot.select<Condition>("WHERE patient = ? ORDER BY id", {id}));
        YIGONG_TRY(writeAll(conditions));
        YIGONG_LET(allergies,
                   snapshot.select<AllergyIntolerance>("WHERE patient = ? AND voided_on = '' ORDER BY id", {id}));
        YIGONG_TRY(writeAll(allergies));
        YIGONG_LET(requests, snapshot.select<MedicationRequest>("WHERE patient = ? ORDER BY id", {id}));
        YIGONG_TRY(writeAll(requests));
        YIGONG_LET(observations, snapshot.select<Observation>("WHERE patient = ? ORDER BY id", {id}));
        return writeAll(observations);
    }

private:
    template <typename T> Result<void> writeAll(const std::vector<T> &records)
    {
        for (const T &record : records) {
            YIGONG_TRY(m_writer.write(resource(record)));
            ++m_records;
        }
        return {};
    }
    static FhirReference encounter(Id id)
    {
        return id.isNone() ? FhirReference{} : FhirReference{ownKey("Encounter", id), {}, true};
    }

    FhirResource patient(const Patient &p) const
    {
        FhirPatient out;
        out.key = m_subject.key;
        if (p.idType == u"01" && !p.idNumber.isEmpty())
            out.identifiers.push_back({FhirSystem::idCard, p.idNumber, {}});
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
        out.organisation.display = m_sites.value(p.site).name;
        return out;
    }
    FhirResource resource(const Encounter &e) const
    {
        FhirEncounter out;
        out.key = ownKey("Encounter", e.id);
        out.subject = m_subject;
        out.serviceProvider.display = m_sites.value(e.site).name;
        out.status = QStringLiteral("finished");
        out.visitClass = e.visitClass;
        out.reason.text = e.complaint;
        out.start = timeOf(e.start);
        out.end = timeOf(e.end);
        return out;
    }
    FhirResource resource(const Condition &c) const
    {
        FhirCondition out;
        out.key = ownKey("Condition", c.id);
        out.subject = m_subject;
        out.encounter = encounter(c.encounter);
        const QString system = c.system == u"snomed" ? FhirSystem::snomed
                               : c.system.contains(u':') || c.system.isEmpty()
                                   ? c.system
                                   : QStringLiteral("urn:yigong:diagnosis:") + c.system;
        if (!c.code.isEmpty())
            out.code.codings.push_back({system, c.code, c.display});
        out.code.text = c.display;
        out.onset.day = c.onset;
        out.recorded = timeOf(c.recorded);
        out.clinicalStatus = c.clinicalStatus;
        return out;
    }
    FhirResource resource(const AllergyIntolerance &a) const
    {
        FhirAllergyIntolerance out;
        out.key = ownKey("AllergyIntolerance", a.id);
        out.patient = m_subject;
        out.code.text = a.substance;
        out.criticality = a.criticality;
        if (!a.reaction.isEmpty())
            out.reactions = {a.reaction};
        if (a.recordedOn.isValid())
            out.recorded.day = PartialDate(a.recordedOn);
        return out;
    }
    FhirResource resource(const MedicationRequest &m) const
    {
        FhirMedicationRequest out;
        out.key = ownKey("MedicationRequest", m.id);
        out.subject = m_subject;
        out.encounter = encounter(m.encounter);
        if (!m.drug.isEmpty())
            out.medication.codings.push_back({drugSystem, m.drug, m.name});
        out.medication.text = m.name;
        out.status = QStringLiteral("completed");
        out.intent = QStringLiteral("order");
        out.authored = timeOf(m.authored);
        QStringList how{m.route, m.dose, m.frequency};
        how.removeAll(QString());
        out.dosage = how.join(u' ');
        if (!m.instructions.isEmpty())
            out.dosage += (out.dosage.isEmpty() ? QString() : QStringLiteral("\n")) + m.instructions;
        if (m.quantity.units != 0) {
            out.quantity = QString::number(m.quantity.units);
            out.quantityUnit = m.unit;
        }
        return out;
    }
    FhirResource resource(const Observation &o) const
    {
        static const QRegularExpression decimal(QStringLiteral("^-?[0-9]+(\\.[0-9]+)?$"));
        FhirObservation out;
        out.key = ownKey("Observation", o.id);
        out.subject = m_subject;
        out.encounter = encounter(o.encounter);
        out.status = QStringLiteral("final");
        if (!o.code.isEmpty())
            out.code.codings.push_back({FhirSystem::loinc, o.code, o.display});
        out.code.text = o.display;
        out.effective = timeOf(o.at);
        FhirValue value;
        value.code = out.code;
        value.text = o.value;
        value.kind = decimal.match(o.value).hasMatch() ? FhirValueKind::Quantity : FhirValueKind::Text;
        value.unit = o.unit;
        out.values.push_back(value);
        return out;
    }

    FhirWriter m_writer;
    QHash<Id, Site> m_sites;
    int &m_records;
    FhirReference m_subject;
};

using Goes = std::function<bool(int done)>;

Result<int> eachResident(const Snapshot &snapshot, const QHash<Id, Site> &within, Id own, Taking &taking,
                         const Goes &goes)
{
    int done = 0;
    Id after;
    for (;;) {
        YIGONG_LET(some, snapshot.select<Patient>("WHERE id > ? ORDER BY id LIMIT ?",
                                                  {after.bytes(), static_cast<qint64>(patientsAtOnce)}));
        if (some.empty())
            return done;
        after = some.back().id;
        for (const Patient &patient : some) {
            const bool ours = patient.site == own || within.contains(patient.site);
            if (!ours || patient.voidedOn.isValid() || !patient.mergedInto.isNone())
                continue;
            YIGONG_TRY(taking.take(snapshot, patient));
            ++done;
        }
        if (!goes(done))
            return fail(ErrorKind::Cancelled);
    }
}

} // namespace

Result<ExportReport> exportPatients(Database &db, const Actor &actor, const QString &path, ExportFormat format,
                                    const std::function<void(int)> &progress, const std::atomic_bool *cancelled)
{
    YIGONG_TRY(require(db, actor, Door::ExportPatients));
    YIGONG_LET(file, NewFile::create(path));
    ExportReport report;
    const auto write = [&](const Snapshot &snapshot) -> Result<int> {
        QHash<Id, Site> sites;
        YIGONG_LET(below, subtreeOf(snapshot, actor.site));
        for (const Site &site : below) {
            YIGONG_LET(within, reachesSite(snapshot, actor, Door::ExportPatients, site.id));
            if (within)
                sites.insert(site.id, site);
        }
        std::unique_ptr<Taking> taking;
        if (format == ExportFormat::Csv)
            taking = std::make_unique<ListTaking>(file.device(), sites);
        else
            taking = std::make_unique<FhirTaking>(file.device(), db.clock().now(), sites, report.records);
        YIGONG_TRY(taking->begin());
        YIGONG_LET(done, eachResident(snapshot, sites, actor.site, *taking, [&](int sofar) {
                       if (progress)
                           progress(sofar);
                       return !cancelled || !cancelled->load();
                   }));
        YIGONG_TRY(taking->end());
        return done;
    };
    YIGONG_LET(patients, db.read(write));
    YIGONG_TRY(file.commit());
    report.patients = patients;
    note(db, actor, AuditKind::Exported, QStringLiteral("patients"), patients);
    return report;
}

} // namespace yigong
