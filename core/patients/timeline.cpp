// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/timeline.h"
#include "core/encounters/encounter.h"
#include "core/followups/follow_up.h"
#include "core/followups/health_form.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/patients/patient.h"
#include "core/patients/patient_text.h"
#include "core/patients/resident_file.h"
#include "core/referrals/referral.h"
#include "core/sync/sync_records.h"

#include <QHash>
#include <algorithm>
#include <limits>

namespace yigong {

namespace {

constexpr std::pair<TimelineKind, const char *> kindNames[] = {
    {TimelineKind::Visit, "visit"},
    {TimelineKind::Amendment, "amendment"},
    {TimelineKind::Measurement, "measurement"},
    {TimelineKind::Diagnosis, "diagnosis"},
    {TimelineKind::Prescription, "prescription"},
    {TimelineKind::Referral, "referral"},
    {TimelineKind::ReferralEvent, "referral-event"},
    {TimelineKind::PlanActivity, "plan-activity"},
    {TimelineKind::Allergy, "allergy"},
    {TimelineKind::ConflictSettled, "conflict-settled"},
    {TimelineKind::FollowUp, "follow-up"},
    {TimelineKind::FileEvent, "file-event"},
    {TimelineKind::HealthForm, "health-form"},
};

constexpr std::pair<TimelinePartKind, const char *> partNames[] = {
    {TimelinePartKind::Diagnosis, "diagnosis"},
    {TimelinePartKind::Complaint, "complaint"},
    {TimelinePartKind::Pressure, "pressure"},
    {TimelinePartKind::Vital, "vital"},
    {TimelinePartKind::Medicine, "medicine"},
    {TimelinePartKind::Dispensed, "dispensed"},
    {TimelinePartKind::Summary, "summary"},
    {TimelinePartKind::Advice, "advice"},
    {TimelinePartKind::Reason, "reason"},
    {TimelinePartKind::Destination, "destination"},
    {TimelinePartKind::Department, "department"},
    {TimelinePartKind::Appointment, "appointment"},
    {TimelinePartKind::Note, "note"},
    {TimelinePartKind::Treatment, "treatment"},
    {TimelinePartKind::Plan, "plan"},
    {TimelinePartKind::Due, "due"},
    {TimelinePartKind::Outcome, "outcome"},
    {TimelinePartKind::Substance, "substance"},
    {TimelinePartKind::Reaction, "reaction"},
    {TimelinePartKind::Kept, "kept"},
    {TimelinePartKind::Dropped, "dropped"},
    {TimelinePartKind::Program, "program"},
    {TimelinePartKind::Class, "class"},
    {TimelinePartKind::Field, "field"},
    {TimelinePartKind::Day, "day"},
    {TimelinePartKind::Form, "form"},
};

/// Pressure is two observations, and one reading to everybody.
constexpr auto systolic = u"8480-6";
constexpr auto diastolic = u"8462-4";

struct Person
{
    Id site;
    Id practitioner;
};

/// Gathers the entries of one person, and names sites and staff once each.
class Timeline
{
public:
    Timeline(const Snapshot &snapshot, bool maySeeSensitive, int limit, Instant before)
        : m_snapshot(snapshot), m_maySeeSensitive(maySeeSensitive), m_limit(limit),
          m_before(before.isNone() ? std::numeric_limits<qint64>::max() : static_cast<qint64>(before.ms))
    {}

    Result<void> gather(Id patient)
    {
        YIGONG_TRY(gatherVisits(patient));
        YIGONG_TRY(gatherReferrals(patient));
        YIGONG_TRY(gatherPlan(patient));
        YIGONG_TRY(gatherAllergies(patient));
        YIGONG_TRY(gatherFollowUps(patient));
        YIGONG_TRY(gatherFileEvents(patient));
        YIGONG_TRY(gatherHealthForms(patient));
        return gatherConflicts(patient);
    }

    std::vector<TimelineEntry> newestFirst()
    {
        std::erase_if(m_entries, [this](const TimelineEntry &entry) { return entry.at.ms >= m_before; });
        // Of one moment, what was recorded later stands above: ids are ordered by time.
        std::stable_sort(m_entries.begin(), m_entries.end(), [](const TimelineEntry &a, const TimelineEntry &b) {
            return std::tie(a.at, a.record) > std::tie(b.at, b.record);
        });
        return std::move(m_entries);
    }

private:
    template <Record T> Result<std::vector<T>> latest(Id patient, const char *time)
    {
        const std::string column = std::string("\"") + time + '"';
        return m_snapshot.select<T>("WHERE patient = ? AND " + column + " < ? ORDER BY " + column + " DESC LIMIT ?",
                                    {patient.bytes(), m_before, static_cast<qint64>(m_limit)});
    }

