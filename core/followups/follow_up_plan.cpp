// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_plan.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace yigong {

namespace {

constexpr std::array planStateNames{
    std::pair{PlanState::Later, "later"},
    std::pair{PlanState::DueSoon, "soon"},
    std::pair{PlanState::DueToday, "today"},
    std::pair{PlanState::Overdue, "overdue"},
    std::pair{PlanState::Unreachable, "unreachable"},
};

/// The last form of the last day before: what "twice in a row" asks.
const PlannedFollowUp *before(std::span<const PlannedFollowUp> forms, std::size_t at)
{
    for (std::size_t i = at; i-- > 0;)
        if (forms[i].finding.date < forms[at].finding.date)
            return &forms[i];
    return nullptr;
}

/// By day of visit, at the beginning of `forms`: corrected ones, and what came twice, are left behind.
std::span<PlannedFollowUp> putInPlace(std::span<PlannedFollowUp> forms)
{
    std::set<Id> corrected;
    for (const PlannedFollowUp &form : forms)
        if (!form.amends.isNone())
            corrected.insert(form.amends);
    auto end = forms.end();
    if (!corrected.empty())
        end = std::remove_if(forms.begin(), end,
                             [&corrected](const PlannedFollowUp &form) { return corrected.contains(form.id); });
    std::sort(forms.begin(), end, [](const PlannedFollowUp &a, const PlannedFollowUp &b) {
        return std::tie(a.finding.date, a.entered, a.id) < std::tie(b.finding.date, b.entered, b.id);
    });
    end = std::unique(forms.begin(), end, [](const auto &a, const auto &b) { return a.id == b.id; });
    return {forms.begin(), end};
}

Conclusion concludedNow(FollowUpProgram program, const PartialDate &birthDate, std::span<const PlannedFollowUp> forms,
                        std::size_t at, const FollowUpRules &rules)
{
    const PlannedFollowUp *earlier = before(forms, at);
    const auto now =
        concludeFollowUp(program, birthDate, earlier ? &earlier->finding : nullptr, forms[at].finding, rules);
    // A form that cannot be judged (from another system, without its figures) keeps what it said.
    return now ? *now : forms[at].closed;
}

ChangedConclusion changedAt(std::span<const PlannedFollowUp> forms, std::size_t at, const Conclusion &now)
{
    ChangedConclusion changed{forms[at].id, forms[at].finding.date, forms[at].closed, now, {}, {}, false};
    if (const PlannedFollowUp *cause = before(forms, at)) {
        changed.cause = cause->id;
        changed.causeDate = cause->finding.date;
        changed.isCorrection = !cause->amends.isNone();
    }
    return changed;
}

PlanState stateOn(QDate today, QDate due, int tries, const FollowUpFigures &figures)
{
    if (due > today.addDays(figures.soonDays))
        return PlanState::Later;
    if (tries >= figures.triesToLose)
        return PlanState::Unreachable;
    if (due > today)
        return PlanState::DueSoon;
    return due == today ? PlanState::DueToday : PlanState::Overdue;
}

void readContacts(ProgramPlan &plan, std::span<const FollowUpContact> contacts)
{
    std::vector<FollowUpContact> since;
    for (const FollowUpContact &contact : contacts)
        if (!plan.last.isValid() || contact.day > plan.last)
            since.push_back(contact);
    std::sort(since.begin(), since.end(), [](const auto &a, const auto &b) {
        return std::tie(a.day, a.entered, a.id) < std::tie(b.day, b.entered, b.id);
    });
    for (const FollowUpContact &contact : since) {
        const bool reached = contact.outcome != ContactOutcome::NotReached;
        plan.tries = reached ? 0 : plan.tries + 1;
        if (reached)
            plan.referralCheckBy = {};
    }
}

/// Each form in its place: what it would be closed with today.
std::vector<ChangedConclusion> changedForms(const FormCase &known, const FormRules &rules)
{
    std::vector<ChangedConclusion> changed;
    for (const HealthForm &form : known.forms) {
        const FormJudgement judged = judgeFormAt(known, form, rules);
        const Conclusion closed{{}, form.step, form.due, form.checkReferralBy};
        const Conclusion now{{}, judged.step, judged.due, judged.checkReferralBy};
        if (now != closed)
            changed.push_back({form.id, form.day, closed, now, {}, {}, false});
    }
    return changed;
}

PlanState formStateOn(QDate today, const ProgramPlan &plan, const FollowUpFigures &figures)
{
    if (!plan.due.isValid())
        return PlanState::Later;
    const PlanState state = stateOn(today, plan.due, plan.tries, figures);
    const bool isOpen = plan.dueFrom.isValid() && plan.dueFrom <= today;
    return state == PlanState::Later && isOpen ? PlanState::DueSoon : state;
}

} // namespace

