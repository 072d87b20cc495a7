// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/evidence.h"
#include "core/encounters/vitals.h"
#include "core/followups/follow_up_rules.h"
#include "core/forms/form_definition.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr int wayHome = 2, wayOutpatient = 1; // 随访方式 of the form: the others are not face to face

/// What a form measures, as the visit's values are called.
constexpr std::array formMeasures{
    std::pair{"systolic", vital::systolic}, std::pair{"diastolic", vital::diastolic},
    std::pair{"weight", vital::weight},     std::pair{"height", vital::height},
    std::pair{"heart_rate", vital::pulse},  std::pair{"fasting_glucose", vital::fastingGlucose},
    std::pair{"glucose", "15074-8"},        std::pair{"hba1c", "4548-4"},
    std::pair{"waist", "8280-0"},
};

/// Those whose contracts are reckoned, and the other ids of people whose records were merged.
constexpr const char *everybody = "(SELECT patient FROM family_contract UNION SELECT id FROM patient WHERE merged_into "
                                  "IS NOT NULL UNION SELECT merged_into FROM patient WHERE merged_into IS NOT NULL)";
constexpr const char *onePerson = "(SELECT ?2 AS patient UNION SELECT id FROM patient WHERE merged_into = ?2)";

} // namespace

bool asksForMeasurements(const ServiceItems &items)
{
    return std::any_of(items.begin(), items.end(),
                       [](const ServiceItem &item) { return item.kind == ServiceKind::Measurement; });
}

Result<void> EvidenceReading::readAll(bool withMeasurements)
{
    return read(everybody, {}, withMeasurements);
}

Result<void> EvidenceReading::readOne(Id patient, bool withMeasurements)
{
    return read(onePerson, {patient.bytes()}, withMeasurements);
}

std::span<const ServiceEvidence> EvidenceReading::of(Id resident) const
{
    const auto found = m_found.constFind(resident);
    return found == m_found.constEnd() ? std::span<const ServiceEvidence>{} : std::span{*found};
}

Result<void> EvidenceReading::read(const std::string &whose, std::vector<Value> parameters, bool withMeasurements)
{
    std::vector<Value> since{qint64{startOf(m_since).ms}}, sinceDay{m_since.toString(Qt::ISODate)};
    for (std::vector<Value> *list : {&since, &sinceDay})
        list->insert(list->end(), parameters.begin(), parameters.end());
    YIGONG_TRY(readVisits(whose, since));
    YIGONG_TRY(readForms(whose, sinceDay));
    YIGONG_TRY(readHealthForms(whose, sinceDay));
    return withMeasurements ? readValues(whose, since) : Result<void>{};
}

Result<void> EvidenceReading::readVisits(const std::string &whose, const std::vector<Value> &parameters)
{
    const std::string sql = "SELECT e.patient, e.id, e.start, e.visit_class = 'HH', e.site, e.practitioner FROM " +
                            whose +
                            " w CROSS JOIN encounter e ON e.patient = w.patient AND e.start >= ?1 WHERE NOT EXISTS "
                            "(SELECT 1 FROM encounter a WHERE a.amends = e.id)";
    return m_snapshot.each(sql, std::span<const Value>(parameters), [this](const Columns &c) {
        ServiceEvidence visit;
        visit.kind = EvidenceKind::Visit;
        visit.record = c.id(1);
        visit.day = civilDay(c.instant(2));
        visit.atHome = c.integer(3) != 0;
        visit.site = c.id(4);
        visit.practitioner = c.id(5);
        m_found[m_top(c.id(0))].push_back(std::move(visit));
    });
}