    Result<QString> nameIn(const char *sql, Id id)
    {
        if (id.isNone())
            return QString();
        if (const auto known = m_names.constFind(id); known != m_names.constEnd())
            return *known;
        QString name;
        YIGONG_TRY(m_snapshot.each(sql, {id.bytes()}, [&name](const Columns &columns) { name = columns.text(0); }));
        m_names.insert(id, name);
        return name;
    }
    Result<QString> siteNamed(Id site) { return nameIn("SELECT name FROM site WHERE id = ?", site); }

    Result<TimelineEntry *> entry(TimelineKind kind, Id record, Instant at, const Person &by)
    {
        TimelineEntry made;
        made.kind = kind;
        made.record = record;
        made.at = at;
        YIGONG_LET(site, siteNamed(by.site));
        YIGONG_LET(practitioner, nameIn("SELECT name FROM practitioner WHERE id = ?", by.practitioner));
        made.siteName = site;
        made.practitionerName = practitioner;
        m_entries.push_back(std::move(made));
        return &m_entries.back();
    }

    static void part(TimelineEntry &entry, TimelinePartKind kind, const QString &text)
    {
        if (!text.isEmpty())
            entry.parts.push_back({kind, text});
    }

    Result<void> gatherVisits(Id patient);
    void addVitals(TimelineEntry &entry, const std::vector<Observation> &observations);
    static QString medicineText(const MedicationRequest &line);
    Result<void> gatherLoose(Id patient);
    Result<void> gatherReferrals(Id patient);
    Result<void> gatherPlan(Id patient);
    Result<void> gatherAllergies(Id patient);
    Result<void> gatherConflicts(Id patient);
    Result<void> gatherFollowUps(Id patient);
    Result<void> gatherFileEvents(Id patient);
    Result<void> gatherHealthForms(Id patient);

