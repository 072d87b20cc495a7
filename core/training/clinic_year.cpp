// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/clinic_year.h"
#include "core/base/spans.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int generalFeeFen = 600; // 一般诊疗费

QString tenths(int value)
{
    return QString::number(value / 10) + u'.' + QString::number(value % 10);
}

bool inSeason(QStringView season, QDate day)
{
    const int m = day.month();
    if (season == u"winter")
        return m >= 11 || m <= 3;
    if (season == u"summer")
        return m >= 6 && m <= 9;
    return true;
}

} // namespace

ClinicYear::ClinicYear(Desk &desk, const Ailments &ailments, RecordPile &pile, Dice dice)
    : m_desk(desk), m_ailments(ailments), m_pile(pile), m_dice(dice), m_shelf(desk, pile, Dice(dice.next()))
{}

Instant ClinicYear::openingTime(Instant from, Instant until, const Ailment &ailment)
{
    const auto days = static_cast<int>((until.ms - from.ms) / dayMs);
    for (;;) {
        const QDate day = civilDay(from).addDays(m_dice.between(0, days));
        if (day.dayOfWeek() == Qt::Sunday && m_dice.percent(60))
            continue;
        if (!inSeason(ailment.season, day) && m_dice.percent(60))
            continue;
        const int slot =
            m_dice.percent(62) ? m_dice.between(7 * 60 + 50, 11 * 60 + 40) : m_dice.between(14 * 60, 17 * 60 + 30);
        const Instant at = startOf(day).plusMs(slot * minuteMs);
        if (at >= from && at <= until)
            return at;
    }
}

void ClinicYear::planChronic(const std::vector<Person> &people, int count, Instant from, Instant until,
                             std::vector<Appointment> &appointments)
{
    std::vector<std::size_t> patients;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (!people[i].scripted && !people[i].patient.conditions.isEmpty() && people[i].patient.deceasedOn.isNone())
            patients.push_back(i);
    m_dice.shuffle(patients);
    // Some come again and again, for their pressure to have a history; the rest of the chronic go elsewhere.
    for (std::size_t next = 0; next < patients.size() && count > 0; ++next) {
        const Person &person = people[patients[next]];
        const Ailment *ailment = m_ailments.chronic(m_dice.of(person.patient.conditions));
        if (!ailment)
            continue;
        const int every = m_dice.between(32, 95);
        Instant at = from.plusMs(m_dice.between(0, every) * dayMs);
        for (; at < until && count > 0; at = at.plusMs(m_dice.between(every - 8, every + 8) * dayMs)) {
            const int slot = m_dice.between(7 * 60 + 50, 11 * 60 + 30);
            const Instant time = startOf(civilDay(at)).plusMs(slot * minuteMs);
            if (time < from || time > until)
                continue;
            appointments.push_back({time, patients[next], ailment, nullptr});
            --count;
        }
    }
}

void ClinicYear::planPassing(const std::vector<Person> &people, int count, Instant from, Instant until,
                             std::vector<Appointment> &appointments)
{
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(m_dice.below(static_cast<qsizetype>(people.size())));
        const Person &person = people[at];
        if (person.scripted || !person.patient.deceasedOn.isNone() || person.age == 0)
            continue;
        const Ailment &ailment = m_ailments.passing(person, m_dice);
        appointments.push_back({openingTime(from, until, ailment), at, &ailment, nullptr});
    }
}

std::vector<VisitMade> ClinicYear::work(std::vector<Person> &people, int count, Instant from, Instant until,
                                        const std::vector<ScriptedVisit> &scripted)
{
    m_shelf.open(m_ailments.drugs(), startOf(civilDay(from)).plusMs(7 * hourMs + 30 * minuteMs));
    std::vector<Appointment> appointments;
    planChronic(people, count * 55 / 100, from, until, appointments);
    planPassing(people, count - static_cast<int>(appointments.size()), from, until, appointments);
    for (const ScriptedVisit &visit : scripted)
        appointments.push_back({visit.plan.start, visit.person, nullptr, &visit.plan});
    std::sort(appointments.begin(), appointments.end(), [](const Appointment &a, const Appointment &b) {
        return std::pair(a.at, a.person) < std::pair(b.at, b.person);
    });
    std::vector<VisitMade> made;
    made.reserve(appointments.size());
    for (const Appointment &appointment : appointments) {
        Person &person = people[appointment.person];
        const bool told = appointment.plan != nullptr;
        const Id encounter =
            write(person, told ? *appointment.plan : planFor(person, *appointment.ailment, appointment.at));
        made.push_back({encounter, appointment.person, appointment.at,
                        told ? QString() : appointment.ailment->diagnosis->code, told});
    }
    return made;
}

