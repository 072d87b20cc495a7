// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/form_words.h"
#include "ui/followups/follow_up_words.h"
#include "ui/shell/words.h"

namespace yigong {

namespace {

constexpr int monthsOfYear = 12;
constexpr int saidInYears = 36; // months, from which on an age is said in years

} // namespace

QString FormWords::form(const QString &code)
{
    const FormDefinition *form = formDefinition(code);
    return !form ? code : form->shortTitle.isEmpty() ? form->title : form->shortTitle;
}

QString FormWords::due(const QString &form, const QString &stage)
{
    if (stage.isEmpty())
        return FormWords::form(form);
    if (programOf(form) == FollowUpProgram::Maternity)
        return tr("%1, week %2").arg(FormWords::form(form), QString(stage).replace(u'-', u'–'));
    const int months = stage.toInt();
    if (months >= saidInYears)
        return tr("Check at %n year(s)", nullptr, months / monthsOfYear);
    return months > 0 ? tr("Check at %n month(s)", nullptr, months) : FormWords::form(form) + u' ' + stage;
}

QString FormWords::outcome(const QString &word)
{
    const QMap<QString, QString> known{
        {QStringLiteral("normal"), tr("Nothing abnormal")},
        {QStringLiteral("abnormal"), tr("Something abnormal")},
        {QStringLiteral("self-reliant"), tr("Self-reliant")},
        {QStringLiteral("light"), tr("Lightly dependent")},
        {QStringLiteral("moderate"), tr("Moderately dependent")},
        {QStringLiteral("dependent"), tr("Cannot care for themselves")},
        {QStringLiteral("stable"), tr("Stable")},
        {QStringLiteral("worse"), tr("Got worse")},
        {QStringLiteral("basically-stable"), tr("Basically stable")},
        {QStringLiteral("unstable"), tr("Unstable")},
        {QStringLiteral("not-seen"), tr("Not seen")},
    };
    return known.value(word, word);
}

QString FormWords::reason(const QString &word, const FormRules &rules)
{
    const QMap<QString, QString> known{
        {QStringLiteral("new-complication"), tr("A new complication, or an old one got worse")},
        {QStringLiteral("abnormal"), tr("Something abnormal was found")},
        {QStringLiteral("referred"), tr("The form says that a referral is needed")},
        {QStringLiteral("referral-advised"), tr("The examination advises a referral")},
        {QStringLiteral("adverse-reaction"), tr("An adverse reaction to a drug")},
        {QStringLiteral("consciousness"), tr("Consciousness is disturbed")},
        {QStringLiteral("cyanosis"), tr("Cyanosis")},
        {QStringLiteral("oxygen-low"), tr("Oxygen saturation below %1 %").arg(rules.copdLowSaturation)},
        {QStringLiteral("pressure-high"), tr("Pressure 140/90 or more")},
        {QStringLiteral("not-seen"), tr("Nobody could see them")},
        {QStringLiteral("risk-high"), tr("Danger of grade 3 to 5")},
        {QStringLiteral("risk"), tr("Danger of grade 1 or 2")},
        {QStringLiteral("no-insight"), tr("No insight")},
        {QStringLiteral("insight-partial"), tr("Insight is partial")},
        {QStringLiteral("physical-illness"), tr("A serious physical illness")},
        {QStringLiteral("symptoms"), tr("Symptoms are there")},
        {QStringLiteral("social-function-poor"), tr("Social function is poor")},
        {QStringLiteral("not-improved"), tr("Basically stable again, and no better: ask the specialist")},
    };
    return known.value(word, word);
}

QString FormWords::step(FollowUpProgram program, FollowUpStep step)
{
    if (program == FollowUpProgram::MentalDisorder && step == FollowUpStep::UrgentReferral)
        return tr("Refer at once; with danger call the police too");
    if (step == FollowUpStep::TwoWeeks && program == FollowUpProgram::MentalDisorder)
        return tr("Adjust the drugs, see again soon");
    return FollowUpWords::step(step);
}

QStringList FormWords::ruleOf(FollowUpProgram program, const FormRules &rules)
{
    switch (program) {
    case FollowUpProgram::Copd:
        return {tr("Seen every %1 months.").arg(rules.copdMonths),
                tr("Urgent referral: disturbed consciousness, cyanosis, or an oxygen saturation below %1 %.")
                    .arg(rules.copdLowSaturation)};
    case FollowUpProgram::OlderPeople:
        return {tr("Each year one examination and one assessment of self-care."),
                tr("Points: 0–3 self-reliant, 4–8 light, 9–18 moderate, 19 and more dependent.")};
    case FollowUpProgram::Maternity:
        return {tr("First visit before week %1; later ones in weeks 16–20, 21–24, 28–36 and 37–40.")
                    .arg(rules.firstAntenatalWeeks),
                tr("Visit at home within %1 days of discharge; check %2 days after delivery.")
                    .arg(rules.postnatalDays)
                    .arg(rules.postnatalCheckDays),
                tr("Something abnormal, or pressure 140/90 or more: refer, and ask within %1 days whether they came.")
                    .arg(rules.referralCheckDays)};
    case FollowUpProgram::Child:
        return {
            tr("Visit at home within %1 days of discharge; then checks at the full month and at 3, 6, 8, 12, 18, "
               "24, 30 and 36 months, and at 4, 5 and 6 years.")
                .arg(rules.newbornDays),
            tr("Something abnormal: refer, and ask within %1 days whether they came.").arg(rules.referralCheckDays)};
    case FollowUpProgram::MentalDisorder:
        return {
            tr("Unstable: danger of grade 3 to 5, no insight, or a serious physical illness. Refer at once, see "
               "again within %1 days.")
                .arg(rules.unsettledDays),
            tr("Basically stable: danger of grade 1 or 2, or symptoms, insight or social function are poor. See again "
               "within %1 days; then %2 months where it got better, else %3 month(s) with a specialist's advice.")
                .arg(rules.unsettledDays)
                .arg(rules.stableMonths)
                .arg(rules.guidedMonths),
            tr("Stable: see again within %1 months.").arg(rules.stableMonths)};
    case FollowUpProgram::Tuberculosis:
        return {tr("First visit within %1 days of the notice.").arg(rules.tbFirstDays),
                tr("Supervised by medical staff: each %1 month(s). Else every %2 days in the intensive phase, then "
                   "monthly.")
                    .arg(rules.tbMonths)
                    .arg(rules.tbFamilyDays),
                tr("An adverse reaction or a complication: refer, and see again within %1 days.")
                    .arg(rules.referralCheckDays)};
    case FollowUpProgram::Hypertension:
    case FollowUpProgram::Diabetes:
        break;
    }
    return {};
}

QString FormWords::closeReason(const QString &word)
{
    const QMap<QString, QString> known{
        {QStringLiteral("died"), tr("Died")},
        {QStringLiteral("moved"), tr("Moved away")},
        {QStringLiteral("lost"), tr("Lost")},
        {QStringLiteral("refused"), tr("Refuses")},
        {QStringLiteral("not-the-disease"), tr("Does not have it")},
        {QStringLiteral("completed"), tr("Completed")},
    };
    return known.value(word, word);
}

QString FormWords::window(QDate from, QDate due, QDate today)
{
    if (!due.isValid())
        return {};
    if (from.isValid() && from > today)
        return tr("from %1 to %2").arg(dayOf(from, today), dayOf(due, today));
    return tr("by %1").arg(dayOf(due, today));
}

Icon FormWords::iconOf(FollowUpProgram program)
{
    switch (program) {
    case FollowUpProgram::Hypertension:
        return Icon::Pressure;
    case FollowUpProgram::Diabetes:
        return Icon::Drop;
    case FollowUpProgram::OlderPeople:
        return Icon::User;
    case FollowUpProgram::Maternity:
    case FollowUpProgram::Child:
        return Icon::Baby;
    default:
        return Icon::Follow;
    }
}

std::optional<FollowUpProgram> FormWords::programOf(const QString &form)
{
    const FormDefinition *known = formDefinition(form);
    return known ? followUpProgramFrom(known->program) : std::nullopt;
}

QString FormWords::figures(const HealthForm &form, int most)
{
    const FormDefinition *definition = formDefinition(form.formCode, form.formVersion);
    QStringList said;
    for (std::size_t i = 0; definition && i < definition->sections.size(); ++i)
        for (const FormQuestion &question : definition->sections[i].questions)
            if (question.kind == QuestionKind::Number && form.answers.has(question.key) && said.size() < most)
                said.append(question.name + u' ' + answerWords(form.answers, question));
    return said.join(QStringLiteral("，"));
}

} // namespace yigong