Result<void> EvidenceReading::readForms(const std::string &whose, const std::vector<Value> &parameters)
{
    std::string sql = "SELECT f.patient, f.id, f.visit_date, f.program, f.way, f.site, f.practitioner";
    for (const auto &[column, code] : formMeasures)
        sql += std::string(", f.") + column + " <> ''";
    sql += " FROM " + whose +
           " w CROSS JOIN follow_up f ON f.patient = w.patient AND f.visit_date >= ?1 WHERE NOT EXISTS (SELECT 1 FROM "
           "follow_up a WHERE a.amends = f.id)";
    return m_snapshot.each(sql, std::span<const Value>(parameters), [this](const Columns &c) {
        ServiceEvidence form;
        form.kind = EvidenceKind::FollowUp;
        form.record = c.id(1);
        form.day = QDate::fromString(c.text(2), Qt::ISODate);
        form.program = nameOf(static_cast<FollowUpProgram>(c.integer(3)));
        form.byPhone = c.integer(4) != wayOutpatient && c.integer(4) != wayHome;
        form.site = c.id(5);
        form.practitioner = c.id(6);
        QStringList codes;
        for (std::size_t i = 0; i < formMeasures.size(); ++i)
            if (c.integer(7 + static_cast<int>(i)) != 0)
                codes.append(QString::fromLatin1(formMeasures[i].second));
        const Id patient = m_top(c.id(0));
        if (!codes.isEmpty())
            addMeasured(patient, codes, form);
        m_found[patient].push_back(std::move(form));
    });
}

/// Of the programs whose forms are data, by the program's word; the annual examination, which is of none, by its own.
Result<void> EvidenceReading::readHealthForms(const std::string &whose, const std::vector<Value> &parameters)
{
    const std::string sql =
        "SELECT f.patient, f.id, f.day, f.form_code, f.site, f.practitioner, "
        "json_extract(f.answers, '$.way') FROM " +
        whose +
        " w CROSS JOIN health_form f ON f.patient = w.patient AND f.day >= ?1 WHERE f.answers <> '' "
        "AND NOT EXISTS (SELECT 1 FROM health_form a WHERE a.amends = f.id)";
    return m_snapshot.each(sql, std::span<const Value>(parameters), [this](const Columns &c) {
        ServiceEvidence form;
        form.kind = EvidenceKind::FollowUp;
        form.record = c.id(1);
        form.day = QDate::fromString(c.text(2), Qt::ISODate);
        const FormDefinition *definition = formDefinition(c.text(3));
        form.program = definition && !definition->program.isEmpty() ? definition->program : c.text(3);
        form.site = c.id(4);
        form.practitioner = c.id(5);
        const QString way = c.text(6); // not every form asks it: who was examined was there
        form.byPhone = !way.isEmpty() && way.toInt() != wayOutpatient && way.toInt() != wayHome;
        m_found[m_top(c.id(0))].push_back(std::move(form));
    });
}

Result<void> EvidenceReading::readValues(const std::string &whose, const std::vector<Value> &parameters)
{
    const std::string sql = "SELECT o.patient, ifnull(o.encounter, o.id), o.at, o.code, o.site, e.practitioner FROM " +
                            whose +
                            " w CROSS JOIN observation o ON o.patient = w.patient LEFT JOIN encounter e ON e.id = "
                            "o.encounter WHERE o.at >= ?1";
    return m_snapshot.each(sql, std::span<const Value>(parameters), [this](const Columns &c) {
        ServiceEvidence value;
        value.record = c.id(1);
        value.day = civilDay(c.instant(2));
        value.site = c.id(4);
        value.practitioner = c.id(5);
        addMeasured(m_top(c.id(0)), {c.text(3)}, value);
    });
}

/// What one place measured on one day is one evidence.
void EvidenceReading::addMeasured(Id patient, const QStringList &codes, const ServiceEvidence &where)
{
    std::vector<ServiceEvidence> &all = m_found[patient];
    const auto known = std::find_if(all.begin(), all.end(), [&where](const ServiceEvidence &one) {
        return one.kind == EvidenceKind::Measurement && one.day == where.day && one.site == where.site &&
               one.practitioner == where.practitioner;
    });
    if (known != all.end()) {
        known->codes += codes;
        return;
    }
    ServiceEvidence measured;
    measured.kind = EvidenceKind::Measurement;
    measured.record = where.record;
    measured.day = where.day;
    measured.codes = codes;
    measured.site = where.site;
    measured.practitioner = where.practitioner;
    all.push_back(std::move(measured));
}

} // namespace yigong