VisitPlan ClinicYear::planFor(Person &person, const Ailment &ailment, Instant start)
{
    VisitPlan plan;
    plan.start = start;
    if (person.age > 78 && m_dice.percent(25))
        plan.visitClass = QStringLiteral("HH");
    plan.complaint = m_dice.of(ailment.complaints);
    plan.advice = ailment.advice;
    plan.diagnoses.push_back(ailment.diagnosis);
    Vitals &vitals = plan.vitals;
    if (person.age >= 35 ? m_dice.percent(88) : person.age >= 15 && m_dice.percent(30)) {
        person.systolic = std::clamp(person.systolic + m_dice.between(-3, 3), 96, 182);
        vitals.systolic = m_dice.around(person.systolic, 14);
        vitals.diastolic = std::min(m_dice.around(person.diastolic, 9), vitals.systolic - 22);
        vitals.pulse = m_dice.around(75, 12);
    }
    if (ailment.programme.isEmpty() || m_dice.percent(30))
        vitals.temperatureTenths = m_dice.around(ailment.temperatureTenths, ailment.temperatureTenths > 370 ? 6 : 3);
    if (!ailment.programme.isEmpty() && m_dice.percent(45))
        vitals.weightTenths = person.weightTenths = std::max(300, person.weightTenths + m_dice.between(-6, 6));
    if (ailment.programme == u"diabetes")
        vitals.glucoseTenths = m_dice.around(76, 28);
    // An old person's pressure is looked at whatever they come for.
    if (ailment.programme != u"hypertension" && person.patient.conditions.contains(u"hypertension") &&
        m_dice.percent(25))
        plan.diagnoses.push_back(m_ailments.chronic(u"hypertension")->diagnosis);
    if (const Treatment *treatment = ailment.treatmentFor(person, m_dice); treatment && m_dice.percent(93))
        plan.drugs = *treatment;
    return plan;
}

void ClinicYear::writeVitals(const Encounter &visit, const Vitals &vitals)
{
    const auto observe = [&](const char16_t *code, const char16_t *display, const QString &value,
                             const char16_t *unit) {
        Observation o;
        o.id = m_desk.newId();
        o.encounter = visit.id;
        o.patient = visit.patient;
        o.site = visit.site;
        o.code = QString::fromUtf16(code);
        o.display = QString::fromUtf16(display);
        o.value = value;
        o.unit = QString::fromUtf16(unit);
        o.at = visit.start.plusMs(2 * minuteMs);
        m_pile.add(o);
    };
    if (vitals.systolic > 0) {
        observe(u"8480-6", u"收缩压", QString::number(vitals.systolic), u"mmHg");
        observe(u"8462-4", u"舒张压", QString::number(vitals.diastolic), u"mmHg");
    }
    if (vitals.pulse > 0)
        observe(u"8867-4", u"心率", QString::number(vitals.pulse), u"/min");
    if (vitals.temperatureTenths > 0)
        observe(u"8310-5", u"体温", tenths(vitals.temperatureTenths), u"Cel");
    if (vitals.weightTenths > 0)
        observe(u"29463-7", u"体重", tenths(vitals.weightTenths), u"kg");
    if (vitals.glucoseTenths > 0)
        observe(u"1558-6", u"空腹血糖", tenths(vitals.glucoseTenths), u"mmol/L");
}

