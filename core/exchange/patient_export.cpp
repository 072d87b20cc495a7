// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/patient_export.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/imported_resident.h"
#include "core/exchange/new_file.h"
#include "core/exchange/resident_bundle.h"
#include "core/security/audit.h"
#include "core/sites/site_tree.h"

#include <QHash>
#include <functional>

namespace yigong {

namespace {

constexpr int patientsAtOnce = 500;

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

class ListTaking : public ResidentTaking
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

using Goes = std::function<bool(int done)>;

Result<int> eachResident(const Snapshot &snapshot, const QHash<Id, Site> &within, Id own, ResidentTaking &taking,
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
        std::unique_ptr<ResidentTaking> taking;
        if (format == ExportFormat::Csv)
            taking = std::make_unique<ListTaking>(file.device(), sites);
        else
            taking = bundleTaking(file.device(), db.clock().now(), report.records);
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
