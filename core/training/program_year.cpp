// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/program_year.h"
#include "core/followups/follow_up.h"
#include "core/followups/form_rules.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int mostForms = 16;

/// One person's way through one program, form by form, as the rules ask for them.
class ProgramWay
{
public:
    ProgramWay(const PlannedSite &village, const Person &person, QDate today, Dice &dice)
        : m_village(village), m_person(person), m_today(today), m_dice(dice)
    {}

    void go(FollowUpProgram program, QDate enrolledOn, QDate lastPeriod, RecordPile &pile)
    {
        m_known = {program, m_person.patient.birthDate, enrolledOn, {}};
        m_lastPeriod = lastPeriod;
        QDate at = enrolledOn;
        for (int i = 0; i < mostForms; ++i) {
            const FormJudgement asked = judgeForms(m_known, at);
            const QDate day = dayFor(asked, at);
            if (asked.nextForm.isEmpty() || !day.isValid() || day >= m_today || m_dice.oneIn(14))
                break;
            m_known.forms.push_back(filledIn(asked, day));
            at = day;
        }
        pile.add(enrolment());
        for (const HealthForm &form : m_known.forms)
            pile.add(form);
    }

private:
    QDate dayFor(const FormJudgement &asked, QDate after)
    {
        if (!asked.due.isValid())
            return {};
        const QDate from = std::max(after.addDays(1), asked.dueFrom.isValid() ? asked.dueFrom : asked.due.addDays(-40));
        const int span = std::clamp(static_cast<int>(from.daysTo(asked.due)), 0, 30);
        return from.addDays(m_dice.between(0, span));
    }

    ProgramEnrolment enrolment() const
    {
        ProgramEnrolment made;
        made.id = ProgramEnrolment::idOf(m_person.patient.id, m_known.program);
        made.patient = m_person.patient.id;
        made.site = m_village.site.id;
        made.program = m_known.program;
        made.formCode = formsOfProgram(m_known.program).value(0);
        const FormDefinition *form = formDefinition(made.formCode);
        made.formVersion = form ? form->version : QString();
        made.enrolledOn = m_known.enrolledOn;
        made.practitioner = m_village.staffWith(StaffRole::VillageDoctor);
        return made;
    }

    HealthForm filledIn(const FormJudgement &asked, QDate day)
    {
        const FormDefinition *definition = formDefinition(asked.nextForm);
        HealthForm form;
        form.id = Id::fromKey("training/form/" + m_person.patient.id.bytes() + asked.nextForm.toUtf8() +
                              day.toString(Qt::ISODate).toUtf8());
        form.patient = m_person.patient.id;
        form.site = m_village.site.id;
        form.practitioner = m_village.staffWith(StaffRole::VillageDoctor);
        form.formCode = asked.nextForm;
        form.formVersion = definition ? definition->version : QString();
        form.day = day;
        form.entered = startOf(day).plusMs(qint64{m_dice.between(8 * 60, 18 * 60)} * 60'000);
        if (definition)
            answerAll(form.answers, *definition, asked, day);
        const FormJudgement judged = judgeFormAt(m_known, form);
        form.outcome = judged.outcome;
        form.step = judged.step;
        form.due = form.nextOn = judged.due;
        form.checkReferralBy = judged.checkReferralBy;
        form.reasons = judged.reasons.join(u',');
        return form;
    }

    void answerAll(FormAnswers &answers, const FormDefinition &form, const FormJudgement &asked, QDate day)
    {
        for (const FormSection &section : form.sections)
            for (const FormQuestion &question : section.questions)
                if (isAsked(answers, question))
                    answers.set(question.key, answerTo(question, asked, day));
        compute(answers, form, day);
        dropUnasked(answers, form);
    }

    QString answerTo(const FormQuestion &question, const FormJudgement &asked, QDate day)
    {
        if (question.key == u"stage")
            return asked.nextStage;
        if (question.key == u"lmp")
            return m_lastPeriod.toString(Qt::ISODate);
        if (question.kind == QuestionKind::Number)
            return question.source == AnswerSource::Computed ? QString() : figureFor(question, day);
        if (question.options.empty() || question.source == AnswerSource::Computed)
            return {};
        const bool isUsual = question.none == FormQuestion::noOption;
        return QString::number(isUsual ? question.options.front().number : question.none);
    }

    /// What is measured of them; the rest stays empty, as it does on paper.
    QString figureFor(const FormQuestion &question, QDate day)
    {
        const bool isChild = m_known.program == FollowUpProgram::Child;
        const auto months = static_cast<int>(m_person.patient.birthDate.earliest().daysTo(day) / 30);
        if (question.key == u"weight")
            return isChild ? tenths(months <= 12 ? 33 + months * 55 / 10 : 99 + (months - 12) * 2)
                           : tenths(m_person.weightTenths + m_dice.between(-8, 8));
        if (question.key == u"height")
            return isChild ? tenths(months <= 12 ? 500 + months * 21 : 752 + (months - 12) * 8)
                           : tenths((m_person.patient.sex == Sex::Male ? 1640 : 1540) + m_dice.between(-60, 60));
        if (question.key == u"systolic")
            return QString::number(std::min(m_person.systolic, 138) + m_dice.between(-6, 1));
        if (question.key == u"diastolic")
            return QString::number(std::min(m_person.diastolic, 86) + m_dice.between(-5, 1));
        if (question.key == u"oxygen")
            return QString::number(m_dice.between(93, 98));
        return question.required
                   ? hundredthsText((question.likelyLow.value_or(0) + question.likelyHigh.value_or(0)) / 2)
                   : QString();
    }

    static QString tenths(int value) { return hundredthsText(Hundredths{value} * 10); }

    const PlannedSite &m_village;
    const Person &m_person;
    const QDate m_today;
    Dice &m_dice;
    FormCase m_known;
    QDate m_lastPeriod;
};

} // namespace

void careForGroups(const PlannedSite &village, const std::vector<Person> &people, QDate today, RecordPile &pile,
                   Dice dice)
{
    constexpr int olderFrom = 65, childUntil = 7;
    for (const Person &person : people) {
        if (person.scripted || !person.patient.deceasedOn.isNone() || person.patient.voidedOn.isValid())
            continue;
        ProgramWay way(village, person, today, dice);
        if (person.age >= olderFrom && dice.percent(72))
            way.go(FollowUpProgram::OlderPeople, today.addDays(-dice.between(200, 500)), {}, pile);
        else if (person.age < childUntil && person.patient.birthDate.isWhole() && dice.percent(85))
            way.go(FollowUpProgram::Child,
                   std::max(person.patient.birthDate.earliest().addDays(2), today.addMonths(-18)), {}, pile);
        else if (person.patient.sex == Sex::Female && person.age >= 21 && person.age <= 36 && dice.percent(6)) {
            const QDate lastPeriod = today.addDays(-dice.between(70, 270));
            way.go(FollowUpProgram::Maternity, lastPeriod.addDays(62), lastPeriod, pile);
        }
        if (person.patient.conditions.contains(QStringLiteral("copd")) && dice.percent(75))
            way.go(FollowUpProgram::Copd, today.addDays(-dice.between(150, 330)), {}, pile);
    }
}

} // namespace yigong