    const Snapshot &m_snapshot;
    const bool m_maySeeSensitive;
    int m_limit;
    qint64 m_before;
    std::vector<TimelineEntry> m_entries;
    QHash<Id, QString> m_names;
};

void Timeline::addVitals(TimelineEntry &entry, const std::vector<Observation> &observations)
{
    const auto valueOf = [&observations](QStringView code) {
        for (const Observation &o : observations)
            if (o.code == code)
                return o.value;
        return QString();
    };
    const QString high = valueOf(systolic), low = valueOf(diastolic);
    const bool bothThere = !high.isEmpty() && !low.isEmpty();
    if (bothThere)
        part(entry, TimelinePartKind::Pressure, high + u'/' + low);
    for (const Observation &o : observations)
        if (!bothThere || (o.code != systolic && o.code != diastolic))
            part(entry, TimelinePartKind::Vital,
                 QStringLiteral("%1 %2 %3").arg(o.display.isEmpty() ? o.code : o.display, o.value, o.unit).trimmed());
}

QString Timeline::medicineText(const MedicationRequest &line)
{
    QStringList parts{line.name, line.dose, line.frequency};
    if (line.quantity.units > 0)
        parts += QStringLiteral("%1 %2").arg(line.quantity.units).arg(line.unit).trimmed();
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

Result<void> Timeline::gatherVisits(Id patient)
{
    YIGONG_LET(visits, latest<Encounter>(patient, "start"));
    for (const Encounter &visit : visits) {
        const bool amends = !visit.amends.isNone();
        YIGONG_LET(made, entry(amends ? TimelineKind::Amendment : TimelineKind::Visit, visit.id, visit.start,
                               {visit.site, visit.practitioner}));
        made->about = visit.amends;
        const Value key = visit.id.bytes();
        YIGONG_LET(conditions, m_snapshot.select<Condition>("WHERE encounter = ? ORDER BY is_primary DESC, id", {key}));
        YIGONG_LET(observations, m_snapshot.select<Observation>("WHERE encounter = ? ORDER BY id", {key}));
        YIGONG_LET(lines, m_snapshot.select<MedicationRequest>("WHERE encounter = ? ORDER BY id", {key}));
        YIGONG_LET(given, m_snapshot.select<MedicationDispense>("WHERE encounter = ? ORDER BY id", {key}));
        for (const Condition &condition : conditions)
            part(*made, TimelinePartKind::Diagnosis, condition.display.isEmpty() ? condition.code : condition.display);
        part(*made, TimelinePartKind::Complaint, visit.complaint);
        addVitals(*made, observations);
        part(*made, TimelinePartKind::Summary, visit.summary);
        QHash<Id, const MedicationRequest *> byId;
        for (const MedicationRequest &line : lines) {
            byId.insert(line.id, &line);
            part(*made, TimelinePartKind::Medicine, medicineText(line));
        }
        for (const MedicationDispense &dispense : given) {
            const MedicationRequest *line = byId.value(dispense.request);
            part(*made, TimelinePartKind::Dispensed,
                 QStringLiteral("%1 × %2 %3")
                     .arg(line ? line->name : dispense.drug)
                     .arg(dispense.quantity.units)
                     .arg(line ? line->unit : QString())
                     .trimmed());
        }
        part(*made, TimelinePartKind::Advice, visit.advice);
        part(*made, TimelinePartKind::Reason, visit.amendReason);
    }
    return gatherLoose(patient);
}

/// What was imported without a visit.
Result<void> Timeline::gatherLoose(Id patient)
{
    YIGONG_LET(observations, m_snapshot.select<Observation>(
                                 "WHERE patient = ? AND encounter IS NULL AND at < ? ORDER BY at DESC LIMIT ?",
                                 {patient.bytes(), m_before, static_cast<qint64>(m_limit)}));
    for (std::size_t i = 0; i < observations.size();) {
        std::vector<Observation> together;
        const Observation &first = observations[i];
        for (; i < observations.size() && observations[i].at == first.at; ++i)
            together.push_back(observations[i]);
        YIGONG_LET(made, entry(TimelineKind::Measurement, first.id, first.at, {first.site, {}}));
        addVitals(*made, together);
    }
    YIGONG_LET(conditions,
               m_snapshot.select<Condition>(
                   "WHERE patient = ? AND encounter IS NULL AND recorded < ? ORDER BY recorded DESC LIMIT ?",
                   {patient.bytes(), m_before, static_cast<qint64>(m_limit)}));
    for (const Condition &condition : conditions) {
        YIGONG_LET(made, entry(TimelineKind::Diagnosis, condition.id, condition.recorded, {condition.site, {}}));
        part(*made, TimelinePartKind::Diagnosis, condition.display.isEmpty() ? condition.code : condition.display);
    }
    YIGONG_LET(lines, m_snapshot.select<MedicationRequest>(
                          "WHERE patient = ? AND encounter IS NULL AND authored < ? ORDER BY authored DESC LIMIT ?",
                          {patient.bytes(), m_before, static_cast<qint64>(m_limit)}));
    for (const MedicationRequest &line : lines) {
        YIGONG_LET(made, entry(TimelineKind::Prescription, line.id, line.authored, {line.site, line.practitioner}));
        part(*made, TimelinePartKind::Medicine, medicineText(line));
    }
    return {};
}

Result<void> Timeline::gatherReferrals(Id patient)
{
    YIGONG_LET(referrals, latest<ServiceRequest>(patient, "at"));
    for (const ServiceRequest &referral : referrals) {
        YIGONG_LET(made,
                   entry(TimelineKind::Referral, referral.id, referral.at, {referral.site, referral.practitioner}));
        made->about = referral.encounter;
        made->detail = static_cast<int>(referral.urgency);
        YIGONG_LET(destination, siteNamed(referral.toSite));
        part(*made, TimelinePartKind::Destination, destination);
        part(*made, TimelinePartKind::Department, referral.department);
        part(*made, TimelinePartKind::Diagnosis, referral.diagnosis);
        part(*made, TimelinePartKind::Reason, referral.reason);
        part(*made, TimelinePartKind::Summary, referral.summary);
    }
    YIGONG_LET(events, latest<ReferralEvent>(patient, "at"));
    for (const ReferralEvent &event : events) {
        if (event.kind == ReferralEventKind::Sent)
            continue; // the referral itself says so
        YIGONG_LET(made, entry(TimelineKind::ReferralEvent, event.id, event.at, {event.site, event.practitioner}));
        made->about = event.referral;
        made->detail = static_cast<int>(event.kind);
        part(*made, TimelinePartKind::Appointment, event.appointment.isNone() ? QString() : event.appointment.iso());
        part(*made, TimelinePartKind::Department, event.department);
        part(*made, TimelinePartKind::Diagnosis, event.diagnosis);
        part(*made, TimelinePartKind::Treatment, event.treatment);
        part(*made, TimelinePartKind::Plan, event.plan);
        part(*made, TimelinePartKind::Note, event.note);
    }
    return {};
}

Result<void> Timeline::gatherPlan(Id patient)
{
    YIGONG_LET(activities, m_snapshot.select<CarePlanActivity>("WHERE patient = ? ORDER BY due_on DESC LIMIT ?",
                                                               {patient.bytes(), static_cast<qint64>(m_limit)}));
    for (const CarePlanActivity &activity : activities) {
        const QDate day = activity.doneOn.isValid() ? activity.doneOn : activity.dueOn;
        YIGONG_LET(made,
                   entry(TimelineKind::PlanActivity, activity.id, startOf(day), {activity.site, activity.doneBy}));
        made->about = activity.referral;
        made->detail = activity.doneOn.isValid() ? 1 : 0;
        part(*made, TimelinePartKind::Plan, activity.what);
        part(*made, TimelinePartKind::Due, activity.dueOn.toString(Qt::ISODate));
        part(*made, TimelinePartKind::Outcome, activity.outcome);
    }
    return {};
}

Result<void> Timeline::gatherAllergies(Id patient)
{
    YIGONG_LET(allergies, m_snapshot.select<AllergyIntolerance>("WHERE patient = ?", {patient.bytes()}));
    for (const AllergyIntolerance &allergy : allergies) {
        YIGONG_LET(made, entry(TimelineKind::Allergy, allergy.id, startOf(allergy.recordedOn),
                               {allergy.site, allergy.practitioner}));
        made->detail = allergy.voidedOn.isValid() ? 1 : 0;
        part(*made, TimelinePartKind::Substance, allergy.substance);
        part(*made, TimelinePartKind::Reaction, allergy.reaction);
        part(*made, TimelinePartKind::Reason, allergy.voidReason);
    }
    return {};
}

Result<void> Timeline::gatherFollowUps(Id patient)
{
    YIGONG_LET(forms, m_snapshot.select<FollowUp>("WHERE patient = ? ORDER BY visit_date DESC, entered DESC LIMIT ?",
                                                  {patient.bytes(), static_cast<qint64>(m_limit)}));
    for (const FollowUp &form : forms) {
        YIGONG_LET(made,
                   entry(TimelineKind::FollowUp, form.id, startOf(form.visitDate), {form.site, form.practitioner}));
        made->detail = static_cast<int>(form.program);
        made->about = form.amends;
        part(*made, TimelinePartKind::Program, nameOf(form.program));
        part(*made, TimelinePartKind::Class, nameOf(form.outcome));
        if (!form.systolic.isNone())
            part(*made, TimelinePartKind::Pressure, form.systolic.text() + u'/' + form.diastolic.text());
        if (!form.fastingGlucose.isNone())
            part(*made, TimelinePartKind::Vital, QStringLiteral("空腹血糖 ") + form.fastingGlucose.text());
        part(*made, TimelinePartKind::Due, form.nextOn.toString(Qt::ISODate));
        part(*made, TimelinePartKind::Reason, form.amendReason);
    }
    return {};
}

Result<void> Timeline::gatherHealthForms(Id patient)
{
    YIGONG_LET(forms, m_snapshot.select<HealthForm>("WHERE patient = ? ORDER BY day DESC, entered DESC LIMIT ?",
                                                    {patient.bytes(), static_cast<qint64>(m_limit)}));
    for (const HealthForm &form : forms) {
        const FormDefinition *definition = formDefinition(form.formCode, form.formVersion);
        const auto program = definition ? followUpProgramFrom(definition->program) : std::nullopt;
        if (program == FollowUpProgram::MentalDisorder && !m_maySeeSensitive)
            continue;
        YIGONG_LET(made, entry(TimelineKind::HealthForm, form.id, startOf(form.day), {form.site, form.practitioner}));
        made->detail = program ? static_cast<int>(*program) : 0;
        made->about = form.amends;
        part(*made, TimelinePartKind::Form, form.formCode);
        part(*made, TimelinePartKind::Class, form.outcome);
        const QDate next = form.nextOn.isValid() ? form.nextOn : form.due;
        part(*made, TimelinePartKind::Due, next.toString(Qt::ISODate));
        part(*made, TimelinePartKind::Reason, form.amendReason);
    }
    return {};
}

Result<void> Timeline::gatherConflicts(Id patient)
{
    YIGONG_LET(settlements, m_snapshot.select<ConflictSettlement>("WHERE patient = ?", {patient.bytes()}));
    for (const ConflictSettlement &settlement : settlements) {
        YIGONG_LET(conflict, m_snapshot.find<Conflict>(settlement.conflict));
        if (!conflict || conflict->subjectType != Patient::info.number)
            continue;
        YIGONG_LET(values, m_snapshot.select<ConflictValue>("WHERE conflict = ? AND is_base = 0 ORDER BY time",
                                                            {conflict->id.bytes()}));
        YIGONG_LET(made, entry(TimelineKind::ConflictSettled, settlement.id, HybridTime{settlement.time}.instant(),
                               {settlement.site, settlement.practitioner}));
        made->about = conflict->id;
        made->detail = conflict->field;
        part(*made, TimelinePartKind::Kept, settlement.chosen);
        for (const ConflictValue &value : values)
            if (value.value != settlement.chosen)
                part(*made, TimelinePartKind::Dropped, value.value);
        part(*made, TimelinePartKind::Note, settlement.comment);
    }
    return {};
}

/// Old numbers are masked as in any list.
QString shownValue(const BasicField &field, const QString &text)
{
    static const RecordType card = RecordType::of<Patient>(), form = RecordType::of<BasicInformation>();
    const RecordType &type = field.isOfPatient() ? card : form;
    const int at = type.indexOf(field.columnText());
    const QString words = wordsFor(field, text, QString::fromLatin1(basicFormVersion));
    return at < 0 ? words : masked(type.fields()[static_cast<std::size_t>(at)].privacy, words);
}

Result<void> Timeline::gatherFileEvents(Id patient)
{
    YIGONG_LET(events, latest<ResidentEvent>(patient, "entered"));
    for (const ResidentEvent &event : events) {
        YIGONG_LET(made, entry(TimelineKind::FileEvent, event.id, event.entered, {event.site, event.practitioner}));
        made->detail = static_cast<int>(event.kind);
        if (event.kind == ResidentEventKind::ChangedSite) {
            YIGONG_LET(from, siteNamed(Id::parse(event.before).value_or(Id{})));
            YIGONG_LET(to, siteNamed(Id::parse(event.after).value_or(Id{})));
            part(*made, TimelinePartKind::Kept, to);
            part(*made, TimelinePartKind::Dropped, from);
        } else if (const BasicField *field = basicField(event.what)) {
            part(*made, TimelinePartKind::Field, field->nameText());
            part(*made, TimelinePartKind::Kept, shownValue(*field, event.after));
            part(*made, TimelinePartKind::Dropped, shownValue(*field, event.before));
        } else {
            part(*made, TimelinePartKind::Day, event.day.text());
        }
        part(*made, TimelinePartKind::Destination, event.place);
        part(*made, TimelinePartKind::Reason, event.reason);
    }
    return {};
}

template <typename Kind, std::size_t N> QString wordFor(Kind kind, const std::pair<Kind, const char *> (&names)[N])
{
    for (const auto &[known, word] : names)
        if (known == kind)
            return QString::fromLatin1(word);
    return {};
}

} // namespace

QString nameOf(TimelineKind kind)
{
    return wordFor(kind, kindNames);
}

QString nameOf(TimelinePartKind kind)
{
    return wordFor(kind, partNames);
}

Result<std::vector<TimelineEntry>> timelineOf(const Snapshot &snapshot, const Actor &actor, Id patient, int limit,
                                              Instant before)
{
    YIGONG_LET(top, openRecord(snapshot, actor, patient));
    YIGONG_LET(ids, samePersonIds(snapshot, top));
    const bool maySeeSensitive = allows(static_cast<StaffRole>(actor.role), Door::ReadSensitive);
    Timeline timeline(snapshot, maySeeSensitive, limit, before);
    for (const Id id : ids)
        YIGONG_TRY(timeline.gather(id));
    return timeline.newestFirst();
}

} // namespace yigong
