// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/follow_up_year.h"
#include "core/base/spans.h"
#include "core/encounters/vitals.h"
#include "core/followups/follow_up_form.h"
#include "core/followups/follow_up_plan.h"

#include <QHash>
#include <algorithm>
#include <map>

namespace yigong {

namespace {

constexpr int lateDaysKept = 20; // overdue by so much, and still looked after

/// What the visits of one pile measured, by visit and code.
QHash<Id, QHash<QString, QString>> measuredIn(const RecordPile &pile)
{
    QHash<Id, QHash<QString, QString>> measured;
    for (const RecordPile::Item &item : pile.items)
        if (item.type == Observation::info.number) {
            const auto observation = recordOf<Observation>(item.row);
            measured[observation.encounter].insert(observation.code, observation.value);
        }
    return measured;
}

class FollowedUp
{
public:
    FollowedUp(Desk &desk, RecordPile &pile, Dice dice)
        : m_desk(desk), m_pile(pile), m_dice(dice), m_measured(measuredIn(pile))
    {}

    void follow(const Person &person, const std::vector<VisitMade> &visits, FollowUpProgram program)
    {
        std::vector<FollowUp> forms = formsOf(person, visits, program);
        if (forms.empty())
            return;
        conclude(forms, person.patient.birthDate);
        const auto last = std::max_element(
            forms.begin(), forms.end(), [](const FollowUp &a, const FollowUp &b) { return a.visitDate < b.visitDate; });
        const QDate today = civilDay(m_desk.site().heard);
        if (last->nextOn.addDays(lateDaysKept) < today && !m_dice.oneIn(14))
            return;
        ProgramEnrolment enrolment;
        enrolment.id = ProgramEnrolment::idOf(person.patient.id, program);
        enrolment.patient = person.patient.id;
        enrolment.site = m_desk.siteId();
        enrolment.program = program;
        enrolment.formCode = formCodeOf(program);
        enrolment.formVersion = QString::fromLatin1(currentFormVersion);
        enrolment.diagnosedOn = *PartialDate::parse(QString::number(today.year() - m_dice.between(1, 9)));
        enrolment.enrolledOn = forms.front().visitDate;
        enrolment.practitioner = forms.front().practitioner;
        m_pile.add(enrolment);
        for (const FollowUp &form : forms)
            m_pile.add(form);
    }

private:
    /// In order of the visits.
    std::vector<FollowUp> formsOf(const Person &person, const std::vector<VisitMade> &visits, FollowUpProgram program)
    {
        FollowUp usual = usualOf(person, program);
        std::vector<FollowUp> forms;
        for (const VisitMade &visit : visits) {
            const auto found = m_measured.constFind(visit.encounter);
            if (found == m_measured.constEnd())
                continue;
            FollowUp form = usual;
            const auto take = [&found](const QString &code) { return Measured{parseHundredths(found->value(code))}; };
            form.systolic = take(QString::fromLatin1(vital::systolic));
            form.diastolic = take(QString::fromLatin1(vital::diastolic));
            form.heartRate = take(QString::fromLatin1(vital::pulse));
            form.weight = take(QString::fromLatin1(vital::weight));
            form.fastingGlucose = take(QString::fromLatin1(vital::fastingGlucose));
            const bool isMeasured = program == FollowUpProgram::Hypertension
                                        ? !form.systolic.isNone() && !form.diastolic.isNone()
                                        : !form.fastingGlucose.isNone();
            const QDate day = civilDay(visit.start);
            if (!isMeasured || (!forms.empty() && forms.back().visitDate == day))
                continue;
            form.id = m_desk.newId();
            form.visitDate = day;
            const qint64 typedAfter =
                m_dice.oneIn(20) ? m_dice.between(15, 60) * dayMs : m_dice.between(5, 40) * minuteMs;
            form.entered = std::min(visit.start.plusMs(typedAfter), m_desk.site().heard.plusMs(-5 * minuteMs));
            clearOthers(form);
            forms.push_back(std::move(form));
        }
        return forms;
    }