QString nameOf(PlanState state)
{
    for (const auto &[known, name] : planStateNames)
        if (known == state)
            return QString::fromLatin1(name);
    return {};
}

std::optional<PlanState> planStateFrom(QStringView name)
{
    for (const auto &[known, word] : planStateNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

ProgramPlan planFor(FollowUpProgram program, const PartialDate &birthDate, QDate enrolledOn,
                    std::vector<PlannedFollowUp> forms, std::span<const FollowUpContact> contacts, QDate today,
                    const FollowUpFigures &figures)
{
    return planFor(program, birthDate, enrolledOn, std::span(forms), contacts, today, figures);
}

ProgramPlan planFor(FollowUpProgram program, const PartialDate &birthDate, QDate enrolledOn,
                    std::span<PlannedFollowUp> all, std::span<const FollowUpContact> contacts, QDate today,
                    const FollowUpFigures &figures)
{
    const std::span<PlannedFollowUp> forms = putInPlace(all);
    ProgramPlan plan;
    plan.due = enrolledOn.addMonths(figures.firstMonths);
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const Conclusion now = concludedNow(program, birthDate, forms, i, figures.rules);
        if (now != forms[i].closed)
            plan.changed.push_back(changedAt(forms, i, now));
        if (i + 1 == forms.size())
            plan.now = now;
    }
    if (!forms.empty()) {
        const PlannedFollowUp &last = forms.back();
        plan.last = last.finding.date;
        plan.lastFollowUp = last.id;
        plan.due = plan.now.due;
        // What was agreed with the resident holds, also where it is later than the rule: the doctor was asked twice.
        if (last.nextOn.isValid() && plan.now == last.closed)
            plan.due = last.nextOn;
        else if (last.nextOn.isValid())
            plan.due = std::min(last.nextOn, plan.due);
        plan.referralCheckBy = plan.now.checkReferralBy;
    }
    readContacts(plan, contacts);
    plan.state = stateOn(today, plan.due, plan.tries, figures);
    return plan;
}

ProgramPlan planFor(const FormCase &known, std::span<const FollowUpContact> contacts, QDate today,
                    const FollowUpFigures &figures)
{
    const FormJudgement judged = judgeForms(known, today, figures.forms);
    ProgramPlan plan;
    plan.due = judged.due;
    plan.dueForm = judged.nextForm;
    plan.dueStage = judged.nextStage;
    plan.dueFrom = judged.dueFrom;
    plan.outcome = judged.outcome;
    plan.changed = changedForms(known, figures.forms);
    const auto last = std::max_element(known.forms.begin(), known.forms.end(), [](const auto &a, const auto &b) {
        return std::tie(a.day, a.entered, a.id) < std::tie(b.day, b.entered, b.id);
    });
    if (last != known.forms.end()) {
        plan.last = last->day;
        plan.lastFollowUp = last->id;
        plan.now = {{}, judged.step, judged.due, judged.checkReferralBy};
        plan.referralCheckBy = judged.checkReferralBy;
        // What was agreed holds as long as the rule says what it said then.
        if (last->nextOn.isValid() && last->due == judged.due)
            plan.due = last->nextOn;
        else if (last->nextOn.isValid() && last->nextOn > last->day && plan.due.isValid())
            plan.due = std::min(last->nextOn, plan.due);
    }
    readContacts(plan, contacts);
    plan.state = formStateOn(today, plan, figures);
    return plan;
}

FollowUpFinding findingOf(const FollowUp &form)
{
    FollowUpFinding finding;
    finding.date = form.visitDate;
    finding.systolic = form.systolic.whole();
    finding.diastolic = form.diastolic.whole();
    finding.fastingGlucose = form.fastingGlucose.hundredths();
    finding.glucose = form.glucose.hundredths();
    finding.dangerSigns = form.dangerSigns;
    finding.adverseReaction = form.adverseReaction;
    finding.newComplication = form.newComplication;
    finding.pregnant = form.pregnant;
    return finding;
}

PlannedFollowUp plannedOf(const FollowUp &form)
{
    return {form.id,     form.entered, findingOf(form), {form.outcome, form.step, form.due, form.checkReferralBy},
            form.nextOn, form.amends};
}

} // namespace yigong
