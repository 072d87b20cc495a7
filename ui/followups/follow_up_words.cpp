// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/follow_up_words.h"
#include "core/followups/follow_up_form.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"

namespace yigong {

namespace {

QString glucoseText(int hundredths)
{
    return QString::number(hundredths / 100.0, 'f', 1);
}

} // namespace

QString FollowUpWords::program(FollowUpProgram program)
{
    switch (program) {
    case FollowUpProgram::Hypertension:
        return tr("Hypertension");
    case FollowUpProgram::Diabetes:
        return tr("Type 2 diabetes");
    case FollowUpProgram::Copd:
        return tr("COPD");
    case FollowUpProgram::OlderPeople:
        return tr("Older people");
    case FollowUpProgram::Maternity:
        return tr("Maternity");
    case FollowUpProgram::Child:
        return tr("Children 0–6");
    case FollowUpProgram::MentalDisorder:
        return tr("Severe mental disorder");
    case FollowUpProgram::Tuberculosis:
        return tr("Tuberculosis");
    }
    return {};
}

QString FollowUpWords::outcome(FollowUpClass outcome)
{
    switch (outcome) {
    case FollowUpClass::Controlled:
        return tr("Controlled");
    case FollowUpClass::Uncontrolled:
        return tr("Not controlled");
    case FollowUpClass::AdverseReaction:
        return tr("Adverse reaction");
    case FollowUpClass::Complication:
        return tr("Complication");
    }
    return {};
}

QString FollowUpWords::step(FollowUpStep step)
{
    switch (step) {
    case FollowUpStep::Routine:
        return tr("Routine follow-up");
    case FollowUpStep::TwoWeeks:
        return tr("Adjust, see again within 2 weeks");
    case FollowUpStep::Refer:
        return tr("Refer, and follow the referral up");
    case FollowUpStep::UrgentReferral:
        return tr("Urgent referral");
    }
    return {};
}

QString FollowUpWords::reason(const QString &word, const FollowUpRules &rules, int systolicTarget)
{
    const QMap<QString, QString> known{
        {QStringLiteral("systolic-high"), tr("Systolic %1 or more").arg(rules.urgentSystolic)},
        {QStringLiteral("diastolic-high"), tr("Diastolic %1 or more").arg(rules.urgentDiastolic)},
        {QStringLiteral("glucose-high"), tr("Glucose %1 or more").arg(glucoseText(rules.urgentHighGlucose))},
        {QStringLiteral("glucose-low"), tr("Glucose %1 or less").arg(glucoseText(rules.urgentLowGlucose))},
        {QStringLiteral("danger-sign"), tr("A danger sign")},
        {QStringLiteral("pregnant-high"), tr("Pregnant or breast-feeding, and above normal")},
        {QStringLiteral("new-complication"), tr("A new complication, or an old one got worse")},
        {QStringLiteral("uncontrolled-twice"), tr("Above target the second time in a row")},
        {QStringLiteral("adverse-reaction-twice"), tr("An adverse reaction the second time in a row")},
        {QStringLiteral("pressure-above-target"),
         tr("Pressure should be below %1/%2").arg(systolicTarget).arg(rules.diastolicTarget)},
        {QStringLiteral("glucose-above-target"),
         tr("Fasting glucose should be below %1").arg(glucoseText(rules.fastingTarget))},
        {QStringLiteral("adverse-reaction"), tr("An adverse reaction to a drug")},
    };
    return known.value(word, word);
}

QString FollowUpWords::caution(const FollowUpAsk &ask)
{
    const FormField *field = followUpField(ask.field);
    const QString name = field ? field->nameText() : ask.field;
    switch (ask.caution) {
    case FollowUpCaution::Unlikely:
        return tr("%1 %2: usually %3 to %4").arg(name, ask.args.value(0), ask.args.value(1), ask.args.value(2));
    case FollowUpCaution::PressureReversed:
        return tr("Pressure %1/%2: the upper value goes first").arg(ask.args.value(0), ask.args.value(1));
    case FollowUpCaution::LaterThanRule:
        return tr("Next follow-up on %1: by the rule %2 at the latest").arg(ask.args.value(0), ask.args.value(1));
    }
    return {};
}

QString FollowUpWords::problem(const Error &error)
{
    if (error.kind == ErrorKind::OutOfRange && !error.args.value(1).isEmpty() && !error.args.value(2).isEmpty())
        return tr("%1 to %2").arg(error.args.value(1), error.args.value(2));
    if (error.kind == ErrorKind::Invalid && error.field == u"symptoms")
        return tr("None, and some?");
    return sentence(error);
}

QStringList FollowUpWords::ruleOf(FollowUpProgram program, const FollowUpRules &rules)
{
    if (program == FollowUpProgram::Hypertension)
        return {tr("Urgent referral: systolic %1 or diastolic %2 or more, a danger sign, or above normal while "
                   "pregnant or breast-feeding.")
                    .arg(rules.urgentSystolic)
                    .arg(rules.urgentDiastolic),
                tr("Controlled: below %1/%2; from %3 years on below %4/%2. See again within %5 months.")
                    .arg(rules.systolicTarget)
                    .arg(rules.diastolicTarget)
                    .arg(rules.oldAge)
                    .arg(rules.oldSystolicTarget)
                    .arg(rules.routineMonths),
                tr("Not controlled for the first time, or an adverse reaction: adjust, see again within %1 days.")
                    .arg(rules.poorDays),
                tr("Twice in a row, or a new or worse complication: refer, and ask within %1 days whether they came.")
                    .arg(rules.referralCheckDays)};
    return {tr("Urgent referral: glucose %1 or more or %2 or less, pressure %3/%4 or more, a danger sign, or high "
               "glucose while pregnant or breast-feeding.")
                .arg(glucoseText(rules.urgentHighGlucose), glucoseText(rules.urgentLowGlucose))
                .arg(rules.urgentSystolic)
                .arg(rules.urgentDiastolic),
            tr("Controlled: fasting glucose below %1. See again within %2 months.")
                .arg(glucoseText(rules.fastingTarget))
                .arg(rules.routineMonths),
            tr("Not controlled for the first time, or an adverse reaction: adjust, see again within %1 days.")
                .arg(rules.poorDays),
            tr("Twice in a row, or a new or worse complication: refer, and ask within %1 days whether they came.")
                .arg(rules.referralCheckDays)};
}

QString FollowUpWords::source()
{
    return tr("National specification of basic public health services, third edition (2017) No. 13");
}

BannerKind FollowUpWords::kindOf(FollowUpStep step)
{
    switch (step) {
    case FollowUpStep::Routine:
        return BannerKind::Ok;
    case FollowUpStep::TwoWeeks:
        return BannerKind::Warn;
    case FollowUpStep::Refer:
    case FollowUpStep::UrgentReferral:
        break;
    }
    return BannerKind::Danger;
}

ChipSpec FollowUpWords::chipOf(const ProgramPlan &plan, QDate today)
{
    if (!plan.due.isValid())
        return {ChipKind::Plain, tr("Nothing due"), Icon::Check};
    switch (plan.state) {
    case PlanState::Overdue:
        return {ChipKind::Danger, tr("%n day(s) late", nullptr, static_cast<int>(plan.due.daysTo(today))), Icon::Warn};
    case PlanState::Unreachable:
        return {ChipKind::Danger, tr("Not reached"), Icon::Phone};
    case PlanState::DueToday:
        return {ChipKind::Warn, tr("Today"), Icon::Clock};
    case PlanState::DueSoon:
        return {ChipKind::Warn, tr("In %n day(s)", nullptr, static_cast<int>(today.daysTo(plan.due))), Icon::Clock};
    case PlanState::Later:
        break;
    }
    return {ChipKind::Plain, dayOf(plan.due, today), Icon::Calendar};
}

QString FollowUpWords::changed(const ChangedConclusion &changed, QDate today)
{
    QString what = tr("%1: closed as \"%2\", now \"%3\"")
                       .arg(dayOf(changed.date, today), step(changed.closed.step), step(changed.now.step));
    if (!changed.causeDate.isValid())
        return what;
    return what + QStringLiteral("，") +
           (changed.isCorrection ? tr("since the form of %1 was corrected") : tr("since the form of %1 came in later"))
               .arg(dayOf(changed.causeDate, today));
}

} // namespace yigong