Money ClinicYear::writeDrugs(const Encounter &visit, const VisitPlan &plan)
{
    std::vector<MedicationRequest> requests;
    std::vector<Shelf::Handed> handed;
    Money cost;
    for (const UsualDrug &usual : plan.drugs) {
        const Drug &drug = *usual.drug;
        MedicationRequest request;
        request.id = m_desk.newId();
        request.encounter = visit.id;
        request.patient = visit.patient;
        request.site = visit.site;
        request.practitioner = visit.practitioner;
        request.drug = drug.code;
        request.name = drug.title();
        request.dose = usual.doseText();
        request.frequency = drug.frequencyText();
        request.route = drug.route;
        request.days = usual.days;
        request.quantity = {usual.units()};
        request.unit = drug.unit;
        request.authored = visit.end;
        requests.push_back(request);
        m_pile.add(request);
        cost.fen += packCostOf(drug).fen * usual.units() / std::max(1, drug.unitsPerPack);
        const bool beyond = !plan.overrideReason.isEmpty() && &usual == &plan.drugs.back();
        handed.push_back({&drug, beyond ? m_shelf.takeBeyondLedger(drug, usual.units(), visit.end)
                                        : m_shelf.take(drug, usual.units(), visit.end)});
    }
    if (requests.empty())
        return cost;
    const Id document = m_shelf.dispense(handed, visit.patient, visit.id, visit.practitioner, visit.end);
    for (const MedicationRequest &request : requests) {
        MedicationDispense dispense;
        dispense.id = m_desk.newId();
        dispense.request = request.id;
        dispense.encounter = visit.id;
        dispense.patient = visit.patient;
        dispense.site = visit.site;
        dispense.practitioner = visit.practitioner;
        dispense.drug = request.drug;
        dispense.quantity = request.quantity;
        dispense.document = document;
        dispense.at = visit.end;
        if (&request == &requests.back())
            dispense.overrideReason = plan.overrideReason;
        m_pile.add(dispense);
    }
    return cost;
}

Id ClinicYear::write(Person &person, const VisitPlan &plan)
{
    Encounter visit;
    visit.id = m_desk.newId();
    visit.patient = person.patient.id;
    visit.site = m_desk.siteId();
    visit.practitioner = plan.practitioner.isNone() ? m_desk.doctor(m_dice) : plan.practitioner;
    visit.number = m_desk.nextNumber();
    visit.start = plan.start;
    visit.end = plan.start.plusMs(minuteMs * m_dice.between(6, 18));
    visit.visitClass = plan.visitClass;
    visit.complaint = plan.complaint;
    visit.summary = plan.summary;
    visit.advice = plan.advice;
    const std::size_t place = m_pile.items.size();
    m_pile.add(visit); // before its parts, as a device would send it; the fee is known after them
    writeVitals(visit, plan.vitals);
    for (const Diagnosis *diagnosis : plan.diagnoses) {
        Condition condition;
        condition.id = m_desk.newId();
        condition.encounter = visit.id;
        condition.patient = visit.patient;
        condition.site = visit.site;
        condition.code = diagnosis->code;
        condition.system = Diagnosis::system();
        condition.display = diagnosis->name;
        condition.primary = diagnosis == plan.diagnoses.front();
        condition.recorded = visit.end;
        condition.clinicalStatus = QStringLiteral("active");
        m_pile.add(condition);
    }
    visit.fee = Money{generalFeeFen} + writeDrugs(visit, plan);
    m_pile.items[place].row.values = rowOf(visit).values;
    return visit.id;
}

void ClinicYear::closeBooks(Instant until)
{
    m_shelf.destroyExpired(until.plusMs(-8 * dayMs));
    m_shelf.leaveShortDated(m_ailments.drugs(), until);
    m_shelf.countSome(until.plusMs(-40 * minuteMs));
}

void ClinicYear::handOutBeyondLedger(std::vector<Person> &people, Instant until, const QStringList &butNotOf)
{
    const Ailment &hypertension = *m_ailments.chronic(u"hypertension");
    for (Person &person : people) {
        if (person.scripted || !person.patient.deceasedOn.isNone() ||
            !person.patient.conditions.contains(u"hypertension"))
            continue;
        VisitPlan plan = planFor(person, hypertension, until.plusMs(-20 * minuteMs));
        if (plan.drugs.empty() || butNotOf.contains(plan.drugs.back().drug->code))
            continue;
        // One pack is on the ledger; a pack and a half is handed out, of goods whose receipt was never entered.
        UsualDrug &last = plan.drugs.back();
        const int pack = last.drug->unitsPerPack;
        m_shelf.sendBack(*last.drug, QStringLiteral("近效期，退回调换"), until.plusMs(-3 * dayMs));
        m_shelf.receive(*last.drug, civilDay(until).addDays(-70).toString(QStringLiteral("yyMMdd")),
                        civilDay(until).addMonths(20), pack, until.plusMs(-2 * dayMs));
        last.days = pack * 150 / std::max(1, last.doseHundredths * last.drug->timesPerDay) + 1;
        plan.overrideReason = QStringLiteral("货架上有，入库单还没补录");
        write(person, plan);
        return;
    }
}

} // namespace yigong
