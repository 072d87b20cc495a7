// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/closed_form.h"
#include "core/followups/refer_from_follow_up.h"

#include <algorithm>
#include <tuple>

namespace yigong {

Id ClosedForm::id() const
{
    return std::visit([](const auto &each) { return each.form.id; }, listed);
}

QDate ClosedForm::day() const
{
    return followUp() ? followUp()->form.visitDate : healthForm()->form.day;
}

Instant ClosedForm::entered() const
{
    return std::visit([](const auto &each) { return each.form.entered; }, listed);
}

FollowUpStep ClosedForm::step() const
{
    return std::visit([](const auto &each) { return each.form.step; }, listed);
}

bool ClosedForm::mustRefer() const
{
    return healthForm() ? asksForReferral(healthForm()->form) : asksForReferral(step());
}

bool ClosedForm::isCorrected() const
{
    return std::visit([](const auto &each) { return each.isCorrected; }, listed);
}

Id ClosedForm::amends() const
{
    return std::visit([](const auto &each) { return each.form.amends; }, listed);
}

QString ClosedForm::practitionerName() const
{
    return std::visit([](const auto &each) { return each.practitionerName; }, listed);
}

QString ClosedForm::siteName() const
{
    return std::visit([](const auto &each) { return each.siteName; }, listed);
}

QString ClosedForm::programWord() const
{
    if (followUp())
        return nameOf(followUp()->form.program);
    const FormDefinition *form = formDefinition(healthForm()->form.formCode);
    return form && !form->program.isEmpty() ? form->program : healthForm()->form.formCode;
}

std::vector<ClosedForm> closedForms(std::vector<ListedFollowUp> followUps, std::vector<ListedHealthForm> healthForms)
{
    std::vector<ClosedForm> all;
    for (ListedFollowUp &each : followUps)
        all.push_back({std::move(each)});
    for (ListedHealthForm &each : healthForms)
        all.push_back({std::move(each)});
    std::stable_sort(all.begin(), all.end(), [](const ClosedForm &a, const ClosedForm &b) {
        return std::tuple(a.day(), a.entered().ms) > std::tuple(b.day(), b.entered().ms);
    });
    return all;
}

} // namespace yigong