    /// Habits and drugs, which change slowly: the same on each of a year's forms.
    FollowUp usualOf(const Person &person, FollowUpProgram program)
    {
        FollowUp form;
        form.patient = person.patient.id;
        form.site = m_desk.siteId();
        form.practitioner = m_desk.doctor(m_dice);
        form.program = program;
        form.formCode = formCodeOf(program);
        form.formVersion = QString::fromLatin1(currentFormVersion);
        form.way = person.age > 78 && m_dice.percent(40) ? 2 : 1;
        form.symptoms = QStringList{QString::number(m_dice.percent(82) ? 1 : m_dice.between(2, 9))};
        form.height = {m_dice.around(person.patient.sex == Sex::Male ? 166 : 156, 9) * 100};
        const bool smokes = person.patient.sex == Sex::Male && m_dice.percent(38);
        form.smoking = {smokes ? m_dice.between(3, 20) * 100 : 0};
        form.drinking = {smokes && m_dice.percent(50) ? m_dice.between(1, 4) * 100 : 0};
        form.exerciseTimes = {m_dice.between(2, 7) * 100};
        form.exerciseMinutes = {m_dice.between(2, 6) * 1000};
        form.salt = m_dice.between(1, 3);
        form.staple = {m_dice.between(20, 40) * 1000};
        form.psychology = form.compliance = m_dice.percent(80) ? 1 : 2;
        form.adherence = m_dice.percent(76) ? 1 : 2;
        form.hypoglycaemia = m_dice.percent(92) ? 1 : 2;
        form.footPulse = 1;
        form.drugs =
            program == FollowUpProgram::Hypertension
                ? FollowUpDrugs{{QStringLiteral("苯磺酸氨氯地平片"), QStringLiteral("1"), QStringLiteral("5 mg")}}
                : FollowUpDrugs{{QStringLiteral("盐酸二甲双胍片"), QStringLiteral("2"), QStringLiteral("0.5 g")}};
        return form;
    }

    static void clearOthers(FollowUp &form)
    {
        for (const FormField &field : followUpFields())
            if (!field.isOf(form.program))
                copyField(FollowUp{}, form, field);
    }

    /// Each as it was closed: in the light of what had been entered by then.
    static void conclude(std::vector<FollowUp> &forms, const PartialDate &birthDate)
    {
        for (FollowUp &form : forms) {
            std::vector<FollowUpFinding> findings;
            for (const FollowUp &other : forms)
                if (other.visitDate < form.visitDate && other.entered < form.entered)
                    findings.push_back(findingOf(other));
            findings.push_back(findingOf(form));
            const auto judged = judgeFollowUp(form.program, birthDate, std::move(findings));
            if (!judged)
                continue;
            form.outcome = judged->outcome;
            form.step = judged->step;
            form.due = form.nextOn = judged->due;
            form.checkReferralBy = judged->checkReferralBy;
            form.reasons = judged->reasons.join(u',');
        }
    }

    Desk &m_desk;
    RecordPile &m_pile;
    Dice m_dice;
    const QHash<Id, QHash<QString, QString>> m_measured;
};

} // namespace

void followChronic(Desk &desk, const std::vector<Person> &people, const std::vector<VisitMade> &visits,
                   RecordPile &pile, Dice dice)
{
    std::map<std::size_t, std::vector<VisitMade>> of; // in the order of people: the same county from the same seed
    for (const VisitMade &visit : visits)
        of[visit.person].push_back(visit);
    FollowedUp followed(desk, pile, dice);
    for (const auto &[place, made] : of) {
        const Person &person = people[place];
        if (person.scripted || !person.patient.deceasedOn.isNone())
            continue;
        for (const FollowUpProgram program : {FollowUpProgram::Hypertension, FollowUpProgram::Diabetes})
            if (person.patient.conditions.contains(nameOf(program)))
                followed.follow(person, made, program);
    }
}

} // namespace yigong
